"""Pictures in cells: progress, a score against the passing grade, a spread."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from upakarti_tui.tui.widgets import glyphs
from upakarti_tui.tui.widgets.line import Ink, Line

if TYPE_CHECKING:
    from collections.abc import Sequence


def _cell(part: Fraction, width: int) -> int:
    """Return the column of a part of the whole, from 0 to `width`."""
    return max(0, min(width, int(part * width + Fraction(1, 2))))


def progress_bar(done: int, asked: int, width: int) -> str:
    """Return a bar of what is done; full only when everything is."""
    filled = done * width // asked if asked else 0
    return glyphs.FULL * filled + glyphs.HOLLOW * (width - filled)


def grade_bar(
    value: Fraction | None, grade: Fraction | None, least: Fraction, most: Fraction, width: int
) -> Line:
    """Return a score on its scale as a bar, with the passing grade as a stroke across it."""
    span = most - least
    filled = _cell((value - least) / span, width) if value is not None and span else 0
    stroke = _cell((grade - least) / span, width) if grade is not None and span else None
    passes = grade is None or (value is not None and value >= grade)
    line = Line()
    for at in range(width):
        if at == stroke:
            line.put(glyphs.SIDE, Ink.STRONG)
        elif at < filled:
            line.put(glyphs.FULL, Ink.GOOD if passes else Ink.WARN)
        else:
            line.put(glyphs.HOLLOW, Ink.FAINT)
    return line.joined()


def spread(values: Sequence[Fraction], least: Fraction, most: Fraction, width: int) -> str:
    """Return where several marks lie: a range with its middle, on one row."""
    row = [glyphs.NONE] * width
    if not values or most == least:
        return "".join(row)
    places = sorted(_cell((v - least) / (most - least), width - 1) for v in values)
    for at in range(places[0], places[-1] + 1):
        row[at] = glyphs.RULE
    for at in places:
        row[at] = glyphs.HOLLOW
    row[places[len(places) // 2]] = glyphs.FULL
    return "".join(row)
