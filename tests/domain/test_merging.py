from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from builders import CATEGORY, STAGE, Ledger, a_mark, a_stage, a_template
from upakarti_tui.domain.book.deeds import (
    Filled,
    Founded,
    Nominated,
    Opened,
    Packed,
    Revealed,
    Ruled,
)
from upakarti_tui.domain.book.entries import Part, SheetKey
from upakarti_tui.domain.book.merging import (
    Class,
    after_opening,
    conflicting,
    findings,
    foreign,
    forks,
    gaps,
    union,
)
from upakarti_tui.domain.book.proceedings import read
from upakarti_tui.domain.book.records import Record
from upakarti_tui.domain.book.stamp import Stamp
from upakarti_tui.domain.people.candidate import Candidate

KEY = SheetKey(STAGE, "PG-001", "j1")


def a_ledger() -> Ledger:
    ledger = Ledger()
    ledger.candidates("PG-001", "PG-002")
    ledger.scorers("j1", "j2")
    return ledger


def records_of(*marks: tuple[str, int]) -> list[Record]:
    ledger = a_ledger()
    for device, mark in marks:
        ledger.fill(STAGE, "PG-001", "j1", a_mark("a", mark), device=device)
    return ledger.records


RECORDS = records_of(*((f"d{n % 3}", n % 5 + 1) for n in range(12)))
books = st.lists(st.sampled_from(RECORDS), max_size=16)


@given(books, books, books)
def test_p12_merging_is_a_union(one, two, three):
    assert union(one, two) == union(two, one)
    assert union(union(one, two), three) == union(one, union(two, three))
    assert union(one, one) == union(one)
    assert set(union(one, two)) == {*one, *two}


@given(st.permutations(RECORDS))
def test_p12_what_is_found_does_not_depend_on_the_order(order):
    assert findings(read(order)) == findings(read(RECORDS))


def test_the_founding_comes_first_then_author_device_and_number():
    ordered = union(reversed(RECORDS))
    assert isinstance(ordered[0].deed, Founded)
    places = [x.place for x in ordered[1:]]
    assert places == sorted(places)


def test_two_templates_or_two_foundings_do_not_go_together():
    one, two = a_ledger().records, Ledger(a_template(a_stage(quota=3))).records
    assert foreign(one) == ()
    same = [
        Record("0" * 64, "c" * 32, "secretariat", "d9", 1, "", "", one[0].deed),
        *one,
    ]
    assert [f.kind for f in foreign(same)] == [Class.OTHER_BOOK]
    other = [
        Record(
            "0" * 64, "c" * 32, "secretariat", "d9", 1, "", "", Founded(two[0].deed.template, "e")
        ),
        *one,
    ]
    assert [f.kind for f in foreign(other)] == [Class.OTHER_TEMPLATE]


def test_every_cell_with_two_values_is_found():
    proceedings = read(records_of(("d1", 1), ("d2", 2)))
    assert list(conflicting(proceedings)) == [(KEY, (Part.MARK, "a"))]
    (found,) = findings(proceedings)
    assert (found.kind, found.where) == (Class.CONFLICT, f"{STAGE}/PG-001/j1/a")
    assert str(found.what).endswith("1 · 2")
    assert len(found.records) == 2


# --- forks ---------------------------------------------------------------------------------


def forked(*deeds):
    """Let a scorer's device be cloned, each copy doing one thing as its first."""
    ledger = a_ledger()
    sides = [
        Record(f"{n}" * 64, "b" * 32, "j1", "d1", 1, "", "", deed)
        for n, deed in enumerate(deeds, start=1)
    ]
    ledger.records += sides
    return ledger, sides


def test_two_records_of_one_number_are_a_fork_whatever_they_say():
    deed = Filled(KEY, (a_mark("a", 1),))
    ledger, sides = forked(deed, deed)
    (found,) = forks(ledger.records)
    assert (found.kind, found.where) == (Class.FORK, "j1/d1/1")
    assert found.records == tuple(x.id for x in sides)


def test_a_fork_is_settled_once_every_cell_of_its_records_is_decided_anew():
    two = (a_mark("a", 1), a_mark("b", 1))
    ledger, sides = forked(Filled(KEY, two), Filled(KEY, two[:1]))
    ids = tuple(x.id for x in sides)
    ledger.add(Ruled(KEY, a_mark("a", 3), "Budi", "Ketua", "1", "x", ids))
    assert len(forks(ledger.records)) == 1
    ledger.add(Filled(KEY, (a_mark("b", 3),), ids), "j1", "d2")
    assert forks(ledger.records) == ()


def test_a_fork_about_no_cell_is_settled_by_whatever_replaces_it():
    candidate = Candidate("PG-001", CATEGORY, "Siti")
    ledger, sides = forked(Nominated(candidate), Revealed("PG-001", "x", "y"))
    ids = tuple(x.id for x in sides)
    assert len(forks(ledger.records)) == 1
    ledger.add(Nominated(candidate, ids))
    assert forks(ledger.records) == ()


# --- gaps ----------------------------------------------------------------------------------


def test_a_record_that_is_missing_in_the_middle_is_a_gap():
    records = records_of(("d1", 1), ("d1", 2), ("d1", 3))
    without = [x for x in records if x.place != ("j1", "d1", 2)]
    (found,) = gaps(without)
    assert (found.kind, found.where) == (Class.GAP, "j1/d1/2")
    assert gaps(records) == ()


def test_a_record_whose_predecessor_is_another_one_is_a_gap():
    records = records_of(("d1", 1), ("d1", 2))
    records[-2] = Record("0" * 64, "b" * 32, "j1", "d1", 1, "", "", records[-2].deed)
    assert [found.where for found in gaps(records)] == ["j1/d1/1"]


def test_two_records_after_one_missing_are_one_gap():
    records = records_of(("d1", 1), ("d1", 2))
    clone = Record("0" * 64, "b" * 32, "j1", "d1", 2, "1" * 64, "", records[-1].deed)
    assert len(gaps([*records[:-2], records[-1], clone])) == 1


def test_a_part_lacks_records_of_the_secretariat_by_intent():
    ledger = a_ledger()
    ledger.add(Packed("j1", (("secretariat", "d1", "1,3-5"),), ""))
    part = [x for x in ledger.records if x.seq != 2]
    assert gaps(part) == ()
    # Whoever holds more of the secretariat's than was handed out should hold it all.
    ledger.add(Revealed("PG-001", "x", "y"))
    assert len(gaps([x for x in ledger.records if x.seq != 2])) == 1


# --- after opening -----------------------------------------------------------------------


def test_what_comes_after_the_opening_is_told():
    ledger = a_ledger()
    ledger.fill(STAGE, "PG-001", "j1", a_mark("a", 1))
    assert after_opening(ledger.proceedings, STAGE) == ()
    ledger.add(Opened(STAGE, "Ani", (), ledger.proceedings.stamp()))
    assert after_opening(ledger.proceedings, STAGE) == ()
    later = ledger.fill(STAGE, "PG-002", "j1", a_mark("a", 1))
    assert after_opening(ledger.proceedings, STAGE) == (later,)
    assert [found.kind for found in findings(ledger.proceedings)] == [Class.AFTER_OPENING]
    assert not Stamp(()).covers(later.place)
