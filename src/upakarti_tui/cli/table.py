"""Rows in columns, for people who read a terminal."""

import unicodedata
from collections.abc import Sequence
from typing import Final

_GAP: Final = "  "
_WIDE: Final = {"W", "F"}


def width(text: str) -> int:
    """Return how many cells of a terminal a text takes."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in _WIDE else 1
        for c in text
    )


def columns(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return the rows below their heads, each column as wide as its widest text."""
    lines = [heads, *rows]
    widths = [max(width(line[at]) for line in lines) for at in range(len(heads))]
    return "\n".join(
        _GAP.join(
            text + " " * (room - width(text)) for text, room in zip(line, widths, strict=True)
        ).rstrip()
        for line in lines
    )
