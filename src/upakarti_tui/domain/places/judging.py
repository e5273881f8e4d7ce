"""Working out one category of one stage: scores, what stands in the way, places, what is open."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from upakarti_tui.domain.places.category_findings import (
    failures,
    open_items,
    remarks,
    without_place,
)
from upakarti_tui.domain.places.category_result import CategoryInput, CategoryResult
from upakarti_tui.domain.places.placing import Line, Placed, decimals_needed, passes_grade, place
from upakarti_tui.domain.places.tiebreak import Evidence
from upakarti_tui.domain.scoring import gates
from upakarti_tui.domain.scoring.rounding import written
from upakarti_tui.domain.scoring.stage_score import OwnScore, StageScore, own_scores, stage_score
from upakarti_tui.domain.standing import CategoryRanking, Standing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from upakarti_tui.domain.problems import Message
    from upakarti_tui.domain.scoring.counting import Bench


def category_result(given: CategoryInput) -> CategoryResult:
    """Work out one category of one stage."""
    quorate = {c: bench for c, bench in given.benches.items() if _reaches_quorum(given, bench)}
    scores = _scores(given, quorate)
    barriers = {candidate: _barriers(bench) for candidate, bench in given.benches.items()}
    reasons = {c: tuple(failures(given, c, barriers[c])) for c in scores}
    passing = frozenset(
        candidate
        for candidate, score in scores.items()
        if not reasons[candidate] and passes_grade(given.stage, score.decided, given.grade)
    )
    quota = dict(given.stage.quota).get(given.category)
    evidence = Evidence(
        stage=given.stage,
        rubric=given.rubric,
        scores=scores,
        earlier={stage: result.merits for stage, result in given.earlier.items()},
        lots=given.lots,
    )
    placed = place(evidence, passing, Line(quota, given.plenary))
    decimals = decimals_needed(given.stage, scores, placed, given.grade)
    standings = tuple(
        _standing(given, scores[p.candidate], p, decimals, reasons[p.candidate]) for p in placed
    )
    left_out = tuple(without_place(given, quorate, scores))
    ranking = CategoryRanking(
        id=given.category,
        passing_grade=dict(given.stage.grade).get(given.category),
        quota=quota,
        standings=standings,
        unranked=tuple(sorted((u for u, _ in left_out), key=lambda u: u.candidate)),
    )
    items = (
        *(item for _, item in left_out if item is not None),
        *open_items(given, barriers, scores, placed),
    )
    return CategoryResult(given, ranking, scores, placed, items)


def _reaches_quorum(given: CategoryInput, bench: Bench) -> bool:
    return not given.asks or len(bench.counted) >= given.stage.panel.quorum


def _scores(given: CategoryInput, quorate: Mapping[str, Bench]) -> dict[str, StageScore]:
    """Return the scores; where nothing is scored, 1 for who passes and 0 for who fails."""
    own: Mapping[str, OwnScore] = {}
    if given.rubric is not None:
        own = own_scores(given.stage, given.rubric, quorate.values())
    elif not given.stage.weigh:
        own = {c: OwnScore(b, (), Fraction(not _barriers(b))) for c, b in quorate.items()}
    carried = {
        named: given.earlier[named].own for named, _ in given.stage.weigh if named in given.earlier
    }
    found = (
        stage_score(
            given.stage,
            candidate,
            own.get(candidate),
            {stage: scores[candidate] for stage, scores in carried.items() if candidate in scores},
        )
        for candidate in quorate
    )
    return {score.candidate: score for score in found if score is not None}


def _barriers(bench: Bench) -> tuple[gates.Barrier, ...]:
    return gates.barriers([seated.sheet for seated in bench.counted])


def _standing(
    given: CategoryInput,
    score: StageScore,
    placed: Placed,
    decimals: Mapping[Fraction, int],
    reasons: tuple[Message, ...],
) -> Standing:
    counted, panel = score.bench
    return Standing(
        place=placed.place,
        tied=placed.tied,
        candidate=placed.candidate,
        score=written(score.decided, decimals[score.decided]),
        exact=score.exact,
        outcome=placed.outcome,
        counted=counted,
        panel=panel,
        tie_broken_by=placed.tie_broken_by,
        reasons=reasons,
        remarks=tuple(remarks(given.stage, score)),
    )
