"""The table of an import with its columns found: rows by name instead of by place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from upakarti_tui.domain.problems import Problem
from upakarti_tui.domain.text import folded
from upakarti_tui.errors import RefusedError
from upakarti_tui.storage.worksheets.cells import EMPTY, Cell
from upakarti_tui.storage.worksheets.headings import heading_key, layout, names_of
from upakarti_tui.storage.worksheets.spreadsheets import read_table
from upakarti_tui.workflows.importing import header_problems as problems
from upakarti_tui.workflows.importing.glossary import How, ReadColumn

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from upakarti_tui.storage.worksheets.headings import Column, Layout
    from upakarti_tui.storage.worksheets.spreadsheets import Table
    from upakarti_tui.workflows.importing.glossary import Glossary


@dataclass(frozen=True, slots=True)
class Line:
    """One row, its cells by the names of the columns."""

    row: int
    """In the file, from 1."""

    cells: Mapping[str, Cell]
    """By column; columns that the file has not are missing."""

    extra: Mapping[str, Cell]
    """By heading, in the order of the headings; empty cells too."""

    words: Mapping[tuple[str, str], tuple[str, How]]
    """What words of other offices mean, by column and folded word."""

    def cell(self, column: str) -> Cell:
        """Return a cell; an empty one where the file has no such column."""
        return self.cells.get(column, EMPTY)

    def text(self, column: str) -> str:
        """Return what a cell says; empty where there is none."""
        return self.cell(column).text

    def meant(self, column: str) -> tuple[str, How] | None:
        """Return what somebody says that the word in a cell means; None where nobody does."""
        return self.words.get((column, folded(self.text(column)))) if self.words else None

    @property
    def notes(self) -> tuple[tuple[str, str], ...]:
        """The texts under headings that the import does not know."""
        return tuple((heading, cell.text) for heading, cell in self.extra.items() if cell.text)


@dataclass(frozen=True, slots=True)
class ImportTable:
    """The rows of a file whose header was understood."""

    file: str
    read: tuple[ReadColumn, ...]
    """The columns that the import knows, in the order of the file."""

    extra: tuple[str, ...]
    """Headings that the import does not know, sorted."""

    lines: tuple[Line, ...]

    problems: tuple[Problem, ...]
    """What is wrong with rows that are not among the lines, or that there are none at all."""

    odd: tuple[Problem, ...] = ()
    """What is odd about the header; the file is used all the same."""

    said: frozenset[tuple[str, str]] = frozenset()
    """Columns and folded words of which somebody says with this import what they mean."""

    @property
    def headings(self) -> dict[str, str]:
        """The known columns that the file has, and what it calls them."""
        return {column.name: column.heading for column in self.read}

    @property
    def columns(self) -> frozenset[str]:
        """Names of the known columns that the file has."""
        return frozenset(self.headings)

    def with_odd(self, more: Iterable[Problem]) -> ImportTable:
        """Return the same with more that is odd about the header."""
        return replace(self, odd=(*self.odd, *more))


def read_import(file: Path, columns: Iterable[Column]) -> ImportTable:
    """Read a file and find its columns by their own names alone.

    Raises:
        FileError: there is no such file, or it may not be read.
        RefusedError: no table, a required column is missing, or one stands twice.
    """
    return understood(read_table(file), columns)


def understood(
    table: Table,
    columns: Iterable[Column],
    glossary: Glossary | None = None,
    items: Mapping[str, str] | None = None,
    wide: Mapping[str, str] | None = None,
) -> ImportTable:
    """Find the columns of a table.

    Args:
        table: as it was read.
        columns: those that the import knows.
        glossary: what else headings mean in this book; nothing else without one.
        items: further columns that a heading may be said to mean, by what they are
            called: what a stage asks.
        wide: headings of the table that mean such a column by themselves, before any
            name is looked up.

    Raises:
        UsageError: what is said about the headings does not fit the table.
        RefusedError: a required column is missing, or one stands twice.
    """
    columns = tuple(columns)
    names = names_of(columns)
    items, wide = items or {}, wide or {}
    own = {h: wide.get(h) or names.get(heading_key(h)) for h in table.header if h}
    meant = glossary.meanings(own, {**items, **names}) if glossary else {}
    chosen = {**wide, **{heading: name for heading, (name, _) in meant.items()}}
    found = layout(table.header, columns, chosen)
    lower = problems.lower_header(table, columns) if found.missing else None
    refused = (
        [lower]
        if lower
        else problems.against(table.file, found, meant, mapping=glossary is not None)
    )
    if refused:
        raise RefusedError(refused)
    odd = (*table.odd, *problems.odd(table.file, own, meant, glossary))
    return _with_rows(replace(table, odd=odd), found, meant, glossary.words if glossary else {})


def _with_rows(
    table: Table,
    found: Layout,
    meant: Mapping[str, tuple[str, How]],
    words: Mapping[tuple[str, str], tuple[str, How]],
) -> ImportTable:
    extra = sorted(found.extra)
    lines = tuple(
        Line(
            row.number,
            {name: row.cells[at] for name, at in found.places},
            {heading: row.cells[at] for heading, at in extra},
            words,
        )
        for row in table.rows
    )
    headings = ((table.header[at], name) for name, at in found.places)
    return ImportTable(
        table.file,
        tuple(ReadColumn(h, name, meant.get(h, (name, How.NAMED))[1]) for h, name in headings),
        tuple(heading for heading, _ in extra),
        lines,
        table.problems if lines or table.problems else (problems.no_rows(table.file),),
        table.odd,
        frozenset(place for place, (_, how) in words.items() if how is How.GIVEN),
    )
