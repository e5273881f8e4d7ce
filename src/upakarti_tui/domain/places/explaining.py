"""Why a candidate stands where it does: every number from the marks to the place.

Nothing is worked out here a second time. An explanation gathers the values that
the ranking itself was made from, for one candidate, in the order of the steps.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from upakarti_tui.domain.book.secrecy import unopened
from upakarti_tui.domain.people.candidate import Candidate
from upakarti_tui.domain.places import blockers
from upakarti_tui.domain.places.category_result import CategoryResult
from upakarti_tui.domain.places.placing import Placed
from upakarti_tui.domain.places.ranking import stage_result, stage_results
from upakarti_tui.domain.places.stage_result import StageResult
from upakarti_tui.domain.programme.template import Rubric, Stage
from upakarti_tui.domain.scoring.counting import Seat, Seated
from upakarti_tui.domain.scoring.sheet_total import Sheets, Weighed
from upakarti_tui.domain.scoring.stage_score import CriterionPanel, StageScore, criterion_panel
from upakarti_tui.domain.standing import OpenItem, Standing, Unranked
from upakarti_tui.domain.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from upakarti_tui.domain.book.proceedings import Proceedings


@dataclass(frozen=True, slots=True)
class ExplainedSheet:
    """One scorer's sheet on the way to the score."""

    seated: Seated
    lines: tuple[Weighed, ...] = ()
    """What each mark adds; empty where the sheet does not count or nothing is scored."""

    total: Fraction | None = None
    """After the sheet's roundings; None where the sheet does not count."""

    @property
    def before_rounding(self) -> Fraction:
        """The sum of what the marks add."""
        return sum((line.weighted for line in self.lines), Fraction(0))


@dataclass(frozen=True, slots=True)
class Explanation:
    """One candidate's way through one stage."""

    template_id: str
    fingerprint: str
    notice: str
    candidate: Candidate
    stage: Stage
    result: StageResult
    category: CategoryResult
    rubric: Rubric | None
    sheets: tuple[ExplainedSheet, ...]
    """By scorer id, those that do not count too; empty where the candidate did not enter."""

    criteria: tuple[CriterionPanel, ...]
    """What the panel makes of each criterion's raw marks, in the order of the rubric."""

    score: StageScore | None
    placed: Placed | None
    standing: Standing | None
    unranked: Unranked | None
    open_items: tuple[OpenItem, ...]
    """Those that concern this candidate or its whole category."""

    left_behind: str
    """The stage that the candidate did not pass, where it did not enter this one; or empty.

    This very stage, where the candidate was registered after it was final.
    """

    @property
    def entered(self) -> bool:
        """Whether the candidate takes part in the stage."""
        return not self.left_behind

    @property
    def rivals(self) -> tuple[Standing, ...]:
        """All who are placed in the category, the candidate among them, by place."""
        return self.category.ranking.standings


def explain(
    proceedings: Proceedings, stage_id: str, candidate_id: str, *, draft: bool = False
) -> Explanation:
    """Explain one candidate's place in one stage.

    Raises:
        KeyError: there is no such stage or candidate.
    """
    candidate = proceedings.candidates[candidate_id]
    result = stage_result(proceedings, stage_id, draft=draft)
    category = result.categories[candidate.category]
    standings = {s.candidate: s for s in category.ranking.standings}
    unranked = {u.candidate: u for u in category.ranking.unranked}
    placed = {p.candidate: p for p in category.placed}
    known = candidate_id in standings or candidate_id in unranked
    return Explanation(
        template_id=proceedings.template.id,
        fingerprint=proceedings.fingerprint,
        notice=proceedings.template.notice,
        candidate=candidate,
        stage=result.stage,
        result=result,
        category=category,
        rubric=category.given.rubric,
        sheets=tuple(_sheets(category, candidate_id)),
        criteria=tuple(_criteria(category, candidate_id)),
        score=category.scores.get(candidate_id),
        placed=placed.get(candidate_id),
        standing=standings.get(candidate_id),
        unranked=unranked.get(candidate_id),
        open_items=_open_items(proceedings, result, candidate),
        left_behind="" if known else _left_behind(proceedings, stage_id, candidate, draft=draft),
    )


def last_entered(proceedings: Proceedings, candidate_id: str, *, draft: bool = False) -> str:
    """Return the last stage in which a candidate is placed; the first where it is nowhere.

    Or the one in which it has dropped out, if that came later. Stages that are still
    sealed, and those after them, are passed over.

    Raises:
        KeyError: there is no such candidate.
    """
    category = proceedings.candidates[candidate_id].category
    stages = proceedings.template.stages
    told = [stage for stage in stages if unopened(proceedings, stage.id) is None]
    results = stage_results(proceedings, told[-1].id, draft=draft) if told else {}
    placed = (
        stage
        for stage, result in reversed(results.items())
        if candidate_id in result.categories[category].scores
        or any(deed.candidate == candidate_id for deed in result.categories[category].given.out)
    )
    return next(placed, stages[0].id)


def _sheets(category: CategoryResult, candidate: str) -> Iterator[ExplainedSheet]:
    bench = category.given.benches.get(candidate)
    rubric = category.given.rubric
    for seated in bench.seats if bench is not None else ():
        if seated.seat is not Seat.COUNTED or rubric is None:
            yield ExplainedSheet(seated)
            continue
        sheets = Sheets(rubric, category.given.stage)
        yield ExplainedSheet(seated, sheets.lines(seated.marks), sheets.total(seated.marks))


def _criteria(category: CategoryResult, candidate: str) -> Iterator[CriterionPanel]:
    bench = category.given.benches.get(candidate)
    rubric = category.given.rubric
    if bench is None or rubric is None:
        return
    for criterion in rubric.criteria:
        panel = criterion_panel(category.given.stage, criterion, bench)
        if panel is not None:
            yield panel


def _open_items(
    proceedings: Proceedings, result: StageResult, candidate: Candidate
) -> tuple[OpenItem, ...]:
    """Return what is open about the candidate, its category or the whole book."""
    return tuple(
        item
        for item in result.ranking.open_items
        if blockers.category_of(proceedings, item) is None
        or {candidate.id, candidate.category} & set(item.where.split("/")[1:2])
    )


def _left_behind(
    proceedings: Proceedings, stage_id: str, candidate: Candidate, *, draft: bool
) -> str:
    """Return the earliest stage that did not let the candidate go on.

    This very stage, where the candidate was registered after it was final.
    """
    results = (
        stage_result(proceedings, stage.id, draft=draft)
        for stage in proceedings.template.before(stage_id)
    )
    stopped = (
        result.stage.id
        for result in results
        if candidate.id not in result.categories[candidate.category].selected
    )
    return next(stopped, stage_id)
