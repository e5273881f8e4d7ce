"""Conflicts: what differs, who wrote it, and the ruling that ends it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from upakarti_tui.domain.book import merging
from upakarti_tui.domain.book.cells import entries_of
from upakarti_tui.domain.book.deeds import Filled, Ruled
from upakarti_tui.domain.book.entries import Answer, Entry, Part, SheetKey, State, Verdict
from upakarti_tui.domain.book.records import SECRETARIAT, Record
from upakarti_tui.domain.book.secrecy import readable
from upakarti_tui.domain.book.sheet import sheet
from upakarti_tui.domain.problems import Message, say
from upakarti_tui.domain.programme.marks import plain, read_mark
from upakarti_tui.errors import OpenItemsError, RefusedError, UsageError
from upakarti_tui.storage.books.book import read, writing
from upakarti_tui.workflows import named
from upakarti_tui.workflows.allowed import (
    refuse_final,
    refuse_nameless,
    refuse_part,
    refuse_sealed,
)

if TYPE_CHECKING:
    from pathlib import Path

    from upakarti_tui.domain.book.proceedings import Held, Proceedings
    from upakarti_tui.domain.book.sheet import CellKey, Sheet


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
    proceedings = read(book).proceedings
    return tuple(
        conflict(proceedings, key, cell)
        for key, cell in merging.conflicting(proceedings)
        if readable(proceedings, key.stage, SECRETARIAT)
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


def resolve(
    book: Path,
    candidate: str,
    *,
    scorer: str,
    stage: str,
    criterion: str,
    take: str,
    by: str,
    position: str,
    minutes: str,
    reason: str,
) -> Record:
    """End a conflict by a decision that is not the scorer's. All values stay on record.

    Raises:
        UsageError: no such candidate, scorer, stage or criterion.
        OpenItemsError: there is no conflict in this cell.
        RefusedError: the mark is not one of the scale, or who decides is left out.
        NotAllowedError: a handed-out book, a final stage, or one that is still sealed.
    """
    refuse_nameless(by=by, position=position, minutes=minutes, reason=reason)
    with writing(book, SECRETARIAT) as opened:
        proceedings = opened.proceedings
        key = SheetKey(
            named.stage(proceedings.template, stage).id,
            named.candidate(proceedings, candidate).id,
            named.scorer(proceedings, scorer).id,
        )
        refuse_part(proceedings)
        refuse_final(proceedings, stage)
        refuse_sealed(proceedings, stage)
        cell = _cell(sheet(proceedings, key), criterion)
        held = proceedings.sheets.get(key, {}).get(cell)
        # Two that agree may be decided, too: so ends the fork of a copied book.
        if held is None or len(held.heads) == 1:
            what = say(
                "{item} holds no different values; there is nothing to decide.", item=criterion
            )
            raise OpenItemsError(what)
        entry = _taken(sheet(proceedings, key), held, cell, take)
        supersedes = tuple(sorted(head.record.id for head in held.heads))
        (ruled,) = opened.add(Ruled(key, entry, by, position, minutes, reason, supersedes))
    return ruled


def _cell(asked: Sheet, item: str) -> CellKey:
    """Return the cell of a sheet that an id means; the recommendation by its own name."""
    cells = {cell[1] or cell[0].value: cell for cell in (*asked.asked, *asked.cells)}
    if item not in cells:
        missing = say("The sheet does not ask for {item}.", item=item)
        raise named.unknown(missing, item, cells)
    return cells[item]


def _taken(asked: Sheet, held: Held, cell: CellKey, take: str) -> Entry:
    """Return the entry that shall stand: one of the sides, or another value that fits."""
    for head in held.heads:
        if take in {head.entry.value, head.entry.state.value}:
            return head.entry
    part, item = cell
    criterion = asked.rubric.criterion(item) if asked.rubric and part is Part.MARK else None
    if criterion is not None:
        mark = read_mark(take, criterion.scale)
        if isinstance(mark, Message):
            raise RefusedError([mark])
        return next(
            (h.entry for h in held.heads if h.entry.value == plain(mark)),
            Entry(part, item, State.MARKED, plain(mark)),
        )
    known = {Part.GATE: [*Answer], Part.RECOMMENDATION: [*Verdict]}
    if take not in known.get(part, ()):
        what = say("“{value}” is no answer to {item}.", value=take, item=item or part.value)
        raise UsageError(what)
    return Entry(part, item, State.MARKED, take)
