"""What is being typed: kept, or told before it is lost."""

from __future__ import annotations

from builders import STAGE, a_criterion, a_rubric, a_scale
from screens import a_jury, an_award, rows, shown, text
from upakarti_tui.domain.book.entries import SheetKey
from upakarti_tui.storage.books.book import read


async def test_a_note_is_kept_when_the_page_is_left_with_escape(tmp_path):
    book = a_jury(tmp_path)
    async with shown(book, "J04") as (app, pilot):
        await pilot.press("enter", "c", *"bukti", "escape")
        assert "“bukti”" in text(app)
    held = read(book).proceedings.sheets[SheetKey(STAGE, "PG-001", "J04")]
    assert [h.entry.note for h in held.values()] == ["bukti"]


async def test_a_note_being_typed_is_kept_when_the_program_is_left(tmp_path):
    book = a_jury(tmp_path)
    async with shown(book, "J04") as (_, pilot):
        await pilot.press("enter", "c", *"bukti")
        await pilot.leave()
    held = read(book).proceedings.sheets[SheetKey(STAGE, "PG-001", "J04")]
    assert [h.entry.note for h in held.values()] == ["bukti"]


async def test_an_open_cell_is_told_once_before_the_program_is_left(tmp_path):
    wide = a_rubric(a_criterion("lebar", 100, scale=a_scale(0, 100, None)))
    async with shown(a_jury(tmp_path, rubric=wide), "J04") as (app, pilot):
        await pilot.press("enter", "8", "2", "ctrl+s")
        assert "Enter menyimpan 82" in rows(app)[-2]
        await pilot.press("ctrl+q")
        assert "Enter menyimpan 82" in rows(app)[-2]
        assert app.return_value is None
        await pilot.leave()
        assert app.return_value == 0


async def test_what_was_typed_stands_there_again_after_escape(tmp_path):
    """Until it is done: then the next one begins empty."""
    async with shown(an_award(tmp_path)) as (app, pilot):
        await pilot.press("enter", "d", "1", "enter", *"Rina", "enter", *"Ketua", "escape")
        await pilot.press("enter")
        assert "Rina" in text(app)
        assert "Ketua" in text(app)
        await pilot.press("enter", "enter", *"BA-1", "enter", *"dok. 7", "enter")
        assert "Tidak ada lagi yang perlu diputuskan" in text(app)
        assert app.drafts == {}
