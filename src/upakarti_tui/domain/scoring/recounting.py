"""Working closings out again: whether each still closes what it closed.

Asked of every closing of a book; so the book is looked through once, and each
closing then looks at its own sheets and its own author's line only.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from upakarti_tui.domain.book.cells import cells_of, entries_of
from upakarti_tui.domain.book.closing import sheet_of
from upakarti_tui.domain.book.entries import SheetKey
from upakarti_tui.domain.book.handout import root
from upakarti_tui.domain.book.merging import unbroken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from upakarti_tui.domain.book.deeds import Submitted
    from upakarti_tui.domain.book.proceedings import Proceedings
    from upakarti_tui.domain.book.records import Record


class Recount:
    """The records of a book, ready to be held against its closings."""

    def __init__(self, proceedings: Proceedings) -> None:
        self._on_sheet: dict[SheetKey, list[Record]] = defaultdict(list)
        self._by_author: dict[tuple[str, str], list[Record]] = defaultdict(list)
        for record in proceedings.records:
            key = sheet_of(record)
            if key is not None:
                self._on_sheet[key].append(record)
            self._by_author[record.author, record.device].append(record)
        self._lines: dict[tuple[str, str], _Line] = {}

    def fits(self, record: Record, closed: Submitted) -> bool:
        """Tell whether the count, head and root of a closing, worked out again, are its own.

        `record` is the one that holds the closing.
        """
        if (closed.count, closed.head) != (record.seq - 1, record.prev):
            return False
        last = {(author, device): seq for author, device, seq in sorted(closed.stamp.seen)}
        own = (record.author, record.device)
        last[own] = min(last.get(own, 0), closed.count)
        line = self._line(record)
        standing: set[str] = set()
        for name in closed.candidates:
            on_sheet = self._on_sheet.get(SheetKey(closed.stage, name, closed.scorer), ())
            standing |= _standing(
                x
                for x in on_sheet
                if x.seq <= last.get((x.author, x.device), 0)
                and ((x.author, x.device) != own or line.leads(x))
            )
        return closed.root == root(standing)

    def _line(self, record: Record) -> _Line:
        """Return the line of records that leads to this one.

        A clone of the author's device counts on with the same numbers; what it
        wrote is on another line.
        """
        same = (record.author, record.device)
        line = self._lines.get(same)
        if line is None:
            line = self._lines[same] = _Line(self._by_author[same])
        return line if line.whole else line.up_to(record)


class _Line:
    """What one author did on one device, or the part of it that leads to one record."""

    def __init__(self, records: list[Record]) -> None:
        self._records = {record.id: record for record in records}
        self.whole = unbroken(records)
        """Without forks and gaps every record leads to all that come after it."""

    def up_to(self, record: Record) -> _Line:
        """Return the line that leads to this record, where the whole is broken."""
        return _Line(list(self._leading_to(record)))

    def leads(self, record: Record) -> bool:
        """Tell whether a record is on the line."""
        return record.id in self._records

    def _leading_to(self, record: Record) -> Iterator[Record]:
        before = self._records.get(record.prev)
        while before is not None:
            yield before
            before = self._records.get(before.prev)


def _standing(records: Iterable[Record]) -> set[str]:
    """Return the ids of those of a sheet's records of which something stands."""
    several = tuple(records)
    if len(several) == 1:
        return {several[0].id} if entries_of(several[0]) else set()
    cells = cells_of(several).values()
    return {head.record.id for there in cells for head in there.heads}


def fits(proceedings: Proceedings, record: Record, closed: Submitted) -> bool:
    """Tell whether one closing still closes what it closed."""
    return Recount(proceedings).fits(record, closed)
