from __future__ import annotations

import pytest

from builders import (
    CATEGORY,
    Ledger,
    a_criterion,
    a_gate,
    a_mark,
    a_rubric,
    a_stage,
    a_template,
    a_verdict,
    an_answer,
)
from upakarti_tui.domain.book.admissible import inadmissible
from upakarti_tui.domain.book.deeds import (
    Appointed,
    Assigned,
    Filled,
    Nominated,
    Returned,
    Submitted,
)
from upakarti_tui.domain.book.entries import Entry, Part, SheetKey, State
from upakarti_tui.domain.book.merging import Class
from upakarti_tui.domain.book.plain_marks import PlainMarks
from upakarti_tui.domain.people.candidate import Candidate, Role, Scorer
from upakarti_tui.domain.programme.template import Fact

GATE, VISIT = "administrasi", "lapangan"


def a_ledger() -> Ledger:
    visit = a_stage(VISIT, recommendation=True, facts=((CATEGORY, "facts"),))
    rubric = a_rubric(a_criterion("a", 60), a_criterion("b", 40, not_applicable=True))
    ledger = Ledger(a_template(a_gate(), visit, rubrics=[rubric], facts=[Fact("mitra", "Mitra")]))
    ledger.candidates("PG-001")
    ledger.scorers("j1", "j2")
    return ledger


def wrong(deed, author="j1"):
    ledger = a_ledger()
    record = ledger.add(deed, author)
    return [(found.kind, str(found.what)) for found in inadmissible(ledger.proceedings, [record])]


def filled(entry, stage=VISIT):
    return Filled(SheetKey(stage, "PG-001", "j1"), (entry,))


@pytest.mark.parametrize(
    "deed",
    [
        filled(a_mark("a", 5)),
        filled(a_mark("b", None)),
        filled(Entry(Part.MARK, "a", State.BLANK)),
        filled(Entry(Part.MARK, "a", State.RECUSED, "3")),
        filled(Entry(Part.MARK, "a", State.RECUSED)),
        filled(Entry(Part.FACT, "mitra", State.PARTLY, "dua", more=(("claimed", "5"),))),
        filled(a_verdict("tidak layak", "alasan")),
        filled(Entry(Part.RECOMMENDATION, "", State.BLANK)),
        filled(Entry(Part.INTERVIEW, "1", State.MARKED)),
        filled(Entry(Part.SHEET, "", State.ABSTAINED)),
        filled(Entry(Part.INTEREST, "", State.DECLARED)),
        filled(an_answer("lima_tahun", "mend"), GATE),
        filled(Entry(Part.GATE, "lima_tahun", State.BLANK), GATE),
        Submitted("j1", VISIT, ("PG-001",), 0, "", ""),
    ],
    ids=str,
)
def test_what_a_scorer_may_do_is_admissible(deed):
    assert wrong(deed) == []


@pytest.mark.parametrize(
    "deed",
    [
        Filled(SheetKey(VISIT, "PG-001", "j1"), (a_mark("a", 5), a_mark("a", 4))),
        filled(a_mark("z", 5)),
        filled(a_mark("a", 6)),
        filled(a_mark("a", None)),
        filled(Entry(Part.MARK, "a", State.MARKED, "")),
        filled(Entry(Part.MARK, "a", State.MARKED, "05")),
        filled(Entry(Part.MARK, "a", State.MARKED, "5,0")),
        filled(Entry(Part.MARK, "a", State.RECUSED, "9")),
        filled(a_mark("a", 5), GATE),
        filled(Entry(Part.FACT, "pasar", State.CONFIRMED)),
        filled(a_verdict("mungkin")),
        filled(an_answer("lima_tahun", "maybe"), GATE),
        filled(an_answer("enam_tahun", "yes"), GATE),
        filled(a_mark("a", 5), "nowhere"),
        Filled(SheetKey(VISIT, "PG-009", "j1"), (a_mark("a", 5),)),
        Filled(SheetKey(VISIT, "PG-001", "j2"), (a_mark("a", 5),)),
        Submitted("j1", VISIT, ("PG-001", "PG-009"), 0, "", ""),
        Submitted("j1", "nowhere", (), 0, "", ""),
        Submitted("j2", VISIT, (), 0, "", ""),
        Assigned(()),
    ],
    ids=str,
)
def test_what_no_scorer_could_have_recorded_is_impossible(deed):
    ((kind, _),) = wrong(deed)
    assert kind is Class.IMPOSSIBLE


def test_the_secretariat_acts_for_scorers_of_the_roster_only():
    assert wrong(Returned("j1", VISIT, ("PG-001",), "Ani", "x"), "secretariat") == []
    ((_, told),) = wrong(Returned("j9", VISIT, ("PG-001",), "Ani", "x"), "secretariat")
    assert "j9" in told


def test_a_row_of_plain_marks_is_judged_as_its_entries_are():
    ledger = a_ledger()
    rows = [("5", "4"), ("5", "4"), ("4", "4"), ("4", "6"), ("4", "4")]
    records = [
        ledger.add(
            Filled(SheetKey(VISIT, "PG-001", "j1"), PlainMarks(("a", "b"), row)), "j1", f"d{n}"
        )
        for n, row in enumerate(rows)
    ]
    found = [x.records for x in inadmissible(ledger.proceedings, records)]
    assert found == [(records[3].id,)]


def test_p16_a_stranger_is_named():
    assert wrong(filled(a_mark("a", 5)), "j9") == [
        (Class.UNKNOWN_AUTHOR, "j9 is not in the roster.")
    ]


@pytest.mark.parametrize(
    "deed",
    [
        Nominated(Candidate("../PG", CATEGORY, "Siti")),
        Appointed(Scorer("j 1", "Penilai", Role.JUROR)),
    ],
    ids=str,
)
def test_p23_an_id_that_is_none_is_impossible(deed):
    ((kind, _),) = wrong(deed, "secretariat")
    assert kind is Class.IMPOSSIBLE
    assert wrong(Nominated(Candidate("PG-002", CATEGORY, "Siti")), "secretariat") == []
    assert wrong(Appointed(Scorer("j3", "Penilai", Role.JUROR)), "secretariat") == []


def test_a_candidate_of_no_category_is_impossible():
    ((kind, told),) = wrong(Nominated(Candidate("PG-002", "kepedulian", "Siti")), "secretariat")
    assert kind is Class.IMPOSSIBLE
    assert "kepedulian" in told


def test_a_cell_is_judged_once_and_told_each_time():
    ledger = a_ledger()
    records = [
        ledger.add(Filled(SheetKey(VISIT, "PG-001", scorer), (a_mark("a", mark),)), scorer)
        for scorer, mark in [("j1", 9), ("j2", 9), ("j1", 5), ("j2", 5)]
    ]
    found = [x.records for x in inadmissible(ledger.proceedings, records)]
    assert found == [(records[0].id,), (records[1].id,)]
