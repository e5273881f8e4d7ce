"""From the numbers of several scorers to one.

The trimmed methods drop as many at each end as the template says, the highest
and the lowest, however many are equal. Where too few are counted for that, the
plain mean or sum is taken and the result says so.
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

from upakarti_tui.domain.programme.template import Method, Panel
from upakarti_tui.domain.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

PLAIN = {Method.TRIMMED_MEAN: Method.MEAN, Method.TRIMMED_SUM: Method.SUM}
"""What a trimmed method comes down to where nothing can be trimmed."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """What the panel makes of several numbers."""

    value: Fraction
    method: Method
    """The method that was used: the plain one where nothing could be trimmed."""

    dropped: tuple[int, ...] = ()
    """Which of the numbers were trimmed, by position, rising."""


def agree(panel: Panel, numbers: tuple[Fraction, ...]) -> Agreed:
    """Return the panel's value of at least one number.

    `rank_sum` has no value of a single candidate's numbers; where one is needed
    beside it, as for a criterion's minimum, it is their mean.
    """
    method = panel.method
    if method in PLAIN:
        return _trimmed(panel, numbers)
    if method is Method.MEDIAN:
        return Agreed(median(numbers), method)
    if method is Method.SUM:
        return Agreed(total(numbers), method)
    return Agreed(mean(numbers), Method.MEAN)


def _trimmed(panel: Panel, numbers: tuple[Fraction, ...]) -> Agreed:
    plain = PLAIN[panel.method]
    if len(numbers) < 2 * panel.trim + 1:
        return agree(Panel(method=plain), numbers)
    # Of equal numbers it does not matter which is dropped; the first is named.
    rising = sorted(range(len(numbers)), key=_in_one_unit(numbers)[0].__getitem__)
    kept = tuple(numbers[i] for i in rising[panel.trim : len(rising) - panel.trim])
    dropped = sorted({*rising[: panel.trim], *rising[len(rising) - panel.trim :]})
    return Agreed(agree(Panel(method=plain), kept).value, panel.method, tuple(dropped))


def mean(numbers: tuple[Fraction, ...]) -> Fraction:
    """Return the arithmetic mean."""
    wholes, unit = _in_one_unit(numbers)
    return Fraction(sum(wholes), unit * len(wholes))


def total(numbers: tuple[Fraction, ...]) -> Fraction:
    """Return the sum."""
    wholes, unit = _in_one_unit(numbers)
    return Fraction(sum(wholes), unit)


def _in_one_unit(numbers: tuple[Fraction, ...]) -> tuple[list[int], int]:
    """Return the numbers as whole ones over one denominator, quicker to add and to compare."""
    ratios = [number.as_integer_ratio() for number in numbers]
    unit = lcm(*(denominator for _, denominator in ratios))
    return [many * (unit // denominator) for many, denominator in ratios], unit


def median(numbers: tuple[Fraction, ...]) -> Fraction:
    """Return the middle number, or the mean of the middle two."""
    wholes, unit = _in_one_unit(numbers)
    rising = sorted(wholes)
    upper = len(rising) // 2
    lower = (len(rising) - 1) // 2
    return Fraction(rising[lower] + rising[upper], 2 * unit)


def mid_ranks(totals: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Rank candidates by their total on one scorer's sheets, the highest first.

    Equal totals share the mean of the ranks they take up: 1, 2.5, 2.5, 4.
    """
    falling = sorted(totals, key=lambda candidate: -totals[candidate])
    ranks: dict[str, Fraction] = {}
    start = 0
    while start < len(falling):
        end = start
        while end < len(falling) and totals[falling[end]] == totals[falling[start]]:
            end += 1
        for candidate in falling[start:end]:
            ranks[candidate] = Fraction(start + 1 + end, 2)
        start = end
    return ranks
