from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import STAGE, Ledger, a_mark, a_stage, a_template
from upakarti_tui.domain.book import proceedings as derived
from upakarti_tui.domain.book.cells import Sheets, entries_of, held, sheets
from upakarti_tui.domain.book.deeds import (
    Disqualified,
    Filled,
    Finalised,
    Reopened,
    Returned,
    Ruled,
)
from upakarti_tui.domain.book.entries import Part, SheetKey
from upakarti_tui.domain.book.plain_marks import PlainMarks

KEY = SheetKey(STAGE, "PG-001", "j1")
A = (Part.MARK, "a")


@pytest.fixture
def ledger():
    ledger = Ledger()
    ledger.candidates("PG-001", "PG-002")
    ledger.scorers("j1", "j2")
    return ledger


def test_what_nothing_supersedes_stands(ledger):
    one = ledger.fill(STAGE, "PG-001", "j1", a_mark("a", 1))
    two = ledger.fill(STAGE, "PG-001", "j1", a_mark("a", 2), supersedes=[one])
    there = ledger.proceedings.sheets[KEY][A]
    assert [head.record for head in there.heads] == [two]
    assert (there.conflict, there.entry.value) == (False, "2")


def test_the_same_value_twice_is_agreed_and_another_is_a_conflict(ledger):
    for device, mark in (("d1", 1), ("d2", 1)):
        ledger.fill(STAGE, "PG-001", "j1", a_mark("a", mark, device), device=device)
    assert not ledger.proceedings.sheets[KEY][A].conflict
    ledger.fill(STAGE, "PG-001", "j1", a_mark("a", 2), device="d3")
    there = ledger.proceedings.sheets[KEY][A]
    assert (there.conflict, there.entry, len(there.heads)) == (True, None, 3)


def test_superseding_one_cell_leaves_the_others_of_that_record(ledger):
    both = ledger.fill(STAGE, "PG-001", "j1", a_mark("a", 1), a_mark("b", 1))
    ledger.fill(STAGE, "PG-001", "j1", a_mark("a", 2), supersedes=[both])
    cells = ledger.proceedings.sheets[KEY]
    assert {item: there.entry.value for (_, item), there in cells.items()} == {"a": "2", "b": "1"}


def test_a_ruling_puts_its_entry_in_the_cell(ledger):
    sides = [
        ledger.fill(STAGE, "PG-001", "j1", a_mark("a", mark), device=f"d{mark}") for mark in (1, 2)
    ]
    ids = tuple(sorted(x.id for x in sides))
    ledger.add(Ruled(KEY, a_mark("a", 3), "Budi", "Ketua", "1", "x", ids))
    assert ledger.proceedings.sheets[KEY][A].entry.value == "3"


def test_a_row_of_plain_marks_holds_what_its_entries_hold(ledger):
    plain = Filled(KEY, PlainMarks(("a", "b"), ("4", "5")))
    said = Filled(KEY, (a_mark("a", 4), a_mark("b", 5)))
    record = ledger.add(plain, "j1")
    cells, same = (sheets([dataclasses.replace(record, deed=x)])[KEY] for x in (plain, said))
    assert len(cells) == len(same)
    assert list(cells) == list(same)
    for cell in same:
        assert cells[cell].entry == same[cell].entry
        assert cells.get(cell) is not None
    for other in ((Part.MARK, "c"), (Part.INTEREST, "")):
        assert cells.get(other) is None
        with pytest.raises(KeyError):
            cells[other]


def test_sheets_of_several_records_are_the_shared_ones(ledger):
    ledger.fill(STAGE, "PG-001", "j1", a_mark("a", 1))
    ledger.fill(STAGE, "PG-001", "j1", a_mark("b", 1))
    ledger.fill(STAGE, "PG-002", "j1", a_mark("a", 1))
    assert ledger.proceedings.sheets.shared() == (KEY,)


def test_a_deed_about_no_cell_has_no_entries(ledger):
    assert entries_of(ledger.records[0]) == ()
    assert held(()).heads == ()


def test_a_sheet_that_holds_nothing_is_not_there(ledger):
    ledger.fill(STAGE, "PG-001", "j1", a_mark("a", 1))
    found = sheets(ledger.records)
    assert (KEY in found, len(found), list(found)) == (True, 1, [KEY])
    assert SheetKey(STAGE, "PG-002", "j1") not in found
    assert found.records(SheetKey(STAGE, "PG-002", "j1")) == ()
    assert found[KEY] is found[KEY]
    with pytest.raises(KeyError):
        found[SheetKey(STAGE, "PG-002", "j1")]


marks = st.lists(
    st.tuples(st.sampled_from("12"), st.sampled_from(["PG-001", "PG-002"]), st.integers(1, 5)),
    max_size=8,
)


@given(marks, st.booleans())
def test_records_added_one_by_one_say_the_same_as_read_at_once(script, final):
    ledger = Ledger(a_template(a_stage(), a_stage("other")))
    ledger.candidates("PG-001", "PG-002")
    ledger.scorers("j1", "j2")
    if final:
        ledger.add(Finalised(STAGE, "Ani", "Ketua", 1, ledger.proceedings.stamp(), "d" * 64))
    so_far = ledger.proceedings
    for number, candidate, mark in script:
        record = ledger.fill(STAGE, candidate, f"j{number}", a_mark("a", mark))
        so_far = derived.added(so_far, record)
        if mark == 5:
            record = ledger.submit(STAGE, f"j{number}", candidate)
            so_far = derived.added(so_far, record)
    assert so_far == ledger.proceedings


def test_proceedings_with_sheets_of_another_kind_are_read_anew(ledger):
    plain = dataclasses.replace(ledger.proceedings, sheets={})
    record = ledger.fill(STAGE, "PG-001", "j1", a_mark("a", 1))
    later = derived.added(plain, record)
    assert isinstance(later.sheets, Sheets)
    assert later == ledger.proceedings


# --- closings and finals -------------------------------------------------------------------


def test_a_returned_sheet_is_open_until_it_is_closed_again(ledger):
    closed = ledger.sheet(STAGE, "PG-001", "j1", {"a": 1, "b": 1}, submitted=False)
    assert ledger.proceedings.closings == {}
    closed = ledger.submit(STAGE, "j1", "PG-001", "PG-002")
    assert set(ledger.proceedings.closings) == {KEY, KEY._replace(candidate="PG-002")}
    ledger.add(Returned("j1", STAGE, ("PG-001",), "Ani", "x", (closed.id,)))
    assert set(ledger.proceedings.closings) == {KEY._replace(candidate="PG-002")}


def test_a_reopened_stage_is_final_no_more(ledger):
    stamp = ledger.proceedings.stamp()
    final = ledger.add(Finalised(STAGE, "Ani", "Ketua", 1, stamp, "d" * 64))
    late = ledger.fill(STAGE, "PG-001", "j1", a_mark("a", 1))
    assert ledger.proceedings.final(STAGE) == final.deed
    assert ledger.proceedings.late == (late,)
    ledger.add(Reopened(STAGE, "Ani", "x", (final.id,)))
    assert ledger.proceedings.final(STAGE) is None
    assert ledger.proceedings.late == ()


def test_records_without_a_founding_are_no_book(ledger):
    with pytest.raises(ValueError, match="founds"):
        derived.read([x for x in ledger.records if isinstance(x.deed, Disqualified)])
