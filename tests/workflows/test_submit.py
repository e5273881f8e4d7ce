from __future__ import annotations

import re

import pytest

from builders import STAGE, a_stage, a_template
from offices import Office
from upakarti_tui.domain.book.deeds import Assigned, Enrolled, Finalised, Submitted
from upakarti_tui.domain.book.entries import Entry, Part, SheetKey, State
from upakarti_tui.domain.book.records import SECRETARIAT
from upakarti_tui.domain.book.stamp import Stamp
from upakarti_tui.domain.people.candidate import Assignment
from upakarti_tui.domain.programme.template import Fact
from upakarti_tui.errors import NotAllowedError, OpenItemsError, UsageError
from upakarti_tui.storage.books import book
from upakarti_tui.storage.books.keyring import Keyring
from upakarti_tui.workflows.scoring.submit import send_back, submit


@pytest.fixture
def office(tmp_path):
    return Office(tmp_path)


@pytest.fixture
def part(office):
    return office.hand_out()["j1"]


def test_complete_sheets_are_closed_and_sixteen_digits_told(office, part):
    told = office.complete(part, "j1")
    assert re.fullmatch("[0-9]{16}", told.fingerprint)
    assert told.closed == tuple(SheetKey(STAGE, x, "j1") for x in office.candidates)
    assert set(book.read(part).proceedings.closings) == set(told.closed)


def test_submitting_again_closes_nothing_and_tells_the_same_digits(office, part):
    first = office.complete(part, "j1")
    before = part.read_bytes()
    again = office.submit(part, "j1")
    assert (again.fingerprint, again.closed, again.sheets) == (first.fingerprint, (), 2)
    assert part.read_bytes() == before


def test_other_marks_give_other_digits(tmp_path):
    told = set()
    for mark in (1, 2, 3):
        office = Office(tmp_path / str(mark))
        told.add(office.complete(office.hand_out()["j1"], "j1", mark).fingerprint)
    assert len(told) == 3


def test_the_closing_counts_what_came_before_it(office, part):
    office.complete(part, "j1")
    read = book.read(part)
    own = [x for x in read.records if x.author == "j1"]
    closing = own[-1]
    assert isinstance(closing.deed, Submitted)
    assert (closing.deed.count, closing.deed.head) == (closing.seq - 1, own[-2].id)
    assert Keyring(read.records).is_genuine(closing)


def test_the_key_is_enrolled_once(office, part):
    office.complete(part, "j1")
    office.merge(part)
    with office.at("office"):
        send_back(office.path, "j1", STAGE, None, "Ani", "salah")
    office.merge(office.hand_out("again")["j1"], into=part)
    office.submit(part, "j1")
    enrolled = [x for x in book.read(part).records if isinstance(x.deed, Enrolled)]
    assert [(x.author, x.deed.scorer) for x in enrolled] == [("j1", "j1")]


def test_gaps_are_named_and_nothing_is_closed(office, part):
    office.fill(part, "j1", "PG-001", {"a": 4})
    before = part.read_bytes()
    with pytest.raises(OpenItemsError) as error:
        office.submit(part, "j1")
    told = [str(x) for x in error.value.messages]
    assert told[:2] == ["penjurian/PG-001: missing: b", "penjurian/PG-002: not begun"]
    assert part.read_bytes() == before


def test_a_cell_with_two_values_is_named(office, part):
    office.complete(part, "j1")
    other = office.hand_out("other")["j1"]
    for path, machine in ((part, "j1"), (other, "laptop")):
        office.fill(path, "j1", "PG-001", {"a": 1 if machine == "j1" else 5}, machine=machine)
    office.merge(part, other)
    with office.at("office"):
        send_back(office.path, "j1", STAGE, None, "Ani", "salah")
    with pytest.raises(OpenItemsError, match="two different values"):
        office.submit(office.path, "j1")


def test_a_whole_sheet_abstained_can_be_closed(office, part):
    office.fill(part, "j1", "PG-001", {"a": 4, "b": 4})
    office.fill(part, "j1", "PG-002", {}, Entry(Part.SHEET, "", State.ABSTAINED, note="kerabat"))
    assert office.submit(part, "j1").sheets == 2


def test_a_part_is_submitted_by_its_scorer_alone(office, part):
    with pytest.raises(NotAllowedError, match="j1"):
        office.submit(part, "j2")
    with pytest.raises(NotAllowedError):
        office.submit(part, "nobody")


def test_submitting_works_in_the_main_book(office):
    office.complete(office.path, "j1")
    assert len(book.read(office.path).proceedings.closings) == 2
    with pytest.raises(UsageError):
        office.submit(office.path, "nobody")


def test_stages_are_closed_together_or_one_by_one(tmp_path):
    template = a_template(a_stage("satu"), a_stage("dua"), facts=[Fact("mitra", "Mitra")])
    office = Office(tmp_path, template)
    part = office.hand_out()["j1"]
    for candidate in office.candidates:
        office.fill(part, "j1", candidate, {"a": 4, "b": 4}, stage="satu")
    with pytest.raises(OpenItemsError, match="dua/PG-001: not begun"):
        office.submit(part, "j1")
    one = office.submit(part, "j1", "satu")
    assert one.stages == ("satu",)
    for candidate in office.candidates:
        office.fill(part, "j1", candidate, {"a": 4, "b": 4}, stage="dua")
    both = office.submit(part, "j1")
    assert (both.stages, both.sheets, len(both.closed)) == (("satu", "dua"), 4, 2)
    assert office.submit(part, "j1", "satu").fingerprint == one.fingerprint


def test_a_scorer_without_sheets_is_told(office):
    office.add(Assigned((Assignment(STAGE, "PG-001", "j1"),)))
    with pytest.raises(OpenItemsError, match="no sheets"):
        office.submit(office.path, "j2")


def test_an_unknown_stage_is_answered_with_the_nearest(office, part):
    with pytest.raises(UsageError, match="penjurian"):
        office.submit(part, "j1", "penjurain")


def finalised(office):
    stamp = book.read(office.path).proceedings.stamp()
    office.add(Finalised(STAGE, "Ani", "Ketua", 1, stamp, "d" * 64))


def test_p20_a_final_stage_takes_no_closing_and_sends_nothing_back(office):
    office.complete(office.path, "j1")
    finalised(office)
    with pytest.raises(NotAllowedError, match="final"):
        office.submit(office.path, "j1", STAGE)
    with office.at("office"), pytest.raises(NotAllowedError, match="final"):
        send_back(office.path, "j1", STAGE, None, "Ani", "salah")
    before = office.path.read_bytes()
    assert office.submit(office.path, "j1").closed == ()
    assert office.submit(office.path, "j2").closed == ()
    assert office.path.read_bytes() == before


# --- sending back -----------------------------------------------------------------------


def test_a_sheet_sent_back_is_open_and_the_others_stay_closed(office, part):
    first = office.complete(part, "j1")
    office.merge(part)
    with office.at("office"):
        back = send_back(office.path, "j1", STAGE, ["PG-002"], "Ani", "salah")
    assert back == (SheetKey(STAGE, "PG-002", "j1"),)
    assert set(book.read(office.path).proceedings.closings) == {SheetKey(STAGE, "PG-001", "j1")}
    again = office.hand_out("again")["j1"]
    office.fill(again, "j1", "PG-002", {"a": 1})
    second = office.submit(again, "j1")
    assert second.closed == back
    assert second.fingerprint != first.fingerprint
    office.merge(again)
    proceedings = book.read(office.path).proceedings
    assert len(proceedings.closings) == 2
    assert proceedings.late == ()


def test_all_closed_sheets_are_sent_back_when_none_is_named(office):
    office.complete(office.path, "j1")
    with office.at("office"):
        assert len(send_back(office.path, "j1", STAGE, None, "Ani", "salah")) == 2
    with office.at("office"), pytest.raises(UsageError, match="not submitted"):
        send_back(office.path, "j1", STAGE, None, "Ani", "salah")
    with office.at("office"), pytest.raises(UsageError, match="PG-001"):
        send_back(office.path, "j1", STAGE, ["PG-001"], "Ani", "salah")


def test_only_the_secretariat_sends_back(office, part):
    office.complete(part, "j1")
    with office.at("j1"), pytest.raises(NotAllowedError):
        send_back(part, "j1", STAGE, None, "Ani", "salah")


def test_a_mark_after_the_closing_is_kept_and_does_not_count(office, part):
    office.complete(part, "j1", 4)
    office.fill(part, "j1", "PG-001", {"a": 1})
    proceedings = book.read(part).proceedings
    assert [x.deed.entries[0].value for x in proceedings.late] == ["1"]
    assert office.marks(part)["PG-001", "j1", "a"] == {"4"}
    assert proceedings.stamp() != Stamp(())
    assert SECRETARIAT not in proceedings.scorers
    with office.at("j1"):
        assert submit(part, "j1").closed == ()
