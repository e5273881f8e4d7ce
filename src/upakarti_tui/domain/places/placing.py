"""From scores to places and outcomes.

All who have a score are placed, those who fail among them, by score and then by
the tie ladder. Equal ones share a place and the next is skipped: 1, 1, 3. The
quota counts only those who pass. A tie that spans the quota line stays open
until the ladder, a lot or a recorded order of the plenary ends it.
"""

from __future__ import annotations

from dataclasses import field
from fractions import Fraction
from typing import TYPE_CHECKING

from upakarti_tui.domain.places.tiebreak import PLENARY, Evidence, Rung, ask, climb
from upakarti_tui.domain.scoring.rounding import decimals_to_agree, decimals_to_tell_apart
from upakarti_tui.domain.scoring.stage_score import lower_is_better
from upakarti_tui.domain.standing import Outcome
from upakarti_tui.domain.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from upakarti_tui.domain.programme.template import Stage
    from upakarti_tui.domain.scoring.stage_score import StageScore

USUAL_DECIMALS = 2
"""Shown where the template names no final rounding."""


@dataclass(frozen=True, slots=True)
class Placed:
    """One candidate's place and what it means."""

    candidate: str
    place: int
    tied: bool
    outcome: Outcome
    tie_broken_by: str | None
    """The last step that separated it from one tied with it."""

    rungs: tuple[Rung, ...] = field(default=())
    """Every step that was asked of it, in turn."""


@dataclass(frozen=True, slots=True)
class Line:
    """Where the quota ends."""

    quota: int | None
    """None: all who pass are selected."""

    plenary: tuple[str, ...] = ()
    """The recorded order of those tied across it; empty where none is recorded."""


def passes_grade(stage: Stage, decided: Fraction, grade: Fraction | None) -> bool:
    """Tell whether a score meets the passing grade; without one, every score does."""
    if grade is None:
        return True
    return decided <= grade if lower_is_better(stage) else decided >= grade


def place(evidence: Evidence, passing: frozenset[str], line: Line) -> tuple[Placed, ...]:
    """Place every candidate that has a score, by place and then by id."""
    placed: list[Placed] = []
    passed = 0
    for equals in _by_score(evidence.scores, lowest_first=lower_is_better(evidence.stage)):
        groups, rungs = climb(equals, evidence.stage.tie_break, evidence)
        asked = _by_candidate(rungs)
        for group in groups:
            parts, plenary = _decide(group, passing, passed, line)
            for part in parts:
                reaching = sum(c in passing for c in part)
                outcome = _outcome(reaching, passed, line.quota)
                spot = len(placed) + 1
                placed += [
                    _placed(c, spot, part, outcome, (*asked.get(c, ()), *plenary), passing)
                    for c in part
                ]
                passed += reaching
    return tuple(placed)


def _placed(  # noqa: PLR0917 -- what makes a place
    candidate: str,
    spot: int,
    part: tuple[str, ...],
    outcome: Outcome,
    rungs: tuple[Rung, ...],
    passing: frozenset[str],
) -> Placed:
    apart = [rung.step for rung in rungs if rung.separated]
    return Placed(
        candidate=candidate,
        place=spot,
        tied=len(part) > 1,
        outcome=outcome if candidate in passing else Outcome.FAILS,
        tie_broken_by=apart[-1] if apart else None,
        rungs=rungs,
    )


def _by_candidate(rungs: Sequence[Rung]) -> dict[str, list[Rung]]:
    """Return, for each candidate, the steps that were asked of it, in turn."""
    asked: dict[str, list[Rung]] = {}
    for rung in rungs:
        for group in rung.groups:
            for candidate in group:
                asked.setdefault(candidate, []).append(rung)
    return asked


def _by_score(scores: Mapping[str, StageScore], *, lowest_first: bool) -> list[tuple[str, ...]]:
    equal: dict[Fraction, list[str]] = {}
    for candidate in sorted(scores):
        equal.setdefault(scores[candidate].decided, []).append(candidate)
    order = sorted(equal, reverse=not lowest_first)
    return [tuple(equal[value]) for value in order]


def _decide(
    group: tuple[str, ...], passing: frozenset[str], passed: int, line: Line
) -> tuple[tuple[tuple[str, ...], ...], tuple[Rung, ...]]:
    """Part a group tied across the line as the plenary recorded; leave any other whole."""
    reaching = sum(c in passing for c in group)
    at_line = _outcome(reaching, passed, line.quota) is Outcome.TIED_AT_LINE
    members = frozenset(group)
    named = {c: len(line.plenary) - i for i, c in enumerate(line.plenary) if c in members}
    if not (at_line and named):
        return (group,), ()
    rung = ask(PLENARY, group, {c: Fraction(named.get(c, 0)) for c in group})
    return rung.groups, (rung,)


def _outcome(reaching: int, passed: int, quota: int | None) -> Outcome:
    """Return what a shared place means to those on it who pass."""
    if quota is None or passed + reaching <= quota:
        return Outcome.SELECTED
    return Outcome.BEYOND_QUOTA if passed >= quota else Outcome.TIED_AT_LINE


def decimals_needed(
    stage: Stage,
    scores: Mapping[str, StageScore],
    placed: Sequence[Placed],
    grade: Fraction | None,
) -> dict[Fraction, int]:
    """Return with how many decimals each different score is to be shown.

    Those of the final rounding (two where none is named), and more where a score
    would otherwise seem to stand on the other side of the passing grade, or, on
    its own side, equal to a different score with another outcome.
    """
    usual = USUAL_DECIMALS if stage.rounding.final is None else stage.rounding.final
    sign = -1 if lower_is_better(stage) else 1
    outcomes: dict[Fraction, set[Outcome]] = {}
    for here in placed:
        outcomes.setdefault(scores[here.candidate].decided, set()).add(here.outcome)
    passes = {value: grade is None or sign * value >= sign * grade for value in outcomes}
    needed = _telling_apart(outcomes, passes, usual)
    if grade is None:
        return needed
    return {
        value: decimals_to_agree(sign * value, sign * grade, least)
        for value, least in needed.items()
    }


def _telling_apart(
    outcomes: Mapping[Fraction, set[Outcome]], passes: Mapping[Fraction, bool], usual: int
) -> dict[Fraction, int]:
    """Return the decimals that tell each score from those on its side with another outcome.

    Rounding keeps the order, so whoever is told from the nearest, above and below,
    is told from all.
    """
    needed = dict.fromkeys(outcomes, usual)
    falling = list(outcomes)
    for order in (falling, falling[::-1]):
        nearest: dict[tuple[bool, Outcome], Fraction] = {}
        for value in order:
            for (side, outcome), other in nearest.items():
                if side is passes[value] and outcomes[value] - {outcome}:
                    apart = decimals_to_tell_apart(value, other, usual)
                    needed[value] = max(needed[value], apart)
            nearest |= {(passes[value], outcome): value for outcome in outcomes[value]}
    return needed
