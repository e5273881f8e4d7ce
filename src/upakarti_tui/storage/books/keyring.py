"""Whose key signs for whom, and what was signed by nobody or by somebody else.

A key that the secretariat enrolled is the roster's word. While the roster has
none for a scorer, each of the scorer's devices stands for itself: it enrols its
own key, signed by that key. A replaced key signs nothing any more but the
closings that its replacement keeps.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from upakarti_tui.domain.book.deeds import Enrolled, Founded, Submitted
from upakarti_tui.domain.book.merging import Class, Finding
from upakarti_tui.domain.book.records import SECRETARIAT, Record
from upakarti_tui.domain.problems import say
from upakarti_tui.storage.books.signatures import (
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
        records = tuple(records)
        founded = (x.deed for x in records if isinstance(x.deed, Founded))
        self._fingerprint = next((deed.fingerprint for deed in founded), "")
        enrolled = [(x, x.deed) for x in records if isinstance(x.deed, Enrolled)]
        by_roster = [deed for x, deed in enrolled if x.author == SECRETARIAT]
        replaced = {old for deed in by_roster for old in deed.supersedes}
        self._kept = {kept for deed in by_roster for kept in deed.kept}
        self._ever: dict[str, set[str]] = defaultdict(set)
        self._roster: dict[str, set[str]] = defaultdict(set)
        self._devices: dict[tuple[str, str], set[str]] = defaultdict(set)
        for record, deed in enrolled:
            self._ever[deed.scorer].add(deed.key)
            if record.id in replaced:
                continue
            if record.author == SECRETARIAT:
                self._roster[deed.scorer].add(deed.key)
            else:
                self._devices[deed.scorer, record.device].add(deed.key)

    def keys_of(self, scorer: str, device: str) -> frozenset[str]:
        """Return the keys that sign for a scorer on a device now."""
        own = self._devices.get((scorer, device), set())
        return frozenset(self._roster.get(scorer) or own)

    def everyone(self) -> tuple[tuple[str, str], ...]:
        """Return every scorer with every key that signed for them, the replaced ones too; sorted.

        It is what an auditor gives to `ssh-keygen` as allowed signers.
        """
        return tuple(sorted((scorer, key) for scorer, keys in self._ever.items() for key in keys))

    def is_genuine(self, record: Record) -> bool:
        """Tell whether what must be signed is signed by whom it must be signed by."""
        deed = record.deed
        if isinstance(deed, Submitted):
            return self._is_closed_by_scorer(record, deed)
        if isinstance(deed, Enrolled):
            signers = self._ever[SECRETARIAT] if record.author == SECRETARIAT else {deed.key}
            statement = statement_of(record, deed, self._fingerprint)
            return is_public_key(deed.key) and any(
                verified(key, ENROLMENT, statement, deed.signature) for key in signers
            )
        return True

    def _is_closed_by_scorer(self, record: Record, deed: Submitted) -> bool:
        if record.author == SECRETARIAT:
            # Closed for the scorer, from paper: whoever typed it in answers for it.
            return bool(deed.typed_by)
        keys = self.keys_of(deed.scorer, record.device)
        if record.id in self._kept:
            keys = frozenset(self._ever[deed.scorer])
        statement = statement_of(record, deed, self._fingerprint)
        return any(verified(key, SUBMISSION, statement, deed.signature) for key in keys)


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
