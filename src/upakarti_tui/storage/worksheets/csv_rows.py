"""Comma- or semicolon-separated text, read strictly.

Nothing is guessed but the separator, and that from the header alone: whichever
of the two stands there more often outside quotes. A first line `sep=;`, by which
some programs tell Excel, says it; Excel does not show that line, and it is no row.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from upakarti_tui.domain.problems import Problem, say
from upakarti_tui.domain.text import shown
from upakarti_tui.errors import RefusedError
from upakarti_tui.storage import limits
from upakarti_tui.storage.worksheets.cells import Cell

if TYPE_CHECKING:
    from upakarti_tui.storage.worksheets.cells import Grid

_BOM = b"\xef\xbb\xbf"
_WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff")
_SAID = re.compile(r'"?sep=(.)"?(?:\r\n|\r|\n)', re.IGNORECASE)
_OTHERS = "\t|"
"""What some programs put between cells; a comma or semicolon is asked for instead."""


def read_csv(raw: bytes, file: str) -> Grid:
    """Return the rows of a CSV file.

    Raises:
        RefusedError: it is not UTF-8, a quote is left open, its cells are parted by
            something else, or it is too large.
    """
    text = _decoded(raw, file)
    said = _SAID.match(text)
    separator = said[1] if said else _separator(text)
    if separator not in {",", ";"}:
        raise RefusedError([_parted_otherwise(separator, file)])
    text = text[said.end() :] if said else text
    grid: Grid = []
    csv.field_size_limit(limits.CELL_CHARACTERS)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for row in reader:
            if len(grid) > limits.ROWS:
                raise RefusedError([_too_many_rows(file)])
            grid.append((len(grid) + 1, tuple(Cell(field) for field in row)))
    except csv.Error as error:
        raise RefusedError([_broken(str(error), file, len(grid) + 1)]) from error
    return grid


def _decoded(raw: bytes, file: str) -> str:
    save_as = say("save it as CSV UTF-8")
    if raw.startswith(_WIDE_BOMS):
        raise RefusedError([Problem(say("the file is UTF-16"), save_as, file=file)])
    try:
        text = raw.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise RefusedError(
            [Problem(say("the file is not UTF-8"), save_as, file=file, line=line)]
        ) from error
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        problem = Problem(say("the file holds a NUL byte"), save_as, file=file, line=line)
        raise RefusedError([problem])
    return text


def _separator(text: str) -> str:
    header = text[: limits.CELL_CHARACTERS].lstrip("\r\n").partition("\n")[0]
    unquoted = "".join(header.split('"')[::2])
    if "," not in unquoted and ";" not in unquoted:
        return next((other for other in _OTHERS if other in unquoted), ",")
    return ";" if unquoted.count(";") > unquoted.count(",") else ","


def _parted_otherwise(separator: str, file: str) -> Problem:
    named = say("tabs") if separator == "\t" else f"“{shown(separator)}”"
    what = say("the cells are parted by {separator}, not by comma or semicolon", separator=named)
    return Problem(what, say("save it as CSV UTF-8 or XLSX"), file=file, line=1)


def _too_many_rows(file: str) -> Problem:
    return Problem(
        say("the table has more than {most} rows", most=limits.ROWS),
        say("split it into several files"),
        file=file,
        line=limits.ROWS + 2,
    )


def _broken(error: str, file: str, row: int) -> Problem:
    if "unexpected end" in error:
        what = say("a quote is opened in this row and never closed")
        mend = say("close it, or write a quote inside a text twice")
    elif "field limit" in error:
        what = say("a cell holds more than {most} characters", most=limits.CELL_CHARACTERS)
        mend = say("look for a quote that is never closed")
    else:
        what = say("text follows a closing quote")
        mend = say("write a quote inside a text twice")
    return Problem(what, mend, file=file, line=row)
