"""A workbook sheet being written: cells with formulas and what they come to."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

from xlsxwriter.utility import xl_rowcol_to_cell

from upakarti_tui.reports.as_xlsx import shape

if TYPE_CHECKING:
    from upakarti_tui.reports.as_xlsx import Pen

Come: TypeAlias = Fraction | int | str
"""What a formula comes to: a number, or text."""


class Paper:
    """One sheet; rows and columns count from 0."""

    def __init__(self, pen: Pen, sheet: Any, name: str) -> None:  # noqa: ANN401 -- no types
        self.pen = pen
        self.sheet = sheet
        self.name = name

    def ref(self, row: int, column: int, *, fixed: bool = True) -> str:
        """Return the address of a cell, for other sheets too."""
        cell = xl_rowcol_to_cell(row, column, row_abs=fixed, col_abs=fixed)
        return f"'{self.name.replace(chr(39), chr(39) * 2)}'!{cell}"

    def column(self, first: int, last: int, column: int) -> str:
        """Return the address of a column between two rows."""
        top = xl_rowcol_to_cell(first, column, row_abs=True, col_abs=True)
        return f"{top}:{xl_rowcol_to_cell(last, column, row_abs=True, col_abs=True)}"

    @staticmethod
    def here(row: int, column: int) -> str:
        """Return the address of a cell of this sheet."""
        return str(xl_rowcol_to_cell(row, column))

    @staticmethod
    def across(row: int, first: int, last: int) -> str:
        """Return the address of a stretch of a row."""
        return f"{xl_rowcol_to_cell(row, first)}:{xl_rowcol_to_cell(row, last)}"

    def formula(
        self, at: tuple[int, int], formula: str, comes_to: Come, decimals: int | None = None
    ) -> None:
        """Write a formula with the value it comes to, which readers show without computing."""
        look = self.pen.look(
            border=1,
            align="right",
            valign="top",
            num_format="General" if decimals is None else shape(decimals),
        )
        value = comes_to if isinstance(comes_to, str) else float(comes_to)
        self.sheet.write_formula(*at, f"={formula}", look, value)

    def input(self, at: tuple[int, int], value: Fraction | int | str | None) -> None:
        """Write a cell that a reader may change to see what follows."""
        look = self.pen.look(border=1, align="center", valign="top", bg_color="#FFF8DC")
        if value is None:
            self.sheet.write_blank(*at, None, look)
        elif isinstance(value, str):
            self.sheet.write_string(*at, value, look)
        else:
            self.sheet.write_number(*at, float(value), look)
