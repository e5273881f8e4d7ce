"""What ties a scorer to candidates: declared at once for all, and seen ever after."""

from __future__ import annotations

from builders import STAGE
from screens import a_jury, rows, shown
from upakarti_tui.domain.book.entries import SheetKey, State
from upakarti_tui.domain.book.sheet import sheet
from upakarti_tui.storage.books.book import read

SIX = "453452"


async def test_a_declared_tie_is_on_record_and_the_others_are_without(tmp_path):
    book = a_jury(tmp_path, interests=True)
    async with shown(book, "J04") as (_, pilot):
        await pilot.press("down", "i", "2", "enter", "enter", "enter")
    proceedings = read(book).proceedings
    states = [
        sheet(proceedings, SheetKey(STAGE, f"PG-{n:03}", "J04")).state_of(("interest", ""))
        for n in (1, 2, 3, 4)
    ]
    none, tied = State.NO_INTEREST, State.DECLARED
    assert states == [none, tied, none, none]


async def test_a_declared_tie_is_seen_in_the_list_and_on_the_sheet(tmp_path):
    """Its marks count for nothing until the chair clears it; another sheet is opened first."""
    async with shown(a_jury(tmp_path, interests=True), "J04") as (app, pilot):
        await pilot.press("i", "2", "enter", "enter", "enter")
        assert rows(app)[0].startswith(" PG-002")
        await pilot.press("escape")
        assert "× ada hubungan" in rows(app)[3]
        assert "· belum" in rows(app)[4]
        await pilot.press("up", "enter", *SIX)
        assert "× ada hubungan" in rows(app)[-2]


async def test_what_ties_is_never_chosen_by_haste(tmp_path):
    book = a_jury(tmp_path, interests=True)
    before = book.read_bytes()
    async with shown(book, "J04") as (app, pilot):
        await pilot.press("i", "enter", "enter")
        assert "Mohon diisi" in rows(app)[-2]
    assert book.read_bytes() == before


async def test_who_left_the_declaration_is_asked_again_before_a_sheet(tmp_path):
    book = a_jury(tmp_path, interests=True)
    async with shown(book, "J04") as (app, pilot):
        await pilot.press("escape", "down", "enter")
        assert rows(app)[0].startswith(" Konflik kepentingan")
        await pilot.press("enter", *SIX)
        assert "√ lengkap" in rows(app)[-2]
    assert len(read(book).proceedings.sheets) == 4
