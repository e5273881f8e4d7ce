"""What every key of the page below does, and the command that does the same."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from upakarti_tui.locale import gettext, told
from upakarti_tui.tui import commands
from upakarti_tui.tui.screens.listing import ListingPage
from upakarti_tui.tui.widgets.line import Ink, Line
from upakarti_tui.workflows import preferences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from upakarti_tui.tui.command import Command


class HelpPage(ListingPage[None]):
    """The keys of one page, from what that page answers."""

    OFFERS = (commands.BACK,)

    def __init__(self, answered: Sequence[Command], where: str) -> None:
        super().__init__()
        self.answered = [*answered, *commands.MOVES]
        self.where = where

    def heading(self) -> tuple[str, str]:
        """Return whose keys these are."""
        return f"{gettext('Help')} · {self.where}", ""

    def count(self) -> int:
        """Return how many rows there are: two a command that the command line has, too."""
        return len(self.answered)

    def body(self, width: int, height: int) -> list[Line]:
        """Return the keys."""
        rows = self.window(width, height - 1)
        chosen = self.answered[self.cursor]
        remark = gettext("Name for the keymap: {id} · file: {file}")
        words = remark.format(id=chosen.id, file=_at_home(preferences.keymap_path()))
        rows += [Line() for _ in range(height - 1 - len(rows))]
        return [*rows, Line(" ").put(words, Ink.FAINT).cut(width)]

    def row(self, at: int, width: int, *, here: bool) -> Line:
        """Return a key with what it does."""
        command = self.answered[at]
        line = self.pointer(here=here).put(command.shown(self.app.keys), Ink.STRONG, 11)
        ink = Ink.STRONG if here else Ink.PLAIN
        return line.put(told(command.help), ink, width - line.width - 1)

    def going_on(self, width: int) -> list[Line]:
        """Return the command that does the same."""
        cli = self.answered[self.cursor].cli
        words = gettext("On the command line: {command}").format(command=cli) if cli else ""
        return [Line(" ").put(words).cut(width)]

    def action_help(self) -> None:
        """Go back; this is the help."""
        self.dismiss(None)


def _at_home(path: Path) -> str:
    """Return a path as people write it, `~` for their home."""
    home = Path.home()
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)
