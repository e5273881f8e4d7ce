"""A page that is read through: the keys that move a cursor elsewhere move the text here."""

from __future__ import annotations

from upakarti_tui.tui.screens.listing import ListingPage
from upakarti_tui.tui.screens.page import Answer
from upakarti_tui.tui.widgets.line import Line


class ReadingPage(ListingPage[Answer]):
    """Rows without a cursor."""

    @staticmethod
    def pointer(*, here: bool) -> Line:
        """Return the room where other pages show the cursor."""
        del here
        return Line("   ")

    def move_to(self, at: int, step: int = 1) -> None:
        """Move the text, so that a row is the first or the last in view."""
        count = self.count()
        self.cursor = max(0, min(at, count - 1))
        last = max(0, count - self.in_view)
        self.top = min(self.cursor, last) if step < 0 else min(self.top, last)
        self.redraw()

    def action_up(self) -> None:
        """One row up."""
        self.move_to(self.top - 1, -1)

    def action_down(self) -> None:
        """One row down."""
        self.move_to(self.top + self.in_view)

    def action_page_up(self) -> None:
        """One window up."""
        self.move_to(self.top - self.in_view, -1)

    def action_page_down(self) -> None:
        """One window down."""
        self.move_to(self.top + 2 * self.in_view - 1)
