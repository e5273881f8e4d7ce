"""What a ranking says: places, outcomes, and what is still open."""

from __future__ import annotations

from dataclasses import field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from upakarti_tui.domain.problems import Message
from upakarti_tui.domain.values import dataclass


class Outcome(StrEnum):
    """What a place means for the candidate."""

    SELECTED = "selected"
    """Passes, and within the quota where there is one."""

    TIED_AT_LINE = "tied_at_line"
    """Passes, and an open tie spans the quota line."""

    BEYOND_QUOTA = "beyond_quota"
    FAILS = "fails"


class Unplaced(StrEnum):
    """Why a candidate has no place."""

    BELOW_QUORUM = "below_quorum"
    DISQUALIFIED = "disqualified"
    RECUSED = "recused"
    INCOMPLETE = "incomplete"


class State(StrEnum):
    """How far a ranking may be relied on."""

    DRAFT = "draft"
    """Asked for as a draft, or something is open."""

    COMPLETE = "complete"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class Standing:
    """One candidate's place."""

    place: int
    """From 1; equal candidates share it and the next place is skipped."""

    tied: bool
    """Whether another candidate shares the place."""

    candidate: str
    score: str
    """Decimal text for a reader, with as many digits as the outcome needs."""

    exact: Fraction
    """The number before the final rounding."""

    outcome: Outcome
    counted: int
    """Scorers whose sheet counts."""

    panel: int
    """Scorers assigned, without the recused."""

    tie_broken_by: str | None = None
    """The step of the ladder that separated this one from an equal; None: no step."""

    reasons: tuple[Message, ...] = ()
    """Why it fails, beyond or besides the passing grade."""

    remarks: tuple[Message, ...] = ()
    """What a reader should know besides: nothing was trimmed, the sheets lie far apart."""


@dataclass(frozen=True, slots=True)
class Unranked:
    """A candidate without a place, with the reason."""

    candidate: str
    reason: Unplaced
    detail: Message


@dataclass(frozen=True, slots=True)
class OpenItem:
    """Something that must be settled before the stage can be final."""

    kind: str
    """`conflict`, `blank`, `quorum`, `tie_at_line`, `unsubmitted`, `fork`, ..."""

    where: str
    """Ids joined by `/`, in the order stage, candidate, scorer, item; as many as apply."""

    what: Message


@dataclass(frozen=True, slots=True)
class CategoryRanking:
    """The standings of one category."""

    id: str
    passing_grade: Decimal | None
    quota: int | None
    standings: tuple[Standing, ...]
    """By place, then candidate id."""

    unranked: tuple[Unranked, ...]
    """By candidate id."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """The standings of one stage: the same records always give the same one."""

    template_id: str
    fingerprint: str
    stage: str
    state: State
    categories: tuple[CategoryRanking, ...]
    """In the order of the template."""

    open_items: tuple[OpenItem, ...]
    """By kind, then where."""

    notice: str = ""
    """What the template wants printed on every output; empty for nothing."""

    names: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """Candidate id and name, by id, for whoever reads the standings."""
