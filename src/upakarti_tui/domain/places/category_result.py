"""One stage's result in one category: who stands where, why, and what is open.

Everything that decided is kept beside the ranking, so that explanations, later
stages and documents read the same numbers instead of working them out again.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from upakarti_tui.domain.book.deeds import Disqualified
from upakarti_tui.domain.places.placing import Placed
from upakarti_tui.domain.programme.template import Rubric, Stage
from upakarti_tui.domain.scoring.counting import Bench
from upakarti_tui.domain.scoring.rounding import half_up
from upakarti_tui.domain.scoring.stage_score import StageScore, lower_is_better
from upakarti_tui.domain.standing import CategoryRanking, OpenItem, Outcome
from upakarti_tui.domain.values import dataclass


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
