"""The award's rules as spreadsheet formulas: text in, text out, with English function names."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from upakarti_tui.domain.programme.marks import plain
from upakarti_tui.domain.programme.template import Criterion, Direction, Method, Panel, Total, Zero

if TYPE_CHECKING:
    from collections.abc import Sequence

EQUAL = 9
"""Decimals at which two numbers that decide are compared."""


def constant(number: Decimal | Fraction | int) -> str:
    """Return a number as a formula writes it."""
    if isinstance(number, Fraction):
        if number.denominator == 1:
            return str(number.numerator)
        return f"({number.numerator}/{number.denominator})"
    return plain(Decimal(number))


def rounded(formula: str, decimals: int | None) -> str:
    """Round half up; noise of binary arithmetic is taken off first. None: leave as it is."""
    return formula if decimals is None else f"ROUND(ROUND({formula},{EQUAL}),{decimals})"


def share(criterion: Criterion, total: Total, mark: str) -> str:
    """Return what a mark is worth, before its weight."""
    down = criterion.direction is Direction.DOWN
    if total is Total.SUM:
        return f"(-{mark})" if down else mark
    least, most = constant(criterion.scale.min), constant(criterion.scale.max)
    worth = f"({most}+({least})-{mark})" if down else mark
    if criterion.scale.zero is Zero.MIN:
        return f"(({worth}-({least}))/({most}-({least})))"
    return f"({worth}/{most})"


def agreed(panel: Panel, numbers: str) -> str:
    """Return the panel's value of a range; texts in it do not count."""
    trim = panel.trim
    plain_one = {Method.TRIMMED_MEAN: "AVERAGE", Method.TRIMMED_SUM: "SUM", Method.SUM: "SUM"}
    name = "MEDIAN" if panel.method is Method.MEDIAN else plain_one.get(panel.method, "AVERAGE")
    whole = f"{name}({numbers})"
    if panel.method not in {Method.TRIMMED_MEAN, Method.TRIMMED_SUM} or not trim:
        return whole
    ends = "".join(f"-LARGE({numbers},{k})-SMALL({numbers},{k})" for k in range(1, trim + 1))
    kept = f"(SUM({numbers}){ends})"
    if panel.method is Method.TRIMMED_MEAN:
        kept = f"({kept}/(COUNT({numbers})-{2 * trim}))"
    return f"IF(COUNT({numbers})>={2 * trim + 1},{kept},{whole})"


def mid_rank(column: str, full: str, own: str) -> str:
    """Return the rank of a total among those scored by all, the highest first, equals sharing."""
    among = f"({full}=1)*ISNUMBER({column})"
    ahead = f"SUMPRODUCT({among}*({column}>{own}))"
    equal = f"SUMPRODUCT({among}*({column}={own}))"
    return f"({ahead}+({equal}+1)/2)"


def same(columns: Sequence[str], cells: Sequence[str]) -> str:
    """Return a product that is 1 in the rows that equal this one in every column."""
    return "*".join(f"({column}={cell})" for column, cell in zip(columns, cells, strict=True))


def place(keys: Sequence[str], cells: Sequence[str], *, lowest_first: bool) -> str:
    """Return the place: one more than the rows ahead, key by key.

    Args:
        keys: ranges; the first holds the score, empty for who is not placed.
        cells: this row's cells in them.
        lowest_first: whether the lower score is ahead; in all other keys the higher is.
    """
    terms = []
    for depth, (column, cell) in enumerate(zip(keys, cells, strict=True)):
        sign = "<" if lowest_first and depth == 0 else ">"
        before = same(keys[:depth], cells[:depth])
        terms.append(f"{before}{'*' if before else ''}({column}{sign}{cell})")
    return f"1+SUMPRODUCT(ISNUMBER({keys[0]})*({'+'.join(terms)}))"
