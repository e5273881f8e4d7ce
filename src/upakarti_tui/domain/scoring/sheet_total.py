"""From the marks of one sheet to its total.

    mark -> share -> x weight -> (weighted rounding) -> sum -> (sheet rounding)

A share says what a mark is worth: in a percent rubric a part of the whole, from
0 to 1; in a sum rubric the mark itself. Where a criterion does not apply, the
weights of the others grow in proportion, so that they sum to what all summed to.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from upakarti_tui.domain.book.plain_marks import PlainRow
from upakarti_tui.domain.programme.template import (
    Criterion,
    Direction,
    Rounding,
    Rubric,
    Stage,
    Total,
    Zero,
)
from upakarti_tui.domain.scoring.rounding import half_up
from upakarti_tui.domain.scoring.worths import Worths
from upakarti_tui.domain.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Weighed:
    """What one criterion adds to a total, step by step."""

    criterion: Criterion
    value: Fraction
    """The mark, or the panel's value of the marks."""

    share: Fraction
    weight: Fraction
    """In points of the total; larger than the template's where others do not apply."""

    exact: Fraction
    """Share x weight."""

    weighted: Fraction
    """The same after the weighted rounding."""


def share(criterion: Criterion, total: Total, mark: Fraction) -> Fraction:
    """Return what a mark is worth, before its weight.

    In a percent rubric `direction: down` mirrors the mark on its scale; in a sum
    rubric it subtracts.
    """
    down = criterion.direction is Direction.DOWN
    if total is Total.SUM:
        return -mark if down else mark
    scale = criterion.scale
    least, most = Fraction(scale.min), Fraction(scale.max)
    if down:
        mark = most + least - mark
    if scale.zero is Zero.MIN:
        return (mark - least) / (most - least)
    return mark / most


def weights(rubric: Rubric, applicable: frozenset[str]) -> dict[str, Fraction]:
    """Return the weight of each criterion that applies; they sum to the rubric's whole."""
    whole = sum((Fraction(c.weight) for c in rubric.criteria), Fraction(0))
    kept = [c for c in rubric.criteria if c.id in applicable]
    left = sum((Fraction(c.weight) for c in kept), Fraction(0))
    return {c.id: Fraction(c.weight) * whole / left for c in kept}


def weigh(
    rubric: Rubric, values: Mapping[str, Fraction], decimals: int | None
) -> tuple[Weighed, ...]:
    """Weigh one value a criterion, in the order of the rubric; those left out do not apply."""
    weight = weights(rubric, frozenset(values))
    lines = []
    for criterion in rubric.criteria:
        if criterion.id not in values:
            continue
        value = values[criterion.id]
        part = share(criterion, rubric.total, value)
        exact = part * weight[criterion.id]
        lines.append(
            Weighed(criterion, value, part, weight[criterion.id], exact, half_up(exact, decimals))
        )
    return tuple(lines)


class Sheets:
    """How the sheets of one stage and category are added up.

    Asked once for all sheets, because most marks are worth what an equal mark on
    another sheet was worth: each different one is worked out once.
    """

    def __init__(self, rubric: Rubric, stage: Stage) -> None:
        self.rubric = rubric
        self.rounding = sheet_rounding(stage)
        self._worth: dict[tuple[str, Decimal], Fraction] = {}
        self._plain = Worths(lambda criterion, text: self._weighted(criterion, Decimal(text)))

    def lines(self, marks: Mapping[str, Decimal]) -> tuple[Weighed, ...]:
        """Return what each mark of a sheet adds, in the order of the rubric."""
        values = {criterion: Fraction(mark) for criterion, mark in marks.items()}
        return weigh(self.rubric, values, self.rounding.weighted)

    def total(self, marks: Mapping[str, Decimal]) -> Fraction:
        """Return the total of a sheet on which at least one criterion applies."""
        if isinstance(marks, PlainRow) and len(marks.marks.texts) == len(self.rubric.criteria):
            total = self._plain.total(marks.marks)
            return total if self.rounding.sheet is None else half_up(total, self.rounding.sheet)
        if len(marks) == len(self.rubric.criteria):
            total = sum((self._weighted(*item) for item in marks.items()), Fraction(0))
        else:
            total = sum((line.weighted for line in self.lines(marks)), Fraction(0))
        return half_up(total, self.rounding.sheet)

    def _weighted(self, criterion_id: str, mark: Decimal) -> Fraction:
        """Return what a mark adds to a sheet on which every criterion applies."""
        known = self._worth.get((criterion_id, mark))
        if known is None:
            criterion = self._criteria[criterion_id]
            exact = share(criterion, self.rubric.total, Fraction(mark)) * Fraction(criterion.weight)
            known = half_up(exact, self.rounding.weighted)
            self._worth[criterion_id, mark] = known
        return known

    @cached_property
    def _criteria(self) -> dict[str, Criterion]:
        return {c.id: c for c in self.rubric.criteria}


def sheet_rounding(stage: Stage) -> Rounding:
    """Return the roundings that are done on a sheet.

    With `combine: criteria` the weighing comes after the panel, and so do its
    roundings: a sheet's own total then stays exact.
    """
    return Rounding() if stage.panel.by_criteria else stage.rounding
