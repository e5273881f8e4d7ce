"""One stage's result in one category: who stands where, why, and what is open.

Everything that decided is kept beside the ranking, so that explanations, later
stages and documents read the same numbers instead of working them out again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from upakarti_tui.domain import counting, gates
from upakarti_tui.domain.counting import Bench
from upakarti_tui.domain.marks import plain
from upakarti_tui.domain.placing import Line, Placed, decimals_needed, passes_grade, place
from upakarti_tui.domain.problems import Message, say
from upakarti_tui.domain.records import Disqualified
from upakarti_tui.domain.rounding import half_up, written
from upakarti_tui.domain.stage_score import (
    OwnScore,
    StageScore,
    criterion_panel,
    lower_is_better,
    own_scores,
    stage_score,
)
from upakarti_tui.domain.standing import (
    CategoryRanking,
    OpenItem,
    Outcome,
    Standing,
    Unplaced,
    Unranked,
)
from upakarti_tui.domain.template import Kind, Method, Rubric, Stage
from upakarti_tui.domain.tiebreak import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator


PASSED = Fraction(1)
"""The score of a candidate that passes where nothing is scored; who fails has 0."""


@dataclass(frozen=True, slots=True)
class CategoryInput:
    """All that a category's result depends on."""

    category: str
    stage: Stage
    rubric: Rubric | None
    benches: Mapping[str, Bench]
    """By candidate; those who have dropped out are left out."""

    out: tuple[Disqualified, ...]
    asks: bool
    """Whether the stage asks anything of this category; where not, all pass."""

    earlier: Mapping[str, CategoryResult]
    """By stage."""

    lots: Mapping[str, int]
    plenary: tuple[str, ...]

    @property
    def grade(self) -> Fraction | None:
        """The passing grade, if there is one."""
        grade = dict(self.stage.grade).get(self.category)
        return None if grade is None else Fraction(grade)


@dataclass(frozen=True, slots=True)
class CategoryResult:
    """A category's ranking with everything it was worked out from."""

    given: CategoryInput
    ranking: CategoryRanking
    scores: Mapping[str, StageScore]
    placed: tuple[Placed, ...]
    open_items: tuple[OpenItem, ...]

    @property
    def selected(self) -> tuple[str, ...]:
        """The candidates that enter the next stage."""
        return tuple(p.candidate for p in self.placed if p.outcome is Outcome.SELECTED)

    @property
    def own(self) -> dict[str, Fraction]:
        """By candidate, the stage's own panel score after its roundings, for `weigh`."""
        final = self.given.stage.rounding.final
        return {
            candidate: half_up(score.own.value, final)
            for candidate, score in self.scores.items()
            if score.own is not None
        }

    @property
    def merits(self) -> dict[str, Fraction]:
        """By candidate, the score that decided here, turned so that more is better."""
        sign = -1 if lower_is_better(self.given.stage) else 1
        return {candidate: sign * score.decided for candidate, score in self.scores.items()}


def category_result(given: CategoryInput) -> CategoryResult:
    """Work out one category of one stage."""
    quorate = {c: bench for c, bench in given.benches.items() if _reaches_quorum(given, bench)}
    scores = _scores(given, quorate)
    barriers = {candidate: _barriers(bench) for candidate, bench in given.benches.items()}
    failures = {c: tuple(_failures(given, c, barriers[c])) for c in scores}
    passing = frozenset(
        candidate
        for candidate, score in scores.items()
        if not failures[candidate] and passes_grade(given.stage, score.decided, given.grade)
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
        _standing(given, scores[p.candidate], p, decimals, failures[p.candidate]) for p in placed
    )
    unranked = tuple(_unranked(given, quorate, scores))
    ranking = CategoryRanking(
        id=given.category,
        passing_grade=dict(given.stage.grade).get(given.category),
        quota=quota,
        standings=standings,
        unranked=tuple(sorted((u for u, _ in unranked), key=lambda u: u.candidate)),
    )
    items = (
        *(i for _, i in unranked if i is not None),
        *_open_items(given, barriers, scores, placed),
    )
    return CategoryResult(given, ranking, scores, placed, items)


def _reaches_quorum(given: CategoryInput, bench: Bench) -> bool:
    return not given.asks or len(bench.counted) >= given.stage.panel.quorum


def _scores(given: CategoryInput, quorate: Mapping[str, Bench]) -> dict[str, StageScore]:
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


def _failures(
    given: CategoryInput, candidate: str, barriers: tuple[gates.Barrier, ...]
) -> Iterator[Message]:
    """Yield every reason to fail that is not the passing grade."""
    for barrier in barriers:
        yield barrier.why
    for criterion in given.rubric.criteria if given.rubric is not None else ():
        if criterion.minimum is None:
            continue
        panel = criterion_panel(given.stage, criterion, given.benches[candidate])
        if panel is not None and not panel.meets_minimum:
            yield say(
                "Below the minimum of {criterion}: {least}",
                criterion=criterion.title,
                least=plain(criterion.minimum),
            )


def _standing(
    given: CategoryInput,
    score: StageScore,
    placed: Placed,
    decimals: Mapping[Fraction, int],
    failures: tuple[Message, ...],
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
        reasons=failures,
        remarks=tuple(_remarks(given.stage, score)),
    )


def _remarks(stage: Stage, score: StageScore) -> Iterator[Message]:
    own = score.own
    if own is None:
        return
    methods = [p.agreed.method for p in own.criteria]
    if own.agreed is not None:
        methods.append(own.agreed.method)
    trims = stage.panel.method in {Method.TRIMMED_MEAN, Method.TRIMMED_SUM}
    if trims and any(method is not stage.panel.method for method in methods):
        yield say("Too few sheets to trim: {count} counted.", count=len(own.bench.counted))
    if stage.divergence is not None and own.totals:
        apart = max(own.totals) - min(own.totals)
        if apart > stage.divergence:
            yield say(
                "The sheets lie {apart} apart, more than {range}.",
                apart=written(apart, 2),
                range=plain(stage.divergence),
            )


def _unranked(
    given: CategoryInput, quorate: Mapping[str, Bench], scores: Mapping[str, StageScore]
) -> Iterator[tuple[Unranked, OpenItem | None]]:
    for deed in given.out:
        detail = say("{date}: {reason}", date=deed.date, reason=deed.reason)
        yield Unranked(deed.candidate, Unplaced.DISQUALIFIED, detail), None
    counted_scorers = {s.scorer for bench in quorate.values() for s in bench.counted}
    for candidate, bench in given.benches.items():
        where = f"{given.stage.id}/{candidate}"
        if candidate not in quorate:
            detail = say(
                "{counted} of {panel} sheets count, {quorum} are needed.",
                counted=len(bench.counted),
                panel=bench.panel,
                quorum=given.stage.panel.quorum,
            )
            all_recused = bench.recused and not bench.panel
            reason = Unplaced.RECUSED if all_recused else Unplaced.BELOW_QUORUM
            yield Unranked(candidate, reason, detail), OpenItem("quorum", where, detail)
        elif candidate not in scores:
            missing = sorted(counted_scorers - {s.scorer for s in bench.counted})
            detail = say("A score is missing from: {names}", names=", ".join(missing))
            item = None
            if not set(missing) <= set(bench.recused) or not missing:
                item = OpenItem("incomplete", where, detail)
            yield Unranked(candidate, Unplaced.INCOMPLETE, detail), item


def _open_items(
    given: CategoryInput,
    barriers: Mapping[str, tuple[gates.Barrier, ...]],
    scores: Mapping[str, StageScore],
    placed: tuple[Placed, ...],
) -> Iterator[OpenItem]:
    for candidate, bench in given.benches.items():
        yield from counting.open_items(bench.seats)
        yield from {b.open for b in barriers[candidate] if b.open is not None}
        talks = gates.too_few_interviews([seated.sheet for seated in bench.counted])
        if talks is not None:
            yield talks
    where = f"{given.stage.id}/{given.category}"
    if given.stage.kind is Kind.SCORE and given.stage.panel.method in _SUMS:
        counts = sorted({score.bench[0] for score in scores.values()})
        if len(counts) > 1:
            numbers = ", ".join(map(str, counts))
            what = say(
                "Sums of different numbers of sheets are compared: {numbers}", numbers=numbers
            )
            yield OpenItem("unequal_panel", where, what)
    tied = [p.candidate for p in placed if p.outcome is Outcome.TIED_AT_LINE]
    if tied:
        what = say("Tied across the quota line: {names}", names=", ".join(tied))
        yield OpenItem("tie_at_line", where, what)


_SUMS = frozenset({Method.SUM, Method.TRIMMED_SUM})
