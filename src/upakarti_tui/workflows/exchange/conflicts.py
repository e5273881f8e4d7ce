"""Conflicts: cells that hold different values, who wrote them, and what stood there before."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from upakarti_tui.domain.book import merging
from upakarti_tui.domain.book.cells import entries_of
from upakarti_tui.domain.book.deeds import Filled
from upakarti_tui.domain.book.entries import Entry, Part, SheetKey, State
from upakarti_tui.domain.book.records import SECRETARIAT, Record
from upakarti_tui.domain.book.secrecy import readable
from upakarti_tui.domain.problems import Message, say
from upakarti_tui.storage.books.book import read

if TYPE_CHECKING:
    from pathlib import Path

    from upakarti_tui.domain.book.proceedings import Held, Proceedings
    from upakarti_tui.domain.book.sheet import CellKey


@dataclass(frozen=True, slots=True)
class Side:
    """One of the values that stand against each other."""

    record: str
    """Id of its record."""

    value: str
    """The mark or finding; empty where the state says it all."""

    state: State
    note: str
    author: str
    device: str
    at: str
    typed_by: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A cell with different values, neither of which has seen the other."""

    sheet: SheetKey
    part: Part
    item: str
    sides: tuple[Side, ...]
    """By record id: neither clock nor file puts one of them first."""

    ancestor: Side | None
    """What stood in the cell before they parted; None where nothing did."""

    @property
    def messages(self) -> tuple[Message, ...]:
        """The conflict in words, a sentence a line."""
        where = "/".join(filter(None, (*self.sheet, self.item or self.part.value)))
        before = (
            say("before: {value}", value=_shown(self.ancestor))
            if self.ancestor is not None
            else say("before: nothing")
        )
        return (
            say("{where} — {before}", where=where, before=before),
            *(
                say(
                    "  {value} — {author}, device {device}, {at}{note}",
                    value=_shown(side),
                    author=side.typed_by or side.author,
                    device=side.device,
                    at=side.at,
                    note=f" — {side.note}" if side.note else "",
                )
                for side in self.sides
            ),
        )

    def __str__(self) -> str:
        return "\n".join(map(str, self.messages))


def _shown(side: Side) -> str:
    return side.value or side.state.value


def conflicts(book: Path) -> tuple[Conflict, ...]:
    """Return every cell that holds different values, by stage, candidate, scorer and cell.

    Values of a sealed stage are left out until it is opened.
    """
    return conflicts_of(read(book).proceedings)


def conflicts_of(proceedings: Proceedings) -> tuple[Conflict, ...]:
    """Return the conflicts that may be read; see `conflicts`."""
    return tuple(
        conflict(proceedings, key, cell)
        for key, cell in merging.conflicting(proceedings)
        if readable(proceedings, key.stage, SECRETARIAT)
    )


def withheld(proceedings: Proceedings) -> tuple[Message, ...]:
    """Say how many conflicts each sealed stage holds; nothing where none does."""
    hidden = Counter(
        key.stage
        for key, _ in merging.conflicting(proceedings)
        if not readable(proceedings, key.stage, SECRETARIAT)
    )
    return tuple(
        say(
            "The sealed stage {stage} holds conflicts ({count}); they are shown once it is opened.",
            stage=stage,
            count=count,
        )
        for stage, count in hidden.items()
    )


def conflict(proceedings: Proceedings, key: SheetKey, cell: CellKey) -> Conflict:
    """Return what stands against each other in one cell."""
    part, item = cell
    held = proceedings.sheets[key][cell]
    sides = tuple(_side(head.record, head.entry) for head in held.heads)
    return Conflict(key, part, item, sides, _ancestor(proceedings, held, cell))


def _side(record: Record, entry: Entry) -> Side:
    typed_by = record.deed.typed_by if isinstance(record.deed, Filled) else ""
    return Side(
        record.id,
        entry.value,
        entry.state,
        entry.note,
        record.author,
        record.device,
        record.at,
        typed_by,
    )


def _ancestor(proceedings: Proceedings, held: Held, cell: CellKey) -> Side | None:
    """Return the last thing in the cell that all sides had seen."""
    by_id = {record.id: record for record in proceedings.records}
    seen = [_before(by_id, head.record, cell) for head in held.heads]
    common = [x for x in seen[0] if all(x in others for others in seen[1:])]
    if not common:
        return None
    record = by_id[common[0]]
    return next(_side(record, entry) for entry in entries_of(record) if entry.cell == cell)


def _before(by_id: dict[str, Record], record: Record, cell: CellKey) -> list[str]:
    """Return the ids of what the record supersedes in the cell, the nearest first."""
    found: list[str] = []
    waiting = [record]
    while waiting:
        now = waiting.pop(0)
        for old in getattr(now.deed, "supersedes", ()):
            earlier = by_id.get(old)
            if earlier is None or old in found:
                continue
            if any(entry.cell == cell for entry in entries_of(earlier)):
                found.append(old)
                waiting.append(earlier)
    return found
