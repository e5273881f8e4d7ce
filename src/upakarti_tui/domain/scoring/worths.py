"""Adding up ordinary sheets in whole numbers.

What a mark adds to its sheet is a fraction, and equal marks add the same. So the
worth of each different mark is worked out once and kept as a whole number over
one denominator that all of them share: a sheet is then a sum of integers, as
exact as the sum of the fractions and many times quicker.
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from operator import getitem
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from upakarti_tui.domain.book.plain_marks import PlainMarks


class Worths:
    """What marks are worth, by criterion and text.

    Args:
        worth: says what one mark adds to a sheet on which every criterion applies.
    """

    def __init__(self, worth: Callable[[str, str], Fraction]) -> None:
        self._worth = worth
        self._unit = 1
        self._tables: dict[str, _Table] = {}
        self._rows: dict[tuple[str, ...], tuple[_Table, ...]] = {}
        # Sheets of one form share one tuple of criteria, which is long to hash.
        self._criteria: tuple[str, ...] = ()
        self._same: tuple[_Table, ...] = ()
        self._totals: dict[int, Fraction] = {}

    def total(self, marks: PlainMarks) -> Fraction:
        """Return the sum of what the marks are worth."""
        if marks.criteria is not self._criteria:
            self._criteria = marks.criteria
            self._same = self._rows.get(marks.criteria) or self._row(marks.criteria)
        row = self._same
        whole = None
        while whole is None:
            unit = self._unit
            whole = sum(map(getitem, row, marks.texts))
            if unit != self._unit:
                # A mark that was new made all the others finer.
                whole = None
        total = self._totals.get(whole)
        if total is None:
            total = self._totals[whole] = Fraction(whole, self._unit)
        return total

    def look_up(self, criterion: str, text: str) -> int:
        """Work out what a mark is worth in the unit of all, which may become finer for it."""
        worth = self._worth(criterion, text)
        finer = lcm(self._unit, worth.denominator) // self._unit
        if finer > 1:
            self._unit *= finer
            self._totals.clear()
            for table in self._tables.values():
                table.refine(finer)
        return worth.numerator * (self._unit // worth.denominator)

    def _row(self, criteria: tuple[str, ...]) -> tuple[_Table, ...]:
        for criterion in criteria:
            self._tables.setdefault(criterion, _Table(self, criterion))
        row = self._rows[criteria] = tuple(self._tables[criterion] for criterion in criteria)
        return row


class _Table(dict[str, int]):
    """What the marks of one criterion are worth; worked out when first asked for."""

    def __init__(self, worths: Worths, criterion: str) -> None:
        super().__init__()
        self._worths = worths
        self._criterion = criterion

    def __missing__(self, text: str) -> int:
        worth = self[text] = self._worths.look_up(self._criterion, text)
        return worth

    def refine(self, finer: int) -> None:
        for text in self:
            self[text] *= finer
