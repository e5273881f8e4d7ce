"""Closing one's sheets: what is closed, what is missing, and the number for the slip."""

from __future__ import annotations

from itertools import groupby
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

    from upakarti_tui.workflows.scoring.score import Desk
    from upakarti_tui.workflows.scoring.submit import Submission

CHOICES = (say("Not yet"), say("Submit: lock my sheets"))
"""The cursor rests on the first."""


class SubmissionPage(ListingPage[None]):
    """A summary, and a choice that rests on not yet."""

    OFFERS = (commands.YES, commands.BACK)
    BINDINGS: ClassVar[list[BindingType]] = bindings(*OFFERS[:1])

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
        return 0 if self.done is not None else len(CHOICES)

    def body(self, width: int, height: int) -> list[Line]:
        """Return the summary with the choice, or what was submitted."""
        if self.done is not None:
            return self._submitted(self.done, width)
        lines = [Line(), *self._summary(width), Line()]
        text = gettext(
            "After submitting, your marks cannot be changed unless the secretariat sends "
            "sheets back. You get a number to write on the slip you sign."
        )
        lines += [Line(" ").put(row) for row in wrapped(text, width - 3)]
        lines.append(Line())
        return [*lines, *self.window(width, max(2, height - len(lines)), begins=len(lines))]

    def row(self, at: int, width: int, *, here: bool) -> Line:
        """Return a choice."""
        ink = Ink.STRONG if here else Ink.PLAIN
        return self.pointer(here=here).put(told(CHOICES[at]), ink).cut(width)

    def _summary(self, width: int) -> list[Line]:
        lines = []
        for _, keys in groupby(self.desk.keys, key=lambda key: key.stage):
            group = tuple(keys)
            progress = self.desk.progress(group)
            stage = self.desk.stage(group[0])
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

    def action_yes(self) -> None:
        """Do what the cursor is on."""
        if self.done is not None or self.cursor == 0:
            self.dismiss(None)
            return
        from upakarti_tui.workflows.scoring.submit import submit  # noqa: PLC0415 -- signs; heavy

        scorer = self.desk.scorer.id
        self.app.stand_up()
        try:
            self.done = submit(self.app.book, scorer)
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
