"""A document's content as CSV for Indonesian spreadsheets: `;`, BOM, decimal comma, CRLF.

Every cell that a spreadsheet could take for a formula is made text by an apostrophe.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from upakarti_tui.domain.text import shown

if TYPE_CHECKING:
    from upakarti_tui.reports.document import Cell, Table

BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def csv_text(table: Table) -> str:
    """Return the table as CSV, with the mark of UTF-8 at its head."""
    written = io.StringIO(newline="")
    lines = csv.writer(written, delimiter=";", lineterminator="\r\n")
    lines.writerow([neutral(column.title) for column in table.columns])
    lines.writerows([_cell(cell) for cell in row] for row in table.rows)
    return BOM + written.getvalue()


def _cell(cell: Cell) -> str:
    # Without thousands dots: a spreadsheet that expects a decimal comma reads this as a number.
    return neutral(shown(cell)) if isinstance(cell, str) else cell.written.replace(".", ",")


def neutral(text: str) -> str:
    """Return the text, behind an apostrophe where a spreadsheet could take it for a formula."""
    begins = text.lstrip(" \u00a0\"'")
    return f"'{text}" if text.startswith(_FORMULA) or begins.startswith(_FORMULA) else text
