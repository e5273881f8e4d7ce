"""What the marks of a row mean in words: its levels, its scale, or its answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.book.entries import Answer, Part, State, Verdict
from upakarti_tui.domain.programme.marks import plain, scale_in_words
from upakarti_tui.locale import gettext, told
from upakarti_tui.tui.widgets import glyphs
from upakarti_tui.tui.widgets.line import Ink, Line, wrapped
from upakarti_tui.tui.words import ANSWERS, VERDICTS, number

if TYPE_CHECKING:
    from upakarti_tui.domain.book.sheet import CellKey, Sheet
    from upakarti_tui.domain.programme.template import Criterion


def levels(sheet: Sheet, cell: CellKey, width: int) -> list[Line]:
    """Return the words of a row, the mark given pointed out."""
    part, item = cell
    held = sheet.cells.get(cell)
    entry = held.entry if held is not None else None
    value = entry.value if entry is not None and entry.state is State.MARKED else ""
    if part is Part.GATE:
        words = [(a.value, told(ANSWERS[a])) for a in Answer]
        chosen = [(str(at), w, v == value) for at, (v, w) in enumerate(words, start=1)]
        clause = next((c.clause for c in sheet.checklist if c.id == item), "")
        return [*_listed(chosen, width), *_guided(clause, width)]
    if part is Part.RECOMMENDATION:
        verdicts = [(v.value, told(VERDICTS[v])) for v in Verdict]
        return _listed(
            [(str(at), w, v == value) for at, (v, w) in enumerate(verdicts, start=1)], width
        )
    criterion = sheet.rubric.criterion(item) if sheet.rubric else None
    return [] if criterion is None else _of_criterion(criterion, value, width)


def _of_criterion(criterion: Criterion, value: str, width: int) -> list[Line]:
    worded = [(number(plain(x.mark)), x.words, plain(x.mark) == value) for x in criterion.levels]
    lines = _listed(worded, width)
    if not lines:
        scale = told(scale_in_words(criterion.scale))
        lines = [Line("   ").put(gettext("Marks: {scale}").format(scale=scale))]
    if criterion.not_applicable:
        lines.append(Line("   ").put("-  ", Ink.STRONG).put(gettext("does not apply"), Ink.FAINT))
    return [*lines, *_guided(criterion.guidance, width)]


def _listed(worded: list[tuple[str, str, bool]], width: int) -> list[Line]:
    lines: list[Line] = []
    sign = max((len(mark) for mark, _, _ in worded), default=1)
    for mark, words, chosen in worded:
        ink = Ink.STRONG if chosen else Ink.PLAIN
        rows = wrapped(words, max(10, width - sign - 7))
        pointer = f" {glyphs.FULL} " if chosen else "   "
        lines.append(Line(pointer, ink).right(mark, sign, Ink.STRONG).put("  ").put(rows[0], ink))
        lines += [Line(" " * (sign + 5)).put(row, ink) for row in rows[1:]]
    return lines


def _guided(guidance: str, width: int) -> list[Line]:
    if not guidance:
        return []
    return [Line("   ").put(row, Ink.FAINT) for row in wrapped(guidance, width - 5)]
