"""The recapitulation as a workbook that recomputes every place.

- `scorers`: a sheet per scorer; the marks are the cells to try changes in.
- `derivation`: per category, from the sheets' totals to the place.
- `criteria`: per category, the panel's value of each criterion.
- `summary`: the standings, read from the derivation.
- `formulas`: the award's rules as spreadsheet formulas.

A spreadsheet calculates in binary, so every number that decides is rounded to nine
decimals first: two scores that are equal stay equal. The book itself is exact; the
workbook is for looking and for trying out, and decides nothing.
"""

from upakarti_tui.reports.workbook.summary import workbook

__all__ = ["workbook"]
