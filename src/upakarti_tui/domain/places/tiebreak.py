"""The tie ladder: what tells equal scores apart, step by step, as the template orders.

A step is asked of all candidates that are still tied. It separates them by a
number of which more is better; where one of them has no such number (a criterion
that did not apply, a lot that was not drawn), the step tells nothing and the next
is asked. What no step separates stays tied: nothing is settled by name or chance.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from upakarti_tui.domain.programme.template import Rubric, Stage
from upakarti_tui.domain.scoring.panel import median
from upakarti_tui.domain.scoring.stage_score import StageScore, criterion_panel
from upakarti_tui.domain.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


CRITERION = "criterion:"
STAGE = "stage:"
MEDIAN = "median"
HIGHEST_SHEET = "highest_sheet"
LOWEST_SHEET = "lowest_sheet"
HEAD_TO_HEAD = "head_to_head"
LOT = "lot"
PLENARY = "plenary"
"""No step of a ladder: the plenary's recorded order of those tied across the quota line."""

_PAIR = 2


@dataclass(frozen=True, slots=True)
class Rung:
    """One step asked of one set of tied candidates."""

    step: str
    values: tuple[tuple[str, Fraction], ...]
    """Candidate and number, by candidate; empty where the step could tell nothing."""

    groups: tuple[tuple[str, ...], ...]
    """The candidates in their new order, those still tied together."""

    @property
    def separated(self) -> bool:
        """Whether the step told any of them apart."""
        return len(self.groups) > 1


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the steps of a category's ladder look at."""

    stage: Stage
    rubric: Rubric | None
    scores: Mapping[str, StageScore]
    earlier: Mapping[str, Mapping[str, Fraction]]
    """By stage and candidate: the score there, turned so that more is better."""

    lots: Mapping[str, int]

    def values(self, step: str, tied: Sequence[str]) -> dict[str, Fraction]:
        """Return a number for each tied candidate; empty where the step tells nothing."""
        if step == HEAD_TO_HEAD:
            return self._head_to_head(tied) if len(tied) == _PAIR else {}
        found = {candidate: self._value(step, candidate) for candidate in tied}
        known = {candidate: value for candidate, value in found.items() if value is not None}
        return known if len(known) == len(tied) else {}

    def _value(self, step: str, candidate: str) -> Fraction | None:
        if step.startswith(CRITERION):
            return self._criterion(step.removeprefix(CRITERION), candidate)
        if step.startswith(STAGE):
            return self._stage(step.removeprefix(STAGE), candidate)
        if step == LOT:
            lot = self.lots.get(candidate)
            return None if lot is None else Fraction(-lot)
        own = self.scores[candidate].own
        return _OF_TOTALS[step](own.totals) if own is not None and own.totals else None

    def _criterion(self, criterion_id: str, candidate: str) -> Fraction | None:
        criterion = self.rubric.criterion(criterion_id) if self.rubric is not None else None
        own = self.scores[candidate].own
        if criterion is None or own is None:
            return None
        panel = criterion_panel(self.stage, criterion, own.bench)
        return None if panel is None else panel.merit

    def _stage(self, stage_id: str, candidate: str) -> Fraction | None:
        if stage_id != self.stage.id:
            return self.earlier.get(stage_id, {}).get(candidate)
        own = self.scores[candidate].own
        return None if own is None else own.value

    def _head_to_head(self, pair: Sequence[str]) -> dict[str, Fraction]:
        """Count, for each of two, the scorers of both who have it higher."""
        one, other = (self._sheets(candidate) for candidate in pair)
        both = one.keys() & other.keys()
        return {
            pair[0]: Fraction(sum(1 for scorer in both if one[scorer] > other[scorer])),
            pair[1]: Fraction(sum(1 for scorer in both if other[scorer] > one[scorer])),
        }

    def _sheets(self, candidate: str) -> dict[str, Fraction]:
        own = self.scores[candidate].own
        if own is None:
            return {}
        scorers = (seated.scorer for seated in own.bench.counted)
        return dict(zip(scorers, own.totals, strict=False))


_OF_TOTALS: dict[str, Callable[[tuple[Fraction, ...]], Fraction]] = {
    MEDIAN: median,
    HIGHEST_SHEET: max,
    LOWEST_SHEET: min,
}


def climb(
    tied: Sequence[str], steps: Sequence[str], evidence: Evidence
) -> tuple[tuple[tuple[str, ...], ...], tuple[Rung, ...]]:
    """Take tied candidates up the ladder, until all are apart or the steps are used up.

    Returns:
        The candidates in order, those still tied together and by id; and every
        step that was asked, in turn.
    """
    groups: list[tuple[str, ...]] = [tuple(sorted(tied))]
    rungs: list[Rung] = []
    for step in steps:
        after: list[tuple[str, ...]] = []
        for group in groups:
            if len(group) == 1:
                after.append(group)
                continue
            rung = ask(step, group, evidence.values(step, group))
            rungs.append(rung)
            after.extend(rung.groups)
        groups = after
    return tuple(groups), tuple(rungs)


def ask(step: str, group: tuple[str, ...], values: Mapping[str, Fraction]) -> Rung:
    """Part a group by the numbers of one step, the highest first."""
    if not values:
        return Rung(step, (), (group,))
    levels: dict[Fraction, list[str]] = {}
    for candidate in group:
        levels.setdefault(values[candidate], []).append(candidate)
    groups = tuple(tuple(levels[value]) for value in sorted(levels, reverse=True))
    return Rung(step, tuple(sorted(values.items())), groups)
