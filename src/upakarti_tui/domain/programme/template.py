"""One award programme: its categories, rubrics, stages and rules.

Every option of the template format has its field here, with its default. What a
template may not say is refused by the reader in `storage.templates`; a value of
these types is always a template that can be used.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from upakarti_tui.domain.people.candidate import Role


class Zero(StrEnum):
    """Which mark is worth nothing."""

    ORIGIN = "origin"
    """A mark is worth mark / max."""

    MIN = "min"
    """A mark is worth (mark - min) / (max - min)."""


class Direction(StrEnum):
    """Whether a higher mark is better."""

    UP = "up"
    DOWN = "down"


class Total(StrEnum):
    """What a sheet adds up to."""

    PERCENT = "percent"
    """0 to 100; weights sum to exactly 100."""

    SUM = "sum"
    """The plain sum of weight x mark."""


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


class Kind(StrEnum):
    """What a stage does."""

    GATE = "gate"
    SCORE = "score"


class DecideOn(StrEnum):
    """Which number meets the passing grade and the ranking."""

    EXACT = "exact"
    ROUNDED = "rounded"


class NoteRule(StrEnum):
    """Whether a mark needs words."""

    OPTIONAL = "optional"
    REQUIRED = "required"
    REQUIRED_BELOW = "required_below"


@dataclass(frozen=True, slots=True)
class Scale:
    """The marks that a criterion takes."""

    min: Decimal
    max: Decimal
    step: Decimal | None = None
    """Distance between two marks, counted from `min`. None: any decimal."""

    zero: Zero = Zero.ORIGIN

    def holds(self, mark: Decimal) -> bool:
        """Tell whether the mark is on the scale."""
        if not self.min <= mark <= self.max:
            return False
        return self.step is None or (Fraction(mark) - Fraction(self.min)) % Fraction(self.step) == 0


@dataclass(frozen=True, slots=True)
class Level:
    """What one mark means in words."""

    mark: Decimal
    words: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """One question that a scorer answers with a mark."""

    id: str
    title: str
    weight: Decimal
    scale: Scale
    """The criterion's own scale, or the rubric's."""

    levels: tuple[Level, ...] = ()
    """Worded descriptors, best mark first; empty where the marks have no words."""

    guidance: str = ""
    direction: Direction = Direction.UP
    minimum: Decimal | None = None
    """Least panel value of the raw mark; below it the candidate fails, still placed."""

    note: NoteRule = NoteRule.OPTIONAL
    note_below: Decimal | None = None
    """With `required_below`: marks below this one need a note."""

    not_applicable: bool = False
    """Whether N/A is allowed; the other weights are then rescaled, visibly."""

    clause: str = ""
    """Source of the rule, repeated in explanations."""

    def needs_note(self, mark: Decimal) -> bool:
        """Tell whether this mark must carry a note."""
        if self.note is NoteRule.REQUIRED:
            return True
        return self.note_below is not None and mark < self.note_below


@dataclass(frozen=True, slots=True)
class Rubric:
    """The criteria of one sheet."""

    id: str
    criteria: tuple[Criterion, ...]
    total: Total = Total.PERCENT
    title: str = ""

    def criterion(self, criterion_id: str) -> Criterion | None:
        """Return the criterion of that id, or None."""
        return next((c for c in self.criteria if c.id == criterion_id), None)


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One yes-or-no question of a gate."""

    id: str
    title: str
    blocking: bool = True
    clause: str = ""


class FactType(StrEnum):
    """What kind of finding a fact takes."""

    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a candidate claims and a field team checks."""

    id: str
    title: str
    type: FactType = FactType.TEXT
    unit: str = ""
    at_least: Decimal | None = None
    """Least number to be found; None where any finding will do."""

    blocking: bool = False
    """Whether a contradicted finding keeps the candidate from passing."""

    clause: str = ""


@dataclass(frozen=True, slots=True)
class Interviews:
    """The talks with partner businesses (mitra binaan) that a visit asks for."""

    min: int
    questions: tuple[str, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Category:
    """A class of candidates that is ranked by itself."""

    id: str
    title: str
    code: str = ""
    """Prefix of the candidate ids that the import gives; the id in capitals if empty."""


@dataclass(frozen=True, slots=True)
class Template:
    """One award programme, ready to be scored with."""

    id: str
    title: str
    categories: tuple[Category, ...]
    stages: tuple[Stage, ...]
    rubrics: tuple[Rubric, ...] = ()
    checklists: tuple[tuple[str, tuple[ChecklistItem, ...]], ...] = ()
    fact_sheets: tuple[tuple[str, tuple[Fact, ...]], ...] = ()
    edition: str = ""
    notice: str = ""
    """Printed on every output while present."""

    basis: tuple[str, ...] = ()

    def category(self, category_id: str) -> Category | None:
        """Return the category of that id, or None."""
        return next((c for c in self.categories if c.id == category_id), None)

    def stage(self, stage_id: str) -> Stage | None:
        """Return the stage of that id, or None."""
        return next((s for s in self.stages if s.id == stage_id), None)

    def before(self, stage_id: str) -> tuple[Stage, ...]:
        """Return the stages that come before this one, in order."""
        ids = [s.id for s in self.stages]
        return self.stages[: ids.index(stage_id)]

    def rubric_of(self, stage: Stage, category_id: str) -> Rubric | None:
        """Return the rubric a stage scores a category with; None where it has none."""
        rubric_id = dict(stage.rubric).get(category_id)
        return next((r for r in self.rubrics if r.id == rubric_id), None)

    def checklist_of(self, stage: Stage, category_id: str) -> tuple[ChecklistItem, ...]:
        """Return the gate's questions for a category; empty where it has none."""
        return dict(self.checklists).get(dict(stage.checklist).get(category_id, ""), ())

    def facts_of(self, stage: Stage, category_id: str) -> tuple[Fact, ...]:
        """Return the facts a stage checks for a category; empty where it has none."""
        return dict(self.fact_sheets).get(dict(stage.facts).get(category_id, ""), ())
