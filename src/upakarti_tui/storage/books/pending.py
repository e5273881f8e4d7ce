"""What an author is about to put on record: sealed, and not yet in the book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.book.records import Record
from upakarti_tui.errors import RefusedError
from upakarti_tui.storage import device
from upakarti_tui.storage.books.chain import Line
from upakarti_tui.storage.books.records import UnreadableError, sealed

if TYPE_CHECKING:
    from upakarti_tui.domain.book.deeds import Deed


class Pending:
    """Records of one author on one device, each after the other, until the book takes them.

    So a file that holds them, too, can be made ready before anything is on record.
    """

    def __init__(self, book: str, author: str, device_id: str, last: Record | None) -> None:
        self._book, self._author, self._device = book, author, device_id
        self.last = last
        """The author's newest record, kept or not; None before the first."""

        self.records: list[Record] = []
        self.lines: list[Line] = []

    def add(self, *deeds: Deed) -> tuple[Record, ...]:
        """Seal what the author does next, and return its records.

        Raises:
            RefusedError: nobody could read it again.
        """
        before = len(self.records)
        for deed in deeds:
            try:
                record, body = sealed(self.next_record(deed))
            except UnreadableError as error:
                raise RefusedError([error.message]) from error
            self.last = record
            self.records.append(record)
            self.lines.append(Line(record.id, body))
        return tuple(self.records[before:])

    def next_record(self, deed: Deed) -> Record:
        """Return what the next record would be, its id left open."""
        last = self.last
        return Record(
            id="",
            book=self._book,
            author=self._author,
            device=self._device,
            seq=last.seq + 1 if last is not None else 1,
            prev=last.id if last is not None else "",
            at=device.local_time(),
            deed=deed,
        )
