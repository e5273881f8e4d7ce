"""What an author did on one device: numbered from 1, each record naming the one before it.

Two records of one number mean that a book was copied and both copies were used; a
number that nobody has means that a record was lost or taken out.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from upakarti_tui.domain.book.deeds import Filled, Packed, Ruled, Settled
from upakarti_tui.domain.book.handout import holds_main
from upakarti_tui.domain.book.merge_findings import Class, Finding
from upakarti_tui.domain.book.records import SECRETARIAT, Record
from upakarti_tui.domain.problems import say

if TYPE_CHECKING:
    from collections.abc import Iterable


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
            else record.seq == before.seq + 1 and record.prev == before.id
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
    for record in sorted(records, key=lambda x: (*x.place, x.id)):
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
