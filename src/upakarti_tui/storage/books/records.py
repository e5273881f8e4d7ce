"""Records as canonical JSON, and back.

A record's id is the SHA-256 of its canonical bytes. Reading is strict: a line
that would not be written in exactly these bytes is refused, so an unknown field,
a key given twice, a float, a space or an unsorted key has nowhere to hide.
"""

from __future__ import annotations

import dataclasses
import re
import sys
import unicodedata
from typing import TYPE_CHECKING, Any

import msgspec

from upakarti_tui.domain.book import deeds as d
from upakarti_tui.domain.book.records import Record
from upakarti_tui.domain.problems import Message, say
from upakarti_tui.storage.books import wire
from upakarti_tui.storage.canonical import digest, is_normal

if TYPE_CHECKING:
    from upakarti_tui.domain.book.deeds import Deed

FORMAT = "upakarti-book/1"
TAG = "upakarti-record/1"
LONGEST = 64 * 1024 * 1024
"""Bytes of the longest line that is read."""

_FORMAT = re.compile(r"upakarti-book/([0-9]{1,6})")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_HEX = re.compile(r"[0-9a-f]{64}")
_LAST = re.compile(rb',"t":"([a-z]+)"\}\Z')
_PLACE = re.compile(r" - at `\$\.([^`]{1,200})`")
_NEAR = 40
"""Bytes at the end of a line in which its kind stands."""

_CONTROL = re.compile(
    rb"(?<!\\)(?:\\\\)*\\(?:u00(?:[01]|7f)|[bfr])"  # as JSON escapes them; \n and \t are text
    rb"|\x7f|\xc2[\x80-\x9f]"
    rb"|\xd8\x9c|\xe2\x80[\x8e\x8f\xa8-\xae]|\xe2\x81[\xa6-\xa9]"
)
"""In canonical bytes: controls, separators of lines, and what turns text round. No book of
ours holds them, because they are refused where text comes in."""


class UnreadableError(ValueError):
    """A line is no record of this format. `message` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


class NewerError(UnreadableError):
    """The line comes from a later version of this program."""


class ForeignError(UnreadableError):
    """The template of the line is not the one that its fingerprint names."""


def encode(record: Record) -> bytes:
    """Return the canonical bytes of a record. Its id plays no part in them."""
    line = wire.line(type(record.deed).__name__.lower())(
        at=record.at,
        author=record.author,
        book=record.book,
        deed=_body(record.deed),
        device=record.device,
        prev=record.prev,
        seq=record.seq,
    )
    raw = wire.encoder.encode(line)
    # A quotation mark composes with nothing, so the whole line can be normalised at once.
    return raw if raw.isascii() else unicodedata.normalize("NFC", raw.decode()).encode()


def decode(raw: bytes, record_id: str = "") -> Record:
    """Return the record that canonical bytes say.

    `record_id` spares working it out again, where the caller has.

    Raises:
        UnreadableError: they say none, or not canonically.
        NewerError: a later version wrote them.
        ForeignError: a founding whose template has another fingerprint.
    """
    line = _line(raw)
    _check_envelope(line)
    deed = _deed(line.deed, wire.KINDS[line.__struct_config__.tag])
    return Record(
        record_id or digest(TAG, raw),
        # The same few in every record of a book: one text each is enough.
        sys.intern(line.book),
        sys.intern(line.author),
        sys.intern(line.device),
        line.seq,
        line.prev,
        line.at,
        deed,
    )


def _line(raw: bytes) -> Any:  # noqa: ANN401 -- one of the lines of `wire`
    try:
        line = wire.decoder(_kind(raw)).decode(raw)
        again = wire.encoder.encode(line)
    except RecursionError as error:
        raise UnreadableError(say("It is nested too deeply.")) from error
    except (ValueError, KeyError, msgspec.MsgspecError) as error:
        raise _unreadable(raw, error) from error
    if again != raw or not is_normal(raw.decode()):
        raise UnreadableError(say("It is not written in canonical form."))
    if _may_turn(raw) and _CONTROL.search(raw):
        raise UnreadableError(say("It holds a character that moves a cursor or turns text round."))
    return line


def _may_turn(raw: bytes) -> bool:
    """Tell whether a line is worth the search for what `_CONTROL` finds; few are."""
    return not raw.isascii() or b"\\" in raw or b"\x7f" in raw


def _kind(raw: bytes) -> str:
    """Return which kind of deed a line says it holds; a canonical one says it at its end."""
    said = _LAST.search(raw, max(0, len(raw) - _NEAR))
    return said[1].decode() if said else msgspec.json.decode(raw, type=_Kind).t


def _unreadable(raw: bytes, error: Exception) -> UnreadableError:
    """Say what is wrong with a line; a kind or a format not known yet is newer."""
    try:
        kind = msgspec.json.decode(raw, type=_Kind)
    except (ValueError, msgspec.MsgspecError, RecursionError):
        return UnreadableError(say("It is no record."))
    if kind.t not in wire.KINDS:
        return NewerError(
            say("It holds “{kind}”, which only a newer version of upakarti knows.", kind=kind.t)
        )
    # The library says where; what else it says is in its own language only.
    place = _PLACE.search(str(error))
    if place is None:
        return UnreadableError(say("It is no record."))
    return UnreadableError(
        say("It is no record: what stands at {place} is none of its kind.", place=place[1])
    )


class _Kind(msgspec.Struct):
    t: str


def _check_envelope(line: Any) -> None:  # noqa: ANN401 -- one of the lines of `wire`
    named = (line.author, line.book, line.device)
    if not all(map(_ID.fullmatch, named)) or line.seq < 1:
        raise UnreadableError(say("Its author, book, device or number is no such thing."))
    if bool(line.prev) != (line.seq > 1) or (line.prev and not _HEX.fullmatch(line.prev)):
        raise UnreadableError(say("It does not say which record comes before it."))


def _body(deed: Deed) -> Any:  # noqa: ANN401 -- a twin of `wire`
    if isinstance(deed, d.Founded):
        from upakarti_tui.storage.programmes import template_form  # noqa: PLC0415 -- only foundings need it

        return wire.FoundedBody(FORMAT, deed.fingerprint, template_form.form(deed.template))
    if isinstance(deed, d.Filled):
        deed = dataclasses.replace(deed, entries=tuple(deed.entries))
    return msgspec.convert(deed, wire.twin(type(deed)), from_attributes=True)


def _deed(body: Any, shape: type[Deed]) -> Deed:  # noqa: ANN401 -- a twin of `wire`
    if isinstance(body, wire.FoundedBody):
        return _founded(body)
    deed = msgspec.convert(body, shape, from_attributes=True)
    if isinstance(deed, d.Filled):
        # A sequence comes back as a list, which somebody could change.
        return dataclasses.replace(deed, entries=tuple(deed.entries))
    return deed


def _founded(body: wire.FoundedBody) -> d.Founded:
    from upakarti_tui.storage.programmes import template_form  # noqa: PLC0415 -- only foundings need it

    _check_format(body.format)
    try:
        template = template_form.from_form(body.template)
    except (ValueError, TypeError, KeyError, ArithmeticError) as error:
        raise UnreadableError(say("Its template cannot be read: {error}", error=error)) from error
    if template_form.fingerprint(template) != body.fingerprint:
        raise ForeignError(say("Its template is not the one that its fingerprint names."))
    return d.Founded(template, body.fingerprint)


def _check_format(name: str) -> None:
    known = _FORMAT.fullmatch(name)
    if known is None:
        raise UnreadableError(say("“{format}” is no format of a book.", format=name))
    if name != FORMAT:
        raise NewerError(
            say("It is a book of the newer format “{format}”. Update upakarti.", format=name)
        )


def sealed(record: Record) -> tuple[Record, bytes]:
    """Return the record as whoever reads its bytes will have it, and the bytes."""
    raw = encode(record)
    return decode(raw), raw
