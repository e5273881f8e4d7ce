"""Conflicts of interest: declared for the whole list before the first sheet.

Enter says that nothing ties the scorer to any candidate not marked. What was
declared is told, and can be declared otherwise from the list at any time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from upakarti_tui.domain.book.entries import InterestKind, SheetKey
from upakarti_tui.domain.text import NOTE_LIMIT
from upakarti_tui.errors import UpakartiError
from upakarti_tui.locale import gettext, told
from upakarti_tui.tui import commands
from upakarti_tui.tui.command import bindings
from upakarti_tui.tui.screens.abstaining import keep
from upakarti_tui.tui.screens.asking import Ask, AskPage
from upakarti_tui.tui.screens.listing import ListingPage
from upakarti_tui.tui.screens.steps import may_write
from upakarti_tui.tui.widgets import glyphs
from upakarti_tui.tui.widgets.line import Ink, Line, wrapped
from upakarti_tui.tui.words import INTERESTS

if TYPE_CHECKING:
    from textual.binding import BindingType

    from upakarti_tui.tui.screens.page import Page


class InterestsPage(ListingPage[int]):
    """The whole list of one stage, to be declared on at once."""

    OFFERS = (commands.DECLARE_ALL, commands.TIE, commands.BACK)
    BINDINGS: ClassVar[list[BindingType]] = bindings(*OFFERS[:2])

    def __init__(self, stage: str) -> None:
        super().__init__()
        self.stage = stage
        self.tied: dict[SheetKey, tuple[InterestKind, str]] = {}
        self.keys: tuple[SheetKey, ...] = ()

    def on_mount(self) -> None:
        """Gather what is still to be declared."""
        assert self.app.desk is not None  # noqa: S101 -- this page exists only at a desk
        self.keys = self.app.desk.undeclared(self.stage)
        super().on_mount()

    def heading(self) -> tuple[str, str]:
        """Return what this is, and who declares."""
        desk = self.app.desk
        return gettext("Conflicts of interest"), desk.scorer.name if desk is not None else ""

    def count(self) -> int:
        """Return how many candidates are on the list."""
        return len(self.keys)

    def body(self, width: int, height: int) -> list[Line]:
        """Return the question and the list."""
        text = gettext(
            "Before the first sheet: does family, work, business or advice tie you to one of "
            "these candidates? Press i on each that it does. Then press Enter: nothing ties "
            "you to the others."
        )
        lines = [Line(" ").put(row, Ink.STRONG) for row in wrapped(text, width - 3)]
        lines.append(Line())
        return [*lines, *self.window(width, height - len(lines), begins=len(lines))]

    def row(self, at: int, width: int, *, here: bool) -> Line:
        """Return a candidate, and the tie where there is one."""
        assert self.app.desk is not None  # noqa: S101 -- this page exists only at a desk
        key = self.keys[at]
        candidate = self.app.desk.candidate(key)
        line = self.pointer(here=here).put(candidate.id, width=10).put(" ")
        line.put(candidate.name, Ink.STRONG if here else Ink.PLAIN, max(18, width - 54)).put(" ")
        line.put(candidate.organisation or candidate.province, Ink.FAINT, 18).put(" ")
        tie = self.tied.get(key)
        if tie is None:
            return line.put(f"{glyphs.NONE} {gettext('none')}", Ink.FAINT)
        return line.put(f"{glyphs.NOT} {told(INTERESTS[tie[0]])}", Ink.WARN)

    def going_on(self, width: int) -> list[Line]:
        """Say how many ties are marked."""
        tied = gettext("{count} with a conflict of interest").format(count=len(self.tied))
        none = gettext("{count} without").format(count=len(self.keys) - len(self.tied))
        return [Line(" ").put(f"{tied} · {none}").cut(width)]

    def action_tie(self) -> None:
        """Mark what ties one to the candidate under the cursor, or take that back."""
        key = self.keys[self.cursor]
        if self.tied.pop(key, None) is not None:
            self.redraw()
            return

        def done(answers: dict[str, str] | None) -> None:
            if answers is not None:
                self.tied[key] = (InterestKind(answers["kind"]), answers["words"])
                self.redraw()

        self.app.push_screen(tie_page(self, key), done)

    def action_declare_all(self) -> None:
        """Declare for the whole list."""
        desk = self.app.desk
        assert desk is not None  # noqa: S101 -- this page exists only at a desk
        try:
            for key in self.keys:
                kind, words = self.tied.get(key, (None, ""))
                self.app.saved(desk.declare(key, kind, words))
        except UpakartiError as error:
            self.refuse(error)
            return
        self.dismiss(len(self.tied))


def tie_page(page: Page[Any], key: SheetKey) -> AskPage:
    """Return the page that asks what the tie is."""
    assert page.app.desk is not None  # noqa: S101 -- only pages at a desk declare
    candidate = page.app.desk.candidate(key)
    kinds = tuple((kind.value, told(word)) for kind, word in INTERESTS.items())
    asks = (
        Ask("kind", gettext("What ties you to this candidate?"), required=True, choices=kinds),
        Ask("words", gettext("In your words"), limit=NOTE_LIMIT),
    )
    return AskPage(f"{gettext('Conflict of interest')}: {candidate.id} {candidate.name}", asks)


def declare(page: Page[Any], key: SheetKey) -> None:
    """Ask what ties the scorer to one candidate, and declare it."""
    desk = page.app.desk
    assert desk is not None  # noqa: S101 -- only pages at a desk declare
    if not may_write(page, key, tie=True):
        return

    def done(answers: dict[str, str] | None) -> None:
        if answers is not None:
            kind = InterestKind(answers["kind"])
            keep(page, lambda: desk.declare(key, kind, answers["words"]))

    page.app.push_screen(tie_page(page, key), done)
