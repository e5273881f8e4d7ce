from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import STAGE, Ledger
from upakarti_tui.domain.book.deeds import Configured
from upakarti_tui.domain.book.entries import SheetKey
from upakarti_tui.domain.book.handout import (
    asked_here,
    holds_main,
    is_packed,
    manifest,
    many,
    packed_for,
    part,
    root,
    spans,
    within,
)
from upakarti_tui.domain.book.proceedings import read


@given(st.sets(st.integers(1, 60), min_size=1))
def test_spans_hold_exactly_the_numbers_they_were_made_of(numbers):
    said = spans(numbers)
    assert {n for n in range(70) if within(said, n)} == numbers
    assert many(said) == len(numbers)


def test_spans_are_short():
    assert spans([3, 1, 2, 7, 9, 10]) == "1-3,7,9-10"


@pytest.mark.parametrize("said", ["", "x", "1-x"])
def test_what_is_no_spans_is_refused(said):
    with pytest.raises(ValueError, match="invalid literal"):
        within(said, 3)
    with pytest.raises(ValueError, match="invalid literal"):
        many(said)


def test_a_root_depends_on_the_set_alone():
    assert root(["b", "a"]) == root(["a", "b"]) != root(["ab"])


def handed():
    ledger = Ledger()
    ledger.candidates("PG-001", "PG-002")
    ledger.scorers("j1", "j2")
    asked = [SheetKey(STAGE, "PG-001", "j1")]
    given = part(ledger.proceedings, "j1", asked)
    listed = ledger.add(manifest("j1", given, asked))
    return ledger, [*given, listed]


def test_a_part_asks_for_what_was_asked_and_the_main_book_does_not():
    ledger, given = handed()
    assert asked_here(read(given)) == (SheetKey(STAGE, "PG-001", "j1"),)
    assert asked_here(ledger.proceedings) is None


def test_a_part_is_known_and_parts_of_two_scorers_together_are_none():
    ledger, given = handed()
    assert is_packed(read(given)) == "j1"
    asked = [SheetKey(STAGE, "PG-002", "j2")]
    other = part(ledger.proceedings, "j2", asked)
    listed = ledger.add(manifest("j2", other, asked))
    assert packed_for([*given, *other, listed]) is None


def test_a_record_that_nobody_was_handed_makes_a_main_book():
    ledger, given = handed()
    assert not holds_main(given)
    ledger.add(Configured(()))
    assert holds_main([*given, ledger.records[-1]])
    assert packed_for([*given, ledger.records[-1]]) is None
