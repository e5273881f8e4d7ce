from __future__ import annotations

import pytest

from builders import Ledger
from upakarti_tui import locale
from upakarti_tui.domain.book import deeds as d
from upakarti_tui.domain.people.candidate import Candidate
from upakarti_tui.errors import RefusedError
from upakarti_tui.reports.likeness_text import as_text
from upakarti_tui.workflows.importing.earlier import earlier


def a_book(tmp_path):
    ledger = Ledger()
    for number, (name, organisation) in enumerate(
        [("H. Soetomo", ""), ("Budi Santoso", "CV Tenun Lestari"), ("Citra", "Citra")], 1
    ):
        ledger.add(d.Nominated(Candidate(f"PG-{number}", "pengabdian", name, organisation)))
    return ledger.write(tmp_path / "upakarti.jsonl")


def register(tmp_path, *rows):
    file = tmp_path / "penerima.csv"
    file.write_text("\n".join(["nama,tahun,kategori", *rows]) + "\n")
    return file


def test_like_names_are_offered_with_year_and_row(tmp_path):
    locale.choose("en")
    file = register(
        tmp_path, "Sutomo,1995,Pengabdian", "Tenun Lestari,2010,", "Joko,2001,", "Soetomo,1996,"
    )
    path = a_book(tmp_path)
    before = path.read_bytes()
    found = earlier(path, file)
    assert [(x.candidate.id, x.recipient.row, x.percent) for x in found] == [
        ("PG-1", 2, 100),
        ("PG-1", 5, 100),
        ("PG-2", 3, 100),
    ]
    assert path.read_bytes() == before
    text = as_text(found)
    locale.choose("id")
    assert "PG-2       CV Tenun Lestari  Tenun Lestari      2010  3    100%" in text
    assert "A person decides" not in text


def test_nobody_alike_is_said(tmp_path):
    found = earlier(a_book(tmp_path), register(tmp_path, "Joko,2001,"))
    assert found == ()
    assert as_text(found).count("\n") == 1


def test_a_register_with_empty_names_is_refused(tmp_path):
    with pytest.raises(RefusedError, match=r"penerima\.csv:2:nama"):
        earlier(a_book(tmp_path), register(tmp_path, ",2001,"))


def test_a_register_without_a_name_is_refused_with_the_heading_meant(tmp_path):
    file = tmp_path / "penerima.csv"
    file.write_text("Nama Peraih,tahun\nJoko,2001\n")
    with pytest.raises(RefusedError, match=r"is “Nama Peraih” meant\? Write name"):
        earlier(a_book(tmp_path), file)
