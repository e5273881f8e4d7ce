"""Tables handed out empty come back filled in through the ordinary import."""

import zipfile

import pytest

from calc import sheets
from upakarti_tui.errors import FileError, UsageError
from upakarti_tui.storage.worksheets.headings import TABLES, layout
from upakarti_tui.workflows.papers.export import export


def test_a_workbook_has_a_table_for_every_import(tmp_path):
    (path,) = export(tmp_path / "no-book.jsonl", "forms", ["xlsx"], tmp_path / "forms")
    found = sheets(path)
    assert len(found) == len(TABLES)
    assert all(rows[0] for rows in found.values())


def test_every_cell_is_text_before_anything_is_typed(tmp_path):
    (path,) = export(tmp_path / "no-book.jsonl", "forms", ["xlsx"], tmp_path / "forms")
    with zipfile.ZipFile(path) as package:
        styles = package.read("xl/styles.xml").decode()
        first = package.read("xl/worksheets/sheet1.xml").decode()
    assert 'numFmtId="49"' in styles
    assert first.count("<c r=") == 1001 * len(TABLES["candidates"])


def test_the_headings_are_those_that_the_import_knows(tmp_path):
    (path,) = export(tmp_path / "no-book.jsonl", "forms", ["xlsx"], tmp_path / "forms")
    for rows, columns in zip(sheets(path).values(), TABLES.values(), strict=True):
        found = layout(rows[0], columns)
        assert [name for name, _ in found.places] == [column.name for column in columns]
        assert (found.extra, found.twice, found.missing) == ((), (), ())


def test_csv_is_a_file_a_table(tmp_path):
    paths = export(tmp_path / "no-book.jsonl", "forms", ["csv"], tmp_path / "forms")
    assert next(p.name for p in paths) == "forms-candidates.csv"
    assert paths[0].read_bytes().startswith(b"\xef\xbb\xbf")
    with pytest.raises(FileError):
        export(tmp_path / "no-book.jsonl", "forms", ["csv"], tmp_path / "forms")


def test_forms_to_fill_in_are_no_pdf(tmp_path):
    with pytest.raises(UsageError):
        export(tmp_path / "no-book.jsonl", "forms", ["pdf"], tmp_path / "forms")
