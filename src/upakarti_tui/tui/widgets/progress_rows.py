"""The progress of a stage as rows: its place among the stages, its scorers, what blocks it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.places.progress import StageState
from upakarti_tui.domain.problems import say
from upakarti_tui.locale import gettext
from upakarti_tui.tui.whereabouts import open_item
from upakarti_tui.tui.widgets import glyphs
from upakarti_tui.tui.widgets.bars import progress_bar
from upakarti_tui.tui.widgets.line import Ink, Line, wrapped
from upakarti_tui.tui.words import clock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from upakarti_tui.domain.places.progress import ScorerProgress, StageProgress
    from upakarti_tui.domain.standing import OpenItem
    from upakarti_tui.workflows.deciding.overview import Overview

STAGES = {
    StageState.WAITING: (glyphs.NONE, say("waits for the stage before")),
    StageState.SEALED: (glyphs.FULL, say("sealed")),
    StageState.OPEN: (glyphs.PART, say("open")),
    StageState.FINAL: (glyphs.DONE, say("final")),
}
PROGRESS, STATE = 21, 22


def stages_row(stages: Sequence[StageProgress], here: int, width: int) -> Line:
    """Return all stages in order, the one that is shown pointed at, and the key to the next."""
    key = gettext("Tab: next stage")
    room = width - Line(key).width - 5
    names = [stage.title for stage in stages]
    if sum(Line(name).width + 4 for name in names) > room:
        # The first word tells stages apart; only the one that is shown needs all of its name.
        names = [name if at == here else name.split()[0] for at, name in enumerate(names)]
    line = Line(" ")
    for at, (stage, name) in enumerate(zip(stages, names, strict=True)):
        sign, _ = STAGES[stage.state]
        pointer = glyphs.HERE if at == here else " "
        line.put(f"{pointer}{sign} {name} ", Ink.STRONG if at == here else Ink.FAINT)
    return line.end(key, width, Ink.FAINT)


def name_width(width: int) -> int:
    """Return the columns that a scorer's name has."""
    return max(18, min(44, width - 48))


def heading(width: int, *, wide: bool) -> Line:
    """Return the names of the columns."""
    head = Line("   ").put(gettext("Scorer"), Ink.FAINT, name_width(width)).put(" ")
    head.put(gettext("Progress"), Ink.FAINT, PROGRESS).put(gettext("State"), Ink.FAINT, STATE)
    return head.put(gettext("Last entry"), Ink.FAINT) if wide else head


def scorer_row(
    line: Line, one: ScorerProgress, overview: Overview, width: int, *, here: bool, last: str
) -> Line:
    """Write a scorer behind the sign of the cursor; `last` is the time of the newest entry."""
    name = overview.names.get(one.scorer, one.scorer)
    ink = Ink.STRONG if here else Ink.PLAIN
    line.put(f"{one.scorer}  {name}", ink, name_width(width))
    line.put(" ").put(progress_bar(one.complete, one.asked, 12))
    line.right(f"{one.complete}/{one.asked}", 8).put(" ")
    sign, word, state_ink = _state(one, paper=one.scorer in overview.on_paper)
    return line.put(f"{sign} {word}", state_ink, STATE).put(clock(last))


def to_settle(items: Sequence[OpenItem], stage: str, width: int, most: int) -> list[Line]:
    """Return what keeps a stage from being final, the first so many rows."""
    if not items:
        return []
    words = gettext("To be settled before the stage can be final: {count}")
    lines = [Line(), Line(" ").put(words.format(count=len(items)), Ink.STRONG)]
    for item in items[: most - 1]:
        rows = wrapped(open_item(item, stage), width - 8)
        lines.append(Line("   ").put("! ", Ink.BAD).put(rows[0] + (" …" if rows[1:] else "")))
    if len(items) > most - 1:
        words = gettext("{count} more").format(count=len(items) - most + 1)
        lines.append(Line("   ").put(f"{glyphs.BELOW} {words}", Ink.FAINT))
    return lines


def _state(one: ScorerProgress, *, paper: bool) -> tuple[str, str, Ink]:
    if one.asked and one.submitted == one.asked:
        return glyphs.DONE, gettext("submitted"), Ink.GOOD
    if paper and one.begun:
        return glyphs.PAPER, gettext("typed in from paper"), Ink.PLAIN
    if one.begun == 0:
        return "!", gettext("nothing yet"), Ink.BAD
    if one.complete == one.asked:
        return glyphs.PART, gettext("not submitted"), Ink.WARN
    words = gettext("{count} begun").format(count=one.begun)
    return glyphs.PART, words, Ink.WARN
