from __future__ import annotations

import contextlib

import pytest
from tinydb import where

from builders import CATEGORY, STAGE
from offices import Office
from upakarti_tui.domain.book.deeds import Nominated
from upakarti_tui.domain.people.candidate import Candidate, Role, Scorer
from upakarti_tui.storage.books import book
from upakarti_tui.storage.books.tables import (
    CANDIDATES,
    SCORERS,
    SHEETS,
    NeverTakenOutError,
    Tables,
)


@pytest.fixture
def office(tmp_path):
    office = Office(tmp_path)
    office.fill(office.path, "j1", "PG-001", {"a": 4, "b": 5})
    return office


@pytest.fixture
def tables(office):
    return Tables(book.read(office.path))


@contextlib.contextmanager
def writing(office):
    with office.at("office"), book.writing(office.path, "secretariat") as opened:
        yield opened


def test_what_the_records_say_is_found_by_questions(tables):
    assert tables.tables() == {CANDIDATES, SCORERS, SHEETS}
    (found,) = tables.table(CANDIDATES).search(where("name") == "Nama PG-002")
    assert (found.doc_id, found["category"]) == ("PG-002", CATEGORY)
    assert tables.table(SCORERS).count(where("role") == Role.JUROR) == 2
    assert tables.table(SCORERS).get(doc_id="j1")["name"] == "Penilai j1"


def test_a_sheet_is_one_document(tables):
    (found,) = tables.table(SHEETS).all()
    assert found.doc_id == f"{STAGE}/PG-001/j1"
    assert found == {
        "stage": STAGE,
        "candidate": "PG-001",
        "scorer": "j1",
        "submitted": False,
        "cells": {
            "mark/a": [{"state": "marked", "value": "4", "note": ""}],
            "mark/b": [{"state": "marked", "value": "5", "note": ""}],
        },
    }


def test_what_is_new_is_added_as_records_and_nothing_else(office):
    with writing(office) as opened:
        before = opened.records
        tables = Tables(opened)
        tables.put(CANDIDATES, "PG-003", {"id": "PG-003", "category": CATEGORY, "name": "Baru"})
        (added,) = opened.records[len(before) :]
        assert added.deed == Nominated(Candidate("PG-003", CATEGORY, "Baru"))
        assert tables.table(CANDIDATES).get(doc_id="PG-003")["name"] == "Baru"
    assert book.read(office.path).proceedings.candidates["PG-003"].name == "Baru"


def test_a_changed_document_supersedes_what_stood(office):
    with writing(office) as opened:
        tables = Tables(opened)
        tables.table(CANDIDATES).update(
            {"regency": "Bantul", "notes": {"desa": "A"}}, where("id") == "PG-001"
        )
        tables.table(SCORERS).update({"institution": "IPB"}, where("id") == "j1")
        row = tables.table(SHEETS).get(doc_id=f"{STAGE}/PG-001/j1")
        row["cells"]["mark/a"] = [{"state": "marked", "value": "2"}]
        tables.put(SHEETS, row.doc_id, row)
    proceedings = book.read(office.path).proceedings
    assert proceedings.candidates["PG-001"].notes == (("desa", "A"),)
    assert proceedings.scorers["j1"] == Scorer("j1", "Penilai j1", Role.JUROR, "IPB")
    assert len(proceedings.standing["candidate", "PG-001"]) == 1
    assert office.marks()["PG-001", "j1", "a"] == {"2"}
    assert office.marks()["PG-001", "j1", "b"] == {"5"}


def test_a_new_sheet_is_filled_cell_by_cell(office):
    with writing(office) as opened:
        cells = {"mark/a": [{"state": "marked", "value": "1", "note": "lihat"}]}
        row = {"stage": STAGE, "candidate": "PG-002", "scorer": "j2", "cells": cells}
        Tables(opened).put(SHEETS, f"{STAGE}/PG-002/j2", row)
    assert office.marks()["PG-002", "j2", "a"] == {"1"}


def test_writing_what_is_there_already_adds_nothing(office):
    before = office.path.read_bytes()
    with writing(office) as opened:
        tables = Tables(opened)
        for name in (CANDIDATES, SCORERS, SHEETS):
            for row in tables.table(name).all():
                tables.put(name, row.doc_id, row)
    assert office.path.read_bytes() == before


def test_nothing_is_taken_out_of_a_book(office):
    before = office.path.read_bytes()
    with writing(office) as opened:
        tables = Tables(opened)
        with pytest.raises(NeverTakenOutError, match="PG-001"):
            tables.table(CANDIDATES).remove(where("id") == "PG-001")
        with pytest.raises(NeverTakenOutError):
            tables.drop_table(SHEETS)
    assert office.path.read_bytes() == before


def test_a_book_has_no_other_tables(office):
    before = office.path.read_bytes()
    with writing(office) as opened, pytest.raises(NeverTakenOutError, match="no table notes"):
        Tables(opened).put("notes", "1", {"text": "x"})
    assert office.path.read_bytes() == before


def test_a_book_that_is_read_is_not_written_to(tables):
    with pytest.raises(NeverTakenOutError, match="reading only"):
        tables.put(CANDIDATES, "PG-003", {"id": "PG-003", "category": CATEGORY, "name": "Baru"})


def test_a_second_table_does_not_miss_what_the_first_one_wrote(office):
    with writing(office) as opened:
        one, two = Tables(opened), Tables(opened)
        assert len(two.table(CANDIDATES)) == 2
        one.put(CANDIDATES, "PG-003", {"id": "PG-003", "category": CATEGORY, "name": "Baru"})
        two.put(CANDIDATES, "PG-004", {"id": "PG-004", "category": CATEGORY, "name": "Lagi"})
        assert {x.doc_id for x in one.table(CANDIDATES).all()} == {
            "PG-001",
            "PG-002",
            "PG-003",
            "PG-004",
        }
