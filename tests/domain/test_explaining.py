from __future__ import annotations

import json
from decimal import Decimal

import pytest

from builders import (
    STAGE,
    Ledger,
    a_criterion,
    a_gate,
    a_rubric,
    a_scale,
    a_stage,
    a_template,
    a_verdict,
    an_answer,
)
from cases import ladder, numbers, panels, states
from cases.row import one_criterion
from upakarti_tui import locale
from upakarti_tui.domain.book import deeds as d
from upakarti_tui.domain.book.entries import Entry, Part, State
from upakarti_tui.domain.people.candidate import Role
from upakarti_tui.domain.places.explaining import explain, last_entered
from upakarti_tui.domain.places.ranking import rank
from upakarti_tui.domain.places.ranking_values import digest
from upakarti_tui.domain.programme.template import (
    ChecklistItem,
    Combine,
    DecideOn,
    Fact,
    FactType,
    Method,
    Total,
)
from upakarti_tui.reports.explanation_forms import as_json
from upakarti_tui.reports.explanation_text import as_text


@pytest.fixture(autouse=True)
def english():
    locale.choose("en")
    yield
    locale.choose("id")


def told(ledger: Ledger, candidate: str, stage: str = STAGE, *, draft: bool = False) -> str:
    return as_text(explain(ledger.proceedings, stage, candidate, draft=draft))


def test_a_place_is_told_from_the_marks_to_the_ladder():
    rubric = a_rubric(
        a_criterion("a", 60, clause="Pasal 3"), a_criterion("b", 40, not_applicable=True)
    )
    stage = a_stage(
        pass_at=60, quota=1, rounding={"final": 2}, tie_break=("median", "criterion:a"),
        divergence=Decimal(20),
    )  # fmt: skip
    ledger = Ledger(a_template(stage, rubrics=(rubric,), notice="CONTOH"))
    ledger.candidates("A", "B")
    ledger.scorers("j1", "j2", "j3")
    ledger.panel(STAGE, "A", [{"a": 3, "b": 3}, {"a": 5, "b": 5}])
    ledger.panel(STAGE, "B", [{"a": 4, "b": None}, {"a": 4, "b": 4}])
    ledger.abstain(STAGE, "A", "j3")
    ledger.recuse(STAGE, "B", "j3")
    assert (
        told(ledger, "B")
        == """\
CONTOH
B Nama B · Penjurian · pengabdian
DRAFT: something is still open, the place may change.

1. Sheets: 2 of 3 count.
   scorer  a  b  total
   j1      4  –  80
   j2      4  4  80
   a: A, weight 60 (Pasal 3)
   b: B, weight 40
   j1: something does not apply; weights a 100
   j3: conflict of interest, not counted

2. Panel: mean of 80 · 80 = 80

3. Rounded to 2 decimals: 80
   The exact number decides.
   Passing grade: 80.00 ≥ 60, passes

4. Equal scores; the tie ladder:
   higher median: A (80) = B (80)
   higher value of the criterion a: A (4) = B (4)

5. Place 1=: tied at the line. The quota is 1; 0 of 2 who pass stand before.
   1= A  80.00  tied at the line
 ► 1= B  80.00  tied at the line

Still open: 1
   tie_at_line  penjurian/pengabdian  Tied across the quota line: A, B
""".replace(
            "pengabdian\n\n1.",
            "pengabdian\nDRAFT: something is still open, the place may change.\n\n1.",
        )
    )
    assert "The sheets lie 40.00 apart, more than 20." in told(ledger, "A")


def test_criteria_are_told_one_by_one():
    rubric = a_rubric(
        a_criterion("a", "0.8", a_scale("0.25", 10, "0.25"), minimum="9.5"), total=Total.SUM
    )
    stage = a_stage(
        panel={"combine": Combine.CRITERIA, "method": Method.TRIMMED_MEAN},
        rounding={"criterion": 2, "weighted": 2},
    )
    ledger = Ledger(a_template(stage, rubrics=(rubric,)))
    ledger.candidates("A")
    ledger.scorers(*(f"j{i}" for i in range(1, 10)))
    ledger.panel(STAGE, "A", ["8.5", "9.25", "9.25", 9, 9, 9, 9, 9, "9.5"])
    said = told(ledger, "A")
    assert (
        """\
2. Panel, criterion by criterion:
   a: mean without the extremes in brackets of (8.5) · 9.25 · 9.25 · 9 · 9 · 9 ·
      9 · 9 · (9.5) = 9.071429… (127/14) ≈ 9.07; 9.07 × 0.8 = 7.256 ≈ 7.26
   sum 7.26
"""
        in said
    )
    assert "Below the minimum of A: 9.07, at least 9.5 asked" in said
    assert "There is no passing grade." in said


def test_rank_sums_and_stages_weighed_are_told():
    rubric = one_criterion()
    ranked = a_stage("satu", panel={"method": Method.RANK_SUM}, pass_at=3)
    weighed = a_stage("dua", weigh={"satu": 40, "dua": 60}, decide_on=DecideOn.ROUNDED,
                      rounding={"final": 0})  # fmt: skip
    ledger = Ledger(a_template(ranked, weighed, rubrics=(rubric,)))
    ledger.candidates("A", "B")
    ledger.scorers("j1", "j2")
    for candidate, marks in (("A", [80, 60]), ("B", [70, 70])):
        ledger.panel("satu", candidate, marks)
        ledger.panel("dua", candidate, marks)
    first = told(ledger, "A", "satu")
    assert "Panel: ranks among those scored by all, added: 1 + 2 = 3" in first
    assert "Passing grade: 3.00 ≤ 3, passes" in first
    second = told(ledger, "A", "dua")
    assert "Stages weighed: 40% × 3 (satu) + 60% × 70 (dua) = 43.2" in second
    assert "Rounded to 0 decimals: 43.2 ≈ 43" in second
    assert "not_final" in second


def test_too_few_sheets_to_trim_are_told():
    (row,) = [
        x for x in panels.OTHERS if x.says.startswith("four are too few") and "mean" in x.says
    ]
    said = told(row.ledger(), "A")
    assert "Too few sheets to trim: 4 counted." in said
    assert "2. Panel: mean of 40 · 90 · 10 · 75 = 53.75" in said


def test_a_gate_is_told_by_its_answers():
    items = (
        ChecklistItem("lima_tahun", "Lima tahun", clause="Pasal 3"),
        ChecklistItem("izin", "Izin", blocking=False),
    )
    ledger = Ledger(a_template(a_gate(), checklist=items))
    ledger.candidates("A")
    ledger.scorers("s", "t", role=Role.SECRETARIAT)
    both = [an_answer("lima_tahun", "no"), an_answer("izin", "mend")]
    ledger.sheet("administrasi", "A", "s", {}, *both)
    ledger.sheet("administrasi", "A", "t", {}, an_answer("lima_tahun", "no"))
    said = explain(ledger.proceedings, "administrasi", "A")
    assert as_text(said).startswith(
        """\
A Nama A · Administrasi · pengabdian
DRAFT: something is still open, the place may change.

1. Sheets: 1 of 2 count.
   lima_tahun: Lima tahun (Pasal 3): s no
   izin: Izin: s to be mended
   t: has gaps, not counted

2. Does not pass, whatever its score:
   Not met: Lima tahun

3. Place 1: fails.
 ► 1  A  0.00  fails
"""
    )
    assert [sheet["answers"] for sheet in json.loads(as_json(said))["sheets"]] == [
        [
            {"item": "lima_tahun", "state": "marked", "value": "no"},
            {"item": "izin", "state": "marked", "value": "mend"},
        ],
        [],
    ]


def test_a_visit_is_told_by_its_findings():
    facts = (
        Fact("mitra", "Mitra", FactType.NUMBER, at_least=Decimal(5), clause="Pasal 4"),
        Fact("pasar", "Pasar"),
    )
    stage = a_stage(recommendation=True, facts=(("pengabdian", "facts"),))
    ledger = Ledger(a_template(stage, rubrics=(one_criterion(),), facts=facts))
    ledger.candidates("A")
    ledger.scorers("t", "u")
    found = Entry(Part.FACT, "mitra", State.PARTLY, "4.5")
    nothing = Entry(Part.FACT, "pasar", State.UNVERIFIABLE)
    for scorer, verdict in (("t", "layak"), ("u", "tidak layak")):
        ledger.sheet(STAGE, "A", scorer, {"a": 70}, found, nothing, a_verdict(verdict, "jauh"))
    locale.choose("id")
    assert told(ledger, "A").split("\n\n")[1].splitlines()[-3:] == [
        "   mitra: Mitra (Pasal 4): t 4,5, sebagian sesuai · u 4,5, sebagian sesuai",
        "   pasar: Pasar: t tidak dapat diverifikasi · u tidak dapat diverifikasi",
        "   Rekomendasi: t LAYAK · u TIDAK LAYAK",
    ]


def test_who_has_no_place_is_told_why():
    ledger = Ledger(a_template(rubrics=(one_criterion(),)))
    ledger.candidates("A")
    ledger.scorers("j1")
    said = told(ledger, "A")
    assert "j1: not submitted, not counted" in said
    assert "2. Result: without a place, below quorum. 0 of 1 sheets count, 1 are needed." in said


def test_who_did_not_enter_is_told_where_it_was_left():
    ledger = Ledger(a_template(a_stage("satu", pass_at=70), a_stage("dua"), a_stage("tiga")))
    ledger.candidates("A")
    ledger.scorers("j1")
    ledger.panel("satu", "A", [{"a": 1, "b": 1}])
    said = explain(ledger.proceedings, "tiga", "A")
    assert (said.entered, said.left_behind) == (False, "satu")
    assert "Did not enter this stage; it was not selected in satu." in as_text(said)
    assert json.loads(as_json(said))["result"]["place"] is None
    assert last_entered(ledger.proceedings, "A") == "satu"


def test_who_was_registered_after_the_end_is_told_so():
    ledger = Ledger(a_template(rubrics=(one_criterion(),)))
    ledger.add(
        d.Finalised(
            STAGE, "Dewi", "Ketua", 1, ledger.proceedings.stamp(),
            digest(rank(ledger.proceedings, STAGE)),
        )
    )  # fmt: skip
    ledger.candidates("A")
    said = explain(ledger.proceedings, last_entered(ledger.proceedings, "A"), "A")
    assert as_text(said).endswith("\n\nWas registered after this stage was final.\n")


def test_the_last_stage_with_a_place_is_explained():
    ledger = Ledger(a_template(a_stage("satu"), a_stage("dua")))
    ledger.candidates("A", "B")
    ledger.scorers("j1")
    for stage in ("satu", "dua"):
        ledger.panel(stage, "A", [{"a": 4, "b": 4}])
    assert last_entered(ledger.proceedings, "A") == "dua"
    assert last_entered(ledger.proceedings, "B") == "satu"


def test_the_stage_of_dropping_out_is_explained():
    ledger = Ledger(
        a_template(a_stage("satu"), a_stage("dua"), a_stage("tiga"), rubrics=(one_criterion(),))
    )
    ledger.candidates("A", "B")
    ledger.scorers("j1")
    ledger.panel("satu", "A", [60])
    ledger.panel("satu", "B", [50])
    ledger.add(d.Disqualified("A", "dua", "2024-10-31", "perkara"))
    assert last_entered(ledger.proceedings, "A") == "dua"
    assert last_entered(ledger.proceedings, "B") == "satu"


def test_a_stage_that_is_sealed_is_passed_over():
    ledger = Ledger(a_template(a_stage("satu"), a_stage("dua", sealed=True), a_stage("tiga")))
    ledger.candidates("A")
    ledger.scorers("j1")
    for stage in ("satu", "dua", "tiga"):
        ledger.panel(stage, "A", [{"a": 4, "b": 4}])
    assert last_entered(ledger.proceedings, "A") == "satu"
    ledger.add(d.Opened("dua", "Dewi", (), ledger.proceedings.stamp()))
    assert last_entered(ledger.proceedings, "A") == "tiga"


def test_a_step_that_tells_nothing_is_said_to():
    (row,) = [x for x in ladder.ROWS if x.says == "lot: no lots, no order"]
    assert "the lot drawn before scoring: tells nothing here" in told(row.ledger(), "A")


def test_a_candidate_that_dropped_out_is_explained():
    ledger = Ledger(a_template(rubrics=(one_criterion(),)))
    ledger.candidates("A")
    ledger.add(d.Disqualified("A", STAGE, "2024-10-31", "perkara"))
    said = explain(ledger.proceedings, STAGE, "A")
    assert (said.sheets, said.criteria) == ((), ())
    assert "without a place, dropped out. 2024-10-31: perkara" in as_text(said)


@pytest.mark.parametrize(
    "row", [*states.ROWS, *panels.OTHERS, *numbers.ROWS, *ladder.ROWS], ids=lambda row: row.says
)
def test_every_case_fits_on_one_page_in_both_languages(row):
    ledger = row.ledger()
    for candidate in ledger.proceedings.candidates:
        said = explain(ledger.proceedings, row.stage, candidate, draft=row.draft)
        for language in ("en", "id"):
            locale.choose(language)
            assert len(as_text(said).splitlines()) <= 60
        json.loads(as_json(said))
