"""The desk: every entry on disk before the next, nothing changed in place, nothing of others."""

from __future__ import annotations

import pytest

from builders import STAGE
from offices import Office
from offices import an_award as an_open_award
from screens import CRITERIA, a_jury, an_award
from upakarti_tui.domain.book.deeds import Filled, Finalised
from upakarti_tui.domain.book.entries import Entry, InterestKind, Part, SheetKey, State
from upakarti_tui.domain.book.sheet import INTEREST, SheetState, sheet
from upakarti_tui.errors import FileError, NotAllowedError, RefusedError, UsageError
from upakarti_tui.storage.books.book import read, writing
from upakarti_tui.workflows.exchange.open_stage import open_stage
from upakarti_tui.workflows.exchange.pack import pack
from upakarti_tui.workflows.scoring.score import desk
from upakarti_tui.workflows.scoring.submit import submit

FIRST = SheetKey(STAGE, "PG-001", "J04")


def filled(book):
    return [record for record in read(book).records if isinstance(record.deed, Filled)]


def test_opening_a_desk_writes_nothing(tmp_path):
    book = a_jury(tmp_path)
    before = book.read_bytes()
    with desk(book, "J04") as own:
        assert own.progress().asked == 4
    assert book.read_bytes() == before


def test_a_mark_supersedes_what_its_scorer_saw(tmp_path):
    book = a_jury(tmp_path)
    with desk(book, "J04") as own:
        first = own.mark(FIRST, "hasil", "4").record
        second = own.mark(FIRST, "hasil", "5").record
    assert [record.id for record in filled(book)] == [first.id, second.id]
    assert second.deed.supersedes == (first.id,)


def test_a_further_mark_ends_the_scorers_own_conflict(tmp_path):
    book = an_award(tmp_path)
    torn = SheetKey(STAGE, "PG-004", "J04")
    with desk(book, "J04") as own:
        assert own.state(torn) is SheetState.CONFLICT
        own.mark(torn, "hasil", "3")
        assert own.state(torn) is SheetState.BLANK
        with pytest.raises(NotAllowedError):
            own.undo()
    assert sheet(read(book).proceedings, torn).mark("hasil") == 3


def test_a_note_keeps_the_mark_and_a_mark_keeps_the_note(tmp_path):
    book = a_jury(tmp_path)
    with desk(book, "J04") as own:
        own.mark(FIRST, "hasil", "4")
        own.write_note(FIRST, (Part.MARK, "hasil"), "bukti")
        own.mark(FIRST, "hasil", "5")
    entry = read(book).proceedings.sheets[FIRST][Part.MARK, "hasil"].entry
    assert (entry.value, entry.note) == ("5", "bukti")


def test_undo_takes_back_everything_that_was_done_in_turn(tmp_path):
    book = a_jury(tmp_path)
    with desk(book, "J04") as own:
        own.mark(FIRST, "hasil", "4")
        own.abstain(FIRST, "sakit")
        own.mark(FIRST, "hasil", "5")
        undone = [own.undo() for _ in range(3)]
        assert own.undo() is None
        assert own.state(FIRST) is SheetState.UNBEGUN
    assert all(undone)
    assert len(filled(book)) == 6


def test_a_declaration_is_not_undone_in_passing(tmp_path):
    book = a_jury(tmp_path, interests=True)
    with desk(book, "J04") as own:
        own.declare(FIRST, InterestKind.FAMILY, "saudara")
        assert own.undo() is None
        own.declare(FIRST, None)
        assert own.sheet(FIRST).state_of((Part.INTEREST, "")) is State.NO_INTEREST


def test_no_mark_is_taken_before_the_declaration(tmp_path):
    with desk(a_jury(tmp_path, interests=True), "J04") as own, pytest.raises(NotAllowedError):
        own.mark(FIRST, "hasil", "4")


@pytest.mark.parametrize("typed", ["6", "0", "4.5", "4e0", "４", "", " 4", "nan"])
def test_what_is_no_mark_of_the_scale_changes_nothing(tmp_path, typed):
    book = a_jury(tmp_path)
    before = book.read_bytes()
    with desk(book, "J04") as own, pytest.raises(RefusedError):
        own.mark(FIRST, "hasil", typed)
    assert book.read_bytes() == before


def test_a_submitted_sheet_takes_nothing_and_undo_stops_at_it(tmp_path):
    book = a_jury(tmp_path, names=("Satu",))
    with desk(book, "J04") as own:
        for name, _, _ in CRITERIA:
            own.mark(FIRST, name, "4")
    submit(book, "J04")
    before = book.read_bytes()
    with desk(book, "J04") as own:
        with pytest.raises(NotAllowedError):
            own.mark(FIRST, "hasil", "5")
        with pytest.raises(NotAllowedError):
            own.undo()
    assert book.read_bytes() == before


def test_p20_a_final_stage_takes_nothing(tmp_path):
    book = a_jury(tmp_path)
    with writing(book, "secretariat") as opened:
        stamp = opened.proceedings.stamp()
        opened.add(Finalised(STAGE, "Rina", "Ketua", 1, stamp, "0" * 64))
    before = book.read_bytes()
    with desk(book, "J04") as own:
        for key in own.keys:
            with pytest.raises(NotAllowedError):
                own.mark(key, "hasil", "5")
            with pytest.raises(NotAllowedError):
                own.abstain(key, "sakit")
    assert book.read_bytes() == before


def test_a_handed_out_book_opens_for_its_scorer_only(tmp_path):
    book = a_jury(tmp_path / "office")
    part = tmp_path / "J04.jsonl"
    pack(book, "J04", part)
    with pytest.raises(NotAllowedError), desk(part, "J05"):
        pass
    with desk(part, "J04") as own:
        assert {key.scorer for key in own.keys} == {"J04"}


def test_p29_sealed_marks_from_elsewhere_open_in_the_book_handed_out_alone(tmp_path):
    office = Office(tmp_path, an_open_award(sealed=True))
    part = office.hand_out()["j1"]
    office.fill(part, "j1", "PG-001", {"a": 4})
    office.merge(part)
    before = office.path.read_bytes()
    with (
        office.at("office"),
        pytest.raises(NotAllowedError, match=f"sealed stage {STAGE} elsewhere"),
        desk(office.path, "j1"),
    ):
        pass
    assert office.path.read_bytes() == before
    with office.at("j1"), desk(part, "j1") as own:
        assert own.sheet(SheetKey(STAGE, "PG-001", "j1")).mark("a") == 4
    with office.at("office"):
        open_stage(office.path, STAGE, "Ani", [("j1", "sakit"), ("j2", "sakit")])
        with desk(office.path, "j1") as own:
            assert own.sheet(SheetKey(STAGE, "PG-001", "j1")).mark("a") == 4


def test_whoever_has_only_declared_elsewhere_fills_sealed_sheets_in_the_main_book(tmp_path):
    office = Office(tmp_path, an_open_award(sealed=True, interests=True))
    part = office.hand_out()["j1"]
    office.fill(part, "j1", "PG-001", {}, Entry(*INTEREST, State.NO_INTEREST))
    office.merge(part)
    with office.at("office"):
        for mark in "34":
            with desk(office.path, "j1") as own:
                own.mark(SheetKey(STAGE, "PG-001", "j1"), "a", mark)


def test_an_unknown_scorer_is_answered_with_the_nearest(tmp_path):
    with pytest.raises(UsageError, match="J04"), desk(a_jury(tmp_path), "J4"):
        pass


def test_p08_a_second_desk_on_the_same_book_is_refused(tmp_path):
    book = a_jury(tmp_path)
    with desk(book, "J04"), pytest.raises(FileError), desk(book, "J05"):
        pass


def test_a_sheet_that_is_not_ones_own_takes_nothing(tmp_path):
    with desk(a_jury(tmp_path), "J04") as own, pytest.raises(NotAllowedError):
        own.mark(FIRST._replace(scorer="J05"), "hasil", "4")
