"""A page with rows and a cursor: what lists, menus and grids have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from upakarti_tui.locale import gettext
from upakarti_tui.tui import commands
from upakarti_tui.tui.command import bindings
from upakarti_tui.tui.screens.page import Answer, Page
from upakarti_tui.tui.widgets import glyphs
from upakarti_tui.tui.widgets.line import Ink, Line

if TYPE_CHECKING:
    from textual.binding import BindingType
    from textual.events import Click, MouseScrollDown, MouseScrollUp


class ListingPage(Page[Answer]):
    """A page on which a cursor moves over rows."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(*commands.MOVES)

    def __init__(self) -> None:
        super().__init__()
        self.cursor = 0
        self.top = 0
        """First row in view."""

        self.in_view = 1
        """Rows that fit, as drawn last."""

        self.list_begins = 2
        """Row of the screen where the list begins, as drawn last."""

    def count(self) -> int:
        """Return how many rows there are."""
        raise NotImplementedError

    def row(self, at: int, width: int, *, here: bool) -> Line:
        """Return one row; `here` is where the cursor is."""
        raise NotImplementedError

    def stands_on(self, at: int) -> bool:
        """Tell whether the cursor may stand on a row; headings of groups are passed over."""
        del at
        return True

    def window(self, width: int, height: int, *, begins: int = 0) -> list[Line]:
        """Return the rows in view, and how many there are beyond; `begins` rows stand above."""
        count = self.count()
        self.list_begins = 2 + begins
        if not count:
            return []
        more = count > height
        self.in_view = max(1, height - 1 if more else height)
        self.cursor = min(self.cursor, count - 1)
        self.top = max(0, min(self.top, self.cursor, count - self.in_view))
        if self.cursor >= self.top + self.in_view:
            self.top = self.cursor - self.in_view + 1
        # A group's heading comes into view with its first row.
        if self.top and self.cursor == self.top and not self.stands_on(self.top - 1):
            self.top -= 1
        last = min(count, self.top + self.in_view)
        lines = [self.row(at, width, here=at == self.cursor) for at in range(self.top, last)]
        if more:
            lines.append(self._beyond(self.top, count - last))
        return lines

    @staticmethod
    def _beyond(above: int, below: int) -> Line:
        line = Line("   ")
        if above:
            words = gettext("{count} above").format(count=above)
            line.put(f"{glyphs.ABOVE} {words}   ", Ink.FAINT)
        if below:
            words = gettext("{count} more").format(count=below)
            line.put(f"{glyphs.BELOW} {words}", Ink.FAINT)
        return line

    @staticmethod
    def pointer(*, here: bool) -> Line:
        """Return the beginning of a row: the sign of the cursor, or room for it."""
        return Line(f" {glyphs.HERE} ", Ink.STRONG) if here else Line("   ")

    def move_to(self, at: int, step: int = 1) -> None:
        """Move the cursor to a row, or beyond it to the next that it may stand on."""
        count = self.count()
        if not count:
            return
        at = max(0, min(at, count - 1))
        for places in (range(at, count) if step > 0 else range(at, -1, -1), range(count)):
            found = next((x for x in places if self.stands_on(x)), None)
            if found is not None:
                break
        if found is not None:
            self.cursor = found
            self.moved()
        self.redraw()

    def moved(self) -> None:
        """Take note that the cursor moved."""

    def action_up(self) -> None:
        """One row up."""
        if self.cursor:
            self.move_to(self.cursor - 1, -1)

    def action_down(self) -> None:
        """One row down."""
        if self.cursor < self.count() - 1:
            self.move_to(self.cursor + 1)

    def action_page_up(self) -> None:
        """One window up."""
        self.move_to(self.cursor - self.in_view, -1)

    def action_page_down(self) -> None:
        """One window down."""
        self.move_to(self.cursor + self.in_view)

    def action_first(self) -> None:
        """To the first row."""
        self.move_to(0)

    def action_last(self) -> None:
        """To the last row."""
        self.move_to(self.count() - 1, -1)

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Move down with the wheel."""
        event.stop()
        self.action_down()

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Move up with the wheel."""
        event.stop()
        self.action_up()

    def on_click(self, event: Click) -> None:
        """Move the cursor to the row clicked on; a second click opens it."""
        at = self.top + event.screen_y - self.list_begins
        if self.cramped or not 0 <= at < self.count() or event.screen_y < self.list_begins:
            return
        again = at == self.cursor
        self.move_to(at)
        if again and hasattr(self, "action_open"):
            self.call_later(self.run_action, "open")
