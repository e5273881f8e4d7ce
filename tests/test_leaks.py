from __future__ import annotations

import zlib

import pytest

from leaks import leaks
from offices import NIK, Office
from upakarti_tui.storage import whole_files
from xlsx_files import a_cell, a_sheet, an_xlsx


@pytest.fixture
def office(tmp_path):
    return Office(tmp_path)


def test_p28_a_book_and_what_is_handed_out_of_it_leak_nothing(office):
    office.hand_out()
    (office.folder / "tabel.csv").write_text(f"nik\n{NIK}\n")
    assert leaks(office.folder) == []


@pytest.mark.parametrize(
    "raw",
    [
        f"NIK {NIK}".encode(),
        an_xlsx(a_sheet(a_cell("A1", NIK))),
        b"%PDF-1.7\nstream\nx\nendstream\nstream\n" + zlib.compress(NIK.encode()) + b"\nendstream",
    ],
)
def test_p28_a_number_in_a_file_that_the_program_wrote_is_found(office, raw):
    path = office.folder / "rekap"
    whole_files.replace(path, raw)
    found = leaks(office.folder)
    path.unlink()
    assert found == [path]


def test_p28_other_numbers_of_that_length_are_no_leak(office):
    whole_files.replace(office.folder / "slip", b"9999888877776666 09.999.999.9-999.999")
    assert leaks(office.folder) == []
