"""From a candidate's counted sheets to its score in one stage.

    combine sheets:    sheet totals -> panel
    combine criteria:  marks of a criterion -> panel -> (criterion rounding)
                       -> share x weight -> (weighted rounding) -> sum

and then, for both: the weighted mean with earlier stages where the template
weighs them, and the final rounding. What is worked out on the way is kept, so
that an explanation shows the very numbers that decided.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from upakarti_tui.domain.programme.template import Criterion, DecideOn, Direction, Method, Stage
from upakarti_tui.domain.scoring.counting import Bench
from upakarti_tui.domain.scoring.panel import Agreed, agree, mid_ranks
from upakarti_tui.domain.scoring.rounding import half_up
from upakarti_tui.domain.scoring.sheet_total import Sheets, Weighed, weigh
from upakarti_tui.domain.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from upakarti_tui.domain.programme.template import Rubric


@dataclass(frozen=True, slots=True)
class CriterionPanel:
    """What the panel makes of the marks of one criterion."""

    criterion: Criterion
    marks: tuple[tuple[str, Fraction], ...]
    """Scorer and mark, by scorer; those for whom it does not apply are left out."""

    agreed: Agreed
    value: Fraction
    """On the mark's own scale; rounded where the marks are combined by criterion."""

    @property
    def meets_minimum(self) -> bool:
        """Whether the criterion's mandatory minimum, if it has one, is reached."""
        return self.criterion.minimum is None or self.value >= self.criterion.minimum

    @property
    def merit(self) -> Fraction:
        """The value turned so that more is better, for the tie ladder."""
        return -self.value if self.criterion.direction is Direction.DOWN else self.value


@dataclass(frozen=True, slots=True)
class OwnScore:
    """A candidate's score from the sheets of one stage alone."""

    bench: Bench
    totals: tuple[Fraction, ...]
    """Of the counted sheets, by scorer."""

    value: Fraction
    agreed: Agreed | None = None
    """How the totals became one; None where they did not: rank sums, criteria, gates."""

    criteria: tuple[CriterionPanel, ...] = ()
    """With `combine: criteria`, in the order of the rubric."""

    lines: tuple[Weighed, ...] = ()
    """With `combine: criteria`, what each criterion adds."""

    ranks: tuple[Fraction, ...] = ()
    """With `rank_sum`, the rank that each counted scorer's sheet gives."""


@dataclass(frozen=True, slots=True)
class Carried:
    """One stage's part in a weighted mean of stages."""

    stage: str
    percent: Fraction
    score: Fraction
    """That stage's own panel score, after its roundings."""


@dataclass(frozen=True, slots=True)
class StageScore:
    """The numbers that a candidate's place rests on."""

    candidate: str
    own: OwnScore | None
    """None where the stage only weighs earlier ones."""

    carried: tuple[Carried, ...]
    """Empty where the stage stands alone."""

    exact: Fraction
    """Before the final rounding."""

    decided: Fraction
    """What meets the passing grade and the ranking."""

    @property
    def bench(self) -> tuple[int, int]:
        """How many sheets count, and how many scorers were asked without the recused."""
        if self.own is None:
            return 0, 0
        return len(self.own.bench.counted), self.own.bench.panel


def lower_is_better(stage: Stage) -> bool:
    """Tell whether the smaller score is ahead."""
    return stage.panel.method is Method.RANK_SUM and not stage.weigh


@lru_cache(maxsize=4096)
def _exact(mark: Decimal) -> Fraction:
    """Return a mark as a fraction; few differ, and there are millions."""
    return Fraction(mark)


def criterion_panel(stage: Stage, criterion: Criterion, bench: Bench) -> CriterionPanel | None:
    """Return the panel's value of the raw marks of one criterion; None where none applies.

    With `sum` and `trimmed_sum` that is a sum of marks, and so is what a mandatory
    minimum is held against.
    """
    marks = tuple(
        (seated.scorer, _exact(mark))
        for seated in bench.counted
        if (mark := seated.marks.get(criterion.id)) is not None
    )
    if not marks:
        return None
    agreed = agree(stage.panel, tuple(mark for _, mark in marks))
    decimals = stage.rounding.criterion if stage.panel.by_criteria else None
    return CriterionPanel(criterion, marks, agreed, half_up(agreed.value, decimals))


def own_scores(stage: Stage, rubric: Rubric, benches: Iterable[Bench]) -> dict[str, OwnScore]:
    """Return the own score of every candidate whose bench has a counted sheet.

    With `rank_sum` only candidates with a sheet of every counted scorer have one,
    and the ranks are taken among them.
    """
    sheets = Sheets(rubric, stage)
    seated = [bench for bench in benches if bench.counted]
    if stage.panel.method is Method.RANK_SUM:
        return _rank_sums(sheets, seated)
    score = _by_criteria if stage.panel.by_criteria else _by_sheets
    return {bench.candidate: score(stage, sheets, bench) for bench in seated}


def _totals(sheets: Sheets, bench: Bench) -> tuple[Fraction, ...]:
    return tuple([sheets.total(seated.marks) for seated in bench.counted])


def _by_sheets(stage: Stage, sheets: Sheets, bench: Bench) -> OwnScore:
    totals = _totals(sheets, bench)
    agreed = agree(stage.panel, totals)
    return OwnScore(bench, totals, agreed.value, agreed)


def _by_criteria(stage: Stage, sheets: Sheets, bench: Bench) -> OwnScore:
    panels = tuple(
        panel
        for criterion in sheets.rubric.criteria
        if (panel := criterion_panel(stage, criterion, bench)) is not None
    )
    values = {panel.criterion.id: panel.value for panel in panels}
    lines = weigh(sheets.rubric, values, stage.rounding.weighted)
    total = sum((line.weighted for line in lines), Fraction(0))
    return OwnScore(bench, _totals(sheets, bench), total, criteria=panels, lines=lines)


def _rank_sums(sheets: Sheets, benches: list[Bench]) -> dict[str, OwnScore]:
    scorers = sorted({seated.scorer for bench in benches for seated in bench.counted})
    full = [bench for bench in benches if len(bench.counted) == len(scorers)]
    totals = {bench.candidate: _totals(sheets, bench) for bench in full}
    ranks = [
        mid_ranks({candidate: row[i] for candidate, row in totals.items()})
        for i in range(len(scorers))
    ]
    scores = {}
    for bench in full:
        row = tuple(of_scorer[bench.candidate] for of_scorer in ranks)
        scores[bench.candidate] = OwnScore(
            bench, totals[bench.candidate], sum(row, Fraction(0)), ranks=row
        )
    return scores


def stage_score(
    stage: Stage, candidate: str, own: OwnScore | None, earlier: Mapping[str, Fraction]
) -> StageScore | None:
    """Return a candidate's score in a stage; None where a part of it is missing.

    Args:
        stage: its rules.
        candidate: whose score it is.
        own: from the sheets of this stage; None where it has none.
        earlier: own panel scores of earlier stages, after their roundings.
    """
    if not stage.weigh:
        return None if own is None else _decided(stage, candidate, own, (), own.value)
    scores = dict(earlier)
    if own is not None:
        scores[stage.id] = own.value
    if any(named not in scores for named, _ in stage.weigh):
        return None
    carried = tuple(
        Carried(named, Fraction(percent), scores[named]) for named, percent in stage.weigh
    )
    exact = sum((part.percent * part.score for part in carried), Fraction(0)) / 100
    return _decided(stage, candidate, own, carried, exact)


def _decided(
    stage: Stage,
    candidate: str,
    own: OwnScore | None,
    carried: tuple[Carried, ...],
    exact: Fraction,
) -> StageScore:
    rounded = stage.decide_on is DecideOn.ROUNDED
    decided = half_up(exact, stage.rounding.final) if rounded else exact
    return StageScore(candidate, own, carried, exact, decided)
