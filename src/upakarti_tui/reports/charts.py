"""Drawings for documents: bars against the passing grade, spread of the sheets, strictness.

Plain SVG in greys, every number beside its bar, so that a photocopy says the same.
Positions are worked out from fractions: the same numbers draw the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from html import escape

from upakarti_tui.domain.scoring.rounding import written
from upakarti_tui.reports.document import Chart
from upakarti_tui.reports.speech import figure

MOST_ROWS = 24
"""Rows of one drawing; more are drawn as several."""

_WIDTH, _ROW, _LABEL, _VALUE = 700, 18, 190, 70
_LEFT, _RIGHT = _LABEL + 8, _WIDTH - _VALUE
_LONGEST_LABEL = 32


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a drawing."""

    label: str
    value: Fraction
    written: str
    """The value as decimal text, as the document shows it elsewhere."""

    dots: tuple[Fraction, ...] = ()
    """The numbers that the value was made of."""

    dark: bool = False
    """Whether it stands out: proposed, the candidate at hand."""


class _Drawing:
    def __init__(self, rows: int, least: Fraction, most: Fraction) -> None:
        self._height = rows * _ROW + 22
        self._least, self._span = least, (most - least) or Fraction(1)
        self._parts: list[str] = []
        self.texts: list[str] = []

    def x(self, value: Fraction) -> Fraction:
        share = min(max((value - self._least) / self._span, Fraction(0)), Fraction(1))
        return _LEFT + share * (_RIGHT - _LEFT)

    def text(self, x: Fraction | int, y: int, text: str, anchor: str = "start") -> None:
        self._parts.append(
            f'<text x="{_at(x)}" y="{y}" text-anchor="{anchor}">{escape(text)}</text>'
        )
        self.texts.append(text)

    def bar(self, start: Fraction, end: Fraction, y: int, height: int, grey: str) -> None:
        left, right = sorted((start, end))
        self._parts.append(
            f'<rect x="{_at(left)}" y="{y}" width="{_at(right - left)}" '
            f'height="{height}" fill="{grey}"/>'
        )

    def dot(self, x: Fraction, y: int) -> None:
        self._parts.append(f'<circle cx="{_at(x)}" cy="{y}" r="2.6" fill="#777"/>')

    def line(self, value: Fraction, label: str) -> None:
        x, foot = self.x(value), self._height - 14
        self._parts.append(
            f'<path d="M{_at(x)} 0V{foot}" stroke="#000" stroke-width="1.2" '
            'stroke-dasharray="4 3" fill="none"/>'
        )
        self.text(x, self._height - 3, label, "middle")

    def chart(self, says: str) -> Chart:
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {self._height}" '
            f'font-family="Upakarti Serif" font-size="11">{"".join(self._parts)}</svg>'
        )
        return Chart(svg, says, tuple(self.texts))


def _at(value: Fraction | int) -> str:
    return written(Fraction(value), 1)


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST_LABEL else f"{label[: _LONGEST_LABEL - 1]}…"


def _pages(rows: tuple[Bar, ...]) -> list[tuple[Bar, ...]]:
    return [rows[at : at + MOST_ROWS] for at in range(0, len(rows), MOST_ROWS)]


def bars(
    rows: tuple[Bar, ...], says: str, most: Fraction, line: tuple[Fraction, str] | None = None
) -> tuple[Chart, ...]:
    """Draw a bar a row from 0 to `most`, with a dashed line where one is given."""
    charts = []
    for page in _pages(rows):
        drawing = _Drawing(len(page), min(Fraction(0), *(r.value for r in page)), most)
        for at, row in enumerate(page):
            y = at * _ROW
            drawing.text(0, y + 12, _short(row.label))
            grey = "#555" if row.dark else "#bbb"
            drawing.bar(drawing.x(Fraction(0)), drawing.x(row.value), y + 3, 11, grey)
            drawing.text(_RIGHT + 8, y + 12, figure(row.written))
        if line is not None:
            drawing.line(*line)
        charts.append(drawing.chart(says))
    return tuple(charts)


def spread(
    rows: tuple[Bar, ...], says: str, line: tuple[Fraction, str] | None = None
) -> tuple[Chart, ...]:
    """Draw, a row each, the numbers as dots on a band from the least to the greatest."""
    dots = [dot for row in rows for dot in (*row.dots, row.value)]
    if line is not None:
        dots.append(line[0])
    charts = []
    for page in _pages(rows):
        drawing = _Drawing(len(page), min(dots), max(dots))
        for at, row in enumerate(page):
            y = at * _ROW
            drawing.text(0, y + 12, _short(row.label))
            if row.dots:
                least, most = drawing.x(min(row.dots)), drawing.x(max(row.dots))
                drawing.bar(least, most, y + 6, 5, "#ddd")
            for dot in row.dots:
                drawing.dot(drawing.x(dot), y + 8)
            x = drawing.x(row.value)
            drawing.bar(x - 1, x + 1, y + 2, 13, "#000")
            drawing.text(_RIGHT + 8, y + 12, figure(row.written))
        if line is not None:
            drawing.line(*line)
        charts.append(drawing.chart(says))
    return tuple(charts)


def around_zero(rows: tuple[Bar, ...], says: str) -> tuple[Chart, ...]:
    """Draw bars to the left and right of zero."""
    reach = max((abs(row.value) for row in rows), default=Fraction(0)) or Fraction(1)
    charts = []
    for page in _pages(rows):
        drawing = _Drawing(len(page), -reach, reach)
        for at, row in enumerate(page):
            y = at * _ROW
            drawing.text(0, y + 12, _short(row.label))
            drawing.bar(drawing.x(Fraction(0)), drawing.x(row.value), y + 3, 11, "#888")
            drawing.text(_RIGHT + 8, y + 12, figure(row.written))
        drawing.line(Fraction(0), "0")
        charts.append(drawing.chart(says))
    return tuple(charts)
