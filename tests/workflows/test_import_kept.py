from __future__ import annotations

import pytest

from import_desk import ImportDesk, rows
from xlsx_files import a_cell, a_sheet, an_xlsx

NIK = "3273014505800001"
NPWP = "01.000.013.1-901.000"


@pytest.fixture
def desk(tmp_path):
    return ImportDesk(tmp_path)


@pytest.mark.parametrize(
    ("column", "text", "mend"),
    [
        ("nik", f"'{NIK}", "alone"),
        ("nik", "3273 0145 0580 0001", "alone"),
        ("npwp", f"'{NPWP}", "alone"),
        ("nik", "3,27301E+15", "Excel"),
        ("nik", "3.27301e15", "Excel"),
        ("nik", NIK[:14], ""),
        ("nik", "٣٢٧٣٠١٤٥٠٥٨٠٠٠٠١", ""),
    ],
)
def test_a_number_that_is_all_there_or_shortened_is_answered_with_what_to_do(
    desk, column, text, mend
):
    table = f'category;name;{column}\npengabdian;Siti;"{text}"\n'
    [said] = desk.refused(desk.candidates, table)[1]
    assert (
        said.partition(" — ")[2]
        == {
            "alone": "write the digits alone, without apostrophe, spaces or other characters",
            "Excel": "Excel has shortened it; format the column as text and enter it again",
            "": "",
        }[mend]
    )


def a_workbook(*row, styles=""):
    """Return a workbook of one candidate whose columns are partners and Kode, too."""
    heads = [a_cell(f"{c}1", t) for c, t in zip("ABCD", HEADS, strict=True)]
    return an_xlsx(a_sheet(*heads, a_cell("A2", "pengabdian"), a_cell("B2", "Siti"), *row),
                   styles=styles)  # fmt: skip


HEADS = ("category", "name", "partners", "Kode")
STYLES = '<cellXfs><xf/><xf numFmtId="9"/><xf numFmtId="14"/></cellXfs>'


@pytest.mark.parametrize("column", ["C", "D"])
def test_a_number_longer_than_excel_keeps_is_no_text_or_note(desk, column):
    taken = a_workbook(a_cell(f"{column}2", "123456789012345", "n"))
    assert desk.candidates(taken).warnings == ()
    cut = a_workbook(a_cell(f"{column}2", "1234567890123456", "n"))
    heading = dict(zip("ABCD", HEADS, strict=True))[column]
    assert desk.refused(desk.candidates, cut)[1][-1] == (
        f"2:{heading}: the cell is a number, and Excel keeps only 15 digits of one — "
        "format the column as text and enter it again"
    )


@pytest.mark.parametrize("column", ["C", "D"])
@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (("0.82", "n", 1), "Excel keeps a percentage as its hundredth; it is read as 0.82"),
        (("42005", "n", 2), "the cell is a date; it is read as 2015-01-01"),
        (("1", "b", 0), "the cell is TRUE or FALSE; it is read as TRUE"),
        (("0.82", "n", 0), None),
    ],
)
def test_a_cell_that_shows_something_else_than_it_holds_is_pointed_out(desk, column, cell, said):
    report = desk.candidates(a_workbook(a_cell(f"{column}2", *cell), styles=STYLES))
    heading = dict(zip("ABCD", HEADS, strict=True))[column]
    assert rows(report.warnings) == ([f"2:{heading}: {said}"] if said else [])
