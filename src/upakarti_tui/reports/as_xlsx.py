"""A document's tables as XLSX: real numbers, frozen headings, a print area, no formulas from data.

The workbook that recomputes places by living formulas is `workbook`; this lays out
the tables of any other document, a sheet each.
"""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING, Any

import xlsxwriter

from upakarti_tui.domain.settings import Paper
from upakarti_tui.locale import gettext
from upakarti_tui.reports.document import Align, Number

if TYPE_CHECKING:
    from upakarti_tui.reports.document import Cell, Document, Table

_A4, _FOLIO = 9, 14
_WIDEST_NAME = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def xlsx(document: Document) -> bytes:
    """Return the workbook."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, OPTIONS) as book:
        properties(book, document)
        names = tab_names([table.name for table in document.tabs])
        pen = Pen(book)
        for name, table in zip(names, document.tabs, strict=True):
            _sheet(pen, book.add_worksheet(name), document, table)
    return written.getvalue()


def properties(book: Any, document: Document) -> None:  # noqa: ANN401 -- the library has no types
    """Say what the workbook is; its date is that of the book, not of the clock."""
    created = datetime.fromisoformat(document.at).replace(tzinfo=None)
    book.set_properties(
        {
            "title": document.title,
            "subject": f"{document.kind} {document.fingerprint}",
            "comments": " – ".join(filter(None, [draft_word(document), document.notice])),
            "created": created,
        }
    )


def draft_word(document: Document) -> str:
    """Return SEMENTARA for a draft, else nothing."""
    return gettext("DRAFT") if document.draft else ""


def tab_names(names: list[str]) -> list[str]:
    """Return names that tabs may have: short, without signs, each once whatever its case."""
    given: list[str] = []
    seen: set[str] = set()
    for name in names:
        base = name.translate(_FORBIDDEN).strip("'")[:_WIDEST_NAME] or "-"
        tab, number = base, 1
        while tab.casefold() in seen or tab.casefold() == "history":
            number += 1
            tail = f" {number}"
            tab = base[: _WIDEST_NAME - len(tail)] + tail
        seen.add(tab.casefold())
        given.append(tab)
    return given


def set_up_page(sheet: Any, document: Document, *, landscape: bool = False) -> None:  # noqa: ANN401 -- XlsxWriter declares no types
    """Set paper, margins, header and footer of one sheet."""
    sheet.set_paper(_A4 if document.paper is Paper.A4 else _FOLIO)
    if landscape or document.landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.8, right=0.6, top=0.9, bottom=0.9)
    head = " – ".join(filter(None, [draft_word(document), document.notice]))
    # A digit right behind a font size would belong to it, so a space stands between.
    sheet.set_header(f"&C&9 {_safe(head)}")
    sheet.set_footer(f"&L&7 {document.fingerprint[:32]} {_safe(document.source)}&R&9&P / &N")


def _safe(text: str) -> str:
    return text.replace("&", "&&")[:180]


class Pen:
    """Writes cells of one workbook; each look is made once."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401 -- the library has no types
        self._book = book
        self._looks: dict[tuple[tuple[str, Any], ...], Any] = {}

    def look(self, **form: Any) -> Any:  # noqa: ANN401 -- the library has no types
        """Return the look with these properties."""
        key = tuple(sorted(form.items()))
        if key not in self._looks:
            self._looks[key] = self._book.add_format(form)
        return self._looks[key]

    def cell(self, sheet: Any, at: tuple[int, int], cell: Cell, align: Align = Align.LEFT) -> None:  # noqa: ANN401 -- XlsxWriter declares no types
        """Write one cell: a real number, or text that is never a formula."""
        if isinstance(cell, Number):
            decimals = len(cell.written.partition(".")[2])
            look = self.look(border=1, valign="top", align="right", num_format=shape(decimals))
            sheet.write_number(*at, cell.value, look)
            return
        look = self.look(border=1, text_wrap=True, valign="top", align=str(align), num_format="@")
        if cell:
            sheet.write_string(*at, cell, look)
        else:
            sheet.write_blank(*at, None, look)

    def heading(self, sheet: Any, at: tuple[int, int], text: str) -> None:  # noqa: ANN401 -- XlsxWriter declares no types
        """Write the heading of a column."""
        look = self.look(bold=True, bg_color="#E2E2E2", border=1, text_wrap=True, align="center")
        sheet.write_string(*at, text, look)

    def line(self, sheet: Any, row: int, text: str) -> None:  # noqa: ANN401 -- XlsxWriter declares no types
        """Write a line above a table."""
        sheet.write_string(row, 0, text, self.look(bold=True))


def shape(decimals: int) -> str:
    """Return the number format with so many decimals."""
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _sheet(pen: Pen, sheet: Any, document: Document, table: Table) -> None:  # noqa: ANN401 -- XlsxWriter declares no types
    lines = [document.title, draft_word(document), document.notice, table.caption]
    first = 0
    for line in filter(None, lines):
        pen.line(sheet, first, line)
        first += 1
    for column, heading in enumerate(table.columns):
        pen.heading(sheet, (first, column), heading.title)
        sheet.set_column(column, column, max(6, heading.width))
    for row, cells in enumerate(table.rows, first + 1):
        for column, cell in enumerate(cells):
            pen.cell(sheet, (row, column), cell, table.columns[column].align)
    sheet.freeze_panes(first + 1, 0)
    sheet.repeat_rows(first)
    sheet.print_area(0, 0, first + len(table.rows), len(table.columns) - 1)
    set_up_page(sheet, document)
