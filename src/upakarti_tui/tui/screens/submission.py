"""Closing one's sheets: what is closed, what is missing, and the number for the slip."""

from __future__ import annotations

from itertools import groupby, islice
from typing import TYPE_CHECKING, ClassVar

from upakarti_tui.domain.book.sheet import SheetState
from upakarti_tui.domain.problems import say
from upakarti_tui.errors import UpakartiError
from upakarti_tui.locale import gettext, told
from upakarti_tui.tui import commands
from upakarti_tui.tui.command import bindings
from upakarti_tui.tui.screens.listing import ListingPage
from upakarti_tui.tui.widgets import glyphs
from upakarti_tui.tui.widgets.bars import progress_bar
from upakarti_tui.tui.widgets.line import Ink, Line, wrapped

if TYPE_CHECKING:
    from textual.binding import BindingType

    from upakarti_tui.domain.book.entries import SheetKey
    from upakarti_tui.domain.programme.template import Stage
    from upakarti_tui.workflows.scoring.score import Desk
    from upakarti_tui.workflows.scoring.submit import Submission

MOST_NAMED = 3
"""Rows of candidates named whose sheets have gaps."""

EVERY_STAGE = ""
"""Stands for all stages where one is asked for."""


class SubmissionPage(ListingPage[None]):
    """A summary, and a choice that rests on not yet: a stage without gaps can be closed."""

    OFFERS = (commands.YES, commands.BACK, commands.COPY)
    BINDINGS: ClassVar[list[BindingType]] = bindings(commands.YES, commands.COPY)

    def __init__(self) -> None:
        super().__init__()
        self.done: Submission | None = None

    @property
    def desk(self) -> Desk:
        """The scorer's sheets."""
        assert self.app.desk is not None  # noqa: S101 -- this page exists only at a desk
        return self.app.desk

    def heading(self) -> tuple[str, str]:
        """Return what this is, and whose sheets."""
        return gettext("Submit"), self.desk.scorer.name

    def count(self) -> int:
        """Return how many choices there are."""
        return len(self._choices())

    def body(self, width: int, height: int) -> list[Line]:
        """Return the summary with the choice, or what was submitted."""
        if self.done is not None:
            return self._submitted(self.done, width)
        choices = min(self.count(), 4)
        above = [*self._summary(width), Line(), *self._explained(width)]
        # The choice stays in view, however small the window is.
        lines = above[: max(0, height - choices - 1)]
        return [*lines, Line(), *self.window(width, max(1, choices), begins=len(lines) + 1)]

    def row(self, at: int, width: int, *, here: bool) -> Line:
        """Return a choice."""
        ink = Ink.STRONG if here else Ink.PLAIN
        return self.pointer(here=here).put(self._choices()[at][0], ink).cut(width)

    def _groups(self) -> list[tuple[Stage, tuple[SheetKey, ...]]]:
        """Return the sheets asked for, by stage."""
        by_stage = groupby(self.desk.keys, key=lambda key: key.stage)
        groups = [tuple(keys) for _, keys in by_stage]
        return [(self.desk.stage(keys[0]), keys) for keys in groups]

    def _choices(self) -> list[tuple[str, str]]:
        """Return words and stage of each choice; none while every stage has gaps."""
        groups = self._groups()
        if self.done is not None or not groups:
            return []
        if all(self.desk.submitted(key) for _, keys in groups for key in keys):
            return [
                (gettext("Back to the list"), EVERY_STAGE),
                (gettext("Show the number for the slip again"), EVERY_STAGE),
            ]
        ready = [stage for stage, keys in groups if self._is_ready(keys)]
        words = gettext("Submit: lock my sheets")
        several = len(groups) > 1
        choices = [(f"{words} · {s.title}" if several else words, s.id) for s in ready]
        return [(gettext("Not yet"), EVERY_STAGE), *choices] if choices else []

    def _is_ready(self, keys: tuple[SheetKey, ...]) -> bool:
        """Tell whether a stage has something to close and no gap."""
        open_ = any(self.desk.writable(key) is None for key in keys)
        return open_ and all(self.desk.finished(key) for key in keys)

    def _explained(self, width: int) -> list[Line]:
        """Return what closing means, or what is missing before it."""
        missing = (key.candidate for key in self.desk.keys if not self.desk.finished(key))
        gaps = list(islice(missing, MOST_NAMED * 40))
        if gaps:
            words = gettext("Still to be filled: {candidates}")
            named = wrapped(words.format(candidates=", ".join(gaps)), width - 3)
            more = [" …"] if len(named) > MOST_NAMED else []
            return [Line(" ").put(row, Ink.BAD) for row in (*named[:MOST_NAMED], *more)]
        text = gettext(
            "After submitting, your marks cannot be changed unless the secretariat sends "
            "sheets back. You get a number to write on the slip you sign."
        )
        return [Line(" ").put(row) for row in wrapped(text, width - 3)]

    def _summary(self, width: int) -> list[Line]:
        lines = []
        for stage, group in self._groups():
            progress = self.desk.progress(group)
            line = Line(" ").put(stage.title, Ink.STRONG, 30).put(" ")
            line.put(progress_bar(progress.done, progress.asked, 12))
            lines.append(line.put(f"  {progress.done}/{progress.asked}"))
            for state, word in _COUNTED:
                several = sum(self.desk.state(key) is state for key in group)
                if several:
                    sign = glyphs.DONE if state is SheetState.COMPLETE else glyphs.NOT
                    sign = "!" if state in _GAPS else sign
                    ink = Ink.BAD if state in _GAPS else Ink.PLAIN
                    text = told(say(word.text, count=several))
                    lines.append(Line("   ").put(f"{sign} {text}", ink).cut(width))
            closed = sum(self.desk.submitted(key) for key in group)
            if closed:
                text = gettext("{count} submitted already").format(count=closed)
                lines.append(Line("   ").put(f"{glyphs.FULL} {text}"))
        return lines

    def _submitted(self, done: Submission, width: int) -> list[Line]:
        text = gettext(
            "Write this number on the slip and sign it. With it, anybody can see later that "
            "nothing of your book was changed or cut off."
        )
        grouped = " ".join(done.fingerprint[i : i + 4] for i in range(0, len(done.fingerprint), 4))
        count = gettext("{count} sheets are submitted.").format(count=done.sheets)
        return [
            Line(),
            Line(" ").put(f"{glyphs.DONE} {count}", Ink.GOOD),
            Line(),
            Line("     ").put(grouped, Ink.TITLE),
            Line(),
            *(Line(" ").put(row) for row in wrapped(text, width - 3)),
        ]

    def going_on(self, width: int) -> list[Line]:
        """Return whether there is anything left to fill."""
        progress = self.desk.progress()
        left = progress.asked - progress.done
        if left and self.done is None:
            words = gettext("{count} sheets have gaps; they are in the list.").format(count=left)
            return [Line(" ").put(f"! {words}", Ink.BAD).end(self.app.saved_words(), width)]
        return [Line(" ").end(self.app.saved_words(), width, Ink.GOOD)]

    def action_copy(self) -> None:
        """Copy the book to a stick, to be handed in."""
        from upakarti_tui.tui.screens.copying import copy_to  # noqa: PLC0415 -- when opened

        copy_to(self)

    def action_yes(self) -> None:
        """Do what the cursor is on."""
        choices = self._choices()
        if not choices and self.done is None and self.desk.keys:
            self.redraw()
            return
        if not choices or self.cursor == 0:
            self.dismiss(None)
            return
        stage = choices[self.cursor][1]
        from upakarti_tui.workflows.scoring.submit import submit  # noqa: PLC0415 -- signs; heavy

        scorer = self.desk.scorer.id
        self.app.stand_up()
        try:
            self.done = submit(self.app.book, scorer, stage or None)
        except UpakartiError as error:
            self.app.sit_down(scorer)
            self.refuse(error)
            return
        self.app.sit_down(scorer)
        self.redraw()


_COUNTED = (
    (SheetState.COMPLETE, say("{count} complete")),
    (SheetState.ABSTAINED, say("{count} abstained")),
    (SheetState.RECUSED, say("{count} with a conflict of interest")),
    (SheetState.BLANK, say("{count} with gaps")),
    (SheetState.UNBEGUN, say("{count} not begun")),
    (SheetState.CONFLICT, say("{count} with two different marks")),
)
_GAPS = {SheetState.BLANK, SheetState.UNBEGUN, SheetState.CONFLICT}
