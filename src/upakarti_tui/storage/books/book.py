"""A book, opened for reading or for writing: one append-only set of records.

Reading takes no lock and changes nothing. Writing takes the book for one
process; what `Book.add` returned is on disk.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from upakarti_tui.domain.book import proceedings as derived
from upakarti_tui.domain.book.merging import order
from upakarti_tui.domain.book.records import SECRETARIAT, Record
from upakarti_tui.domain.values import dataclass
from upakarti_tui.storage import device, files, networks, whole_files
from upakarti_tui.storage.books import journal
from upakarti_tui.storage.books.journal import Journal, Line
from upakarti_tui.storage.books.pending import Pending
from upakarti_tui.storage.books.read_book import ReadBook, read, records_of, said
from upakarti_tui.storage.books.records import encode, sealed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from upakarti_tui.domain.book.deeds import Deed, Founded
    from upakarti_tui.domain.book.proceedings import Proceedings


class Book:
    """A book that this process alone may write to."""

    def __init__(self, file: Journal, author: str) -> None:
        self.path = file.path
        self.author = author
        self.device = device.device_id()
        self.notices = file.notices
        self._file = file
        self._records = list(records_of(file.path, file.contents))
        # A book stays open for hours; with its bytes it would take a quarter more memory.
        file.let_go()
        self._book = self._records[0].book
        self._last = max(
            (x for x in self._records if (x.author, x.device) == (author, self.device)),
            key=lambda x: (x.seq, x.id),
            default=None,
        )
        self._proceedings: Proceedings | None = None

    @property
    def records(self) -> tuple[Record, ...]:
        """All records, in the order of the file."""
        return tuple(self._records)

    @property
    def proceedings(self) -> Proceedings:
        """What the records say, with everything added so far.

        Raises:
            DamagedError: names the lines that this program cannot have written.
        """
        if self._proceedings is None:
            self._proceedings = said(self.path, self._records)
        return self._proceedings

    def add(self, *deeds: Deed) -> tuple[Record, ...]:
        """Add what the author did, in one write; it is on disk when this returns.

        Raises:
            FileError: NOT saved; the book is as it was.
        """
        pending = self.pending()
        added = pending.add(*deeds)
        self.keep(pending)
        return added

    def pending(self) -> Pending:
        """Return an empty list of what the author is about to put on record."""
        return Pending(self._book, self.author, self.device, self._last)

    def keep(self, pending: Pending) -> None:
        """Add everything pending, in one write; it is on disk when this returns.

        Raises:
            FileError: NOT saved; the book is as it was.
        """
        added = pending.records
        if not added:
            return
        self._file.append(pending.lines)
        self._last = pending.last
        self._records += added
        if len(added) == 1 and self._proceedings is not None:
            self._proceedings = derived.added(self._proceedings, added[0])
        else:
            self._proceedings = None

    @property
    def last(self) -> Record | None:
        """The author's last record on this device; None before the first."""
        return self._last

    def next_record(self, deed: Deed) -> Record:
        """Return what the next record would be, its id left open: what a signature is about."""
        return self.pending().next_record(deed)


@contextlib.contextmanager
def writing(path: Path, author: str) -> Iterator[Book]:
    """Open the book for this process alone, to add what the author does.

    Raises:
        FileError: missing, no ordinary file, open to other people, on a network,
            or being written by another process.
        DamagedError: names the lines that are not what was written.
        RefusedError: a newer version wrote it, or its template is not its own.
    """
    with journal.locked(path) as file:
        yield Book(file, author)


@dataclass(frozen=True, slots=True)
class Target:
    """A book that is to be written as a whole."""

    path: Path
    book: ReadBook | None
    """What it is now; None where there is none yet."""

    _file: Journal | None = None

    def replace(self, lines: Iterable[Line]) -> None:
        """Put other lines in its place, all of them or none.

        Raises:
            FileError: it cannot be written; what was there is untouched.
        """
        if self._file is not None:
            self._file.keep_torn()
        write_lines(self.path, lines, force=self.book is not None)


@contextlib.contextmanager
def replacing(
    path: Path, *, dry_run: bool = False, known: dict[str, Record] | None = None
) -> Iterator[Target]:
    """Hold a book that is to be written as a whole. Nothing is written by that alone.

    `known` is that of `read`.

    Raises:
        FileError, DamagedError, RefusedError: as `writing`; a dry run alone takes no lock.
    """
    if not path.exists():
        whole_files.refuse_homeless(path)
        yield Target(path, None)
    elif dry_run:
        # What would refuse to be written, told without writing.
        networks.refuse_network(path)
        with files.opened(path, os.O_RDWR) as descriptor:
            files.refuse_wider(path, os.fstat(descriptor))
        yield Target(path, read(path, known))
    else:
        with journal.locked(path) as file:
            records = tuple(records_of(path, file.contents, known))
            yield Target(path, ReadBook(path, records, file.notices, file.contents.lines), file)


def create(
    path: Path,
    founded: Founded,
    author: str = SECRETARIAT,
    *,
    book: str | None = None,
) -> None:
    """Make a new book; its folder, too, when that is missing.

    Raises:
        FileError: something is at the path already, or it cannot be written.
    """
    whole_files.make_folder(path.parent)
    first = Record(
        id="",
        book=book or os.urandom(16).hex(),
        author=author,
        device=device.device_id(),
        seq=1,
        prev="",
        at=device.local_time(),
        deed=founded,
    )
    record, body = sealed(first)
    write_lines(path, [Line(record.id, body)], force=False)


def part_beside(
    path: Path, records: Iterable[Record], *, force: bool
) -> contextlib.AbstractContextManager[Callable[[], None]]:
    """Write a part of a book beside where it goes, a stick or a share included.

    What is entered puts it in place when called; left without that, nothing is there.

    Raises:
        FileError: it exists and `force` is not given, or it cannot be written.
    """
    ordered = sorted(set(records), key=order)
    lines = [Line(x.id, encode(x)) for x in ordered]
    return whole_files.beside(path, journal.chained(lines)[0], force=force)


def write_whole(path: Path, records: Iterable[Record], *, force: bool = True) -> None:
    """Write a set of records as a book: the same set gives the same bytes.

    Raises:
        FileError: it cannot be written; what was there is untouched.
    """
    ordered = sorted(set(records), key=order)
    write_lines(path, [Line(x.id, encode(x)) for x in ordered], force=force)


def write_lines(path: Path, lines: Iterable[Line], *, force: bool) -> None:
    """Write lines as a whole book, in the order given.

    Raises:
        FileError: it cannot be written; what was there is untouched.
    """
    networks.refuse_network(path)
    whole_files.replace(path, journal.chained(lines)[0], force=force)


__all__ = [
    "Book",
    "ReadBook",
    "Target",
    "create",
    "part_beside",
    "read",
    "replacing",
    "write_lines",
    "write_whole",
    "writing",
]
