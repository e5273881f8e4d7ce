"""The juror's first minute: a digit a criterion, each on disk."""

from __future__ import annotations

import pytest
from textual.events import Key

from builders import CATEGORY, STAGE, Ledger, a_criterion, a_rubric, a_scale, a_stage, a_template
from screens import (
    NARROW,
    WIDE,
    a_jury,
    an_award,
    keep_promises,
    nominate,
    rows,
    shown,
    six_criteria,
    text,
    written,
)
from upakarti_tui.domain.book.deeds import Appointed, Filled, Scheduled
from upakarti_tui.domain.book.entries import SheetKey
from upakarti_tui.domain.book.sheet import SheetState, sheet
from upakarti_tui.domain.people.candidate import Role, Scorer
from upakarti_tui.storage.books.book import read
from upakarti_tui.tui.screens.candidates import CandidatesPage
from upakarti_tui.workflows.exchange.pack import pack

SIX = "453452"


def marks(book, candidate="PG-001", scorer="J04"):
    found = sheet(read(book).proceedings, SheetKey(STAGE, candidate, scorer))
    return [found.mark(c.id) for c in found.criteria]


async def test_from_start_to_the_first_mark_takes_three_keys(tmp_path):
    book = a_jury(tmp_path / "office")
    part = tmp_path / "J04.jsonl"
    pack(book, "J04", part)
    async with shown(part) as (_, pilot):
        await pilot.press("enter", "enter", "4")
    assert marks(part)[0] == 4


async def test_from_start_to_the_first_mark_takes_three_keys_with_a_declaration(tmp_path):
    book = a_jury(tmp_path / "office", interests=True)
    part = tmp_path / "J04.jsonl"
    pack(book, "J04", part)
    async with shown(part) as (_, pilot):
        await pilot.press("enter", "enter", "4")
    assert marks(part)[0] == 4


async def test_six_criteria_take_enter_and_six_digits(tmp_path):
    book = a_jury(tmp_path)
    async with shown(book, "J04") as (app, pilot):
        await pilot.press("enter", *SIX)
        assert "√ lengkap" in text(app)
        assert app.desk.state(SheetKey(STAGE, "PG-001", "J04")) is SheetState.COMPLETE
    assert marks(book) == [4, 5, 3, 4, 5, 2]


async def test_every_digit_is_in_the_book_before_the_next_key(tmp_path):
    book = a_jury(tmp_path)
    async with shown(book, "J04") as (_, pilot):
        await pilot.press("enter")
        for count, digit in enumerate(SIX, start=1):
            await pilot.press(digit)
            assert sum(mark is not None for mark in marks(book)) == count


async def test_the_words_of_the_current_criterion_are_always_in_view(tmp_path):
    book = a_jury(tmp_path)
    async with shown(book, "J04") as (app, pilot):
        await pilot.press("enter")
        for digit in ["4", "5", "3"]:
            for words in ("Tidak tampak", "Lemah", "Jelas", "Kuat", "Sangat kuat"):
                assert words in text(app)
            await pilot.press(digit)


async def test_a_half_filled_sheet_shows_the_mean_beside_the_sum(tmp_path):
    book = a_jury(tmp_path)
    async with shown(book, "J04") as (app, pilot):
        await pilot.press("enter", "4", "5", "3")
        assert "Terisi 3/6   Jumlah 42,00   Rerata terisi 84,00   Ambang 70,00" in text(app)
        assert "▲ sejauh ini di atas ambang" in text(app)


async def test_zero_empties_where_the_scale_has_no_zero(tmp_path):
    book = a_jury(tmp_path)
    async with shown(book, "J04") as (_, pilot):
        await pilot.press("enter", "4", "up", "0")
    assert marks(book)[0] is None


async def test_a_digit_off_the_scale_is_told_and_changes_nothing(tmp_path):
    book = a_jury(tmp_path)
    async with shown(book, "J04") as (app, pilot):
        await pilot.press("enter", "4", "up", "7")
        assert rows(app)[-2].startswith(" ! 7")
    assert marks(book)[0] == 4


async def test_undo_goes_back_to_the_beginning_and_tells_each_step(tmp_path):
    book = a_jury(tmp_path)
    async with shown(book, "J04") as (app, pilot):
        await pilot.press("enter", "4", "5", "up", "2")
        await pilot.press("u")
        assert "Dibatalkan: Kegiatan pembinaan IKM: 5 (tadinya 2)" in rows(app)[-2]
        await pilot.press("ctrl+z", "U", "u")
        assert "Tidak ada lagi yang dapat dibatalkan" in rows(app)[-2]
    assert marks(book) == [None] * 6


async def test_undo_goes_on_after_the_program_was_closed(tmp_path):
    book = a_jury(tmp_path)
    async with shown(book, "J04") as (_, pilot):
        await pilot.press("enter", "4", "5", "u")
    async with shown(book, "J04") as (_, pilot):
        await pilot.press("u")
    assert marks(book) == [None] * 6


async def test_on_a_wide_scale_typing_opens_the_cell_and_enter_takes_it(tmp_path):
    wide = a_rubric(a_criterion("a", 60, a_scale(0, 100, None)), a_criterion("b", 40))
    book = a_jury(tmp_path, rubric=wide)
    async with shown(book, "J04") as (_, pilot):
        await pilot.press("enter", "8", "2", "comma", "5")
        assert marks(book)[0] is None
        await pilot.press("enter", "4")
    assert [str(mark) for mark in marks(book)] == ["82.5", "4"]


async def test_escape_restores_what_stood_in_an_open_cell(tmp_path):
    wide = a_rubric(a_criterion("a", 100, a_scale(0, 100, None)))
    book = a_jury(tmp_path, rubric=wide)
    async with shown(book, "J04") as (app, pilot):
        await pilot.press("enter", "7", "0", "enter", "9", "escape")
        assert " 70" in rows(app)[2]
    assert marks(book)[0] == 70


@pytest.mark.parametrize("typed", ["101", "7,5,5", "00"])
async def test_what_is_no_mark_stays_in_the_open_cell_to_be_mended(tmp_path, typed):
    book = a_jury(tmp_path, rubric=a_rubric(a_criterion("a", 100, a_scale(0, 100, None))))
    async with shown(book, "J04") as (app, pilot):
        keys = ["comma" if c == "," else c for c in typed]
        await pilot.press("enter", *keys, "enter")
        assert typed in rows(app)[2]
        assert rows(app)[-2].startswith(" !")
    assert marks(book)[0] is None


async def test_pasted_text_gives_no_marks(tmp_path):
    from textual.events import Paste  # noqa: PLC0415 -- with the screen

    book = a_jury(tmp_path)
    async with shown(book, "J04") as (app, pilot):
        await pilot.press("enter")
        app.post_message(Paste("555555"))
        await pilot.pause()
        assert "Tempelan tidak menjadi nilai" in rows(app)[-2]
    assert marks(book) == [None] * 6


async def test_not_applicable_is_refused_where_the_template_does_not_allow_it(tmp_path):
    book = a_jury(tmp_path)
    async with shown(book, "J04") as (app, pilot):
        await pilot.press("enter", "minus")
        assert "berlaku bagi setiap calon" in rows(app)[-2]


async def test_not_applicable_looks_like_no_mark_and_no_gap(tmp_path):
    book = a_jury(tmp_path, rubric=six_criteria(not_applicable=True))
    async with shown(book, "J04") as (app, pilot):
        await pilot.press("enter", "minus")
        assert rows(app)[2].rstrip().endswith("t/b")


async def test_abstaining_asks_for_a_reason_and_can_be_taken_back(tmp_path):
    book = a_jury(tmp_path)
    async with shown(book, "J04") as (app, pilot):
        await pilot.press("a", "enter")
        assert "Mohon diisi" in rows(app)[-2]
        await pilot.press(*"sakit", "enter")
        assert "× abstain" in rows(app)[3]
        await pilot.press("A")
        assert "· belum" in rows(app)[3]


async def test_the_key_for_marks_is_named_by_the_scale(tmp_path):
    wide = a_criterion("lebar", 60, scale=a_scale(0, 100, None))
    narrow = a_criterion("sempit", 40, scale=a_scale(1, 4))
    async with shown(a_jury(tmp_path, rubric=a_rubric(wide, narrow)), "J04") as (app, pilot):
        await pilot.press("enter")
        assert rows(app)[-1].startswith(" 0-100 Nilai")
        await pilot.press("down")
        assert rows(app)[-1].startswith(" 1-4 Nilai")


async def test_a_finding_too_long_for_its_column_is_told_in_full(tmp_path):
    words = "Lampung, Bengkulu, Sumatera Selatan, Jambi, Bangka Belitung"
    async with shown(an_award(tmp_path), "T01") as (app, pilot):
        await pilot.press("enter", "f", "down", "enter", "end", *["backspace"] * 20, *words)
        await pilot.press(*["enter"] * 5)
        assert words not in next(row for row in rows(app) if "►" in row)
        assert f"Ditemukan: {words}" in text(app)


async def test_while_searching_the_foot_names_no_letters(tmp_path):
    async with shown(a_jury(tmp_path), "J04") as (app, pilot):
        await pilot.press("slash")
        assert rows(app)[-1].split() == ["Enter", "Pilih", "Esc", "Kembali", "F1", "Bantuan"]


async def test_the_passing_grade_is_hidden_where_the_template_hides_it(tmp_path):
    book = a_jury(tmp_path, show_grade=False)
    async with shown(book, "J04") as (app, pilot):
        await pilot.press("enter", "4")
        assert "Ambang" not in text(app)
        await pilot.press("h")
        assert "tidak ditampilkan" in rows(app)[-2]


async def test_the_passing_grade_can_be_hidden_with_a_key(tmp_path):
    book = a_jury(tmp_path)
    async with shown(book, "J04") as (app, pilot):
        await pilot.press("enter", "4")
        assert "Ambang 70,00" in text(app)
        await pilot.press("H")
        assert "Ambang" not in text(app)


async def test_in_the_discussion_a_changed_mark_needs_a_reason_and_both_stay(tmp_path):
    ledger = Ledger(a_template(a_stage(), rubrics=[six_criteria()]))
    nominate(ledger, ["Satu"])
    ledger.add(Appointed(Scorer("J04", "Dr.", Role.JUROR)))
    ledger.sheet(STAGE, "PG-001", "J04", {"motivasi": 4}, submitted=False)
    ledger.add(Scheduled(STAGE, CATEGORY, ("PG-001",), discussing=True))
    book = written(ledger, tmp_path)
    async with shown(book, "J04") as (_, pilot):
        await pilot.press("enter", "home", "2", *"dibahas", "enter")
    filled = [x.deed for x in read(book).records if isinstance(x.deed, Filled)]
    assert [(f.entries[0].value, f.reason) for f in filled] == [("4", ""), ("2", "dibahas")]


async def test_search_finds_a_candidate_by_a_part_of_the_name(tmp_path):
    book = a_jury(tmp_path)
    async with shown(book, "J04") as (app, pilot):
        await pilot.press("slash", *"kopi")
        assert "PG-003" in rows(app)[4]
        assert "PG-001" not in text(app)
        await pilot.press("enter", "enter")
        assert "Halimah" in rows(app)[0]


async def test_the_overview_of_a_scorer_shows_no_other_scorers_marks(tmp_path):
    book = an_award(tmp_path)
    async with shown(book, "J05") as (app, _):
        assert app.desk.keys
        assert {key.scorer for key in app.desk.keys} == {"J05"}
        assert {key.scorer for key in app.desk._proceedings.sheets} == {"J05"}


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_a_sheet_of_thirty_criteria_keeps_its_promises(tmp_path, size):
    many = a_rubric(*(a_criterion(f"k{n}", 1) for n in range(50)), a_criterion("last", 50))
    book = a_jury(tmp_path, rubric=many)
    async with shown(book, "J04", size) as (app, pilot):
        await pilot.press("enter", *"3" * 20)
        keep_promises(app)
        assert "►" in text(app)


async def test_p28_a_bug_prints_no_values_of_variables(tmp_path, monkeypatch):
    class BugError(Exception):
        pass

    def broken(*_):
        number = "3174015501800001"
        raise BugError(number[:0])

    async def stumble():
        async with shown(a_jury(tmp_path), "J04") as (app, pilot):
            seen.append(app)
            monkeypatch.setattr(CandidatesPage, "body", broken)
            app.post_message(Key("down", None))
            await pilot.pause()

    seen = []
    with pytest.raises(BugError):
        await stumble()
    assert seen[0]._exit_renderables == []


async def test_a_visit_without_its_interviews_is_not_called_complete(tmp_path):
    async with shown(an_award(tmp_path), "T01") as (app, pilot):
        await pilot.press("enter")
        assert "! 0 dari sedikitnya 2 wawancara; tekan w" in rows(app)[-2]
        for name in ("Bu Sri", "Pak Made"):
            await pilot.press("w", "end", "enter", *name, "enter", "enter", "enter", "escape")
        assert "√ lengkap" in rows(app)[-2]


async def test_a_wide_window_tells_every_finding_in_full(tmp_path):
    async with shown(an_award(tmp_path), "T01", WIDE) as (app, pilot):
        await pilot.press("enter")
        assert "! Daerah pemasaran" in text(app)
        assert "tiga provinsi · sesuai sebagian" in text(app)
        assert "…" not in text(app)
