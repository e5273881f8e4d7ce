"""Bringing records together, and telling what does not fit.

Merging is the union of sets of records: no order, no repetition and no clock
plays a part in it, and nothing is left out. What does not fit together is
answered from the union itself, so the answer is the same wherever it is asked.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from upakarti_tui.domain.cells import Sheets
from upakarti_tui.domain.handout import holds_main
from upakarti_tui.domain.problems import Message, say
from upakarti_tui.domain.records import SECRETARIAT, Filled, Founded, Packed, Record, Ruled, Settled
from upakarti_tui.domain.secrecy import readable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from upakarti_tui.domain.proceedings import Proceedings
    from upakarti_tui.domain.records import Part, SheetKey


class Class(StrEnum):
    """How a record, or a place where records meet, stands to the others."""

    SAME = "same"
    """Held already."""

    PARALLEL = "parallel"
    """New, and at odds with nothing."""

    CONFLICT = "conflict"
    """Different marks in one cell, neither of which has seen the other."""

    FORK = "fork"
    """Two records of one author, device and number: a cloned or restored book."""

    GAP = "gap"
    """A record is missing between those of one author on one device."""

    LATE = "late"
    """Entered after the sheet was closed or the stage was final; does not count."""

    AFTER_OPENING = "after_opening"
    """Entered after the sealed stage was opened."""

    UNKNOWN_AUTHOR = "unknown_author"
    IMPOSSIBLE = "impossible"
    """Says what this program never lets its author say."""

    FORGED = "forged"
    """Signed by nobody, or by another key than the scorer's."""

    OTHER_TEMPLATE = "other_template"
    OTHER_BOOK = "other_book"
    NEWER = "newer"
    DAMAGED = "damaged"


REFUSED = frozenset(
    {
        Class.UNKNOWN_AUTHOR,
        Class.IMPOSSIBLE,
        Class.FORGED,
        Class.OTHER_TEMPLATE,
        Class.OTHER_BOOK,
        Class.NEWER,
        Class.DAMAGED,
    }
)
"""What keeps a whole merge from happening. The others are taken in, told, and stay open."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not fit, or that somebody must decide."""

    kind: Class
    where: str
    """Ids joined by `/`: of the cell, or of author, device and number."""

    what: Message
    records: tuple[str, ...]
    """Ids of the records that it is about; sorted."""


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
        *forks(proceedings.records),
        *gaps(proceedings.records),
        *_late(proceedings),
        *_after_opening(proceedings),
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


def unbroken(records: Iterable[Record]) -> bool:
    """Tell whether every record follows the one before it of its author on its device.

    Where that is so there is neither fork nor gap, and nothing to look for.
    """
    last: dict[tuple[str, str], Record] = {}
    for record in records:
        author = (record.author, record.device)
        before = last.get(author)
        follows = (
            record.seq == 1
            if before is None
            else (record.seq, record.prev) == (before.seq + 1, before.id)
        )
        if not follows:
            return False
        last[author] = record
    return True


def forks(records: Iterable[Record]) -> tuple[Finding, ...]:
    """Return the forks that nothing has settled since, by author, device and number.

    A fork is settled once later records supersede each of its records in every
    cell they speak of, or somebody answers for it.
    """
    records = tuple(records)
    if unbroken(records):
        return ()
    places: dict[tuple[str, str, int], list[Record]] = defaultdict(list)
    for record in records:
        places[record.place].append(record)
    forked = {place: several for place, several in places.items() if len(several) > 1}
    if not forked:
        return ()
    gone = _superseded(records)
    settled = {x for record in records for x in _answered_for(record)}
    return tuple(
        Finding(
            Class.FORK,
            "/".join(map(str, place)),
            say(
                "{author} has {count} different records number {number} on device {device}: "
                "the book was copied and both copies were used.",
                author=place[0],
                count=len(several),
                number=place[2],
                device=place[1],
            ),
            tuple(sorted(x.id for x in several)),
        )
        for place, several in sorted(forked.items())
        if not all(x.id in settled or _settled(x, gone) for x in several)
    )


def _answered_for(record: Record) -> tuple[str, ...]:
    return record.deed.records if isinstance(record.deed, Settled) else ()


def _superseded(records: Iterable[Record]) -> dict[str, set[object]]:
    """Return for each record id what later records supersede: its cells, or all of it."""
    gone: dict[str, set[object]] = defaultdict(set)
    for record in records:
        deed = record.deed
        for old in getattr(deed, "supersedes", ()):
            if isinstance(deed, Filled):
                gone[old].update((deed.sheet, entry.cell) for entry in deed.entries)
            elif isinstance(deed, Ruled):
                gone[old].add((deed.sheet, deed.entry.cell))
            else:
                gone[old].add(None)
    return gone


def _settled(record: Record, gone: dict[str, set[object]]) -> bool:
    deed = record.deed
    done = gone.get(record.id, set())
    if isinstance(deed, Filled):
        return all((deed.sheet, entry.cell) in done for entry in deed.entries)
    return bool(done)


def gaps(records: Iterable[Record]) -> tuple[Finding, ...]:
    """Return where records are missing, by author, device and number.

    A book handed to a scorer lacks most of the secretariat's records by intent.
    """
    records = tuple(records)
    if unbroken(records):
        return ()
    part = not holds_main(records) and any(isinstance(x.deed, Packed) for x in records)
    lines: dict[tuple[str, str], dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for record in records:
        lines[record.author, record.device][record.seq].add(record.id)
    found: dict[tuple[str, str, int], Finding] = {}
    for record in sorted(records, key=order):
        before = lines[record.author, record.device].get(record.seq - 1, set())
        if record.seq == 1 or record.prev in before or (part and record.author == SECRETARIAT):
            continue
        missing = (record.author, record.device, record.seq - 1)
        found.setdefault(missing, _gap(missing, record))
    return tuple(found.values())


def _gap(place: tuple[str, str, int], after: Record) -> Finding:
    return Finding(
        Class.GAP,
        "/".join(map(str, place)),
        say(
            "Record number {number} of {author} on device {device} is missing, "
            "though later ones are here. Merge a newer copy of that book.",
            number=place[2],
            author=place[0],
            device=place[1],
        ),
        (after.id,),
    )


def _late(proceedings: Proceedings) -> Iterator[Finding]:
    for record in proceedings.late:
        deed = record.deed
        where = "/".join(getattr(deed, "sheet", ()))
        what = say("Entered after the sheet was closed or the stage was final; does not count.")
        yield Finding(Class.LATE, where, what, (record.id,))


def _after_opening(proceedings: Proceedings) -> Iterator[Finding]:
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
        and not opened.stamp.covers(record)
    )
