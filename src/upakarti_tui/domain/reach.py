"""How high a stage can be scored at all."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from upakarti_tui.domain.findings import WHOLE
from upakarti_tui.domain.rounding import half_up
from upakarti_tui.domain.scoring import Sheets, weigh
from upakarti_tui.domain.template import (
    Combine,
    Criterion,
    DecideOn,
    Direction,
    Method,
    Rounding,
    Total,
)

if TYPE_CHECKING:
    from decimal import Decimal

    from upakarti_tui.domain.template import Rubric, Stage, Template

_UNBOUNDED = {Method.SUM, Method.TRIMMED_SUM, Method.RANK_SUM}
"""Methods whose result grows with the number of scorers."""


def most(template: Template, stage: Stage, category: str) -> Fraction | None:
    """Return the highest score that decides in a stage; None where there is no bound.

    It is what a panel of one gives that marks everything as well as can be, with
    every rounding of the template.
    """
    if not stage.weigh:
        highest = _own(template, stage, category)
    else:
        highest = Fraction(0)
        for stage_id, weight in stage.weigh:
            part = template.stage(stage_id)
            own = _own(template, part, category) if part is not None else None
            if own is None:
                return None
            highest += own * Fraction(weight) / WHOLE
    if highest is None or stage.decide_on is DecideOn.EXACT:
        return highest
    return half_up(highest, stage.rounding.final)


def _own(template: Template, stage: Stage, category: str) -> Fraction | None:
    """Return the highest score of the stage's own panel."""
    rubric = template.rubric_of(stage, category)
    if rubric is None or stage.panel.method in _UNBOUNDED:
        return None
    if is_whole(stage, rubric):
        return Fraction(WHOLE)
    if rubric.total is Total.PERCENT and sum(Fraction(c.weight) for c in rubric.criteria) != WHOLE:
        return None
    if rubric.total is Total.SUM and any(c.not_applicable for c in rubric.criteria):
        return None  # what does not apply gives its weight to marks that may be higher
    marks = {criterion.id: best(criterion) for criterion in rubric.criteria}
    if stage.panel.combine is Combine.SHEETS:
        return Sheets(rubric, stage).total(marks)
    rounded = {
        one: half_up(Fraction(mark), stage.rounding.criterion) for one, mark in marks.items()
    }
    lines = weigh(rubric, rounded, stage.rounding.weighted)
    return sum((line.weighted for line in lines), Fraction(0))


def is_whole(stage: Stage, rubric: Rubric) -> bool:
    """Tell whether the highest score is 100 whatever the weights: nothing rounds on the way."""
    rounding = replace(stage.rounding, final=None)
    return rubric.total is Total.PERCENT and rounding == Rounding()


def best(criterion: Criterion) -> Decimal:
    """Return the mark that is worth most."""
    scale = criterion.scale
    return scale.min if criterion.direction is Direction.DOWN else scale.max
