"""Whose key signs for whom, and what was signed by nobody or by somebody else.

A key that the secretariat enrolled is the roster's word. While the roster has
none for a scorer, each of the scorer's devices stands for itself: it enrols its
own key, signed by that key.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from upakarti_tui.domain.merging import Class, Finding
from upakarti_tui.domain.problems import say
from upakarti_tui.domain.records import SECRETARIAT, Enrolled, Founded, Record, Submitted
from upakarti_tui.storage.signatures import (
    ENROLMENT,
    SUBMISSION,
    is_public_key,
    statement_of,
    verified,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Keyring:
    """The keys that records enrol."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._roster: dict[str, set[str]] = defaultdict(set)
        self._devices: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._fingerprint = ""
        for record in records:
            deed = record.deed
            if isinstance(deed, Founded):
                self._fingerprint = deed.fingerprint
            elif isinstance(deed, Enrolled) and record.author == SECRETARIAT:
                self._roster[deed.scorer].add(deed.key)
            elif isinstance(deed, Enrolled) and record.author == deed.scorer:
                self._devices[deed.scorer, record.device].add(deed.key)

    def keys_of(self, scorer: str, device: str) -> frozenset[str]:
        """Return the keys that sign for a scorer on a device."""
        own = self._devices.get((scorer, device), set())
        return frozenset(self._roster.get(scorer) or own)

    def of_roster(self, scorer: str) -> frozenset[str]:
        """Return the keys that the secretariat enrolled for a scorer."""
        return frozenset(self._roster.get(scorer, ()))

    def everyone(self) -> tuple[tuple[str, str], ...]:
        """Return every scorer with every key that signs for them; sorted."""
        scorers = {*self._roster, *(scorer for scorer, _ in self._devices)}
        found = {(x, key) for x in scorers for key in self._roster.get(x, ())}
        found |= {
            (scorer, key)
            for (scorer, _), keys in self._devices.items()
            if not self._roster.get(scorer)
            for key in keys
        }
        return tuple(sorted(found))

    def is_genuine(self, record: Record) -> bool:
        """Tell whether what must be signed is signed by whom it must be signed by."""
        deed = record.deed
        if isinstance(deed, Submitted):
            if record.author == SECRETARIAT:
                return bool(deed.typed_by)
            statement = statement_of(record, deed, self._fingerprint)
            keys = self.keys_of(deed.scorer, record.device)
            return any(verified(key, SUBMISSION, statement, deed.signature) for key in keys)
        if isinstance(deed, Enrolled):
            if not is_public_key(deed.key):
                return False
            statement = statement_of(record, deed, self._fingerprint)
            signers = {deed.key} if record.author == deed.scorer else self._roster[SECRETARIAT]
            return any(verified(key, ENROLMENT, statement, deed.signature) for key in signers)
        return True


def forged(records: Iterable[Record]) -> Iterator[Finding]:
    """Yield what is signed by nobody, or by another key than the scorer's."""
    records = tuple(records)
    keyring = Keyring(records)
    for record in records:
        if keyring.is_genuine(record):
            continue
        deed = record.deed
        what = (
            say("The enrolment of {scorer}'s key is not signed as it must be.", scorer=deed.scorer)
            if isinstance(deed, Enrolled)
            else say(
                "This closing is not signed with the key of {scorer}.",
                scorer=getattr(deed, "scorer", record.author),
            )
        )
        yield Finding(Class.FORGED, "/".join(map(str, record.place)), what, (record.id,))
