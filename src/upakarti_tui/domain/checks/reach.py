"""How high and how low a stage can be scored at all."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from upakarti_tui.domain.checks.findings import WHOLE
from upakarti_tui.domain.programme.template import (
    Combine,
    DecideOn,
    Direction,
    Method,
    Rounding,
    Total,
    Zero,
)
from upakarti_tui.domain.scoring.rounding import half_up
from upakarti_tui.domain.scoring.sheet_total import Sheets, weigh

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from upakarti_tui.domain.programme.template import Criterion, Rubric, Stage, Template

_UNBOUNDED = {Method.SUM, Method.TRIMMED_SUM, Method.RANK_SUM}
"""Methods whose result grows with the number of scorers."""


def most(template: Template, stage: Stage, category: str) -> Fraction | None:
    """Return the highest score that decides in a stage; None where there is no bound.

    It is what scorers give who mark everything as well as can be, with every
    rounding of the template.
    """
    return _bound(template, stage, category, best)


def least(template: Template, stage: Stage, category: str) -> Fraction | None:
    """Return the lowest score that decides in a stage; None where there is no bound."""
    return _bound(template, stage, category, worst)


def best(criterion: Criterion) -> Decimal:
    """Return the mark that is worth most."""
    scale = criterion.scale
    return scale.min if criterion.direction is Direction.DOWN else scale.max


def worst(criterion: Criterion) -> Decimal:
    """Return the mark that is worth least."""
    scale = criterion.scale
    return scale.max if criterion.direction is Direction.DOWN else scale.min


def _empty(criterion: Criterion) -> bool:
    """Tell whether no mark of a scale is a part of its highest one."""
    scale = criterion.scale
    return scale.max == (scale.min if scale.zero is Zero.MIN else 0)


def is_whole(stage: Stage, rubric: Rubric) -> bool:
    """Tell whether the highest score is 100 whatever the weights: nothing rounds on the way."""
    rounding = replace(stage.rounding, final=None)
    return rubric.total is Total.PERCENT and rounding == Rounding()


def _bound(
    template: Template, stage: Stage, category: str, pick: Callable[[Criterion], Decimal]
) -> Fraction | None:
    if not stage.weigh:
        bound = _own(template, stage, category, pick)
    else:
        bound = Fraction(0)
        for stage_id, weight in stage.weigh:
            part = template.stage(stage_id)
            own = None if part is None else _own(template, part, category, pick)
            if part is None or own is None:
                return None
            bound += half_up(own, part.rounding.final) * Fraction(weight) / WHOLE
    if bound is None or stage.decide_on is DecideOn.EXACT:
        return bound
    return half_up(bound, stage.rounding.final)


def _own(
    template: Template, stage: Stage, category: str, pick: Callable[[Criterion], Decimal]
) -> Fraction | None:
    """Return what the stage's own panel makes of sheets that are all marked alike."""
    rubric = template.rubric_of(stage, category)
    if rubric is None or stage.panel.method in _UNBOUNDED:
        return None
    if pick is best and is_whole(stage, rubric):
        return Fraction(WHOLE)
    weights = sum((Fraction(criterion.weight) for criterion in rubric.criteria), Fraction(0))
    if rubric.total is Total.PERCENT and (weights != WHOLE or any(map(_empty, rubric.criteria))):
        return None  # the rubric itself is refused
    movable = any(criterion.not_applicable for criterion in rubric.criteria)
    if movable and (pick is worst or rubric.total is Total.SUM):
        return None  # what does not apply gives its weight to other marks
    marks = {criterion.id: pick(criterion) for criterion in rubric.criteria}
    if stage.panel.combine is Combine.SHEETS:
        return Sheets(rubric, stage).total(marks)
    rounded = {
        one: half_up(Fraction(mark), stage.rounding.criterion) for one, mark in marks.items()
    }
    lines = weigh(rubric, rounded, stage.rounding.weighted)
    return sum((line.weighted for line in lines), Fraction(0))
