"""Bringing records together, and telling what does not fit.

Merging is the union of sets of records: no order, no repetition and no clock
plays a part in it, and nothing is left out. What does not fit together is
answered from the union itself, so the answer is the same wherever it is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.book.cells import Sheets
from upakarti_tui.domain.book.contradictions import contradictions
from upakarti_tui.domain.book.deeds import Filled, Founded, Ruled
from upakarti_tui.domain.book.lineage import forks, gaps, unbroken
from upakarti_tui.domain.book.merge_findings import REFUSED, Class, Finding
from upakarti_tui.domain.book.records import SECRETARIAT, Record
from upakarti_tui.domain.book.secrecy import readable
from upakarti_tui.domain.problems import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from upakarti_tui.domain.book.entries import Part, SheetKey
    from upakarti_tui.domain.book.proceedings import Proceedings


def union(*books: Iterable[Record]) -> tuple[Record, ...]:
    """Return every record once: the founding first, then by author, device and number."""
    every = {record.id: record for book in books for record in book}
    return tuple(sorted(every.values(), key=order))


def order(record: Record) -> tuple[bool, str, str, int, str]:
    """Return where a record stands in a book written as a whole."""
    founding = isinstance(record.deed, Founded)
    return (not founding, record.author, record.device, record.seq, record.id)


def foreign(records: Iterable[Record]) -> tuple[Finding, ...]:
    """Return what shows that records are not of one book and one template."""
    founded = sorted((x for x in records if isinstance(x.deed, Founded)), key=lambda x: x.id)
    templates = {x.deed.fingerprint for x in founded if isinstance(x.deed, Founded)}
    ids = tuple(x.id for x in founded)
    if len(templates) > 1:
        what = say("The books are scored by different templates.")
        return (Finding(Class.OTHER_TEMPLATE, "", what, ids),)
    if len(founded) > 1:
        what = say("The books do not come from one another: each was begun by itself.")
        return (Finding(Class.OTHER_BOOK, "", what, ids),)
    return ()


def findings(proceedings: Proceedings) -> tuple[Finding, ...]:
    """Return what somebody must decide: conflicts, forks, gaps, entries that came late.

    In that order; whatever was entered after a sealed stage was opened comes last.
    """
    return (
        *conflicts(proceedings),
        *(one.finding for one in contradictions(proceedings)),
        *forks(proceedings.records),
        *gaps(proceedings.records),
        *_late(proceedings),
        *changed_after_opening(proceedings),
    )


def conflicts(proceedings: Proceedings) -> tuple[Finding, ...]:
    """Return the cells that hold different values, by sheet and cell.

    The values themselves are not told while their stage is sealed.
    """
    found = []
    for key, cell in conflicting(proceedings):
        heads = proceedings.sheets[key][cell].heads
        values = sorted({h.entry.value or h.entry.state.value for h in heads})
        what = say("Different values, neither of which has seen the other.")
        if readable(proceedings, key.stage, SECRETARIAT):
            told = " · ".join(values)
            what = say(
                "Different values, neither of which has seen the other: {values}", values=told
            )
        where = "/".join(filter(None, (*key, cell[1] or cell[0].value)))
        ids = tuple(sorted(h.record.id for h in heads))
        found.append(Finding(Class.CONFLICT, where, what, ids))
    return tuple(found)


def conflicting(proceedings: Proceedings) -> Iterator[tuple[SheetKey, tuple[Part, str]]]:
    """Yield every cell that holds different values, by sheet and cell."""
    sheets = proceedings.sheets
    # One record gives each cell one entry, and one entry contradicts nothing.
    for key in sorted(sheets.shared() if isinstance(sheets, Sheets) else sheets):
        for cell, held in sorted(sheets[key].items()):
            if held.conflict:
                yield key, cell


def _late(proceedings: Proceedings) -> Iterator[Finding]:
    for record in proceedings.late:
        deed = record.deed
        where = "/".join(getattr(deed, "sheet", ()))
        what = say("Entered after the sheet was closed or the stage was final; does not count.")
        yield Finding(Class.LATE, where, what, (record.id,))


def changed_after_opening(proceedings: Proceedings) -> Iterator[Finding]:
    """Yield what came after its sealed stage was opened, when others' marks could be known."""
    for stage in proceedings.template.stages:
        for record in after_opening(proceedings, stage.id):
            where = "/".join(getattr(record.deed, "sheet", ()))
            what = say("Changed after the stage was opened.")
            yield Finding(Class.AFTER_OPENING, where, what, (record.id,))


def after_opening(proceedings: Proceedings, stage: str) -> tuple[Record, ...]:
    """Return the entries and rulings that came after a sealed stage was opened."""
    opened = proceedings.opening(stage)
    if opened is None:
        return ()
    return tuple(
        record
        for record in proceedings.records
        if isinstance(record.deed, Filled | Ruled)
        and record.deed.sheet.stage == stage
        and not opened.stamp.covers(record.place)
    )


__all__ = [
    "REFUSED",
    "Class",
    "Finding",
    "after_opening",
    "changed_after_opening",
    "conflicting",
    "conflicts",
    "findings",
    "foreign",
    "forks",
    "gaps",
    "order",
    "unbroken",
    "union",
]
