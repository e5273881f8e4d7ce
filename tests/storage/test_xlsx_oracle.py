"""The workbook reader held against another one that shares no code with it."""

from __future__ import annotations

import io
from decimal import Decimal

import python_calamine
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from upakarti_tui.storage.worksheets.cells import CellKind
from upakarti_tui.storage.worksheets.xlsx_rows import read_xlsx

texts = st.text(
    st.characters(min_codepoint=32, exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=12
).filter(lambda text: "_x" not in text)
numbers = st.decimals(-(10**6), 10**6, places=3)
tables = st.lists(st.lists(texts | numbers, min_size=1, max_size=5), min_size=1, max_size=6)


def written(table: list[list[str | Decimal]]) -> bytes:
    raw = io.BytesIO()
    with xlsxwriter.Workbook(raw) as workbook:
        sheet = workbook.add_worksheet()
        for row, cells in enumerate(table):
            for column, cell in enumerate(cells):
                if isinstance(cell, str):
                    sheet.write_string(row, column, cell)
                else:
                    sheet.write_number(row, column, cell)
    return raw.getvalue()


@given(tables)
def test_two_readers_read_one_workbook_alike(table):
    raw = written(table)
    other = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw)).get_sheet_by_index(0)
    ours = [
        [Decimal(cell.text) if cell.kind is CellKind.NUMBER else cell.text for cell in cells]
        for _, cells in read_xlsx(raw, "a.xlsx").rows
    ]
    theirs = [
        [Decimal(str(cell)) if isinstance(cell, float | int) else cell for cell in cells]
        for cells in other.to_python()
    ]
    width = max(map(len, ours))
    assert [cells + [""] * (width - len(cells)) for cells in ours] == theirs
    assert ours == table
