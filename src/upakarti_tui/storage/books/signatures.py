"""Signing what a scorer closes, in the form that stock OpenSSH checks.

A signature is an SSHSIG over a statement in canonical JSON, by an Ed25519 key.
`ssh-keygen -Y verify` accepts it, so an auditor needs none of this code.
"""

from __future__ import annotations

import base64
import hashlib
import os
import stat
import struct
from typing import TYPE_CHECKING

from upakarti_tui.domain.book.deeds import Submitted
from upakarti_tui.domain.problems import say
from upakarti_tui.errors import FileError
from upakarti_tui.storage import device, files, whole_files
from upakarti_tui.storage.canonical import canonical_json

if TYPE_CHECKING:
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from upakarti_tui.domain.book.deeds import Enrolled
    from upakarti_tui.domain.book.records import Record

SUBMISSION = "upakarti-submission"
ENROLMENT = "upakarti-enrolment"
_KIND = b"ssh-ed25519"
_HASH = b"sha512"
_MAGIC = b"SSHSIG"
_BEGIN = "-----BEGIN SSH SIGNATURE-----"
_END = "-----END SSH SIGNATURE-----"
_WIDTH = 70


class Key:
    """The key of this person on this device."""

    def __init__(self, private: Ed25519PrivateKey, public: str) -> None:
        self._private = private
        self.public = public
        """One line in OpenSSH form, without a comment."""

    def sign(self, namespace: str, statement: bytes) -> str:
        """Return the armoured signature over a statement."""
        signature = self._private.sign(_signed(namespace, statement))
        blob = _MAGIC + struct.pack(">I", 1)
        blob += _string(_blob(self.public)) + _string(namespace.encode()) + _string(b"")
        blob += _string(_HASH) + _string(_string(_KIND) + _string(signature))
        text = base64.b64encode(blob).decode()
        rows = [text[at : at + _WIDTH] for at in range(0, len(text), _WIDTH)]
        return "\n".join([_BEGIN, *rows, _END, ""])


def own_key() -> Key:
    """Return this person's key; made on first use, readable by nobody else.

    Raises:
        FileError: it can be neither read nor made, or others may read it.
    """
    path = device.data_folder() / "key"
    if not path.exists():
        _make(path)
    with files.opened(path) as descriptor:
        mode = os.fstat(descriptor).st_mode
        raw = files.read_all(descriptor)
    if os.name == "posix" and mode & 0o077:
        raise FileError(
            say(
                "{path} is open to other people ({mode}). Run: chmod 600 {path}",
                path=path,
                mode=f"{stat.S_IMODE(mode):04o}",
            )
        )
    return _loaded(path, raw)


def _make(path: Path) -> None:
    from cryptography.hazmat.primitives import serialization as form  # noqa: PLC0415 -- slow import
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 -- slow import
        Ed25519PrivateKey,
    )

    raw = Ed25519PrivateKey.generate().private_bytes(
        form.Encoding.PEM, form.PrivateFormat.OpenSSH, form.NoEncryption()
    )
    try:
        whole_files.replace(path, raw)
    except FileError:
        # Another process may have been quicker; its key is the person's.
        if not path.exists():
            raise


def _loaded(path: Path, raw: bytes) -> Key:
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415 -- slow import
    from cryptography.hazmat.primitives import serialization as form  # noqa: PLC0415 -- slow import
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 -- slow import
        Ed25519PrivateKey,
    )

    try:
        private = form.load_ssh_private_key(raw, None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise FileError(say("{path} holds no key: {reason}", path=path, reason=error)) from error
    if not isinstance(private, Ed25519PrivateKey):
        raise FileError(say("{path} holds no Ed25519 key.", path=path))
    public = private.public_key().public_bytes(form.Encoding.OpenSSH, form.PublicFormat.OpenSSH)
    return Key(private, public.decode())


def is_public_key(text: str) -> bool:
    """Tell whether the text is an Ed25519 public key in OpenSSH form, without a comment."""
    try:
        _raw_public(text)
    except ValueError:
        return False
    return True


def verified(public: str, namespace: str, statement: bytes, signature: str) -> bool:
    """Tell whether the signature over the statement is by the holder of the public key."""
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 -- slow import
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 -- slow import
        Ed25519PublicKey,
    )

    try:
        parts = _unarmoured(signature)
        key = _raw_public(public)
        if parts[:4] != [_blob(public), namespace.encode(), b"", _HASH]:
            return False
        kind, raw = _strings(parts[4])
        if kind != _KIND:
            return False
        Ed25519PublicKey.from_public_bytes(key).verify(raw, _signed(namespace, statement))
    except (ValueError, IndexError, InvalidSignature):
        return False
    return True


def statement_of(record: Record, deed: Submitted | Enrolled, fingerprint: str) -> bytes:
    """Return what a scorer signs: the deed and where it stands, in canonical JSON, a line.

    `fingerprint` is that of the template.
    """
    said: dict[str, object] = {
        name: getattr(deed, name)
        for name in deed.__dataclass_fields__
        if name not in {"signature", "stamp"}
    }
    if isinstance(deed, Submitted):
        said["stamp"] = deed.stamp.seen
    said |= {
        "author": record.author,
        "book": record.book,
        "device": record.device,
        "prev": record.prev,
        "seq": record.seq,
        "template": fingerprint,
    }
    return canonical_json(said) + b"\n"


def _signed(namespace: str, statement: bytes) -> bytes:
    told = hashlib.sha512(statement).digest()
    return _MAGIC + _string(namespace.encode()) + _string(b"") + _string(_HASH) + _string(told)


def _string(raw: bytes) -> bytes:
    return struct.pack(">I", len(raw)) + raw


def _strings(blob: bytes) -> list[bytes]:
    found = []
    while blob:
        length = int.from_bytes(blob[:4], "big")
        if len(blob) < 4 + length:
            message = "cut off"
            raise ValueError(message)
        found.append(blob[4 : 4 + length])
        blob = blob[4 + length :]
    return found


def _blob(public: str) -> bytes:
    kind, encoded = public.split(" ")
    if kind.encode() != _KIND:
        message = "another kind of key"
        raise ValueError(message)
    return base64.b64decode(encoded, validate=True)


def _raw_public(public: str) -> bytes:
    kind, raw = _strings(_blob(public))
    if kind != _KIND or len(raw) != 32:  # noqa: PLR2004 -- RFC 8709
        message = "another kind of key"
        raise ValueError(message)
    return raw


def _unarmoured(signature: str) -> list[bytes]:
    rows = signature.strip().split("\n")
    if rows[0] != _BEGIN or rows[-1] != _END:
        message = "no SSH signature"
        raise ValueError(message)
    blob = base64.b64decode("".join(rows[1:-1]), validate=True)
    if blob[:10] != _MAGIC + struct.pack(">I", 1):
        message = "another version"
        raise ValueError(message)
    parts = _strings(blob[10:])
    if len(parts) != 5:  # noqa: PLR2004 -- PROTOCOL.sshsig
        message = "another shape"
        raise ValueError(message)
    return parts
