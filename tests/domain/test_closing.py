from __future__ import annotations

import dataclasses

from builders import STAGE, Ledger, a_mark
from upakarti_tui.domain.book.closing import (
    Commitment,
    closing,
    commitments,
    slip,
    slips,
    unfinished,
)
from upakarti_tui.domain.book.deeds import Disqualified, Returned, Ruled
from upakarti_tui.domain.book.entries import SheetKey
from upakarti_tui.domain.book.proceedings import read
from upakarti_tui.domain.book.records import Record
from upakarti_tui.domain.scoring.recounting import fits

KEYS = [SheetKey(STAGE, name, "j1") for name in ("PG-001", "PG-002")]


def closed():
    ledger = Ledger()
    ledger.candidates("PG-001", "PG-002")
    ledger.scorers("j1", "j2")
    ledger.add(Ruled(KEYS[0], a_mark("a", 2), "Budi", "Ketua", "1", "x"))
    for key in KEYS:
        ledger.fill(STAGE, key.candidate, "j1", a_mark("b", 3))
    last = ledger.fill(STAGE, "PG-002", "j1", a_mark("a", 4))
    deed = closing(ledger.proceedings, "j1", STAGE, KEYS, last)
    return ledger, ledger.add(deed, "j1")


def test_a_closing_names_its_sheets_and_counts_what_came_before():
    ledger, record = closed()
    deed = record.deed
    assert (deed.candidates, deed.count) == (("PG-001", "PG-002"), 3)
    assert deed.head == ledger.records[-2].id
    assert deed.stamp.seen == (("j1", "d1", 3), ("secretariat", "d1", 6))


def test_the_first_thing_somebody_does_may_be_closing():
    ledger = Ledger()
    deed = closing(ledger.proceedings, "j1", STAGE, [], None)
    assert (deed.count, deed.head) == (0, "")


def test_a_closing_fits_what_it_closed_whatever_came_later():
    ledger, record = closed()
    assert fits(ledger.proceedings, record, record.deed)
    ledger.fill(STAGE, "PG-001", "j1", a_mark("a", 1))
    ledger.fill(STAGE, "PG-001", "j1", a_mark("a", 1), device="d2")
    ledger.add(Disqualified("PG-001", STAGE, "2024-11-21", "x"))
    assert fits(ledger.proceedings, record, record.deed)


def test_a_clone_of_the_device_does_not_unfit_the_closing():
    ledger, record = closed()
    clone = ledger.records[-3]
    ledger.records.append(dataclasses.replace(clone, id="0" * 64))
    assert fits(ledger.proceedings, record, record.deed)


def test_a_closing_does_not_fit_when_something_is_gone_or_changed():
    ledger, record = closed()
    for gone in ledger.records[-4:-1]:
        rest = read(x for x in ledger.records if x is not gone)
        assert not fits(rest, record, record.deed)
    for change in ({"count": 2}, {"head": "0" * 64}, {"root": "0" * 64}):
        assert not fits(ledger.proceedings, record, dataclasses.replace(record.deed, **change))


def test_sixteen_digits_tell_sets_of_closings_apart():
    def named(name):
        return Record(name * 64, "b", "j1", "d1", 1, "", "", closed()[1].deed)

    one, two = named("1"), named("2")
    assert slip([one, two]) == slip([two, one])
    assert len({slip([one]), slip([two]), slip([one, two]), slip([])}) == 4
    assert all(len(slip([x])) == 16 and slip([x]).isdigit() for x in (one, two))


def test_slips_are_told_by_scorer_and_stage():
    ledger, record = closed()
    assert slips(ledger.records) == (("j1", STAGE, slip([record])),)
    assert slips(ledger.records[:-1]) == ()


def test_p15_a_book_cut_back_to_an_earlier_closing_has_another_number():
    ledger, first = closed()
    back = Returned("j1", STAGE, ("PG-001", "PG-002"), "Budi", "salah", (first.id,))
    ledger.add(back)
    last = ledger.fill(STAGE, "PG-002", "j1", a_mark("a", 5))
    second = ledger.add(closing(ledger.proceedings, "j1", STAGE, KEYS, last), "j1")
    ((*_, digits),) = slips(ledger.records)
    assert digits == slip([second])
    assert slips(x for x in ledger.records if x.author != "j1" or x.seq <= first.seq) == ()
    assert slips(ledger.records[: ledger.records.index(first) + 1])[0][2] != digits


def test_what_has_gaps_cannot_be_closed():
    ledger, _ = closed()
    ledger.records.pop()
    assert [x.key for x in unfinished(read(ledger.records), KEYS)] == []
    ledger.records.pop()
    assert [x.key for x in unfinished(read(ledger.records), KEYS)] == [KEYS[1]]


def test_commitments_tell_counts_and_no_mark():
    ledger, record = closed()
    deed = record.deed
    assert commitments(ledger.proceedings, STAGE) == (
        Commitment("j1", STAGE, 2, deed.count, deed.head, deed.root),
    )
    assert commitments(ledger.proceedings, "other") == ()
