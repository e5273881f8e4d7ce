"""What a sheet adds up to while it is being filled.

A plain sum of half a sheet looks like failure; so the share earned of what is
filled stands beside it, on the same scale as the passing grade.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from upakarti_tui.domain.book.entries import Part, State
from upakarti_tui.domain.programme.template import Total
from upakarti_tui.domain.scoring.sheet_total import share, weights
from upakarti_tui.domain.values import dataclass

if TYPE_CHECKING:
    from upakarti_tui.domain.book.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Tally:
    """Where a half-filled sheet stands."""

    filled: int
    """Criteria that hold a mark or do not apply."""

    asked: int
    total: Fraction
    """Sum so far, before any rounding."""

    weight: Fraction
    """Weight of the criteria filled, in points of the whole."""

    mean: Fraction | None
    """The total if the rest were marked like what is filled; None while nothing is."""


def tally(sheet: Sheet) -> Tally:
    """Add up what a sheet holds."""
    criteria = sheet.criteria
    states = {c.id: sheet.state_of((Part.MARK, c.id)) for c in criteria}
    applicable = frozenset(c for c, state in states.items() if state is not State.NOT_APPLICABLE)
    marked = {c.id: mark for c in criteria if (mark := sheet.mark(c.id)) is not None}
    filled = len(marked) + len(criteria) - len(applicable)
    if sheet.rubric is None or not applicable:
        return Tally(filled, len(criteria), Fraction(0), Fraction(0), None)
    weight = weights(sheet.rubric, applicable)
    total = sum(
        (
            share(c, sheet.rubric.total, Fraction(marked[c.id])) * weight[c.id]
            for c in criteria
            if c.id in marked
        ),
        Fraction(0),
    )
    weighed = sum((weight[c] for c in marked), Fraction(0))
    whole = Fraction(100) if sheet.rubric.total is Total.PERCENT else sum(weight.values())
    mean = total * whole / weighed if weighed else None
    return Tally(filled, len(criteria), total, weighed, mean)
