"""One row of the screen, written from left to right.

Every text goes through `shown` on its way in, so nothing that comes from a book
can move the cursor or become markup; the text is cut and padded by the width it
has on a terminal, not by the number of its characters.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from upakarti_tui.domain.text import shown
from upakarti_tui.tui.widgets import glyphs
from upakarti_tui.tui.widgets.ink import Ink

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


GAP = 2
"""Columns between what stands at the left and at the right end of a row."""


STYLES = {ink: Style.parse(ink.value) if ink.value else None for ink in Ink}


class Line:
    """A row being written."""

    __slots__ = ("parts", "width")

    def __init__(self, text: str = "", ink: Ink = Ink.PLAIN) -> None:
        self.parts: list[tuple[str, Ink]] = []
        self.width = 0
        if text:
            self.put(text, ink)

    def put(self, text: str, ink: Ink = Ink.PLAIN, width: int | None = None) -> Line:
        """Write text; with a width, cut or padded to exactly that many columns."""
        text = shown(text)
        if width is not None:
            text = fitted(text, width)
        return self._add(text, ink)

    def right(self, text: str, width: int, ink: Ink = Ink.PLAIN) -> Line:
        """Write text at the right side of a column of that width."""
        text = shown(text)
        room = width - cell_len(text)
        if room < 0:
            return self._add(fitted(text, width), ink)
        self._add(" " * room)
        return self._add(text, ink)

    def to(self, column: int) -> Line:
        """Go on at a column; what stands there or further right is cut off before it."""
        if self.width > column:
            self.cut(column - 1)
        return self._add(" " * (column - self.width))

    def end(self, text: str, width: int, ink: Ink = Ink.PLAIN) -> Line:
        """Write text so that it ends one column before the right edge, a gap before it."""
        text = shown(text)
        length = min(cell_len(text), width - 2)
        start = max(1, width - 1 - length)
        return self.cut(max(1, start - GAP)).to(start).put(text, ink, length)

    def cut(self, width: int) -> Line:
        """Keep at most that many columns; a cut is shown by an ellipsis."""
        if self.width <= width:
            return self
        kept: list[tuple[str, Ink]] = []
        left = width
        for text, ink in self.parts:
            length = cell_len(text)
            # The ellipsis needs its column even where a part ends just there.
            if length < left or (length == left and self.width == width):
                kept.append((text, ink))
                left -= length
                continue
            kept.append((fitted(f"{text}…" if length <= left else text, left), ink))
            break
        self.parts, self.width = kept, width
        return self

    def beside(self, other: Line, column: int) -> Line:
        """Write another line's parts from a column on."""
        self.to(column)
        self.parts += other.parts
        self.width += other.width
        return self

    def joined(self) -> Line:
        """Join neighbours of one ink, so that they are sent as one."""
        merged: list[tuple[str, Ink]] = []
        for text, ink in self.parts:
            if merged and merged[-1][1] is ink:
                merged[-1] = (merged[-1][0] + text, ink)
            else:
                merged.append((text, ink))
        self.parts = merged
        return self

    def _add(self, text: str, ink: Ink = Ink.PLAIN) -> Line:
        if text:
            self.parts.append((text, ink))
            self.width += cell_len(text)
        return self

    @property
    def text(self) -> str:
        """What is written, without its ink."""
        return "".join(text for text, _ in self.parts)

    def cells(self) -> list[tuple[str, Ink]]:
        """Return what stands in each column; the second column of a wide letter is empty."""
        return list(chain.from_iterable(_cells(text, ink) for text, ink in self.parts))

    def strip(self, width: int, stops: Iterable[int] = ()) -> Strip:
        """Return the row for the terminal, as wide as the screen, parted at the stops."""
        self.cut(width)
        segments = [Segment(glyphs.drawable(text), STYLES[ink]) for text, ink in self.parts]
        if self.width < width:
            segments.append(Segment(" " * (width - self.width)))
        strip = Strip(segments, width)
        inner = sorted({stop for stop in stops if 0 < stop < width})
        return Strip.join(strip.divide([*inner, width])) if inner else strip


def _cells(text: str, ink: Ink) -> Iterator[tuple[str, Ink]]:
    if text.isascii():
        yield from ((c, ink) for c in text)
        return
    for c in text:
        yield c, ink
        yield from (("", ink) for _ in range(cell_len(c) - 1))


def fitted(text: str, width: int) -> str:
    """Return text of exactly that many columns: padded, or cut with an ellipsis."""
    length = cell_len(text)
    if length <= width:
        return text + " " * (width - length)
    return set_cell_size(text, width - 1) + "…" if width > 0 else ""


def wrapped(text: str, width: int) -> list[str]:
    """Break text between words into rows of at most that many columns; words too long are cut."""
    rows: list[str] = []
    row = ""
    for word in shown(text).split(" "):
        while cell_len(word) > width:
            room = width - cell_len(row) - bool(row)
            if row and room < max(1, cell_len(word[0])):
                rows.append(row)
                row, room = "", width
            head, word = _split(word, room)  # noqa: PLW2901 -- the rest of the word is what is left
            rows.append(f"{row} {head}" if row else head)
            row = ""
        joined = f"{row} {word}" if row else word
        if cell_len(joined) <= width:
            row = joined
        else:
            rows.append(row)
            row = word
    rows.append(row)
    return rows


def _split(word: str, width: int) -> tuple[str, str]:
    taken = 0
    for at, c in enumerate(word):
        taken += cell_len(c)
        if taken > width:
            # A letter wider than the whole row still has to go somewhere.
            at = max(1, at)  # noqa: PLW2901 -- the place is moved on, once, and returned
            return word[:at], word[at:]
    return word, ""


__all__ = ["GAP", "Ink", "Line", "fitted", "wrapped"]
