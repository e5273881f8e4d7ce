"""What goes into the cells of a sheet: marks, facts, answers, a verdict, an interest."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from upakarti_tui.domain.values import dataclass


class SheetKey(NamedTuple):
    """One scorer's sheet for one candidate in one stage."""

    stage: str
    candidate: str
    scorer: str


class Part(StrEnum):
    """The part of a sheet that a cell belongs to."""

    MARK = "mark"
    """Item: a criterion's id."""

    FACT = "fact"
    """Item: a fact's id."""

    GATE = "gate"
    """Item: a checklist item's id; value: an `Answer`."""

    INTERVIEW = "interview"
    """Item: the number of the talk, from 1; `more` holds partner and answers."""

    RECOMMENDATION = "recommendation"
    """No item; value: a `Verdict`; the note holds the reasons."""

    SHEET = "sheet"
    """No item; state `abstained`, or `blank` when that is taken back."""

    INTEREST = "interest"
    """No item; the scorer's conflict of interest and what the chair made of it."""


class State(StrEnum):
    """What an entry says about its cell."""

    MARKED = "marked"
    BLANK = "blank"
    NOT_APPLICABLE = "not_applicable"
    ABSTAINED = "abstained"
    RECUSED = "recused"
    """Conflict of interest. The value, if there is one, is kept and not counted."""

    CONFIRMED = "confirmed"
    PARTLY = "partly"
    CONTRADICTED = "contradicted"
    UNVERIFIABLE = "unverifiable"

    NO_INTEREST = "no_interest"
    """The scorer declares that there is no conflict of interest."""

    DECLARED = "declared"
    """The scorer declares one; the chair has not decided."""

    CLEARED = "cleared"
    """The chair lets the scorer go on."""


class Answer(StrEnum):
    """An answer to a gate's question."""

    YES = "yes"
    NO = "no"
    MEND = "mend"


class Verdict(StrEnum):
    """How a field visit ends."""

    WORTHY = "layak"
    NOT_WORTHY = "tidak layak"


class InterestKind(StrEnum):
    """What ties a scorer to a candidate."""

    FAMILY = "family"
    EMPLOYER = "employer"
    PARTNER = "partner"
    ADVISER = "adviser"
    COMPETITOR = "competitor"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Entry:
    """What is put into one cell of a sheet."""

    part: Part
    item: str
    state: State
    value: str = ""
    """The mark as plain decimal text (`82.5`), an answer, a finding; empty for none."""

    note: str = ""
    more: tuple[tuple[str, str], ...] = ()
    """Further fields by name: claimed, source, attachment, partner, kind, by, date."""

    @property
    def cell(self) -> tuple[Part, str]:
        """Where on the sheet this stands."""
        return self.part, self.item
