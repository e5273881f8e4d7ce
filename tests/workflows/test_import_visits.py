from __future__ import annotations

import pytest

from import_desk import ImportDesk
from upakarti_tui.domain.book.entries import Entry, Part, State, Verdict
from upakarti_tui.domain.book.sheet import SheetState

LONG = "candidate,scorer,criterion,mark,state,note\n"


@pytest.fixture
def desk(tmp_path):
    return ImportDesk(tmp_path).filled()


def test_gate_answers_are_read_in_the_same_form(desk):
    desk.marks(LONG + "PG-001,s1,lima_tahun,ya,,\nPG-001,s1,berkas,perbaikan,,\n", "administrasi")
    sheet = desk.sheet("PG-001", "s1", "administrasi")
    assert sheet.state is SheetState.COMPLETE
    assert [sheet.cells[Part.GATE, x].entry.value for x in ("lima_tahun", "berkas")] == [
        "yes",
        "mend",
    ]


def test_a_gate_takes_no_other_answer(desk):
    _, said = desk.refused(
        desk.marks,
        LONG + "PG-001,s1,lima_tahun,5,,\nPG-001,s1,berkas,,tidak berlaku,\n",
        stage="administrasi",
    )
    assert said == [
        "2:mark: “5” is none of: ya, tidak or perbaikan (yes, no, mend)",
        "3:state: not applicable is no answer here",
    ]


VISIT = """PG-001,t1,a,4,,
PG-001,t1,b,4,,
PG-001,t1,mitra,12,sesuai,
PG-001,t1,pasar,Jawa dan Bali,partly,hanya Jawa
PG-001,t1,wawancara:1,Bu Rini,,dibina sejak 2015
PG-001,t1,rekomendasi,tidak layak,,mitra tidak ada
"""


def test_a_visit_is_read_with_findings_talks_and_recommendation(desk):
    desk.marks(LONG + VISIT, "lapangan")
    sheet = desk.sheet("PG-001", "t1", "lapangan")
    assert sheet.state is SheetState.COMPLETE
    assert sheet.verdict is Verdict.NOT_WORTHY
    assert sheet.cells[Part.FACT, "mitra"].entry == Entry(Part.FACT, "mitra", State.CONFIRMED, "12")
    assert sheet.cells[Part.INTERVIEW, "1"].entry == Entry(
        Part.INTERVIEW,
        "1",
        State.MARKED,
        more=(("answers", "dibina sejak 2015"), ("partner", "Bu Rini")),
    )


def test_a_visit_as_one_wide_row(desk):
    desk.marks(
        "candidate,scorer,a,b,mitra,pasar,interview:1,recommendation\n"
        "PG-001,t1,4,4,12,Jawa,Bu Rini,layak\n",
        "lapangan",
    )
    assert desk.sheet("PG-001", "t1", "lapangan").verdict is Verdict.WORTHY


def test_a_finding_that_could_not_be_checked_may_be_empty(desk):
    desk.marks(LONG + "PG-001,t1,mitra,,unverifiable,\n", "lapangan")
    held = desk.sheet("PG-001", "t1", "lapangan").cells[Part.FACT, "mitra"]
    assert held.entry == Entry(Part.FACT, "mitra", State.UNVERIFIABLE)


def test_what_a_visit_cannot_say_is_refused(desk):
    _, said = desk.refused(
        desk.marks,
        LONG + "PG-001,t1,mitra,dua belas,confirmed,\nPG-001,t1,pasar,,contradicted,\n"
        "PG-001,t1,pasar,,tidak berlaku,\nPG-001,t1,rekomendasi,ya,,\n"
        "PG-001,t1,interview:0,Bu Rini,,\nPG-001,t1,interview:1,,,ada\n"
        "PG-001,t1,interview:2,x,confirmed,\n"
        f"PG-001,t1,interview:3,{'x' * 201},,\n",
        stage="lapangan",
    )
    assert [line.partition(" — ")[0] for line in said] == [
        (
            "2:mark: “dua belas” is not a number: digits with at most one comma or dot, "
            "such as 70 or 70,5"
        ),
        "3:mark: the finding is missing",
        "4:state: not applicable is not said of a fact",
        "5:mark: “ya” is none of: layak or tidak layak",
        "6:criterion: there is no criterion “interview:0” here",
        "7:mark: the partner's name is missing",
        "8:state: confirmed is no answer here",
        "9:mark: 201 characters are too many, at most 200",
    ]


def test_talks_and_recommendations_are_of_visits_only(desk):
    _, said = desk.refused(
        desk.marks, LONG + "PG-001,j1,interview:1,Bu Rini,,\nPG-001,j1,recommendation,layak,,\n"
    )
    assert [line.partition(" — ")[0] for line in said] == [
        "2:criterion: there is no criterion “interview:1” here",
        "3:criterion: there is no criterion “recommendation” here",
    ]


def test_a_talk_that_never_was_is_no_entry(desk):
    assert desk.marks(LONG + "PG-001,t1,interview:1,,,\n", "lapangan").unchanged == 1
