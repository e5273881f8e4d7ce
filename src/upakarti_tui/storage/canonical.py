"""Canonical JSON: one value, one sequence of bytes, on every machine.

Keys sorted by code point, no spaces, UTF-8, NFC, no floats: numbers that are not
integers travel as text. Reading is as strict as writing.
"""

from __future__ import annotations

import hashlib
import unicodedata
from typing import Any, NoReturn

import msgspec

DEPTH = 64
"""Deepest nesting that is read or written."""

_encoder = msgspec.json.Encoder(order="sorted")


class NotCanonicalError(ValueError):
    """The value or the text has no canonical form."""


def canonical_json(value: object) -> bytes:
    """Return the canonical bytes of a value made of dict, list, tuple, str, int, bool and None.

    Raises:
        NotCanonicalError: something else is in it, a lone surrogate, or too deep a nesting.
    """
    return _encoder.encode(_plain(value, DEPTH))


def digest(tag: str, body: bytes) -> str:
    """Return the SHA-256 of the body, in hexadecimal, in the domain that the tag names."""
    return hashlib.sha256(b"%b\0%b" % (tag.encode(), body)).hexdigest()


def read_json(raw: bytes) -> Any:  # noqa: ANN401 -- JSON holds anything
    """Read JSON from strangers: UTF-8, no key twice, integers only, not too deep.

    Raises:
        NotCanonicalError: the text is none of that.
    """
    import json  # noqa: PLC0415 -- slow import; our own JSON is read by msgspec

    try:
        value = json.loads(
            raw.decode("utf-8"),
            object_pairs_hook=_once,
            parse_float=_refuse_number,
            parse_constant=_refuse_number,
        )
    except NotCanonicalError:
        raise
    except (ValueError, RecursionError) as error:
        raise NotCanonicalError(str(error)) from error
    return _plain(value, DEPTH)


def is_normal(text: str) -> bool:
    """Tell whether the text is in NFC."""
    return text.isascii() or unicodedata.is_normalized("NFC", text)


def _plain(value: object, depth: int) -> object:
    if depth == 0:
        message = f"nested deeper than {DEPTH}"
        raise NotCanonicalError(message)
    match value:
        case None | bool() | int():
            return value
        case str():
            return _text(value)
        case list() | tuple():
            return [_plain(item, depth - 1) for item in value]
        case dict():
            return _object(value, depth - 1)
        case _:
            message = f"{type(value).__name__} has no canonical form"
            raise NotCanonicalError(message)


def _object(value: dict[Any, Any], depth: int) -> dict[str, object]:
    plain: dict[str, object] = {}
    for key, item in value.items():
        if not isinstance(key, str):
            message = f"the key {key!r} is no text"
            raise NotCanonicalError(message)
        name = _text(key)
        if name in plain:
            message = f"the key {name!r} stands twice"
            raise NotCanonicalError(message)
        plain[name] = _plain(item, depth)
    return plain


def _text(text: str) -> str:
    if text.isascii():
        return str(text)
    try:
        text.encode()
    except UnicodeEncodeError as error:
        message = "a lone surrogate is no text"
        raise NotCanonicalError(message) from error
    return unicodedata.normalize("NFC", text)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            message = f"the key {key!r} stands twice"
            raise NotCanonicalError(message)
        found[key] = value
    return found


def _refuse_number(text: str) -> NoReturn:
    message = f"{text} is no integer"
    raise NotCanonicalError(message)
