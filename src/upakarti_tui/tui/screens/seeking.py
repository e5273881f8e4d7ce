"""A list that is narrowed by what is typed, until Enter or Esc."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.locale import gettext
from upakarti_tui.tui import commands
from upakarti_tui.tui.screens.listing import ListingPage
from upakarti_tui.tui.screens.page import Answer
from upakarti_tui.tui.widgets.field import Field
from upakarti_tui.tui.widgets.line import Ink, Line

if TYPE_CHECKING:
    from textual.events import Key

    from upakarti_tui.tui.command import Command


class SeekingPage(ListingPage[Answer]):
    """A page on which rows are searched for. Letters are letters meanwhile."""

    def __init__(self) -> None:
        super().__init__()
        self.sought: Field | None = None
        """What is being searched for; None while nothing is."""

    def gather(self) -> None:
        """Gather the rows that match."""
        raise NotImplementedError

    def found(self) -> object | None:
        """Return what is under the cursor; None where nothing is."""
        raise NotImplementedError

    def stand_on(self, found: object | None) -> None:
        """Put the cursor on something among all rows; where it is not, leave it there."""
        raise NotImplementedError

    def stand_somewhere(self) -> None:
        """Move the cursor off a row on which it may not stand."""
        if self.count() and not self.stands_on(self.cursor):
            self.cursor = next(at for at in range(self.count()) if self.stands_on(at))

    def offers(self) -> tuple[Command, ...]:
        """Return the keys of the search while there is one."""
        return self.OFFERS if self.sought is None else (commands.CHOOSE_ONE, commands.BACK)

    def help_key(self) -> Command:
        """Return F1 while something is searched for: a question mark is text then."""
        return commands.HELP if self.sought is None else commands.HELP_TYPING

    def going_on(self, width: int) -> list[Line]:
        """Return what is searched for."""
        if self.sought is None:
            return super().going_on(width)
        line = Line(" ").put(f"{gettext('Search')}: ", Ink.STRONG)
        typed = self.sought.drawn(width - line.width - 2, active=True)
        return [line.beside(typed[-1], line.width)]

    def take_key(self, event: Key) -> bool:
        """Take keys for the search while it is open."""
        if self.sought is None:
            return False
        if event.key in {"enter", "escape"}:
            found = self.found()
            self.sought = None
            self.gather()
            self.stand_on(found)
            self.redraw()
            return True
        typed = self.sought.keyed(event)
        if typed is not None:
            self._seek(typed)
        return typed is not None or bool(event.is_printable)

    def take_paste(self, text: str) -> None:
        """Take a pasted name for the search."""
        if self.sought is not None:
            self._seek(self.sought.typed(text))

    def _seek(self, typed: Field) -> None:
        self.sought = typed
        self.gather()
        self.cursor = self.top = 0
        self.stand_somewhere()
        self.redraw()

    def action_search(self) -> None:
        """Begin to search."""
        self.sought = Field()
        self.redraw()
