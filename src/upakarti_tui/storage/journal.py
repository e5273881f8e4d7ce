"""The file under a book: chained lines, added at the end and never changed.

A line is its chain hash, a space, the canonical bytes of a record and a line
feed. The chain hash covers the one before it, so no line can be changed, taken
out, put in or moved without the line being named. Only the last line can be
cut off by a crash; it then lacks its line feed and is set aside.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, overload

from upakarti_tui import notices
from upakarti_tui.domain.problems import Message, Problem, say
from upakarti_tui.errors import DamagedError, FileError
from upakarti_tui.storage import files, lock, networks
from upakarti_tui.storage.canonical import digest
from upakarti_tui.storage.records import LONGEST, TAG

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

CHAIN_TAG = b"upakarti-chain/1\0"
_HASH = 64
_BODY = _HASH + 1
_SHOWN = 20
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


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

    def __iter__(self) -> Iterator[Line]:
        start = 0
        for record_id, end in zip(self.ids, self._ends, strict=True):
            yield Line(record_id, self._data[start + _BODY : end])
            start = end + 1


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


class ClosedJournalError(FileError):
    """The disk failed, or another program wrote; nothing more is written until opened again."""


def chained(lines: Iterable[Line], chain: str = "") -> tuple[bytes, str]:
    """Return the bytes of lines that follow a chain hash, and the hash after them."""
    parts: list[bytes] = []
    link = chain.encode()
    for line in lines:
        link = _link(link, line.id.encode())
        parts += (link, b" ", line.body, b"\n")
    return b"".join(parts), link.decode()


def _link(before: bytes, record_id: bytes) -> bytes:
    return hashlib.sha256(CHAIN_TAG + before + record_id).hexdigest().encode()


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
        record_id = digest(TAG, data[start + _BODY : end])
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


def read(path: Path) -> Contents:
    """Return what a journal holds, without a lock.

    Raises:
        FileError: it cannot be read, is empty, or is no ordinary file.
        DamagedError: names the lines that are not what was written.
    """
    return parse(path, files.read(path))


def cut_off(path: Path, contents: Contents, aside: Path | None = None) -> tuple[Message, ...]:
    """Say that the last line is torn, to whoever listens too; nothing when it is not."""
    if not contents.torn:
        return ()
    said = _cut_off(path, len(contents.lines) + 1, aside)
    notices.tell((said,))
    return (said,)


def _cut_off(path: Path, line: int, aside: Path | None) -> Message:
    if aside is None:
        return say(
            "Line {line} of {path} was cut off while it was written and does not count. "
            "What stands before it is whole.",
            line=line,
            path=path,
        )
    return say(
        "Line {line} of {path} was cut off while it was written. It is set aside in {aside}; "
        "what stands before it is whole.",
        line=line,
        path=path,
        aside=aside,
    )


class Journal:
    """A book's file, open for adding lines, locked against every other writer."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        self._descriptor = descriptor
        self._file = _identity(os.fstat(descriptor))
        self._failed = False
        self.contents = parse(path, files.read_all(descriptor))
        self._chain = self.contents.chain
        self._length = self.contents.length
        self._torn = self.contents.torn
        self.notices = cut_off(path, self.contents)
        """What whoever writes should be told. Opening changes nothing on disk."""

    def append(self, lines: Iterable[Line]) -> None:
        """Add lines in one write; they are on disk when this returns.

        Raises:
            FileError: NOT saved. The file keeps what it had.
            ClosedJournalError: nor will anything be, until the book is opened again.
        """
        if self._failed:
            raise self._closed()
        block, chain = chained(lines, self._chain)
        try:
            self._check_unchanged()
            if self._torn:
                self._cut_torn()
            self._write(block)
            self._force()
        except FileError:
            raise
        except BaseException:
            # Interrupted between writing and forcing: what is on disk is unknown.
            self._failed = True
            raise
        self._chain = chain
        self._length += len(block)

    def _check_unchanged(self) -> None:
        """Refuse when the file is no longer the one that was read."""
        with contextlib.suppress(OSError):
            now = self.path.lstat()
            size = self._length + len(self._torn)
            if _identity(now) == self._file and now.st_size == size:
                return
        self._failed = True
        raise ClosedJournalError(
            say(
                "{path} was changed by another program; this mark is NOT saved. Open it again.",
                path=self.path,
            )
        )

    def _write(self, block: bytes) -> None:
        try:
            written = os.write(self._descriptor, block)
        except OSError as error:
            self._take_back()
            if error.errno not in _NO_ROOM:
                self._failed = True
                raise self._closed() from error
            files.raise_told(self.path, error)
        if written < len(block):
            self._take_back()
            files.raise_told(self.path, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))

    def _take_back(self) -> None:
        """Cut off what a failed write may have left."""
        try:
            os.ftruncate(self._descriptor, self._length)
        except OSError:
            self._failed = True

    def _force(self) -> None:
        try:
            files.force(self._descriptor)
        except OSError as error:
            # The kernel forgets what it could not write: asking again would be told it is well.
            self._failed = True
            raise self._closed() from error

    def _closed(self) -> ClosedJournalError:
        return ClosedJournalError(
            say(
                "The disk failed: what comes now is NOT saved in {path}. "
                "Close the book and open it again.",
                path=self.path,
            )
        )

    def keep_torn(self) -> None:
        """Put a copy of the torn tail beside the book, once; nothing where there is none.

        Raises:
            FileError: it cannot be written.
        """
        if not self._torn:
            return
        name = hashlib.sha256(self._torn).hexdigest()[:8]
        aside = self.path.with_name(f"{self.path.name}.torn-{name}")
        if not aside.exists():
            files.replace(aside, self._torn)
        cut_off(self.path, self.contents, aside)

    def _cut_torn(self) -> None:
        """Take the torn tail out of the file, after a copy of it is kept."""
        self.keep_torn()
        try:
            os.ftruncate(self._descriptor, self._length)
            files.force(self._descriptor)
        except OSError as error:
            self._failed = True
            raise self._closed() from error
        self._torn = b""


def _identity(status: os.stat_result) -> tuple[int, int]:
    return status.st_dev, status.st_ino


@contextlib.contextmanager
def locked(path: Path) -> Iterator[Journal]:
    """Open a journal for writing; everything else about it is checked first.

    Raises:
        FileError: missing, no ordinary file, open to others, on a network, or
            being written by another process.
        DamagedError: names the lines that are not what was written.
    """
    networks.refuse_network(path)
    descriptor = _open_locked(path)
    try:
        yield Journal(path, descriptor)
    finally:
        lock.release(path)
        os.close(descriptor)


def _open_locked(path: Path) -> int:
    """Return a descriptor of the very file that is at the path, locked."""
    while True:
        descriptor = files.open_regular(path, os.O_RDWR | os.O_APPEND)
        try:
            files.refuse_wider(path, os.fstat(descriptor))
            lock.take(descriptor, path)
            # A merge may have put another file in place before the lock was ours.
            if _identity(path.lstat()) == _identity(os.fstat(descriptor)):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        lock.release(path)
        os.close(descriptor)
