"""Empty tables to fill in and import again, every cell set to text.

A spreadsheet keeps fifteen digits of a number and drops leading zeros, so a NIK
typed into an ordinary cell is lost. In these every column is text before anything
is typed.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import datetime

import xlsxwriter

from upakarti_tui.locale import gettext
from upakarti_tui.reports.as_csv import BOM
from upakarti_tui.reports.as_xlsx import OPTIONS, tab_names

ROWS = 1000
"""Rows set to text below the headings."""

TEXT = 49
"""The number of the format "Text" that every spreadsheet knows."""

_WIDTH = 24
_BIRTHDAY = datetime(2024, 1, 1)  # noqa: DTZ001 -- a fixed date, so that the same form is the same file


@dataclass(frozen=True, slots=True)
class EntryForm:
    """One table to fill in."""

    name: str
    headings: tuple[tuple[str, bool], ...]
    """Heading, and whether the column must be filled."""


def as_xlsx(forms: tuple[EntryForm, ...]) -> bytes:
    """Return a workbook with a sheet a table; required headings are dark."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, OPTIONS) as book:
        book.set_properties({"created": _BIRTHDAY})
        text = book.add_format({"num_format": TEXT})
        usual = {"bold": True, "border": 1, "num_format": TEXT, "bg_color": "#EEEEEE"}
        looks = {False: book.add_format(usual)}
        looks[True] = book.add_format({**usual, "bg_color": "#444444", "font_color": "#FFFFFF"})
        names = tab_names([form.name for form in forms])
        for name, form in zip(names, forms, strict=True):
            sheet = book.add_worksheet(name)
            for column, (heading, required) in enumerate(form.headings):
                sheet.set_column(column, column, _WIDTH, text)
                sheet.write_string(0, column, heading, looks[required])
                for row in range(1, ROWS + 1):
                    sheet.write_blank(row, column, None, text)
                if required:
                    sheet.write_comment(0, column, gettext("Must be filled in."))
            sheet.freeze_panes(1, 0)
    return written.getvalue()


def as_csv(form: EntryForm) -> bytes:
    """Return the headings of one table."""
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=";").writerow([heading for heading, _ in form.headings])
    return (BOM + written.getvalue()).encode()
