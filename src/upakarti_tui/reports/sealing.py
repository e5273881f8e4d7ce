"""The seal of a PDF: a digest of all its bytes, in the place that PDF has for it.

The second half of a PDF's identifier is to change with every change of the file.
It holds the SHA-256 of the file, cut to 32 digits, computed with that place set to
zeros. So a changed, added or missing byte anywhere shows without drawing a page;
who changes the seal, too, is found by comparing what is printed.
"""

from __future__ import annotations

import hashlib
import re

_LENGTH = 32
_IDENTIFIER = re.compile(rb"/ID \[\(([^()\\]{1,80})\) \(([0-9a-f]{32})\)\]")
_END = re.compile(rb"\nstartxref\n(\d{1,12})\n%%EOF\n\Z")


class NoPlaceError(ValueError):
    """The bytes have no place for a seal, or more than one."""


def _place(raw: bytes) -> int:
    """Return where the seal stands: once, in the only cross-reference, at the end."""
    found = list(_IDENTIFIER.finditer(raw))
    if len(found) != 1 or raw.count(b"startxref") != 1 or not _END.search(raw):
        raise NoPlaceError
    return found[0].start(2)


def _digest(raw: bytes, place: int) -> bytes:
    blank = raw[:place] + b"0" * _LENGTH + raw[place + _LENGTH :]
    return hashlib.sha256(blank).hexdigest()[:_LENGTH].encode()


def sealed(raw: bytes) -> bytes:
    """Return the PDF with its seal.

    Raises:
        NoPlaceError: it is no PDF with one identifier and one end.
    """
    place = _place(raw)
    return raw[:place] + _digest(raw, place) + raw[place + _LENGTH :]


def claims(raw: bytes) -> bool:
    """Tell whether the bytes look like a PDF that was sealed here, whole or not."""
    return b"/ID [(" in raw and b"pydyf" not in raw[:64] and raw.startswith(b"%PDF-1.7\n%\xf0\x9f")


def holds(raw: bytes) -> bool:
    """Tell whether the bytes are as they were sealed."""
    try:
        place = _place(raw)
    except NoPlaceError:
        return False
    return raw[place : place + _LENGTH] == _digest(raw, place)
