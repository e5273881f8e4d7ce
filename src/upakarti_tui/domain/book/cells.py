"""What stands in the cells of sheets, worked out sheet by sheet when somebody asks.

A book may hold a hundred thousand sheets while one of them is on the screen; so
a sheet's cells are read from its records the first time they are looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from upakarti_tui.domain.book.deeds import Filled, Ruled
from upakarti_tui.domain.book.entries import Entry, Part, SheetKey, State
from upakarti_tui.domain.book.plain_marks import PlainMarks

if TYPE_CHECKING:
    from typing import Self

    from upakarti_tui.domain.book.records import Record

Cell: TypeAlias = tuple[Part, str]


_WITH_ENTRIES = (Filled, Ruled)


class Head(NamedTuple):
    """One entry that nothing supersedes, with the record that said it."""

    record: Record
    entry: Entry


class Held(NamedTuple):
    """What stands in one cell."""

    heads: tuple[Head, ...]
    """Never empty; ordered by record id, so that files and clocks decide nothing."""

    @property
    def entry(self) -> Entry | None:
        """The entry that stands; None while heads contradict each other."""
        return None if self.conflict else self.heads[0].entry

    @property
    def conflict(self) -> bool:
        """Whether heads say different things (notes aside)."""
        heads = self.heads
        return len(heads) > 1 and len({(h.entry.state, h.entry.value) for h in heads}) > 1


def entries_of(record: Record) -> Sequence[Entry]:
    """Return what a record puts into cells; nothing for deeds that put nothing there."""
    deed = record.deed
    if isinstance(deed, Filled):
        return deed.entries
    return (deed.entry,) if isinstance(deed, Ruled) else ()


def held(history: Iterable[Head]) -> Held:
    """Return what stands in a cell, of all that was ever put there."""
    history = tuple(history)
    if len(history) == 1:
        return Held(history)
    gone = {old for head in history for old in getattr(head.record.deed, "supersedes", ())}
    standing = [head for head in history if head.record.id not in gone]
    return Held(tuple(sorted(standing, key=lambda head: head.record.id)))


def cells_of(records: Iterable[Record]) -> dict[Cell, Held]:
    """Return what stands in each cell of one sheet."""
    history: dict[Cell, list[Head]] = defaultdict(list)
    for record in records:
        for entry in entries_of(record):
            history[entry.part, entry.item].append(Head(record, entry))
    cells = {cell: held(heads) for cell, heads in history.items()}
    return _counting_again(cells) if _is_cleared(cells) else cells


def _is_cleared(cells: Mapping[Cell, Held]) -> bool:
    """Tell whether the chair has ended a conflict of interest, and nothing says otherwise."""
    interest = cells.get((Part.INTEREST, ""))
    return interest is not None and all(h.entry.state is State.CLEARED for h in interest.heads)


def _counting_again(cells: Mapping[Cell, Held]) -> dict[Cell, Held]:
    """Return the cells of a scorer who may go on: a mark that came as recused is a mark again."""
    return {
        cell: Held(tuple(Head(record, _counted(entry)) for record, entry in stands.heads))
        for cell, stands in cells.items()
    }


def _counted(entry: Entry) -> Entry:
    if entry.state is not State.RECUSED:
        return entry
    return replace(entry, state=State.MARKED if entry.value else State.BLANK)


class PlainCells(Mapping[Cell, Held]):
    """The cells of an ordinary sheet: one record with marks, worked out when looked at."""

    __slots__ = ("_cells", "_record", "marks")

    def __init__(self, record: Record, marks: PlainMarks) -> None:
        self._record = record
        self._cells: dict[Cell, Held] | None = None
        self.marks = marks

    def __getitem__(self, cell: Cell) -> Held:
        if cell[0] is not Part.MARK:
            raise KeyError(cell)
        if self._cells is None:
            self._cells = cells_of((self._record,))
        return self._cells[cell]

    def get(self, cell: Cell, default: Any = None) -> Any:  # noqa: ANN401 -- as of any mapping
        """Return what stands in a cell. Asked of every sheet for more than marks."""
        return super().get(cell, default) if cell[0] is Part.MARK else default

    def __iter__(self) -> Iterator[Cell]:
        return iter([(Part.MARK, criterion) for criterion in self.marks.criteria])

    def __len__(self) -> int:
        return len(self.marks)


class Sheets(Mapping[SheetKey, Mapping[Cell, Held]]):
    """Every sheet that holds anything. Never changes; cells are worked out when asked for."""

    __slots__ = ("_known", "_records")

    def __init__(
        self,
        records: Mapping[SheetKey, tuple[Record, ...]],
        known: dict[SheetKey, Mapping[Cell, Held]] | None = None,
    ) -> None:
        self._records = records
        self._known = known or {}

    def __getitem__(self, key: SheetKey) -> Mapping[Cell, Held]:
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._looked_at(self._records[key])
        return known

    def get(self, key: SheetKey, default: Any = None) -> Any:  # noqa: ANN401 -- as of any mapping
        """Return the cells of a sheet. Asked for each of very many sheets."""
        known = self._known.get(key)
        if known is None and key in self._records:
            return self[key]
        return default if known is None else known

    @staticmethod
    def _looked_at(records: tuple[Record, ...]) -> Mapping[Cell, Held]:
        if len(records) == 1:
            marks = entries_of(records[0])
            if isinstance(marks, PlainMarks):
                return PlainCells(records[0], marks)
        return cells_of(records)

    def __iter__(self) -> Iterator[SheetKey]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)

    def __contains__(self, key: object) -> bool:
        return key in self._records

    def records(self, key: SheetKey) -> tuple[Record, ...]:
        """Return all that was ever put on a sheet and counts."""
        return self._records.get(key, ())

    def shared(self) -> tuple[SheetKey, ...]:
        """Return the sheets that more than one record speaks of."""
        return tuple(key for key, records in self._records.items() if len(records) > 1)

    def after(self, key: SheetKey, record: Record) -> Self:
        """Return the sheets with one more record on one of them."""
        known = {each: cells for each, cells in self._known.items() if each != key}
        return type(self)({**self._records, key: (*self.records(key), record)}, known)


def sheets(records: Iterable[Record]) -> Sheets:
    """Return the sheets that records with entries make."""
    by_sheet: dict[SheetKey, list[Record]] = defaultdict(list)
    for record in records:
        deed = record.deed
        if isinstance(deed, _WITH_ENTRIES):
            by_sheet[deed.sheet].append(record)
    return Sheets({key: tuple(several) for key, several in by_sheet.items()})
