"""Closing one's sheets: what is missing, what is closed, and handing the book in."""

from __future__ import annotations

import pytest

from builders import STAGE, Ledger, a_stage, a_template
from screens import CRITERIA, a_jury, nominate, rows, shown, six_criteria, text, written
from upakarti_tui.domain.book.deeds import Appointed
from upakarti_tui.domain.book.entries import SheetKey
from upakarti_tui.domain.book.sheet import sheet
from upakarti_tui.domain.people.candidate import Role, Scorer
from upakarti_tui.storage.books.book import read

SIX = "453452"
NAMED = [name for name, _, _ in CRITERIA]


def marks(book, candidate="PG-001", scorer="J04"):
    found = sheet(read(book).proceedings, SheetKey(STAGE, candidate, scorer))
    return [found.mark(c.id) for c in found.criteria]


async def test_the_dialog_of_submitting_rests_on_not_yet(tmp_path):
    book = a_jury(tmp_path, names=("Satu",))
    async with shown(book, "J04") as (_, pilot):
        await pilot.press("enter", *SIX, "k", "enter")
    assert not read(book).proceedings.closings


async def test_submitting_gives_the_number_for_the_slip_and_closes_the_sheet(tmp_path):
    book = a_jury(tmp_path, names=("Satu",))
    async with shown(book, "J04") as (app, pilot):
        await pilot.press("enter", *SIX, "k", "down", "enter")
        assert "1 lembar terkunci" in text(app)
        await pilot.press("enter", "1")
        assert "terkunci" in rows(app)[-2]
    assert len(read(book).proceedings.closings) == 1
    assert marks(book) == [4, 5, 3, 4, 5, 2]


async def test_sheets_with_gaps_are_not_submitted(tmp_path):
    book = a_jury(tmp_path)
    async with shown(book, "J04") as (app, pilot):
        await pilot.press("k", "down", "enter")
        assert rows(app)[-2].startswith(" !")
    assert not read(book).proceedings.closings


async def test_what_is_missing_is_named_and_no_choice_is_offered(tmp_path):
    async with shown(a_jury(tmp_path), "J04") as (app, pilot):
        await pilot.press("enter", *SIX, "k")
        assert "Masih harus diisi: PG-002, PG-003, PG-004" in text(app)
        assert "Kunci: tutup" not in text(app)


async def test_the_number_for_the_slip_is_shown_again(tmp_path):
    book = a_jury(tmp_path, names=("Satu",))
    async with shown(book, "J04") as (app, pilot):
        await pilot.press("enter", *SIX, "k", "down", "enter")
        number = rows(app)[5]
        await pilot.press("enter", "k", "enter", "k", "down", "enter")
        assert rows(app)[5] == number
    assert len(read(book).proceedings.closings) == 1


async def test_a_stage_without_gaps_is_submitted_though_another_has_some(tmp_path):
    stages = [a_stage("tahap_a"), a_stage("tahap_b")]
    ledger = Ledger(a_template(*stages, rubrics=[six_criteria()]))
    nominate(ledger, ["Satu"])
    ledger.add(Appointed(Scorer("J04", "Dr.", Role.JUROR)))
    ledger.sheet("tahap_b", "PG-001", "J04", dict.fromkeys(NAMED, 4), submitted=False)
    book = written(ledger, tmp_path)
    async with shown(book, "J04") as (app, pilot):
        await pilot.press("k", "down", "enter")
        assert "1 lembar terkunci" in text(app)
    assert {key.stage for key in read(book).proceedings.closings} == {"tahap_b"}


@pytest.mark.parametrize("key", ["c", "a", "i"])
async def test_a_closed_sheet_says_so_before_anything_is_typed(tmp_path, key):
    book = a_jury(tmp_path, names=("Satu",))
    async with shown(book, "J04") as (app, pilot):
        await pilot.press("enter", *SIX, "k", "down", "enter", "enter")
        before = rows(app)[2:-2]
        await pilot.press(key)
        assert "terkunci" in rows(app)[-2]
        assert rows(app)[2:-2] == before


async def test_a_closed_sheet_tells_it_apart_from_when_it_was_saved(tmp_path):
    book = a_jury(tmp_path, names=("Satu",))
    async with shown(book, "J04") as (app, pilot):
        await pilot.press("enter", *SIX, "k", "down", "enter", "enter", "enter")
        assert "■ terkunci; sekretariat dapat mengembalikan  " in rows(app)[-2]
        assert "  √ tersimpan" in rows(app)[-2]


async def test_the_list_says_what_is_next_once_all_is_complete(tmp_path):
    async with shown(a_jury(tmp_path, names=("Satu",)), "J04") as (app, pilot):
        await pilot.press("enter", *SIX, "escape")
        assert "lengkap; tekan k" in rows(app)[-2]
        await pilot.press("k", "down", "enter", "enter")
        assert "semua terkunci" in rows(app)[-2]


async def test_the_book_is_copied_to_a_stick_from_the_list(tmp_path):
    book = a_jury(tmp_path / "own")
    stick = tmp_path / "stick"
    stick.mkdir()
    async with shown(book, "J04") as (app, pilot):
        await pilot.press("enter", "4", "escape", "s", *str(stick), "enter")
        assert "Disalin dan dicocokkan" in rows(app)[-2]
    (copy,) = stick.iterdir()
    assert copy.read_bytes() == book.read_bytes()
