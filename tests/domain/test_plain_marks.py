"""An ordinary sheet, kept in less room, says and counts exactly what it would say at length."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import STAGE, Ledger, a_criterion, a_mark, a_rubric, a_scale, a_stage, a_template
from generated import a_book
from upakarti_tui.domain.book.admissible import inadmissible
from upakarti_tui.domain.book.cells import PlainCells
from upakarti_tui.domain.book.deeds import Filled, Submitted
from upakarti_tui.domain.book.entries import Entry, Part, SheetKey, State
from upakarti_tui.domain.book.merging import findings
from upakarti_tui.domain.book.plain_marks import PlainMarks, PlainRow
from upakarti_tui.domain.book.proceedings import read
from upakarti_tui.domain.book.sheet import form, sheet
from upakarti_tui.domain.places.explaining import explain
from upakarti_tui.domain.places.progress import progress
from upakarti_tui.domain.places.ranking import rank
from upakarti_tui.domain.programme.template import Direction, NoteRule, Total, Zero
from upakarti_tui.domain.scoring.counting import Seat, seat
from upakarti_tui.domain.scoring.recounting import Recount
from upakarti_tui.domain.scoring.seating import Seating
from upakarti_tui.domain.scoring.sheet_total import Sheets, weigh
from upakarti_tui.domain.scoring.worths import Worths

SEEDS = range(40)


def is_plain(entry):
    return entry == Entry(Part.MARK, entry.item, State.MARKED, entry.value)


def shortened(record):
    """Keep a record's entries in less room, where they are marks and nothing else."""
    deed = record.deed
    if not isinstance(deed, Filled) or not all(map(is_plain, deed.entries)):
        return record
    criteria = tuple(entry.item for entry in deed.entries)
    if len(set(criteria)) < len(criteria):
        return record
    marks = PlainMarks(criteria, tuple(entry.value for entry in deed.entries))
    return replace(record, deed=replace(deed, entries=marks))


def both(ledger):
    return read(ledger.records), read(map(shortened, ledger.records))


@pytest.mark.parametrize("seed", SEEDS)
def test_every_answer_is_the_same_at_length_and_in_short(seed):
    made = a_book(seed)
    long, short = both(made.ledger)
    ranking = rank(long, made.stage, draft=made.draft)
    assert rank(short, made.stage, draft=made.draft) == ranking
    assert progress(short) == progress(long)
    assert findings(short) == findings(long)
    assert list(inadmissible(short, short.records)) == list(inadmissible(long, long.records))
    for candidate in sorted(long.candidates)[:2]:
        at_length = explain(long, made.stage, candidate, draft=made.draft)
        assert explain(short, made.stage, candidate, draft=made.draft) == at_length
    for record in long.records:
        if isinstance(record.deed, Submitted):
            fits = Recount(long).fits(record, record.deed)
            assert Recount(short).fits(record, record.deed) is fits


@pytest.mark.parametrize("seed", SEEDS)
def test_an_ordinary_sheet_is_seated_as_any_other(seed):
    made = a_book(seed)
    long, short = both(made.ledger)
    stages = {stage.id: stage for stage in short.template.stages}
    for key in short.sheets:
        category = short.candidates[key.candidate].category
        asked = form(short.template, stages[key.stage], category)
        filled = sheet(short, key)
        at_length = sheet(long, key)
        assert (filled.state, filled.recused) == (at_length.state, at_length.recused)
        assert filled.missing == at_length.missing
        for draft in (False, True):
            seated = Seating(asked, frozenset(), draft=draft).seat(filled)
            usual = seat(filled, frozenset(), draft=draft)
            assert (seated.seat, dict(seated.marks)) == (usual.seat, dict(usual.marks))


def test_the_made_up_books_hold_ordinary_sheets_and_others():
    kinds = set()
    for seed in SEEDS:
        _, short = both(a_book(seed).ledger)
        kinds |= {type(cells) for cells in short.sheets.values()}
    assert kinds == {PlainCells, dict}


def test_a_sheet_that_asks_for_more_than_marks_is_not_taken_for_complete():
    criterion = a_criterion("a", note=NoteRule.REQUIRED)
    ledger = Ledger(a_template(a_stage(), rubrics=[a_rubric(criterion)]))
    ledger.candidates("PG-001")
    ledger.scorers("j1")
    ledger.sheet(STAGE, "PG-001", "j1", {"a": 4})
    long, short = both(ledger)
    assert isinstance(short.sheets[SheetKey(STAGE, "PG-001", "j1")], PlainCells)
    assert rank(short, STAGE) == rank(long, STAGE)
    assert [item.kind for item in rank(short, STAGE).open_items] == ["blank", "quorum"]


def test_cells_of_an_ordinary_sheet_are_those_of_its_entries():
    ledger = Ledger()
    ledger.candidates("PG-001")
    ledger.scorers("j1")
    ledger.fill(STAGE, "PG-001", "j1", a_mark("a", 4), a_mark("b", 5))
    key = SheetKey(STAGE, "PG-001", "j1")
    long, short = (proceedings.sheets[key] for proceedings in both(ledger))
    assert isinstance(short, PlainCells)
    assert dict(short) == long
    assert len(short) == 2
    assert short.get((Part.MARK, "c")) is None
    assert short.get((Part.INTEREST, "")) is None
    with pytest.raises(KeyError):
        short[Part.SHEET, ""]


def test_a_row_reads_marks_as_numbers():
    row = PlainRow(PlainMarks(("a", "b"), ("4", "82.5")))
    assert row == {"a": Decimal(4), "b": Decimal("82.5")}
    assert row["b"] == Decimal("82.5")
    assert "c" not in row


texts = st.decimals(0, 100, places=3).map(lambda x: format(x.normalize(), "f"))
rows = st.lists(st.tuples(texts, texts, texts), min_size=1, max_size=20)


@given(
    sheets=rows,
    total=st.sampled_from(list(Total)),
    decimals=st.none() | st.integers(0, 3),
    down=st.booleans(),
)
def test_a_sum_of_whole_numbers_is_the_sum_of_the_fractions(sheets, total, decimals, down):
    way = Direction.DOWN if down else Direction.UP
    criteria = (
        a_criterion("a", "33.3", a_scale(0, 100, None), direction=way),
        a_criterion("b", "33.3", a_scale(-7, 100, None, zero=Zero.MIN)),
        a_criterion("c", "33.4", a_scale(0, 300, None)),
    )
    rubric = a_rubric(*criteria, total=total)
    stage = a_stage(rounding={"weighted": decimals})
    added = Sheets(rubric, stage)
    for marks in sheets:
        values = {c.id: Fraction(mark) for c, mark in zip(criteria, marks, strict=True)}
        lines = weigh(rubric, values, decimals)
        plain = PlainRow(PlainMarks(("a", "b", "c"), marks))
        assert added.total(plain) == sum(line.weighted for line in lines)


def test_a_mark_is_worth_the_same_after_a_finer_one():
    asked = []

    def worth(criterion, text):
        asked.append((criterion, text))
        return Fraction(text) / 3

    worths = Worths(worth)
    totals = [worths.total(PlainMarks(("a", "b"), marks)) for marks in (("1", "2"), ("1", "0.7"))]
    assert totals == [Fraction(1), Fraction(17, 30)]
    assert worths.total(PlainMarks(("a", "b"), ("1", "2"))) == 1
    assert sorted(asked) == [("a", "1"), ("b", "0.7"), ("b", "2")]


def test_an_unsubmitted_ordinary_sheet_counts_in_a_draft_only():
    ledger = Ledger()
    ledger.candidates("PG-001")
    ledger.scorers("j1")
    ledger.sheet(STAGE, "PG-001", "j1", {"a": 4, "b": 5}, submitted=False)
    _, short = both(ledger)
    key = SheetKey(STAGE, "PG-001", "j1")
    asked = form(short.template, short.template.stages[0], "pengabdian")
    for draft, found in ((False, Seat.UNSUBMITTED), (True, Seat.COUNTED)):
        assert Seating(asked, frozenset(), draft=draft).seat(sheet(short, key)).seat is found
