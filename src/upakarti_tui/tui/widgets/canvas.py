"""The whole screen as lines: shows what it is handed and sends only what changed.

A screen draws all its rows after every key. The canvas compares them with the
rows on the terminal and repaints, in each, the span between the first and the
last changed column; a mark costs a few hundred bytes, and nothing is sent while
nothing changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Region
from textual.widget import Widget

from upakarti_tui.tui.widgets.line import Line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.strip import Strip


class Canvas(Widget):
    """A widget that is nothing but rows of text."""

    def __init__(self, draw: Callable[[], list[Line]]) -> None:
        super().__init__()
        self._draw = draw
        """Draws the rows afresh, for a page that comes up again."""

        self.drawn = False
        """Whether the rows were on their way to the terminal once."""

        self._lines: list[Line] = []
        self._stops: dict[int, tuple[int, int]] = {}

    @property
    def text(self) -> str:
        """What stands on the screen, a row a line."""
        return "\n".join(line.text for line in self._lines)

    @property
    def lines(self) -> Sequence[Line]:
        """The rows as they were handed over."""
        return self._lines

    def show(self, lines: list[Line]) -> None:
        """Put these rows on the screen."""
        width = self.size.width
        old, self._lines = self._lines, lines
        if not old or len(old) != len(lines):
            self._stops.clear()
            self.refresh()
            return
        changed = {
            y: span
            for y, (before, after) in enumerate(zip(old, lines, strict=True))
            if (span := changed_span(before, after, width)) is not None
        }
        self._stops = changed
        if changed:
            self.refresh(*(Region(a, y, b - a, 1) for y, (a, b) in changed.items()))

    def forget(self) -> None:
        """Forget the rows: they are drawn afresh when the page comes up again."""
        self._lines = []
        self._stops.clear()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return one row, parted where a changed span begins and ends."""
        self.drawn = True
        if not self._lines:
            self._lines = self._draw()
        line = self._lines[y] if y < len(self._lines) else Line()
        return line.strip(self.size.width, self._stops.get(y, ()))


def changed_span(before: Line, after: Line, width: int) -> tuple[int, int] | None:
    """Return the columns between which two rows differ; None where they are the same."""
    if before.parts == after.parts:
        return None
    old, new = before.cells(), after.cells()
    blank = Line(" ").cells()
    old += blank * (width - len(old))
    new += blank * (width - len(new))
    places = [x for x in range(min(len(old), len(new))) if old[x] != new[x]]
    if not places:
        return None
    start, end = places[0], min(places[-1] + 1, width)
    # A wide letter is painted whole.
    while start and (old[start][0] == "" or new[start][0] == ""):
        start -= 1
    while end < width and (old[end][0] == "" or new[end][0] == ""):
        end += 1
    return start, end
