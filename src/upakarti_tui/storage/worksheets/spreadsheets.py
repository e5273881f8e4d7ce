"""Reading a table somebody made: CSV or XLSX, told apart by what the file is.

A file that is no table at all is refused. What is wrong with single rows is
gathered, so that all of it can be mended at once and good rows can be told from
bad ones.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from upakarti_tui.domain.book.handout import spans
from upakarti_tui.domain.problems import Message, Problem, say
from upakarti_tui.domain.text import NOTE_LIMIT, clean, shown
from upakarti_tui.errors import RefusedError
from upakarti_tui.storage import files, limits
from upakarti_tui.storage.worksheets.cells import EMPTY, Cell, CellKind
from upakarti_tui.storage.worksheets.csv_rows import read_csv

if TYPE_CHECKING:
    from pathlib import Path

    from upakarti_tui.storage.worksheets.cells import Grid, Sheet

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<table", b"<meta", b"<head", b"<script")
_BOM = b"\xef\xbb\xbf"
_TOP = 10
"""So many rows are looked at for headings that stand too low."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the header."""

    number: int
    """In the file, from 1; the header is row 1."""

    cells: tuple[Cell, ...]
    """As many as the header has."""


@dataclass(frozen=True, slots=True)
class Table:
    """A header and the rows below it that hold anything."""

    file: str
    """As the person named it, for messages."""

    header: tuple[str, ...]
    """Empty where a column has no heading; such a column is empty, too."""

    rows: tuple[Row, ...]
    """Rows that can be read, in the order of the file."""

    problems: tuple[Problem, ...]
    """What is wrong with the other rows."""

    odd: tuple[Problem, ...] = ()
    """What is odd about the file; it is used all the same."""

    top: tuple[tuple[int, tuple[str, ...]], ...] = ()
    """The first rows below the header as they stand, to look for headings in."""


def read_table(path: Path) -> Table:
    """Read a CSV or XLSX file.

    Raises:
        FileError: there is no such file, or it may not be read.
        RefusedError: it is no table, or one that cannot be read as a whole.
    """
    file = str(path)
    with files.opened(path) as descriptor:
        if os.fstat(descriptor).st_size > limits.TABLE_BYTES:
            too_large = say(
                "the file is larger than {most} MB", most=limits.TABLE_BYTES // limits.MIB
            )
            raise RefusedError([Problem(too_large, file=file)])
        raw = files.read_all(descriptor)
    return table(raw, file)


def table(raw: bytes, file: str) -> Table:
    """Read the bytes of a table; see `read_table`."""
    if raw.startswith(_ZIP):
        from upakarti_tui.storage.worksheets.xlsx_rows import read_xlsx  # noqa: PLC0415 -- seldom needed

        sheet = read_xlsx(raw, file)
        made = _table(sheet.rows, file, ragged=False)
        return replace(made, odd=_hidden(sheet, file)) if sheet.hidden else made
    _refuse_other_kinds(raw, file)
    return _table(read_csv(raw, file), file, ragged=True)


def _refuse_other_kinds(raw: bytes, file: str) -> None:
    start = raw[:1024].removeprefix(_BOM).lstrip().lower()
    what: Message | None = None
    if raw.startswith(_OLE):
        protected = _ENCRYPTED_STREAM in raw
        what = (
            say("the workbook is protected by a password")
            if protected
            else say("the file is an old Excel workbook (XLS)")
        )
    elif start.startswith(b"%pdf-"):
        what = say("the file is a PDF document")
    elif start.startswith((b'{"', b"[{")):
        what = say("the file is JSON, not a table")
    elif start.startswith(_MARKUP):
        what = say("the file is a web page or XML, not a table")
    if what is not None:
        mend = say("save it as XLSX without a password, or as CSV UTF-8")
        raise RefusedError([Problem(what, mend, file=file)])


def _table(grid: Grid, file: str, *, ragged: bool) -> Table:
    filled = [(number, cells) for number, cells in grid if any(map(_filled, cells))]
    if not filled or filled[0][0] != 1:
        raise RefusedError(
            [Problem(say("row 1 holds no headings"), say("put them there"), file=file, line=1)]
        )
    header = _header(filled[0][1], file)
    rows: list[Row] = []
    problems: list[Problem] = []
    for number, cells in filled[1:]:
        wrong = _wrong_width(cells, len(filled[0][1]), ragged=ragged)
        read = _clean(cells, header)
        found = [wrong] if wrong else [p for p in read if isinstance(p, Problem)]
        if found:
            problems += [Problem(p.what, p.mend, file, number, p.column) for p in found]
        else:
            rows.append(Row(number, _fitted([c for c in read if isinstance(c, Cell)], header)))
        if len(problems) >= limits.PROBLEMS:
            stopped = say("there are more problems; reading stopped at this row")
            raise RefusedError([*problems, Problem(stopped, None, file, number)])
    top = tuple((at, tuple(shown(c.text) for c in cells)) for at, cells in filled[1 : _TOP + 1])
    return Table(file, header, tuple(rows), tuple(problems), top=top)


def _hidden(sheet: Sheet, file: str) -> tuple[Problem, ...]:
    what = say("rows that are hidden or filtered out are read as well: {rows}",
               rows=spans(sheet.hidden))  # fmt: skip
    return (Problem(what, say("delete them where they are not meant"), file),)


def _filled(cell: Cell) -> bool:
    return bool(cell.text.strip(" ")) or cell.kind is not CellKind.TEXT


def _header(cells: tuple[Cell, ...], file: str) -> tuple[str, ...]:
    headings: list[str] = []
    problems: list[Problem] = []
    if len(cells) > limits.COLUMNS:
        too_many = say("the table has more than {most} columns", most=limits.COLUMNS)
        raise RefusedError([Problem(too_many, None, file, 1)])
    for at, cell in enumerate(cells, 1):
        heading = _kind_problem(cell) or clean(cell.text)
        if isinstance(heading, Message):
            problems.append(Problem(heading, _unbroken(cell), file, 1, at))
        else:
            headings.append(heading)
    if problems:
        raise RefusedError(problems)
    return tuple(headings)


def _wrong_width(cells: tuple[Cell, ...], width: int, *, ragged: bool) -> Problem | None:
    if not ragged or len(cells) == width:
        return None
    return Problem(
        say("the row has {count} cells, the header has {width}", count=len(cells), width=width),
        say("put a text that holds the separator in quotes"),
    )


def _clean(cells: tuple[Cell, ...], header: tuple[str, ...]) -> list[Cell | Problem]:
    read: list[Cell | Problem] = []
    for at, cell in enumerate(cells):
        heading = header[at] if at < len(header) else ""
        column = shown(heading) or at + 1
        text = _kind_problem(cell) or clean(cell.text, NOTE_LIMIT)
        if isinstance(text, Message):
            read.append(Problem(text, _unbroken(cell), column=column))
        elif text and not heading:
            what = say("a filled cell stands under no heading")
            read.append(Problem(what, say("empty it, or give it a heading"), column=at + 1))
        elif not text and cell.text.strip(" "):
            read.append(Problem(say("the cell holds nothing but spaces"), None, column=column))
        else:
            read.append(Cell(text, cell.kind))
    return read


def _unbroken(cell: Cell) -> Message | None:
    """Return what to do about a line break or a tab, which people type on purpose."""
    if any(c in cell.text for c in "\r\n\t"):
        return say("put a space in place of line breaks and tabs")
    return None


def _kind_problem(cell: Cell) -> Message | None:
    if cell.kind is CellKind.FORMULA:
        return say("the cell holds a formula; paste its value instead")
    if cell.kind is CellKind.ERROR:
        return say("the cell holds an error of Excel: {error}", error=shown(cell.text))
    return None


def _fitted(cells: list[Cell], header: tuple[str, ...]) -> tuple[Cell, ...]:
    """Return as many cells as there are headings; what is cut off is empty."""
    return tuple((cells + [EMPTY] * len(header))[: len(header)])
