"""Whose key signs: enrolling it, adopting it into the roster, replacing a lost one."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from upakarti_tui.domain.book.deeds import Enrolled, Submitted
from upakarti_tui.domain.book.handout import is_packed
from upakarti_tui.domain.book.records import SECRETARIAT, Record
from upakarti_tui.domain.problems import say
from upakarti_tui.errors import RefusedError, UsageError
from upakarti_tui.storage.books import signatures
from upakarti_tui.storage.books.book import read, writing
from upakarti_tui.storage.books.signatures import own_key
from upakarti_tui.workflows import named
from upakarti_tui.workflows.allowed import refuse_stranger

if TYPE_CHECKING:
    from pathlib import Path

    from upakarti_tui.storage.books.book import Book
    from upakarti_tui.storage.books.signatures import Key


def own() -> str:
    """Return the public key of this device, a line in OpenSSH form; it is made when missing.

    Raises:
        FileError: it can be neither read nor made, or others may read it.
    """
    return own_key().public


def enrol(book: Path, scorer: str, key: str = "", reason: str = "") -> bool:
    """Put keys of a scorer on record; false when there was nothing new to record.

    In a book that was handed to the scorer, the key of this device. In the
    secretariat's book, the key given; without one, every key that the scorer's
    devices have enrolled themselves: from then on no other signs for the scorer.
    A key given with a reason replaces all earlier ones; what they closed stays.

    Raises:
        UsageError: no such scorer, or there is no key to adopt.
        RefusedError: the text is no Ed25519 public key, or a replacement without a reason.
        NotAllowedError: the book was handed to somebody else.
    """
    packed = is_packed(read(book).proceedings) is not None
    author = scorer if packed else SECRETARIAT
    with writing(book, author) as opened:
        refuse_stranger(opened.proceedings, scorer)
        named.scorer(opened.proceedings, scorer)
        before = _keys(opened.records, scorer)
        if packed:
            enrol_own(opened, own_key())
        else:
            _adopt(opened, scorer, " ".join(key.split()[:2]), reason.strip(), own_key())
        return _keys(opened.records, scorer) != before


def enrol_own(opened: Book, key: Key) -> None:
    """Put the key on record that signs for the author on this device, once."""
    known = {
        x.deed.key
        for x in opened.records
        if isinstance(x.deed, Enrolled)
        and x.deed.scorer == opened.author
        and (x.author == SECRETARIAT or x.device == opened.device)
    }
    if key.public not in known:
        _add(opened, key, Enrolled(opened.author, key.public))


def _add(opened: Book, key: Key, deed: Enrolled) -> None:
    next_one = opened.next_record(deed)
    statement = signatures.statement_of(next_one, deed, opened.proceedings.fingerprint)
    opened.add(dataclasses.replace(deed, signature=key.sign(signatures.ENROLMENT, statement)))


def _adopt(opened: Book, scorer: str, key: str, reason: str, own: Key) -> None:
    enrolled = _enrolments(opened.records, scorer)
    if key and not signatures.is_public_key(key):
        raise RefusedError([say("This is no Ed25519 public key in OpenSSH form.")])
    if key and enrolled and not reason:
        raise RefusedError([say("Say why the earlier key of {scorer} is replaced.", scorer=scorer)])
    if not key and not enrolled:
        raise UsageError(
            say("{scorer} has signed nothing yet: there is no key to adopt.", scorer=scorer)
        )
    enrol_own(opened, own)
    if key:
        _add(opened, own, _replacing(opened.records, scorer, key, reason))
        return
    adopted = {
        x.deed.key for x in enrolled if isinstance(x.deed, Enrolled) and x.author == SECRETARIAT
    }
    for public in sorted({key for _, key in _keys(opened.records, scorer)} - adopted):
        _add(opened, own, Enrolled(scorer, public))


def _replacing(records: tuple[Record, ...], scorer: str, key: str, reason: str) -> Enrolled:
    closings = (x for x in records if isinstance(x.deed, Submitted) and x.author == scorer)
    return Enrolled(
        scorer,
        key,
        reason,
        supersedes=tuple(sorted(x.id for x in _enrolments(records, scorer))),
        kept=tuple(sorted(x.id for x in closings)),
    )


def _enrolments(records: tuple[Record, ...], scorer: str) -> tuple[Record, ...]:
    """Return what enrolled the scorer's keys that are not replaced."""
    enrolled = [x for x in records if isinstance(x.deed, Enrolled) and x.deed.scorer == scorer]
    gone = {old for x in enrolled if isinstance(x.deed, Enrolled) for old in x.deed.supersedes}
    return tuple(x for x in enrolled if x.id not in gone)


def _keys(records: tuple[Record, ...], scorer: str) -> frozenset[tuple[str, str]]:
    """Return who enrolled which key that is not replaced."""
    return frozenset(
        (x.author, x.deed.key) for x in _enrolments(records, scorer) if isinstance(x.deed, Enrolled)
    )
