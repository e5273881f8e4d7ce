"""The book as tables to search: candidates, scorers, and sheets, a document each.

TinyDB asks the questions; the journal stays the only place where anything is
kept. The tables are replayed from the records when they are read, and what is
new in them is added to the book as records. Nothing is ever taken out of a book,
so a document that disappears is refused.

A table is rebuilt as a whole on every change: fine for a search or an import,
never for the key that enters a mark.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document, Table

from upakarti_tui.domain.book.deeds import Appointed, Filled, Nominated
from upakarti_tui.domain.book.entries import Entry, Part, SheetKey, State
from upakarti_tui.domain.people.candidate import Candidate, Role, Scorer

if TYPE_CHECKING:
    from upakarti_tui.domain.book.deeds import Deed
    from upakarti_tui.domain.book.proceedings import Proceedings
    from upakarti_tui.storage.books.book import Book, ReadBook

CANDIDATES = "candidates"
SCORERS = "scorers"
SHEETS = "sheets"

Row = dict[str, Any]
Rows = dict[str, Row]


class Replayed(Mapping[str, Row]):
    """The rows of one table, worked out when somebody looks at them."""

    def __init__(self, replay: Callable[[], Rows]) -> None:
        self._replay = replay

    @cached_property
    def _rows(self) -> Rows:
        return self._replay()

    def __getitem__(self, row_id: str) -> Row:
        return self._rows[row_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


class NeverTakenOutError(ValueError):
    """Something that no record can say: a document removed, a table of another kind."""


class JournalStorage(Storage):
    """What TinyDB reads and writes: the records of a book, as tables."""

    def __init__(self, book: Book | ReadBook) -> None:
        self._book = book

    def read(self) -> dict[str, Any]:
        """Replay the records into tables, each when it is looked at."""
        now = self._book.proceedings
        return {
            CANDIDATES: Replayed(lambda: {x.id: _row(x) for x in now.candidates.values()}),
            SCORERS: Replayed(lambda: {x.id: _row(x) for x in now.scorers.values()}),
            SHEETS: Replayed(lambda: {"/".join(key): _sheet_row(now, key) for key in now.sheets}),
        }

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Add what is new in the tables to the book, in one write.

        Raises:
            NeverTakenOutError: a document is gone, or the book is open for reading only.
        """
        add = getattr(self._book, "add", None)
        if add is None:
            message = "the book is open for reading only"
            raise NeverTakenOutError(message)
        now = self.read()
        changed = {name: rows for name, rows in data.items() if not isinstance(rows, Replayed)}
        for name in data.keys() - now.keys():
            message = f"a book has no table {name}"
            raise NeverTakenOutError(message)
        for name in now.keys() - data.keys():
            changed[name] = {}
        for name, rows in changed.items():
            gone = now[name].keys() - {str(row_id) for row_id in rows}
            if gone:
                message = f"{name}: {', '.join(sorted(gone))} cannot be taken out of a book"
                raise NeverTakenOutError(message)
        add(*_deeds(self._book.proceedings, now, changed))


def _row(person: Candidate | Scorer) -> Row:
    return dataclasses.asdict(person) | {"notes": dict(person.notes)}


def _notes(row: Row) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(row.get("notes", {}).items()))


def _sheet_row(proceedings: Proceedings, key: SheetKey) -> Row:
    cells = {
        f"{part.value}/{item}": [
            {"state": head.entry.state.value, "value": head.entry.value, "note": head.entry.note}
            for head in held.heads
        ]
        for (part, item), held in proceedings.sheets[key].items()
    }
    submitted = key in proceedings.closings
    return key._asdict() | {"submitted": submitted, "cells": cells}


def _deeds(
    proceedings: Proceedings,
    now: Mapping[str, Mapping[str, Row]],
    data: Mapping[str, Mapping[str, Mapping[str, Any]]],
) -> Iterator[Deed]:
    for row in _changed(now[CANDIDATES], data.get(CANDIDATES, {})):
        candidate = Candidate(**{**row, "notes": _notes(row)})
        yield Nominated(candidate, _standing(proceedings, "candidate", candidate.id))
    for row in _changed(now[SCORERS], data.get(SCORERS, {})):
        scorer = Scorer(**{**row, "role": Role(row["role"]), "notes": _notes(row)})
        yield Appointed(scorer, _standing(proceedings, "scorer", scorer.id))
    for row in _changed(now[SHEETS], data.get(SHEETS, {})):
        key = SheetKey(row["stage"], row["candidate"], row["scorer"])
        before = now[SHEETS].get("/".join(key), {}).get("cells", {})
        for cell, heads in sorted(row["cells"].items()):
            if heads != before.get(cell):
                yield _filled(proceedings, key, cell, heads)


def _changed(now: Mapping[str, Row], then: Mapping[str, Mapping[str, Any]]) -> Iterator[Row]:
    for row_id, row in then.items():
        if now.get(str(row_id)) != dict(row):
            yield dict(row)


def _standing(proceedings: Proceedings, *topic: str) -> tuple[str, ...]:
    return tuple(record.id for record in proceedings.standing.get(topic, ()))


def _filled(
    proceedings: Proceedings, key: SheetKey, cell: str, heads: Iterable[Mapping[str, str]]
) -> Filled:
    part, _, item = cell.partition("/")
    (head,) = heads
    held = proceedings.sheets.get(key, {}).get((Part(part), item))
    seen = tuple(sorted(x.record.id for x in held.heads)) if held is not None else ()
    state, value, note = State(head["state"]), head.get("value", ""), head.get("note", "")
    return Filled(key, (Entry(Part(part), item, state, value, note),), seen)


class Rowed(Table):
    """A table whose ids are ours, and whose answers are never remembered."""

    document_id_class = str  # type: ignore[assignment]  # TinyDB allows it
    default_query_cache_capacity = 0


class Tables(TinyDB):
    """The tables of one book."""

    table_class = Rowed

    def __init__(self, book: Book | ReadBook) -> None:
        super().__init__(book, storage=JournalStorage)

    def put(self, table: str, row_id: str, row: Mapping[str, Any]) -> None:
        """Add or replace one document.

        Raises:
            NeverTakenOutError: the book is open for reading only.
        """
        document = Document(dict(row), doc_id=row_id)  # type: ignore[arg-type]  # as above
        self.table(table).upsert(document)
