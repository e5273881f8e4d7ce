"""One step of the selection: who scores, how scores become places, and who passes."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from upakarti_tui.domain.people.candidate import Role
from upakarti_tui.domain.programme.questions import Interviews
from upakarti_tui.domain.values import dataclass


class Kind(StrEnum):
    """What a stage does."""

    GATE = "gate"
    SCORE = "score"


class Combine(StrEnum):
    """What the panel is taken of."""

    SHEETS = "sheets"
    CRITERIA = "criteria"


class Method(StrEnum):
    """How the scorers' numbers become one."""

    MEAN = "mean"
    MEDIAN = "median"
    TRIMMED_MEAN = "trimmed_mean"
    TRIMMED_SUM = "trimmed_sum"
    SUM = "sum"
    RANK_SUM = "rank_sum"


class DecideOn(StrEnum):
    """Which number meets the passing grade and the ranking."""

    EXACT = "exact"
    ROUNDED = "rounded"


@dataclass(frozen=True, slots=True)
class Panel:
    """How the sheets of one candidate become one score."""

    combine: Combine = Combine.SHEETS
    method: Method = Method.MEAN
    trim: int = 1
    """How many are dropped at each end by the trimmed methods."""

    quorum: int = 1
    """Fewer counted sheets than this: the candidate is not ranked."""

    @property
    def by_criteria(self) -> bool:
        """Whether marks are combined criterion by criterion; ranks are always of sheets."""
        return self.combine is Combine.CRITERIA and self.method is not Method.RANK_SUM


@dataclass(frozen=True, slots=True)
class Rounding:
    """Decimals kept after a step, half up. None: the step stays exact."""

    criterion: int | None = None
    weighted: int | None = None
    sheet: int | None = None
    final: int | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the selection. A candidate enters it by passing the one before.

    The mappings from a category hold only the categories that the template
    names; a value given for all categories is repeated for each.
    """

    id: str
    title: str
    kind: Kind
    scorers: tuple[Role, ...]
    rubric: tuple[tuple[str, str], ...] = ()
    """Category and rubric id."""

    checklist: tuple[tuple[str, str], ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    interviews: Interviews | None = None
    recommendation: bool = False
    panel: Panel = Panel()
    rounding: Rounding = Rounding()
    decide_on: DecideOn = DecideOn.EXACT
    grade: tuple[tuple[str, Decimal], ...] = ()
    """Category and passing grade; a category left out has none."""

    quota: tuple[tuple[str, int], ...] = ()
    weigh: tuple[tuple[str, Decimal], ...] = ()
    """Stage id and percent; empty where the stage stands alone."""

    tie_break: tuple[str, ...] = ()
    divergence: Decimal | None = None
    """Sheets further apart than this are listed for discussion."""

    sealed: bool = False
    interests: bool = False
    confirm_paper: bool = False
    show_grade: bool = True
