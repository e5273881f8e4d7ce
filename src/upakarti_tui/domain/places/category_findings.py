"""What is to be said about a category's candidates beside their scores.

Why somebody fails whatever the score, what a reader should note, who has no
place and why, and what must be settled before the stage can be final.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from upakarti_tui.domain.problems import Message, say
from upakarti_tui.domain.programme.marks import plain
from upakarti_tui.domain.programme.template import Kind, Method
from upakarti_tui.domain.scoring import counting, gates
from upakarti_tui.domain.scoring.rounding import decimals_to_agree, decimals_to_tell_apart, written
from upakarti_tui.domain.scoring.stage_score import StageScore, criterion_panel
from upakarti_tui.domain.standing import OpenItem, Outcome, Unplaced, Unranked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from upakarti_tui.domain.places.category_result import CategoryInput
    from upakarti_tui.domain.places.placing import Placed
    from upakarti_tui.domain.programme.template import Stage
    from upakarti_tui.domain.scoring.counting import Bench

_SUMS = frozenset({Method.SUM, Method.TRIMMED_SUM})
_TRIMMED = frozenset({Method.TRIMMED_MEAN, Method.TRIMMED_SUM})


def failures(
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
                "Below the minimum of {criterion}: {value}, at least {least} asked",
                criterion=criterion.title,
                value=_short(panel.value, Fraction(criterion.minimum)),
                least=plain(criterion.minimum),
            )


def _short(value: Fraction, line: Fraction) -> str:
    """Write a value with two decimals, or as many as show on which side of a line it is."""
    return plain(Decimal(written(value, decimals_to_agree(value, line, 2))))


def remarks(stage: Stage, score: StageScore) -> Iterator[Message]:
    """Yield what a reader should note about a candidate that has a place."""
    own = score.own
    if own is None:
        return
    agreed = [panel.agreed for panel in own.criteria]
    if own.agreed is not None:
        agreed.append(own.agreed)
    if stage.panel.method in _TRIMMED and any(a.method is not stage.panel.method for a in agreed):
        yield say("Too few sheets to trim: {count} counted.", count=len(own.bench.counted))
    if stage.divergence is not None and own.totals:
        apart, allowed = max(own.totals) - min(own.totals), Fraction(stage.divergence)
        if apart > allowed:
            yield say(
                "The sheets lie {apart} apart, more than {range}.",
                apart=written(apart, decimals_to_tell_apart(apart, allowed, 2)),
                range=plain(stage.divergence),
            )
    yield from gates.shortfalls([seated.sheet for seated in own.bench.counted])


def without_place(
    given: CategoryInput, quorate: Mapping[str, Bench], scores: Mapping[str, StageScore]
) -> Iterator[tuple[Unranked, OpenItem | None]]:
    """Yield who has no place, with what must be settled where that is not the last word."""
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
            missing = counted_scorers - {s.scorer for s in bench.counted}
            detail = _incomplete(missing)
            excused = bool(missing) and missing <= set(bench.recused)
            item = None if excused else OpenItem("incomplete", where, detail)
            yield Unranked(candidate, Unplaced.INCOMPLETE, detail), item


def _incomplete(missing: set[str]) -> Message:
    if missing:
        return say("A score is missing from: {names}", names=", ".join(sorted(missing)))
    return say("A stage that is weighed gave no score.")


def open_items(
    given: CategoryInput,
    barriers: Mapping[str, tuple[gates.Barrier, ...]],
    scores: Mapping[str, StageScore],
    placed: tuple[Placed, ...],
) -> Iterator[OpenItem]:
    """Yield what must be settled in a category before its stage can be final."""
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
