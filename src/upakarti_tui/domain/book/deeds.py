"""What can be done in a book. A record is one of these deeds, and who did it when.

A deed that replaces earlier ones names them in `supersedes`: all that its author
could see on the same topic. What nobody supersedes stands. Two deeds that stand
on one topic and say different things are a conflict, and stay one until a
further deed supersedes both.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from upakarti_tui.domain.book.entries import Entry, SheetKey
from upakarti_tui.domain.book.stamp import NOTHING_SEEN, Stamp
from upakarti_tui.domain.people.candidate import Assignment, Candidate, Identity, Scorer
from upakarti_tui.domain.programme.template import Template
from upakarti_tui.domain.values import dataclass


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
    """Somebody answers for the forks of a copied book, or for acts that contradict each other.

    It ends no conflict of marks: which stands is decided cell by cell. Of contradicting
    acts, the one that stands is said again beside it.
    """

    records: tuple[str, ...]
    """Ids of the records that share their numbers, or contradict each other; sorted."""

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
    stamp: Stamp = NOTHING_SEEN
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
