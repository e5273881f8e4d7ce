"""What the secretariat does on the screen reaches the book as the commands would."""

from __future__ import annotations

from builders import CATEGORY, STAGE, Ledger, a_mark, a_stage, a_template, a_verdict
from screens import (
    CRITERIA,
    NAMES,
    a_jury,
    an_award,
    nominate,
    rows,
    shown,
    six_criteria,
    text,
    written,
)
from upakarti_tui.domain.book.deeds import Appointed, Confirmed, Filled, Finalised, Ruled, Scheduled
from upakarti_tui.domain.book.entries import SheetKey
from upakarti_tui.domain.book.sheet import sheet
from upakarti_tui.domain.people.candidate import Role, Scorer
from upakarti_tui.storage.books.book import read
from upakarti_tui.workflows.configure import configured
from upakarti_tui.workflows.exchange.pack import pack
from upakarti_tui.workflows.scoring.score import desk
from upakarti_tui.workflows.scoring.submit import submit


def deeds(book, kind):
    return [record.deed for record in read(book).records if isinstance(record.deed, kind)]


async def test_a_book_that_came_back_is_tried_before_it_is_merged(tmp_path):
    book = a_jury(tmp_path / "office", names=("Satu",))
    part = tmp_path / "office" / "J04.jsonl"
    pack(book, "J04", part)
    with desk(part, "J04") as own:
        for name, _, _ in CRITERIA:
            own.mark(own.keys[0], name, "4")
    submit(part, "J04")
    before = book.read_bytes()
    async with shown(book) as (app, pilot):
        await pilot.press("enter", "g", "enter")
        assert "Yang akan digabung" in text(app)
        assert "► Belum" in text(app)
        assert book.read_bytes() == before
        await pilot.press("down", "enter")
        assert "Sudah digabung" in text(app)
        await pilot.press("escape")
        assert "1/1" in text(app)
    assert len(read(book).proceedings.closings) == 1


async def test_a_damaged_book_is_not_merged_and_all_reasons_are_shown(tmp_path):
    book = a_jury(tmp_path / "office")
    (tmp_path / "office" / "bad.jsonl").write_text("not a book\n")
    before = book.read_bytes()
    async with shown(book) as (app, pilot):
        await pilot.press("enter", "g", "enter")
        assert "Tidak dilakukan" in text(app)
        assert "bad.jsonl" in "".join(row.strip() for row in rows(app))
    assert book.read_bytes() == before


async def test_a_conflict_is_decided_with_name_position_minutes_and_reason(tmp_path):
    book = an_award(tmp_path)
    async with shown(book) as (app, pilot):
        await pilot.press("enter", "d")
        assert "► 3  Tunda" in text(app)
        taken = "5" if "1  Pakai 5" in text(app) else "4"
        await pilot.press("1", "enter")
        for words in ("Rina", "Ketua", "BA-1", "bukti dok. 7"):
            await pilot.press(*words, "enter")
        assert "Tidak ada lagi yang perlu diputuskan" in text(app)
    (ruling,) = deeds(book, Ruled)
    assert (ruling.entry.value, ruling.by, ruling.position) == (taken, "Rina", "Ketua")
    assert (ruling.minutes, ruling.reason) == ("BA-1", "bukti dok. 7")


async def test_p29_conflicts_of_a_sealed_stage_are_counted_and_not_shown(tmp_path):
    ledger = Ledger(a_template(a_stage(sealed=True), rubrics=[six_criteria()]))
    nominate(ledger, ["Satu"])
    ledger.add(Appointed(Scorer("J04", "Dr.", Role.JUROR)))
    for device, mark in (("d1", 4), ("d2", 5)):
        ledger.fill(STAGE, "PG-001", "J04", a_mark("motivasi", mark), device=device)
    async with shown(written(ledger, tmp_path)) as (app, pilot):
        await pilot.press("enter", "d")
        assert f"Tahap tersegel {STAGE} menyimpan nilai yang berbeda (1)" in text(app)
        assert "Tidak ada lagi yang perlu diputuskan" not in text(app)
        assert "J04" not in text(app)


async def test_escape_and_postponing_decide_nothing(tmp_path):
    book = an_award(tmp_path)
    before = book.read_bytes()
    async with shown(book) as (_, pilot):
        await pilot.press("enter", "d", "enter", "1", "enter", "escape", "escape")
    assert book.read_bytes() == before


async def test_paper_is_typed_in_a_grid_and_confirmed_by_a_second_person(tmp_path):
    book = a_jury(tmp_path, names=("Satu", "Dua"), confirm_paper=True)
    async with shown(book) as (app, pilot):
        await pilot.press("enter", "e", *"Rina", "enter", *"453452", *"334455")
        assert "Lengkap 2 dari 2" in rows(app)[-2]
        await pilot.press("u", "escape")
        await pilot.press("v", *"Rina", "enter")
        assert rows(app)[-2].startswith(" !")
        await pilot.press("v", *"Budi", "enter")
        assert "2 lembar dicocokkan" in rows(app)[-2]
    assert {filled.typed_by for filled in deeds(book, Filled)} == {"Rina"}
    assert {confirmed.by for confirmed in deeds(book, Confirmed)} == {"Budi"}
    first = sheet(read(book).proceedings, SheetKey(STAGE, "PG-001", "J04"))
    assert [first.mark(name) for name, _, _ in CRITERIA] == [4, 5, 3, 4, 5, 2]


async def test_p29_paper_entry_shows_no_mark_of_a_sealed_stage(tmp_path):
    ledger = Ledger(a_template(a_stage(sealed=True), rubrics=[six_criteria()]))
    nominate(ledger, ["Satu"])
    ledger.add(Appointed(Scorer("J04", "Dr.", Role.JUROR)))
    ledger.sheet(STAGE, "PG-001", "J04", {"motivasi": 4}, submitted=False)
    async with shown(written(ledger, tmp_path)) as (app, pilot):
        await pilot.press("enter", "e", *"Rina", "enter")
        row = next(row for row in rows(app) if "PG-001" in row)
        assert "4" not in row.replace("PG-001", "")
        assert "■" in row


async def test_p29_a_sealed_stage_shows_neither_places_nor_panel(tmp_path):
    book = a_jury(tmp_path, sealed=True)
    async with shown(book) as (app, pilot):
        await pilot.press("enter", "r")
        assert "Prk" not in text(app)
        assert "J04" not in text(app)


async def test_the_order_of_presentation_and_who_presents_are_kept(tmp_path):
    book = a_jury(tmp_path, names=("Satu", "Dua", "Tiga"))
    async with shown(book) as (_, pilot):
        await pilot.press("enter", "m", "down", "minus", "enter", "asterisk")
    stands = read(book).proceedings.stood("scheduled", STAGE, CATEGORY)[0]
    assert isinstance(stands, Scheduled)
    assert stands.order == ("PG-002", "PG-001", "PG-003")
    assert (stands.presenting, stands.discussing) == ("PG-002", True)
    with desk(book, "J04") as own:
        assert [key.candidate for key in own.keys] == ["PG-002", "PG-001", "PG-003"]


async def test_a_setting_is_changed_in_the_book(tmp_path):
    book = a_jury(tmp_path)
    async with shown(book) as (_, pilot):
        await pilot.press("enter", "t", "enter", *"KEMENTERIAN", "enter")
    assert configured(book) == {"letterhead.1": "KEMENTERIAN"}


def a_filled_jury(folder, **options):
    """Write a jury's book in which every sheet is filled and submitted."""
    ledger = Ledger(a_template(a_stage(pass_at=70, **options), rubrics=[six_criteria()]))
    nominate(ledger, NAMES)
    ledger.add(Appointed(Scorer("J04", "Dr. J04", Role.JUROR)))
    for at in range(len(NAMES)):
        marks = {name: 5 - at for name, _, _ in CRITERIA}
        ledger.sheet(STAGE, f"PG-{at + 1:03}", "J04", marks)
    return written(ledger, folder)


async def test_finalising_shows_at_once_what_blocks_it(tmp_path):
    book = a_jury(tmp_path)
    before = book.read_bytes()
    async with shown(book) as (app, pilot):
        await pilot.press("enter", "z")
        assert "Tidak dilakukan" in text(app)
        assert "PG-001" in text(app)
        await pilot.press("escape")
        assert "PANTAUAN" in text(app)
    assert book.read_bytes() == before


async def test_finalising_rests_on_not_yet(tmp_path):
    book = a_filled_jury(tmp_path)
    before = book.read_bytes()
    async with shown(book) as (app, pilot):
        await pilot.press("enter", "z", *"Rina", "enter", *"Ketua", "enter", "enter")
        assert "PANTAUAN" in text(app)
        assert book.read_bytes() == before
        await pilot.press("z", *"Rina", "enter", *"Ketua", "enter", "2", "enter")
        assert "final, versi 1" in rows(app)[-2]
        for key in "zev":
            await pilot.press("down", key)
            assert "sudah final" in rows(app)[-2]
    assert len(deeds(book, Finalised)) == 1


async def test_the_overview_points_at_the_stage_among_all_and_names_the_key_to_the_next(tmp_path):
    async with shown(an_award(tmp_path)) as (app, pilot):
        await pilot.press("enter", "tab")
        assert rows(app)[2].split("►")[1].startswith("· Lapangan")
        assert "Administrasi" in rows(app)[2]
        assert rows(app)[2].rstrip().endswith("Tab: tahap lain")


async def test_the_line_of_the_passing_grade_stands_once_where_the_scores_cross_it(tmp_path):
    """Nor does somebody kept from passing by a recommendation draw another."""
    ledger = Ledger(
        a_template(
            a_stage("lapangan", role=Role.TEAM, recommendation=True, pass_at=60),
            rubrics=[six_criteria()],
        )
    )
    nominate(ledger, NAMES)
    ledger.add(Appointed(Scorer("T01", "Tim", Role.TEAM)))
    for at, verdict in enumerate(("tidak layak", "layak", "tidak layak", "layak")):
        marks = {name: 5 - at for name, _, _ in CRITERIA}
        note = "" if verdict == "layak" else "Bukti lemah"
        ledger.sheet("lapangan", f"PG-{at + 1:03}", "T01", marks, a_verdict(verdict, note))
    async with shown(written(ledger, tmp_path)) as (app, pilot):
        await pilot.press("enter", "r")
        drawn = [row.strip("─► ") for row in rows(app)[3:8]]
        assert [row.split("PG-")[0].strip() for row in drawn] == [
            "1  ×", "2  √", "3  ×", "ambang 60,00 · 3 di atas · 1 di bawah", "4  ×",
        ]  # fmt: skip
        assert "Bukti lemah" in text(app)


async def test_another_order_keeps_the_cursor_on_its_candidate(tmp_path):
    async with shown(an_award(tmp_path)) as (app, pilot):
        await pilot.press("enter", "tab", "tab", "r", "down", "down")
        here = app.screen.here
        await pilot.press("o")
        assert app.screen.here == here
        assert next(row for row in rows(app) if "►" in row).split()[2:4] == ["×", here]


async def test_the_derivation_names_the_stage_and_scrolls_with_every_key(tmp_path):
    async with shown(an_award(tmp_path)) as (app, pilot):
        await pilot.press("enter", "tab", "tab", "r", "j")
        assert rows(app)[0].removesuffix("Sekretariat").rstrip().endswith("· Penjurian")
        assert "►" not in "".join(row[:3] for row in rows(app))
        before = rows(app)[3]
        await pilot.press("down")
        assert rows(app)[2] == before
        assert "not_final" not in text(app)
        await pilot.press("up")
        assert rows(app)[3] == before


async def test_documents_are_told_by_their_place(tmp_path):
    book = a_filled_jury(tmp_path)
    async with shown(book) as (app, pilot):
        await pilot.press("enter", "x")
        await pilot.pause()
        assert "exports/recap-penjurian" in rows(app)[-2]
    assert [path.suffix for path in (tmp_path / "exports").iterdir()] == [".xlsx"]


async def test_the_overview_shows_counts_and_no_mark(tmp_path):
    book = an_award(tmp_path)
    async with shown(book) as (app, pilot):
        await pilot.press("enter", "tab", "tab")
        assert "3/4" in text(app)
        assert "," not in "".join(rows(app)[3:6])


async def test_a_copy_is_made_and_compared(tmp_path):
    book = a_jury(tmp_path / "office")
    stick = tmp_path / "stick"
    stick.mkdir()
    async with shown(book) as (app, pilot):
        await pilot.press("enter", "s", *str(stick), "enter")
        assert "Disalin dan dicocokkan" in rows(app)[-2]
    (copy,) = stick.iterdir()
    assert copy.read_bytes() == book.read_bytes()
