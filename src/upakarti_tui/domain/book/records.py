"""What a book is made of: records that are added and never changed.

A record says who did one thing, on which device, as the how-manieth thing they
did there. Everything else (the mark that stands, who has submitted, who is
ahead) is derived from the set of records, whatever order they come in.

A deed that replaces earlier ones names them in `supersedes`: all that its author
could see on the same topic. What nobody supersedes stands. Two deeds that stand
on one topic and say different things are a conflict, and stay one until a
further deed supersedes both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from upakarti_tui.domain.people.candidate import Assignment, Candidate, Identity, Scorer
from upakarti_tui.domain.programme.template import Template

SECRETARIAT = "secretariat"
"""The author of what the secretariat does. No scorer may have this id."""


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


@dataclass(frozen=True, slots=True)
class Stamp:
    """How far each author had got on each device: which records somebody had seen."""

    seen: tuple[tuple[str, str, int], ...]
    """Author, device, last sequence number; sorted."""

    def covers(self, record: Record) -> bool:
        """Tell whether the record was already there."""
        return any(
            record.author == author and record.device == device and record.seq <= last
            for author, device, last in self.seen
        )


# --- deeds ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Founded:
    """The book begins, with the template it is scored by."""

    template: Template
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Nominated:
    """A candidate as registered."""

    candidate: Candidate
    supersedes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Identified:
    """The numbers that identify a candidate."""

    identity: Identity
    supersedes: tuple[str, ...] = ()
    salt: str = ""
    """Random text. The next record names this one by its hash, and goes where the
    numbers do not: without it, a NIK could be guessed and the guess checked."""


@dataclass(frozen=True, slots=True)
class Appointed:
    """A scorer of the roster."""

    scorer: Scorer
    supersedes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assigned:
    """Sheets asked for. Assignments add up."""

    assignments: tuple[Assignment, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """Entries put on one sheet: one for a key pressed, many for an import."""

    sheet: SheetKey
    entries: Sequence[Entry]
    """A tuple, or the same kept in less room: see `plain_marks`."""

    supersedes: tuple[str, ...] = ()
    typed_by: str = ""
    """Who typed it in for the scorer, from paper; empty: the scorer."""

    reason: str = ""
    """Why it was changed, where a rule asks for a reason."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """A conflict ended by a decision that is not the scorer's."""

    sheet: SheetKey
    entry: Entry
    by: str
    position: str
    minutes: str
    reason: str
    supersedes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settled:
    """Somebody answers for the forks of a copied book: they have been looked into.

    It ends no conflict: which mark stands is decided cell by cell.
    """

    records: tuple[str, ...]
    """Ids of the records that share their numbers; sorted."""

    by: str
    position: str
    minutes: str
    reason: str


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A second person has compared typed-in entries with the paper."""

    sheet: SheetKey
    records: tuple[str, ...]
    by: str


@dataclass(frozen=True, slots=True)
class Submitted:
    """A scorer closes sheets: the commitment to what they say."""

    scorer: str
    stage: str
    candidates: tuple[str, ...]
    count: int
    """How many records of the scorer, on this device, come before this one."""

    head: str
    """Id of the last of them; empty when there is none."""

    root: str
    """SHA-256 over the sorted ids of the records that stand on the closed sheets."""

    supersedes: tuple[str, ...] = ()
    signature: str = ""
    """SSHSIG over the closing statement, armoured; empty when entered for the scorer."""

    typed_by: str = ""
    stamp: Stamp = Stamp(())
    """How far the authors of entries on the closed sheets had got: what `root` is taken of."""


@dataclass(frozen=True, slots=True)
class Returned:
    """Submitted sheets are sent back to be changed."""

    scorer: str
    stage: str
    candidates: tuple[str, ...]
    by: str
    reason: str
    supersedes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawn:
    """Lots, drawn before the first mark. The lower lot comes first."""

    stage: str
    category: str
    lots: tuple[tuple[str, int], ...]
    supersedes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Disqualified:
    """A candidate drops out (gugur), or comes back."""

    candidate: str
    stage: str
    date: str
    reason: str
    out: bool = True
    supersedes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decided:
    """The plenary puts candidates that stay tied across the quota line in order."""

    stage: str
    category: str
    order: tuple[str, ...]
    by: str
    minutes: str
    reason: str
    supersedes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """A sealed stage is opened: from now on its marks may be read."""

    stage: str
    by: str
    absent: tuple[tuple[str, str], ...]
    """Scorers without a commitment, each with the reason."""

    stamp: Stamp
    supersedes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finalised:
    """A stage is closed. Only records that the stamp covers decide it."""

    stage: str
    by: str
    position: str
    version: int
    """From 1; one more after each reopening."""

    stamp: Stamp
    digest: str
    """SHA-256 of the stage's ranking as canonical JSON."""

    supersedes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reopened:
    """A final stage is opened again; what it said stays on record."""

    stage: str
    by: str
    reason: str
    supersedes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Packed:
    """A part of the book is handed to a scorer."""

    scorer: str
    handed: tuple[tuple[str, str, str], ...]
    """Author, device and sequence numbers (`1-30,45`) of the records handed out."""

    root: str
    """SHA-256 over the sorted ids of those records."""

    asked: tuple[tuple[str, str], ...] = ()
    """Stage and candidate of every sheet that the scorer is asked for; sorted."""


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A scorer's public key."""

    scorer: str
    key: str
    """One line in OpenSSH form: `ssh-ed25519 AAAA...`."""

    reason: str = ""
    """Why an earlier key is replaced; empty for the first."""

    supersedes: tuple[str, ...] = ()
    signature: str = ""
    """SSHSIG over the enrolment by the key of its author, armoured."""

    kept: tuple[str, ...] = ()
    """Ids of closings signed with the key replaced by this one, which stay good; sorted."""


@dataclass(frozen=True, slots=True)
class Revealed:
    """Somebody looked at a number that is masked everywhere."""

    candidate: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Scheduled:
    """The order of presentation in a jury session, and who is presenting."""

    stage: str
    category: str
    order: tuple[str, ...]
    presenting: str = ""
    discussing: bool = False
    """Whether the round is on in which a juror may change a mark with a reason."""

    supersedes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Configured:
    """What the documents of this book carry: letterhead, signatories, paper."""

    settings: tuple[tuple[str, str], ...]
    supersedes: tuple[str, ...] = ()


Deed: TypeAlias = (
    Founded
    | Nominated
    | Identified
    | Appointed
    | Assigned
    | Filled
    | Ruled
    | Settled
    | Confirmed
    | Submitted
    | Returned
    | Drawn
    | Disqualified
    | Decided
    | Opened
    | Finalised
    | Reopened
    | Packed
    | Enrolled
    | Revealed
    | Scheduled
    | Configured
)


@dataclass(frozen=True, slots=True)
class Record:
    """One deed, with who did it and where it stands in what they did."""

    id: str
    """SHA-256 of the canonical body, in hexadecimal."""

    book: str
    """Id of the book that this belongs to; the same in all its copies and parts."""

    author: str
    """`SECRETARIAT` or a scorer's id."""

    device: str
    seq: int
    """From 1, without gaps, for each author on each device."""

    prev: str
    """Id of the author's record before this one on this device; empty for the first."""

    at: str
    """Local time with offset, for people. Decides nothing."""

    deed: Deed = field(compare=False)

    @property
    def place(self) -> tuple[str, str, int]:
        """Where this stands in what its author did. Unique, or there is a fork."""
        return self.author, self.device, self.seq
