"""Everything that can be done on the page below, to be chosen by typing a part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from upakarti_tui.domain.text import folded
from upakarti_tui.locale import gettext, told
from upakarti_tui.tui import commands
from upakarti_tui.tui.command import Command, bindings
from upakarti_tui.tui.screens.listing import ListingPage
from upakarti_tui.tui.widgets.field import Field
from upakarti_tui.tui.widgets.line import Ink, Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType
    from textual.events import Key

NOT_CHOSEN = {commands.MARK.id, commands.MENU.id, commands.HOW_TO_QUIT.id}


class MenuPage(ListingPage[Command]):
    """The commands of one page."""

    OFFERS = (commands.CHOOSE, commands.BACK)
    BINDINGS: ClassVar[list[BindingType]] = bindings(*OFFERS[:1])

    def __init__(self, answered: Sequence[Command]) -> None:
        super().__init__()
        self.answered = [command for command in answered if command.id not in NOT_CHOSEN]
        self.sought = Field()

    def heading(self) -> tuple[str, str]:
        """Return what this is."""
        return gettext("Menu"), ""

    def found(self) -> list[Command]:
        """Return the commands that match what is typed."""
        wanted = folded(self.sought.text)
        return [c for c in self.answered if wanted in folded(f"{told(c.label)} {told(c.help)}")]

    def count(self) -> int:
        """Return how many match."""
        return len(self.found())

    def body(self, width: int, height: int) -> list[Line]:
        """Return what is typed and what matches."""
        typed = self.sought.drawn(width - 12, active=True)[-1]
        line = Line(f" {gettext('Search')}: ", Ink.STRONG)
        rows = self.window(width, height - 2, begins=2)
        return [line.beside(typed, line.width), Line(), *rows]

    def row(self, at: int, width: int, *, here: bool) -> Line:
        """Return a command with its key."""
        command = self.found()[at]
        line = self.pointer(here=here).put(told(command.label), Ink.STRONG, 24).put(" ")
        line.put(command.shown(self.app.keys), Ink.STRONG, 10).put(" ")
        return line.put(told(command.help), width=width - line.width - 1)

    def help_key(self) -> Command:
        """Return F1: a question mark is text here."""
        return commands.HELP_TYPING

    def going_on(self, width: int) -> list[Line]:
        """Say how it is used."""
        return [Line(" ").put(gettext("Type a part of what you want to do."), Ink.FAINT).cut(width)]

    def take_key(self, event: Key) -> bool:
        """Take what is typed."""
        if event.key in {"left", "right", "home", "end"}:
            return False
        typed = self.sought.keyed(event)
        if typed is None:
            return False
        self.sought, self.cursor, self.top = typed, 0, 0
        self.redraw()
        return True

    def action_choose(self) -> None:
        """Do what the cursor is on."""
        found = self.found()
        if found:
            self.dismiss(found[self.cursor])
