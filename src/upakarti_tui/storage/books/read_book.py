"""A book as it is on disk, read and checked. Takes no lock and changes nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from upakarti_tui.domain.book import proceedings as derived
from upakarti_tui.domain.book.admissible import inadmissible
from upakarti_tui.domain.book.deeds import Founded
from upakarti_tui.domain.book.records import Record
from upakarti_tui.domain.problems import Message, Problem, say
from upakarti_tui.errors import DamagedError, RefusedError
from upakarti_tui.storage.books import journal
from upakarti_tui.storage.books.chain import NO_LINES, Lines
from upakarti_tui.storage.books.plain_lines import PlainLines
from upakarti_tui.storage.books.records import ForeignError, NewerError, UnreadableError, decode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from upakarti_tui.domain.book.proceedings import Proceedings
    from upakarti_tui.storage.books.chain import Contents


@dataclass(frozen=True)
class ReadBook:
    """A book as it was when it was read."""

    path: Path
    records: tuple[Record, ...]
    """In the order of the file."""

    notices: tuple[Message, ...] = ()
    """What the reader of the book should be told: a last line that was cut off."""

    lines: Lines = field(default=NO_LINES, repr=False, compare=False)
    """The bytes of each record."""

    @cached_property
    def proceedings(self) -> Proceedings:
        """What the records say.

        Raises:
            DamagedError: names the lines that this program cannot have written.
        """
        return said(self.path, self.records)


def read(path: Path, known: dict[str, Record] | None = None) -> ReadBook:
    """Return the book at the path, its chain and every record checked.

    `known` holds records by id that were read before, and takes in those of this
    book: an id stands for the bytes, so the same id needs no second reading.

    Raises:
        FileError: it cannot be read, is empty, or is no ordinary file.
        DamagedError: names the lines that are not what was written.
        RefusedError: a newer version wrote it, or its template is not its own.
    """
    contents = journal.read(path)
    records = tuple(records_of(path, contents, known))
    return ReadBook(path, records, journal.cut_off(path, contents), contents.lines)


def records_of(
    path: Path, contents: Contents, known: dict[str, Record] | None = None
) -> Iterator[Record]:
    """Yield the records of a file, which must be one book, each record once.

    `known` is that of `read`.

    Raises:
        DamagedError: names the first line that is no record of this book.
        RefusedError: a newer version wrote it, or its template is not its own.
    """
    lines = contents.lines
    again = _standing_again(lines.ids)
    plain = PlainLines()
    book = ""
    for number, (record_id, body) in enumerate(lines.each(), start=1):
        record = known.get(record_id) if known else None
        if record is None:
            record = plain.read(record_id, body)
        if record is None:
            record = _decoded(path, number, record_id, body)
            plain.show(record)
        if known is not None:
            known[record_id] = record
        book = book or record.book
        if number == 1 and not isinstance(record.deed, Founded):
            raise _odd(path, number, say("A book begins with its template; this does not."))
        if record.book != book:
            raise _odd(path, number, say("This record belongs to another book."))
        if number == again:
            raise _odd(path, number, say("This record stands twice in the book."))
        yield record


def _standing_again(ids: Sequence[str]) -> int | None:
    """Return the number of the first line whose record stands in a line before it."""
    if len(set(ids)) == len(ids):
        return None
    first = {one: number for number, one in reversed(list(enumerate(ids)))}
    return next(n + 1 for n, one in enumerate(ids) if first[one] < n)


def said(path: Path, records: Sequence[Record]) -> Proceedings:
    """Return what records say, once each of them is something that its author could say.

    A chain can be forged by whoever reads its rule; a mark that is no number
    must be told here, not where somebody adds it up.

    Raises:
        DamagedError: names the lines that this program cannot have written.
    """
    proceedings = derived.read(records)
    findings = tuple(inadmissible(proceedings, records))
    if findings:
        lines = {record.id: number for number, record in enumerate(records, start=1)}
        raise DamagedError(
            *(_problem(path, lines[one], found.what) for found in findings for one in found.records)
        )
    return proceedings


def _decoded(path: Path, number: int, record_id: str, body: bytes) -> Record:
    try:
        return decode(body, record_id)
    except (NewerError, ForeignError) as error:
        raise RefusedError([Problem(error.message, file=str(path), line=number)]) from error
    except UnreadableError as error:
        raise _odd(path, number, error.message) from error


def _odd(path: Path, number: int, what: Message) -> DamagedError:
    return DamagedError(_problem(path, number, what))


def _problem(path: Path, number: int, what: Message) -> Problem:
    return Problem(what, file=str(path), line=number)
