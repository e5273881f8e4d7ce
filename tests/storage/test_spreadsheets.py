from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upakarti_tui.errors import FileError, RefusedError
from upakarti_tui.storage import limits
from upakarti_tui.storage.worksheets.cells import Cell, CellKind
from upakarti_tui.storage.worksheets.spreadsheets import read_table, table
from xlsx_files import a_cell, a_sheet, an_xlsx

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(text: str) -> list[list[str]]:
    made = table(text.encode(), "a.csv")
    return [list(made.header)] + [[cell.text for cell in row.cells] for row in made.rows]


def told(raw: bytes | str) -> str:
    with pytest.raises(RefusedError) as refused:
        table(raw.encode() if isinstance(raw, str) else raw, "a.csv")
    return str(refused.value)


def problems(text: str) -> list[str]:
    return [str(problem) for problem in table(text.encode(), "a.csv").problems]


@pytest.mark.parametrize(
    "text",
    [
        "id,nama\n1,Siti\n",
        "id;nama\n1;Siti\n",
        "\ufeffid;nama\r\n1;Siti\r\n",
        "id,nama\r1,Siti",
        '"id","nama"\n"1","Siti"',
        '"id";"nama"\n1;"Siti"',
        "id,nama\n\n1,Siti\n,\n;\n  ,\u0020\n",
        " id , nama \n 1 , Siti ",
        "sep=;\r\nid;nama\r\n1;Siti\r\n",
        '\ufeff"sep=,"\nid,nama\n1,Siti\n',
        "SEP=;\rid;nama\r1;Siti",
    ],
)
def test_a_table_is_the_same_however_it_is_written(text):
    assert read(text) == [["id", "nama"], ["1", "Siti"]]


def test_quotes_hold_separators_quotes_and_both_at_once():
    assert read('a;b\n"x;y";"1,5"\n"kata ""ini""";z\n') == [
        ["a", "b"],
        ["x;y", "1,5"],
        ['kata "ini"', "z"],
    ]
    assert read('"a;b;c",d\n1,2\n') == [["a;b;c", "d"], ["1", "2"]]


def test_rows_keep_their_numbers_over_empty_ones():
    made = table(b"a\n\n1\n\n2\n", "a.csv")
    assert [row.number for row in made.rows] == [3, 5]


def test_what_tells_excel_the_separator_is_no_row():
    made = table(b"sep=,\na;b,c\n1;2,3\n", "a.csv")
    assert (made.header, made.rows[0].number) == (("a;b", "c"), 2)
    assert read("sep=;") == [["sep=", ""]]


def test_rows_that_excel_does_not_show_are_read_and_told():
    cells = "".join(
        f'<row r="{row}"{hidden}>{a_cell(f"A{row}", str(row))}</row>'
        for row, hidden in [(1, ""), (2, ' hidden="1"'), (3, ' hidden="0"'), (4, ' hidden="true"')]
    )
    sheet = a_sheet().replace("<row></row>", f'{cells}<row r="9" hidden="1"/>')
    made = table(an_xlsx(sheet), "a.xlsx")
    assert [row.number for row in made.rows] == [2, 3, 4]
    assert [str(problem) for problem in made.odd] == [
        (
            "a.xlsx: rows that are hidden or filtered out are read as well: 2,4 — "
            "delete them where they are not meant"
        )
    ]
    assert table(an_xlsx(a_sheet(a_cell("A1", "a"))), "a.xlsx").odd == ()


def test_a_column_without_heading_may_stand_empty():
    made = table(b"a,,b\n1,,2\n", "a.csv")
    assert (made.header, made.problems) == (("a", "", "b"), ())
    assert problems("a,,b\n1,x,2\n") == [
        "a.csv:2:2: a filled cell stands under no heading — empty it, or give it a heading"
    ]


def test_every_bad_row_is_told_and_the_good_ones_are_kept():
    made = table("a;b\n1\n2;\u202ex\n3;\u00a0\n4;5;6\n7;8\n".encode(), "a.csv")
    assert [row.number for row in made.rows] == [6]
    assert [str(problem) for problem in made.problems] == [
        (
            "a.csv:2: the row has 1 cells, the header has 2 — "
            "put a text that holds the separator in quotes"
        ),
        (
            "a.csv:3:b: the character U+202E (RIGHT-TO-LEFT OVERRIDE) at position 1 "
            "cannot be seen or printed"
        ),
        "a.csv:4:b: the cell holds nothing but spaces",
        (
            "a.csv:5: the row has 3 cells, the header has 2 — "
            "put a text that holds the separator in quotes"
        ),
    ]


def test_a_line_break_within_a_cell_is_a_control_character():
    assert problems('a,b\n"1\n2",3\n') == [
        (
            "a.csv:2:a: the character U+000A at position 2 cannot be seen or printed — "
            "put a space in place of line breaks and tabs"
        )
    ]


def test_a_cell_of_a_note_is_as_long_as_a_note():
    [problem] = problems(f"a\n{'x' * 4001}\n")
    assert problem == "a.csv:2:a: 4001 characters are too many, at most 4000"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("", "a.csv:1: row 1 holds no headings — put them there"),
        ("\n\n", "a.csv:1: row 1 holds no headings — put them there"),
        ("\na,b\n1,2\n", "a.csv:1: row 1 holds no headings — put them there"),
        (";;;\n1;2;3;4\n", "a.csv:1: row 1 holds no headings — put them there"),
        ("a\x1bb,c\n", "a.csv:1:1: the character U+001B at position 2 cannot be seen or printed"),
        ('a,b\n"1,2\n3,4\n', "a.csv:2: a quote is opened in this row and never closed"),
        ('a,b\n"1"x,2\n', "a.csv:2: text follows a closing quote"),
        ("a\n1\n\x00\n", "a.csv:3: the file holds a NUL byte — save it as CSV UTF-8"),
        ("a\n1\né\n".encode("latin-1"), "a.csv:3: the file is not UTF-8 — save it as CSV UTF-8"),
        ("a\n1\n".encode("utf-16"), "a.csv: the file is UTF-16 — save it as CSV UTF-8"),
        (b"a\n\xed\xa0\x80\n", "a.csv:2: the file is not UTF-8"),
        (f"a\n{'x' * 140_000}\n", "a.csv:2: a cell holds more than 32767 characters"),
        (",".join("a" * 257), "a.csv:1: the table has more than 256 columns"),
        ("%PDF-1.7\n", "a.csv: the file is a PDF document"),
        ("\n<!DOCTYPE html><html>", "a.csv: the file is a web page or XML, not a table"),
        ("\ufeff<table><tr>", "a.csv: the file is a web page or XML, not a table"),
        ('[{"id": 1}]', "a.csv: the file is JSON, not a table"),
        ("id\tnama\n1\tSiti\n", "a.csv:1: the cells are parted by tabs, not by comma or semicolon"),
        ("id|nama\n1|Siti\n", "a.csv:1: the cells are parted by “|”, not by comma or semicolon"),
        ("sep=\t\nid\tnama\n", "a.csv:1: the cells are parted by tabs"),
        ("sep=\x1b\nid\x1bnama\n", "a.csv:1: the cells are parted by “\ufffd”"),
        (OLE + bytes(600), "a.csv: the file is an old Excel workbook (XLS)"),
        (
            OLE + "EncryptedPackage".encode("utf-16-le"),
            "a.csv: the workbook is protected by a password",
        ),
        (b"PK\x03\x04", "a.csv: the workbook is damaged"),
    ],
)
def test_what_is_no_table_is_refused_for_what_it_is(raw, said):
    assert told(raw).startswith(said)


def test_rows_have_an_end():
    rows = "1\n" * limits.ROWS
    assert len(table(f"a\n{rows}".encode(), "a.csv").rows) == limits.ROWS
    assert told(f"a\n{rows}1\n").startswith("a.csv:100002: the table has more than 100000 rows")


def test_problems_have_an_end_and_say_so():
    said = told("a,b\n" + "1\n" * 2000).split("\n")
    assert len(said) == limits.PROBLEMS + 1
    assert said[-1] == "a.csv:1001: there are more problems; reading stopped at this row"


def test_formulas_and_errors_of_excel_are_told_by_row_and_column():
    sheet = a_sheet(
        a_cell("A1", "id"),
        a_cell("B1", "nilai"),
        a_cell("A2", "1"),
        '<c r="B2"><f>1+1</f><v>2</v></c>',
        a_cell("B3", "#REF!", "e"),
        a_cell("A4", "2"),
        a_cell("B4", "3", "n"),
        a_cell("C5", "x"),
    )
    made = table(an_xlsx(sheet), "a.xlsx")
    assert [list(row.cells) for row in made.rows] == [[Cell("2"), Cell("3", CellKind.NUMBER)]]
    assert [str(problem) for problem in made.problems] == [
        "a.xlsx:2:nilai: the cell holds a formula; paste its value instead",
        "a.xlsx:3:nilai: the cell holds an error of Excel: #REF!",
        "a.xlsx:5:3: a filled cell stands under no heading — empty it, or give it a heading",
    ]


def test_a_formula_is_no_heading():
    sheet = a_sheet('<c r="A1"><f>1+1</f></c>')
    assert told(an_xlsx(sheet)) == "a.csv:1:1: the cell holds a formula; paste its value instead"


def test_a_file_is_read_by_what_it_holds_not_by_its_name(tmp_path):
    path = tmp_path / "calon.csv"
    path.write_bytes(an_xlsx(a_sheet(a_cell("A1", "a"), a_cell("A2", "1"))))
    assert read_table(path).header == ("a",)


def test_a_missing_file_and_a_folder_are_no_tables(tmp_path):
    with pytest.raises(FileError):
        read_table(tmp_path / "calon.csv")
    with pytest.raises(FileError):
        read_table(tmp_path)


def test_a_file_larger_than_any_table_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "TABLE_BYTES", 3)
    path = tmp_path / "calon.csv"
    path.write_text("abcd")
    with pytest.raises(RefusedError, match="the file is larger than 0 MB"):
        read_table(path)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_refused(raw):
    with contextlib.suppress(RefusedError):
        table(raw, "a.csv")


@given(st.text(alphabet='ab,;"\n\r \u00a0\u202e\x00é', max_size=80))
def test_what_is_read_as_csv_may_be_drawn(text):
    with contextlib.suppress(RefusedError):
        made = table(text.encode(), "a.csv")
        kept = [*made.header, *(cell.text for row in made.rows for cell in row.cells)]
        assert all(text.isprintable() for text in kept)
        assert {len(row.cells) for row in made.rows} <= {len(made.header)}
