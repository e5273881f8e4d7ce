"""Putting a scorer's public key on the roster, signed by the secretariat.

From the first key that the secretariat enrols for a scorer, only keys of the
roster sign for that scorer; a further one, for a lost key, needs a reason.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from upakarti_tui.domain.problems import Problem, say
from upakarti_tui.domain.records import SECRETARIAT, Enrolled
from upakarti_tui.errors import RefusedError, UsageError
from upakarti_tui.storage import signatures
from upakarti_tui.storage.book import writing
from upakarti_tui.storage.device import Here
from upakarti_tui.storage.keyring import Keyring
from upakarti_tui.workflows import named
from upakarti_tui.workflows.allowed import refuse_part

if TYPE_CHECKING:
    from pathlib import Path

    from upakarti_tui.storage.book import Book
    from upakarti_tui.storage.signatures import Key


def own(*, here: Here | None = None) -> str:
    """Return the public key of this person on this device; made on first use.

    Raises:
        FileError: it can be neither read nor made.
    """
    return signatures.own_key((here or Here()).key).public


def enrol(book: Path, scorer: str, key: str, reason: str = "", *, here: Here | None = None) -> bool:
    """Record a scorer's public key; return whether it is new.

    Raises:
        UsageError: the book knows no such scorer, or the reason for a further key is missing.
        RefusedError: it is no Ed25519 public key.
        NotAllowedError: the book was handed out.
    """
    here = here or Here()
    public = _public(key)
    with writing(book, SECRETARIAT, device=here.device, now=here.now) as opened:
        refuse_part(opened.proceedings)
        named.scorer(opened.proceedings, scorer)
        signing = signatures.own_key(here.key)
        _vouch(opened, signing)
        known = Keyring(opened.records).of_roster(scorer)
        if public in known:
            return False
        if known and not reason:
            raise UsageError(
                say("{scorer} has a key already. Say why it is replaced: --reason", scorer=scorer)
            )
        old = tuple(x.id for x in opened.proceedings.standing.get(("enrolled", scorer), ()))
        _sign_in(opened, signing, Enrolled(scorer, public, reason, old))
    return True


def _public(text: str) -> str:
    """Return the key of a line in OpenSSH form, without its comment."""
    public = " ".join(text.split()[:2])
    if not signatures.is_public_key(public):
        mend = say("write it as `upakarti enrol` shows it on the scorer's device")
        raise RefusedError([Problem(say("This is no Ed25519 public key"), mend)])
    return public


def _vouch(opened: Book, signing: Key) -> None:
    """Put the secretariat's own key on record, which signs all others, once."""
    if signing.public not in Keyring(opened.records).of_roster(SECRETARIAT):
        _sign_in(opened, signing, Enrolled(SECRETARIAT, signing.public))


def _sign_in(opened: Book, signing: Key, deed: Enrolled) -> None:
    fingerprint = opened.proceedings.fingerprint
    statement = signatures.statement_of(opened.next_record(deed), deed, fingerprint)
    signed = signing.sign(signatures.ENROLMENT, statement)
    opened.add(dataclasses.replace(deed, signature=signed))
