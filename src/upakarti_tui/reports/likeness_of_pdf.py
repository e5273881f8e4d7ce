"""Whether two PDFs of ours are drawn alike: part for part, sign for sign, but for hairbreadths.

Other versions of the libraries place a sign a hairbreadth elsewhere. They do not
draw other things: so whatever one file has and the other has not, a rule across a
number, a font with other shapes, a page cut short, a hidden layer, shows here.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

HAIRBREADTH = 0.5
"""Points by which a place may be another."""

WRITTEN = 0.001
"""By how much a number may be another because it is written with fewer decimals."""

_PLACED = {
    **dict.fromkeys((b"Tm", b"cm"), frozenset({4, 5})),
    **dict.fromkeys((b"re", b"m", b"l", b"c", b"Td"), frozenset(range(6))),
}
"""Operators that name places, with the operands that are places and no sizes or turns."""

_MADE = frozenset({"/Creator", "/Producer"})
"""What says which versions drew; the rest of what a file says of itself must be the same."""

_COUNTED = frozenset({"/Length", "/Filter", "/DecodeParms"})
"""How a stream is packed."""


def alike(one: bytes, other: bytes) -> bool:
    """Tell whether all parts of two PDFs are the same but for hairbreadths.

    Files that cannot be read are alike to none.
    """
    import pypdf  # noqa: PLC0415 -- slow import

    try:
        readers = [pypdf.PdfReader(io.BytesIO(raw), strict=True) for raw in (one, other)]
        return _Walk(*readers).alike()
    except (MemoryError, KeyboardInterrupt):
        raise
    except Exception:  # noqa: BLE001 -- a hostile file may fail anywhere, and is alike to none
        return False


class _Walk:
    """Goes through two files side by side, each pair of parts once."""

    def __init__(self, one: Any, other: Any) -> None:  # noqa: ANN401 -- the library's readers
        self._readers = one, other
        self._makers = [_makers(reader) for reader in self._readers]
        self._due: list[tuple[str, Any, Any]] = [
            ("/Root", one.trailer["/Root"], other.trailer["/Root"]),
            ("/Info", self._told(one), self._told(other)),
        ]
        self._seen: set[tuple[int, int]] = set()

    @staticmethod
    def _told(reader: Any) -> dict[str, object]:  # noqa: ANN401 -- the library's reader
        return {key: value for key, value in (reader.metadata or {}).items() if key not in _MADE}

    def alike(self) -> bool:
        """Tell whether nothing is left that is another."""
        while self._due:
            if not self._same(*self._due.pop()):
                return False
        return True

    def _same(self, key: str, one: Any, other: Any) -> bool:  # noqa: ANN401 -- parts of any kind
        from pypdf.generic import IndirectObject, StreamObject  # noqa: PLC0415 -- slow import

        if isinstance(one, IndirectObject) and isinstance(other, IndirectObject):
            pair = one.idnum, other.idnum
            if pair in self._seen:
                return True
            self._seen.add(pair)
        one, other = (x.get_object() if hasattr(x, "get_object") else x for x in (one, other))
        if isinstance(one, StreamObject) != isinstance(other, StreamObject):
            return False
        if isinstance(one, StreamObject) and not self._same_stream(key, one, other):
            return False
        if isinstance(one, dict) and isinstance(other, dict):
            return self._same_keys(one, other)
        if isinstance(one, list) and isinstance(other, list):
            self._due += ((key, *pair) for pair in zip(one, other, strict=False))
            return len(one) == len(other)
        return _equal(one, other)

    def _same_keys(self, one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
        keys = one.keys() - _COUNTED
        if keys != other.keys() - _COUNTED:
            return False
        raw = [getattr(each, "raw_get", each.__getitem__) for each in (one, other)]
        self._due += [(key, raw[0](key), raw[1](key)) for key in sorted(keys)]
        return True

    def _same_stream(self, key: str, one: Any, other: Any) -> bool:  # noqa: ANN401 -- streams
        first, second = (each.get_data() for each in (one, other))
        if one.get("/Type") == "/Metadata":
            first, second = map(_unmade, (first, second), self._makers)
        if first == second:
            return True
        # Nowhere else may a byte differ: what follows a percent sign is no step of drawing.
        return (key == "/Contents" or one.get("/Subtype") == "/Form") and self._same_drawing(
            one, other
        )

    def _same_drawing(self, one: Any, other: Any) -> bool:  # noqa: ANN401 -- the library's streams
        from pypdf.generic import ContentStream  # noqa: PLC0415 -- slow import

        drawn = [
            ContentStream(each, reader).operations
            for each, reader in zip((one, other), self._readers, strict=True)
        ]
        return len(drawn[0]) == len(drawn[1]) and all(map(_same_step, *drawn))


def _makers(reader: Any) -> tuple[bytes, ...]:  # noqa: ANN401 -- the library's reader
    told = reader.metadata or {}
    return tuple(str(told[key]).encode() for key in sorted(_MADE) if told.get(key))


def _unmade(data: bytes, makers: tuple[bytes, ...]) -> bytes:
    """Return a description of a file without what made it, but for the place of that."""
    for maker in makers:
        data = data.replace(maker, b"\0")
    return data


def _same_step(one: tuple[Any, bytes], other: tuple[Any, bytes]) -> bool:
    """Tell whether two steps of drawing are the same but for hairbreadths."""
    (operands, does), (others, also) = one, other
    if does != also or len(operands) != len(others):
        return False
    placed = _PLACED.get(does, frozenset())
    return all(
        _equal(x, y, HAIRBREADTH if at in placed else WRITTEN)
        for at, (x, y) in enumerate(zip(operands, others, strict=True))
    )


def _equal(one: object, other: object, within: float = WRITTEN) -> bool:
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) <= within
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_equal, one, other))
    return type(one) is type(other) and one == other
