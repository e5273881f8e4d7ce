"""What marks a sheet asks for: criteria, their scales, and what a mark is worth."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from upakarti_tui.domain.values import dataclass


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
