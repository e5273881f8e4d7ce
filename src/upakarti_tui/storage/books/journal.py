"""The file under a book: chained lines, added at the end and never changed.

What was added is on disk when `Journal.append` returns. The last line can be cut
off by a crash; it is set aside when the next one is added.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
from typing import TYPE_CHECKING

from upakarti_tui import notices
from upakarti_tui.domain.problems import Message, say
from upakarti_tui.errors import FileError
from upakarti_tui.storage import files, networks, whole_files
from upakarti_tui.storage.books import lock
from upakarti_tui.storage.books.chain import NO_LINES, Contents, Line, Lines, chained, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class ClosedJournalError(FileError):
    """The disk failed, or another program wrote; nothing more is written until opened again."""


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
        self._after = len(self.contents.lines) + 1
        """Number of the line behind the whole ones: of the torn one, where there is one."""

        self.notices = cut_off(path, self.contents)
        """What whoever writes should be told. Opening changes nothing on disk."""

    def let_go(self) -> None:
        """Keep no more of the lines than where they end; their records are read."""
        self.contents = self.contents._replace(lines=NO_LINES)

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
            whole_files.replace(aside, self._torn)
        notices.tell((_cut_off(self.path, self._after, aside),))

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


__all__ = [
    "NO_LINES",
    "ClosedJournalError",
    "Contents",
    "Journal",
    "Line",
    "Lines",
    "chained",
    "cut_off",
    "locked",
    "parse",
    "read",
]
