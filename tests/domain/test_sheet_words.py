from __future__ import annotations

import pytest

from builders import STAGE, Ledger, a_mark, a_stage, a_template, a_verdict, an_answer
from upakarti_tui.domain.book.entries import Entry, Part, SheetKey, State
from upakarti_tui.domain.book.sheet import sheet
from upakarti_tui.domain.book.sheet_words import STATES, title_of, told
from upakarti_tui.domain.programme.questions import Fact


@pytest.fixture
def visited():
    """A sheet with criteria, a fact and nothing on it."""
    stage = a_stage(facts=(("pengabdian", "facts"),), recommendation=True)
    ledger = Ledger(a_template(stage, facts=[Fact("mitra", "Unit usaha mitra")]))
    ledger.candidates("PG-001")
    ledger.scorers("j1")
    return sheet(ledger.proceedings, SheetKey(STAGE, "PG-001", "j1"))


@pytest.mark.parametrize(
    ("cell", "title"),
    [
        ((Part.MARK, "a"), "A"),
        ((Part.MARK, "gone"), "gone"),
        ((Part.FACT, "mitra"), "Unit usaha mitra"),
        ((Part.FACT, "gone"), "gone"),
        ((Part.GATE, "gone"), "gone"),
        ((Part.INTERVIEW, "2"), "Interview 2"),
        ((Part.RECOMMENDATION, ""), "Recommendation"),
        ((Part.INTEREST, ""), "Conflict of interest"),
        ((Part.SHEET, ""), "Sheet"),
    ],
)
def test_a_cell_is_called_as_the_template_calls_it(visited, cell, title):
    assert str(title_of(visited, cell)) == title


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (a_mark("a", "3,5"), "3.5"),
        (a_mark("a", None), "not applicable"),
        (an_answer("x", "mend"), "mend"),
        (an_answer("x", "strange"), "strange"),
        (a_verdict("tidak layak"), "not worthy"),
        (Entry(Part.INTERVIEW, "1", State.MARKED), "written"),
    ],
)
def test_an_entry_says_what_stands_in_its_cell(entry, words):
    assert str(told(entry)) == words


def test_every_state_that_is_no_mark_has_words():
    assert set(STATES) == set(State) - {State.MARKED}
