"""The table of an import with its columns found: rows by name instead of by place."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from upakarti_tui.domain import text as texts
from upakarti_tui.domain.book import proceedings as derived
from upakarti_tui.domain.book.handout import is_packed
from upakarti_tui.domain.book.records import SECRETARIAT, Record
from upakarti_tui.domain.problems import Message, Problem, say
from upakarti_tui.errors import NotAllowedError, RefusedError
from upakarti_tui.storage.books import book as books
from upakarti_tui.storage.worksheets.cells import EMPTY, Cell, CellKind
from upakarti_tui.storage.worksheets.headings import heading_key, layout, nearest_heading
from upakarti_tui.storage.worksheets.spreadsheets import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from upakarti_tui.domain.book.deeds import Deed
    from upakarti_tui.domain.book.proceedings import Proceedings
    from upakarti_tui.storage.books.book import Book
    from upakarti_tui.storage.worksheets.headings import Column
    from upakarti_tui.workflows.importing.report import Findings


@dataclass(frozen=True, slots=True)
class Line:
    """One row, its cells by the names of the columns."""

    row: int
    """In the file, from 1."""

    cells: Mapping[str, Cell]
    """By column; columns that the file has not are missing."""

    extra: Mapping[str, Cell]
    """By heading, in the order of the headings; empty cells too."""

    def cell(self, column: str) -> Cell:
        """Return a cell; an empty one where the file has no such column."""
        return self.cells.get(column, EMPTY)

    def text(self, column: str) -> str:
        """Return what a cell says; empty where there is none."""
        return self.cell(column).text

    @property
    def notes(self) -> tuple[tuple[str, str], ...]:
        """The texts under headings that the import does not know."""
        return tuple((heading, cell.text) for heading, cell in self.extra.items() if cell.text)


@dataclass(frozen=True, slots=True)
class ImportTable:
    """The rows of a file whose header was understood."""

    file: str
    headings: Mapping[str, str]
    """The known columns that the file has, and what it calls them."""

    extra: tuple[str, ...]
    """Headings that the import does not know, sorted."""

    lines: tuple[Line, ...]

    problems: tuple[Problem, ...]
    """What is wrong with rows that are not among the lines, or that there are none at all."""

    @property
    def columns(self) -> frozenset[str]:
        """Names of the known columns that the file has."""
        return frozenset(self.headings)


def read_import(file: Path, columns: Iterable[Column]) -> ImportTable:
    """Read a file and find its columns.

    Raises:
        FileError: there is no such file, or it may not be read.
        RefusedError: no table, a required column is missing, or one stands twice.
    """
    columns = tuple(columns)
    table = read_table(file)
    found = layout(table.header, columns)
    problems = [_missing(table.file, column, found.extra) for column in found.missing]
    problems += [_twice(table.file, name, heading) for name, heading in found.twice]
    problems += _same_heading(table.file, [heading for heading, _ in found.extra])
    if problems:
        raise RefusedError(problems)
    extra = sorted(found.extra)
    lines = tuple(
        Line(
            row.number,
            {name: row.cells[at] for name, at in found.places},
            {heading: row.cells[at] for heading, at in extra},
        )
        for row in table.rows
    )
    return ImportTable(
        table.file,
        {name: table.header[at] for name, at in found.places},
        tuple(heading for heading, _ in extra),
        lines,
        table.problems if lines or table.problems else (_no_rows(table.file),),
    )


def _missing(file: str, column: Column, extra: Iterable[tuple[str, int]]) -> Problem:
    meant = nearest_heading(column, extra)
    mend = (
        say("is {heading} meant? Write {column}", heading=f"“{meant}”", column=column.name)
        if meant
        else say("add it; {column} may also be called {aliases}", column=column.name,
                 aliases=", ".join(column.aliases))
    )  # fmt: skip
    return Problem(say("the column {column} is missing", column=column.name), mend, file, 1)


def _no_rows(file: str) -> Problem:
    what = say("the table holds no rows below its headings")
    return Problem(what, say("is this the right file?"), file, 1)


def _twice(file: str, name: str, heading: str) -> Problem:
    what = say("a second column means {column}: {heading}", column=name, heading=f"“{heading}”")
    return Problem(what, say("keep one of them"), file, 1)


def _same_heading(file: str, headings: Iterable[str]) -> list[Problem]:
    seen: set[str] = set()
    same: list[Problem] = []
    for heading in headings:
        key = heading_key(heading) or heading
        if key in seen:
            what = say("the heading {heading} stands twice", heading=f"“{heading}”")
            same.append(Problem(what, say("rename one of them"), file, 1))
        seen.add(key)
    return same


class Trial:
    """A book that is written to in memory only, to see what an import would do."""

    def __init__(self, records: tuple[Record, ...], author: str) -> None:
        self._records = records
        self._author = author

    @property
    def proceedings(self) -> Proceedings:
        """What the records say, with everything added so far."""
        return derived.read(self._records)

    def add(self, *deeds: Deed) -> tuple[Record, ...]:
        """Add what the author would do."""
        book = self._records[0].book
        added = tuple(
            Record(f"trial-{seq}", book, self._author, "trial", seq, "", "", deed)
            for seq, deed in enumerate(deeds, len(self._records))
        )
        self._records += added
        return added


@contextmanager
def importing(book: Path, *, dry_run: bool, author: str = SECRETARIAT) -> Iterator[Book | Trial]:
    """Open the book to add what an author brings in; a trial takes no lock and adds nothing.

    Raises:
        NotAllowedError: the secretariat's import would go into a book handed to a scorer.
    """
    if dry_run:
        trial = Trial(books.read(book).records, author)
        _refuse_packed(book, trial.proceedings, author)
        yield trial
        return
    with books.writing(book, author) as opened:
        _refuse_packed(book, opened.proceedings, author)
        yield opened


def _refuse_packed(book: Path, proceedings: Proceedings, author: str) -> None:
    scorer = is_packed(proceedings)
    if author == SECRETARIAT and scorer is not None:
        raise NotAllowedError(
            say(
                "{book} is the book handed to {scorer}. Import into the secretariat's own book.",
                book=book,
                scorer=scorer,
            )
        )


def kept_text(
    line: Line,
    column: str,
    findings: Findings,
    *,
    required: bool = False,
    limit: int = texts.NAME_LIMIT,
) -> str:
    """Return a text of a row as it is kept; what is wrong with it goes to the findings."""
    cell = line.cell(column)
    kept = texts.clean(cell.text, limit)
    if isinstance(kept, Message):
        findings.refuse(line.row, column, kept)
        return ""
    if required and not kept:
        findings.refuse(line.row, column, say("the cell is empty"), say("fill it"))
    if cell.kind is CellKind.TEXT:
        for remark in texts.remarks(kept):
            findings.warn(line.row, column, remark)
    return kept


def known_name(
    line: Line, column: str, known: Mapping[str, str], findings: Findings, missing: Message
) -> str | None:
    """Return the id that a cell names; an unknown one is refused with the nearest.

    `known` maps everything an id may be called to the id, the id itself included.
    """
    asked = line.text(column)
    if not asked:
        findings.refuse(line.row, column, say("the cell is empty"), say("fill it"))
        return None
    found = known.get(asked) or known.get(texts.folded(asked))
    if found is None:
        findings.refuse(line.row, column, missing, nearest(asked, known.values()))
    return found


def called(ids: Iterable[str]) -> dict[str, str]:
    """Return how ids may be written: as they are, and with case and spaces put aside."""
    several = tuple(ids)
    loose = {texts.folded(one): one for one in several}
    return {**loose, **{one: one for one in several}}


def nearest(asked: str, known: Iterable[str]) -> Message | None:
    """Return the known names nearest to the one asked for, as a question."""
    names = sorted(set(known))
    keys = {name.casefold(): name for name in names}
    near = get_close_matches(asked.casefold()[: texts.ID_LIMIT], keys, n=3)
    few = [keys[key] for key in near] or (names if len(names) <= _FEW else [])
    if near:
        return say("did you mean {names}?", names=", ".join(few))
    return say("there are {names}", names=", ".join(few)) if few else None


_FEW = 8
"""So many known names are all told; of more, only those near the one asked for."""
