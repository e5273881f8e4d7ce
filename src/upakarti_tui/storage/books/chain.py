"""Chained lines: each line's hash covers the one before it.

A line is its chain hash, a space, the canonical bytes of a record and a line
feed. So no line can be changed, taken out, put in or moved without the line
being named; only the last one can be cut off, and then lacks its line feed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from io import BytesIO
from itertools import chain as in_turn
from typing import TYPE_CHECKING, NamedTuple, overload

from upakarti_tui.domain.problems import Problem, say
from upakarti_tui.errors import DamagedError, FileError
from upakarti_tui.storage.books.records import LONGEST, TAG

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

CHAIN_TAG = b"upakarti-chain/1\0"
_RECORD_TAG = TAG.encode() + b"\0"
"""What `digest` puts before a record; spelled out here, where very many are hashed."""

_HASH = 64
_BODY = _HASH + 1
_SHOWN = 20


class Line(NamedTuple):
    """One record as bytes, with the id that they give it."""

    id: str
    body: bytes


class Lines(Sequence[Line]):
    """The whole lines of a file. Their bytes stay where they were read."""

    def __init__(self, data: bytes, ids: Sequence[str], ends: Sequence[int]) -> None:
        self._data = data
        self.ids = ids
        self._ends = ends

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, index: int) -> Line: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Line]: ...
    def __getitem__(self, index: int | slice) -> Line | Sequence[Line]:
        if isinstance(index, slice):
            return tuple(self)[index]
        index = range(len(self))[index]
        return Line(self.ids[index], self.body(index))

    def body(self, index: int) -> bytes:
        """Return the bytes of one record, counted from 0."""
        start = self._ends[index - 1] + 1 if index else 0
        return self._data[start + _BODY : self._ends[index]]

    def each(self) -> Iterator[tuple[str, bytes]]:
        """Yield the id and the bytes of each record: a `Line`, where there are very many."""
        starts = in_turn((_BODY,), (end + 1 + _BODY for end in self._ends))
        return zip(
            self.ids, map(self._data.__getitem__, map(slice, starts, self._ends)), strict=True
        )

    def __iter__(self) -> Iterator[Line]:
        return map(Line._make, self.each())


NO_LINES = Lines(b"", (), ())


class Contents(NamedTuple):
    """What a journal holds."""

    lines: Lines
    chain: str
    """Chain hash of the last whole line; empty when there is none."""

    length: int
    """Bytes of the whole lines."""

    torn: bytes
    """What stands behind them without a line feed."""


def chained(lines: Iterable[Line], chain: str = "") -> tuple[bytes, str]:
    """Return the bytes of lines that follow a chain hash, and the hash after them."""
    block = BytesIO()
    link = chain.encode()
    for line in lines:
        link = _link(link, line.id.encode())
        block.write(b"%b %b\n" % (link, line.body))
    return block.getvalue(), link.decode()


def _link(before: bytes, record_id: bytes) -> bytes:
    return sha256(CHAIN_TAG + before + record_id).hexdigest().encode()


def parse(path: Path, data: bytes) -> Contents:
    """Check the chain and return what the file holds.

    Raises:
        FileError: the file is empty.
        DamagedError: names every damaged line, up to twenty.
    """
    if not data:
        raise FileError(say("{path} is empty.", path=path))
    ids: list[str] = []
    ends: list[int] = []
    damaged: list[int] = []
    chain = b""
    start = 0
    while (end := data.find(b"\n", start)) >= 0:
        record_id = sha256(_RECORD_TAG + data[start + _BODY : end]).hexdigest()
        ids.append(record_id)
        ends.append(end)
        chain = _link(chain, record_id.encode())
        if not data.startswith(chain + b" ", start):
            damaged.append(len(ids))
            chain = data[start:end][:_HASH]
        elif end - start > LONGEST + _BODY:
            damaged.append(len(ids))
        start = end + 1
    if damaged or not ids:
        raise _damaged(path, damaged or [1])
    return Contents(Lines(data, ids, ends), chain.decode(), start, data[start:])


def _damaged(path: Path, numbers: list[int]) -> DamagedError:
    return DamagedError(
        *(
            Problem(
                say("This line is not what was written: its chain hash does not fit."),
                say("Use another copy of the book; merging brings back what this one had."),
                file=str(path),
                line=number,
            )
            for number in numbers[:_SHOWN]
        )
    )
