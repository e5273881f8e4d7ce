from __future__ import annotations

import contextlib
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from import_desk import PEOPLE, SCORERS, ImportDesk, an_award, rows
from upakarti_tui.domain.book.deeds import Filled, Submitted
from upakarti_tui.domain.book.entries import Entry, Part, SheetKey, State, Verdict
from upakarti_tui.domain.book.sheet import INTEREST, SheetState
from upakarti_tui.domain.places.ranking import rank
from upakarti_tui.errors import Exit, RefusedError, UsageError
from upakarti_tui.storage.books import book as books
from upakarti_tui.workflows.deciding.finalize import finalize
from upakarti_tui.workflows.exchange.pack import pack
from upakarti_tui.workflows.importing.marks import import_marks
from upakarti_tui.workflows.scoring.submit import send_back
from xlsx_files import a_cell, a_sheet, an_xlsx

LONG = "candidate,scorer,criterion,mark,state,note\n"
WIDE = "candidate,scorer,a,b\n"


@pytest.fixture
def desk(tmp_path):
    return ImportDesk(tmp_path).filled()


def deeds(desk, kind):
    return [x.deed for x in desk.proceedings.records if isinstance(x.deed, kind)]


# --- one row a mark --------------------------------------------------------------------


def test_a_mark_is_typed_in_by_the_secretariat_for_its_scorer(desk):
    report = desk.marks(LONG + "PG-001,j1,a,4,,baik\nPG-001,j1,b,2,,\n", by="Rini")
    [filled] = deeds(desk, Filled)
    assert filled == Filled(
        SheetKey("penjurian", "PG-001", "j1"),
        (
            Entry(Part.MARK, "a", State.MARKED, "4", "baik"),
            Entry(Part.MARK, "b", State.MARKED, "2"),
        ),
        typed_by="Rini",
    )
    assert (report.added, report.unchanged, report.exit) == (2, 0, Exit.DONE)
    assert desk.sheet("PG-001", "j1").state is SheetState.COMPLETE


def test_without_a_name_the_secretariat_has_typed_it(desk):
    desk.marks(LONG + "PG-001,j1,a,4,,\n")
    assert deeds(desk, Filled)[0].typed_by == "secretariat"


def test_indonesian_headings_states_and_ids_in_other_case_are_read(desk):
    desk.marks("Calon;Penilai;Kriteria;Nilai;Keadaan;Catatan\npg-001;J1;A;;Tidak Berlaku;x\n")
    assert desk.sheet("PG-001", "j1").state_of((Part.MARK, "a")) is State.NOT_APPLICABLE


def test_the_order_of_rows_changes_nothing_but_the_time(desk, tmp_path):
    lines = ["PG-002,j1,b,4,,\n", "PG-001,j2,a,3,,\n", "PG-001,j2,b,5,,\n", "PG-002,j1,a,1,,\n"]
    other = ImportDesk(tmp_path / "lain").filled()
    desk.marks(LONG + "".join(lines))
    other.marks(LONG + "".join(reversed(lines)))
    assert deeds(desk, Filled) == deeds(other, Filled)


def test_an_extra_column_is_kept_beside_the_mark(desk):
    report = desk.marks("candidate,scorer,criterion,mark,Lembar\nPG-001,j1,a,4,12\n")
    assert report.extra_columns == ("Lembar",)
    assert deeds(desk, Filled)[0].entries[0].more == (("Lembar", "12"),)


def test_an_empty_mark_is_blank_and_takes_an_earlier_one_back(desk):
    desk.marks(LONG + "PG-001,j1,a,4,,\n")
    report = desk.marks(LONG + "PG-001,j1,a,,,\nPG-001,j1,b,,kosong,\n")
    assert (report.added, report.unchanged) == (1, 1)
    assert desk.sheet("PG-001", "j1").state is SheetState.UNBEGUN


def test_a_second_import_supersedes_the_first_and_an_identical_row_changes_nothing(desk):
    desk.marks(LONG + "PG-001,j1,a,4,,\nPG-001,j1,b,2,,\n")
    [first] = [x.id for x in desk.proceedings.records if isinstance(x.deed, Filled)]
    report = desk.marks(LONG + "PG-001,j1,a,5,,\nPG-001,j1,b,2,,\n")
    assert (report.added, report.unchanged) == (1, 1)
    assert deeds(desk, Filled)[1].supersedes == (first,)
    assert desk.sheet("PG-001", "j1").mark("a") == Decimal(5)


def test_a_mark_that_replaces_the_scorers_own_is_pointed_out(desk):
    with books.writing(desk.book, "j1") as opened:
        entry = Entry(Part.MARK, "a", State.MARKED, "3")
        opened.add(Filled(SheetKey("penjurian", "PG-001", "j1"), (entry,)))
    report = desk.marks(LONG + "PG-001,j1,a,5,,\nPG-001,j1,b,2,,\n")
    assert rows(report.warnings) == ["2:criterion: this replaces what j1 has entered"]


def test_every_problem_of_every_row_is_told_at_once(desk):
    exit_, said = desk.refused(
        desk.marks,
        LONG + 'PG-009,j1,a,4,,\nPG-001,j9,a,4,,\nPG-001,j1,x,4,,\nPG-001,j1,a,"4,5",,\n'
        "PG-001,j1,a,1e2,,\nPG-001,j1,a,4,setengah,\nPG-001,j1,,4,,\nPG-001,j1,,,,\n"
        "PG-001,t1,a,4,,\nPG-001,j1,a,4,blank,\nPG-001,j1,a,4,tidak berlaku,\n"
        "PG-001,j1,b,,tidak berlaku,\nPG-001,j1,a,4,confirmed,\nPG-001,j1,a,4,,\n"
        "PG-001,j1,a,4,,\nPG-001,,a,4,,\nPG-001,j2,a,4,,3273014505800001\n",
    )
    assert exit_ is Exit.REFUSED
    assert [line.partition(" — ")[0] for line in said] == [
        "2:candidate: there is no candidate “PG-009”",
        "3:scorer: there is no scorer “j9”",
        "4:criterion: there is no criterion “x” here",
        "5:mark: 4.5 is not on the scale: 1 to 5 in steps of 1",
        "6:mark: “1e2” is not a number: digits with at most one comma or dot, such as 70 or 70,5",
        (
            "7:state: “setengah” is none of: tidak berlaku, abstain, konflik kepentingan, kosong "
            "(not_applicable, abstained, recused, blank), or of a fact confirmed, partly, "
            "contradicted, unverifiable"
        ),
        "8:criterion: a mark stands beside no criterion",
        "9:criterion: the cell is empty",
        "10:scorer: t1 is field team, who does not score here",
        "11:mark: a cell that is empty has no mark",
        "12:mark: a cell that is not applicable has no mark",
        "13:state: b applies to everybody",
        "14:state: confirmed is said of a fact only",
        "16: the same cell stands in row 15 already",
        "17:scorer: the cell is empty",
        "18:note: the cell holds what looks like a NIK or NPWP, and this column is shown",
    ]


def test_a_partial_import_takes_the_good_rows(desk):
    report = desk.marks(LONG + "PG-001,j1,a,4,,\nPG-001,j1,b,9,,\n", partial=True)
    assert (report.added, report.left_out_rows, report.exit) == (1, (3,), Exit.OPEN)
    assert desk.sheet("PG-001", "j1").mark("a") == Decimal(4)


def test_a_spreadsheets_percentage_date_or_truth_is_no_mark(desk):
    styles = '<cellXfs><xf/><xf numFmtId="9"/><xf numFmtId="14"/></cellXfs>'
    heads = [a_cell(f"{c}1", t) for c, t in zip("ABCD", LONG.split(","), strict=False)]
    cells = []
    for row, (item, value, kind, style) in enumerate(
        [("a", "0.04", "n", 1), ("b", "4", "n", 2), ("a", "1", "b", 0), ("b", "4", "n", 0)], 2
    ):
        scorer = "j1" if row < 4 else "j2"
        cells += [a_cell(f"A{row}", "PG-001"), a_cell(f"B{row}", scorer), a_cell(f"C{row}", item)]
        cells.append(a_cell(f"D{row}", value, kind, style))
    raw = an_xlsx(a_sheet(*heads, *cells), styles=styles)
    assert desk.refused(desk.marks, raw)[1] == [
        "2:mark: Excel keeps a percentage as its hundredth; format the cell as a number",
        "3:mark: Excel has made a date of this; format the cell as a number",
        "4:mark: the cell is TRUE or FALSE, not a number",
    ]


# --- abstained and recused -------------------------------------------------------------


def test_an_abstention_is_of_the_whole_sheet(desk):
    desk.marks(LONG + "PG-001,j1,,,abstain,baru kenal\n")
    assert desk.sheet("PG-001", "j1").state is SheetState.ABSTAINED


def test_a_recusal_is_of_the_whole_sheet_and_of_another_kind(desk):
    desk.marks(LONG + "PG-001,j1,,,konflik kepentingan,saudara\n")
    entry = desk.sheet("PG-001", "j1").cells[INTEREST].entry
    assert entry == Entry(*INTEREST, State.RECUSED, note="saudara", more=(("kind", "other"),))
    assert desk.sheet("PG-001", "j1").state is SheetState.RECUSED


def test_a_recused_row_keeps_its_mark_and_does_not_count_it(desk):
    desk.marks(LONG + "PG-001,j1,a,4,recused,\nPG-001,j1,b,,recused,\n")
    sheet = desk.sheet("PG-001", "j1")
    assert sheet.state is SheetState.RECUSED
    assert sheet.mark("a") is None
    assert sheet.cells[Part.MARK, "a"].entry == Entry(Part.MARK, "a", State.RECUSED, "4")


def test_a_recused_scorer_cannot_score_and_the_recusal_may_be_said_again(desk):
    desk.marks(LONG + "PG-001,j1,,,recused,\n")
    assert desk.refused(desk.marks, LONG + "PG-001,j1,a,4,,\n") == (
        Exit.NOT_ALLOWED,
        ["2:scorer: a conflict of interest keeps j1 from PG-001"],
    )
    assert desk.marks(LONG + "PG-001,j1,,,recused,\n").unchanged == 1
    assert desk.marks(WIDE + "PG-001,j1,recused,4\n", partial=True).left_out == ()


def test_one_criterion_may_be_abstained_from(desk):
    desk.marks(LONG + "PG-001,j1,a,,abstained,\n")
    assert desk.sheet("PG-001", "j1").state_of((Part.MARK, "a")) is State.ABSTAINED


# --- one row a sheet -------------------------------------------------------------------


def test_a_wide_row_fills_a_sheet(desk):
    desk.marks("candidate,scorer,b,A,Lembar\nPG-001,j1,2,4,7\nPG-002,j1,,n/a,8\n")
    assert desk.sheet("PG-001", "j1").mark("a") == Decimal(4)
    assert desk.sheet("PG-001", "j1").mark("b") == Decimal(2)
    other = desk.sheet("PG-002", "j1")
    assert other.state_of((Part.MARK, "a")) is State.NOT_APPLICABLE
    assert other.missing == ((Part.MARK, "b"),)


def test_a_wide_row_may_be_of_one_state(desk):
    desk.marks(
        "candidate,scorer,a,b,state,note\nPG-001,j1,,,abstain,x\nPG-002,j1,4,3,recused,y\n"
        "PG-001,j2,,,recused,\n"
    )
    assert desk.sheet("PG-001", "j1").state is SheetState.ABSTAINED
    assert desk.sheet("PG-002", "j1").state is SheetState.RECUSED
    assert desk.sheet("PG-002", "j1").cells[Part.MARK, "b"].entry.value == "3"
    assert desk.sheet("PG-001", "j2").state is SheetState.RECUSED


def test_wide_problems_are_told_by_the_criterion(desk):
    _, said = desk.refused(
        desk.marks,
        "candidate,scorer,a,b,c,state\nPG-001,j1,6,2,,\nPG-001,j2,4,2,5,\nPG-002,j1,4,2,,blank\n",
    )
    assert said == [
        "2:a: 6 is not on the scale: 1 to 5 in steps of 1",
        "3:c: c is not asked of this candidate",
        "4:state: empty is not said of a whole row — write it into the cell of its criterion",
    ]


def test_each_category_has_its_own_criteria_in_one_wide_table(desk):
    desk.marks("candidate,scorer,a,b,c\nPG-001,j1,4,2,\nKP-001,j1,4,,5\n")
    assert desk.sheet("PG-001", "j1").state is SheetState.COMPLETE
    assert desk.sheet("KP-001", "j1").state is SheetState.COMPLETE


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("candidate,scorer", ["1: the column criterion is missing",
                              "1: the column mark is missing"]),
        ("candidate,scorer,criterion", ["1: the column mark is missing"]),
        ("candidate,scorer,mark", ["1: the column criterion is missing"]),
        ("candidate,scorer,kritera,nilia", [
            "1: the column criterion is missing — is “kritera” meant?",
            "1: the column mark is missing — is “nilia” meant?"]),
        ("candidate,scorer,a,mark", ["1: the column criterion is missing"]),
        ("criterion,mark", [
            ("1: the column candidate is missing — add it; candidate may also be called calon, "
            "id calon, nomor calon, kode calon"),
            ("1: the column scorer is missing — add it; scorer may also be called penilai, "
            "id penilai, kode penilai")]),
    ],
)  # fmt: skip
def test_a_header_that_names_no_mark_is_refused(desk, header, said):
    assert desk.refused(desk.marks, f"{header}\n") == (Exit.REFUSED, said)


def test_a_misspelt_criterion_is_no_extra_column(desk):
    _, said = desk.refused(desk.marks, "candidate,scorer,lima_tahun,brkas\n", stage="administrasi")
    assert said == ["1:brkas: there is no criterion “brkas” here — did you mean berkas?"]


# --- gates and visits ------------------------------------------------------------------


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


# --- closing ---------------------------------------------------------------------------


def test_submitted_closes_complete_sheets_and_leaves_the_others_open(desk):
    report = desk.marks(
        LONG + "PG-001,j1,a,4,,\nPG-001,j1,b,4,,\nPG-002,j1,a,4,,\nPG-002,j2,,,recused,\n"
        "PG-001,j2,,,abstained,\n",
        submitted=True,
        by="Rini",
    )
    assert report.closed == 2
    assert [str(problem) for problem in report.left_open] == ["penjurian/PG-002/j1: missing: b"]
    assert report.exit is Exit.OPEN
    told = [str(line) for line in report.told()]
    assert told[1:] == ["Sheets closed: 2", "Sheets left open: 1"]
    assert [(d.scorer, d.candidates, d.typed_by) for d in deeds(desk, Submitted)] == [
        ("j1", ("PG-001",), "Rini"),
        ("j2", ("PG-001",), "Rini"),
    ]


def test_a_trial_says_what_it_would_close(desk):
    before = desk.book.read_bytes()
    table = WIDE + "PG-001,j1,4,5\nPG-002,j1,4,\n"
    report = desk.marks(table, submitted=True, dry_run=True)
    assert (report.added, report.closed, len(report.left_open)) == (2, 1, 1)
    assert desk.book.read_bytes() == before


def test_a_mark_for_a_submitted_sheet_is_refused_until_it_is_sent_back(desk):
    desk.marks(WIDE + "PG-001,j1,4,5\n", submitted=True)
    assert desk.refused(desk.marks, WIDE + "PG-001,j1,4,5\n") == (
        Exit.NOT_ALLOWED,
        ["2: the sheet is submitted — send it back first"],
    )
    send_back(desk.book, "j1", "penjurian", ["PG-001"], "Rini", "salah tulis")
    assert desk.marks(WIDE + "PG-001,j1,4,4\n", submitted=True).closed == 1
    assert desk.sheet("PG-001", "j1").mark("b") == Decimal(4)


def test_a_wrong_row_outweighs_a_forbidden_one(desk):
    desk.marks(WIDE + "PG-001,j1,4,5\n", submitted=True)
    assert desk.refused(desk.marks, WIDE + "PG-001,j1,4,5\nPG-009,j1,4,5\n")[0] is Exit.REFUSED


def test_a_final_stage_takes_nothing(desk):
    table = "candidate,scorer,lima_tahun,berkas\n"
    table += "".join(f"{c},s1,ya,ya\n" for c in ("PG-001", "PG-002", "KP-001"))
    desk.marks(table, "administrasi", submitted=True)
    finalize(desk.book, "administrasi", "Rini", "Ketua")
    exit_, said = desk.refused(desk.marks, table, stage="administrasi", partial=True)
    assert exit_ is Exit.NOT_ALLOWED
    assert said == ["Stage administrasi is final; nothing in it can be changed."]


# --- who may ---------------------------------------------------------------------------


def test_only_who_is_assigned_is_asked(desk):
    desk.assignments("stage,candidate,scorer\npenjurian,PG-001,j1\n")
    desk.marks(WIDE + "PG-001,j1,4,5\n")
    assert desk.refused(desk.marks, WIDE + "PG-001,j2,4,5\n") == (
        Exit.REFUSED,
        ["2:scorer: j2 is not assigned to PG-001 — import the assignment first"],
    )


def test_a_stage_that_asks_nothing_takes_no_marks(desk):
    exit_, said = desk.refused(desk.marks, LONG + "PG-001,j1,a,4,,\n", stage="akhir")
    assert exit_ is Exit.REFUSED
    assert said == ["2:candidate: the stage akhir asks nothing about pengabdian"]


def test_an_unknown_stage_and_an_odd_name_are_mistakes_of_the_command(desk):
    with pytest.raises(UsageError, match="penjurian"):
        desk.marks(LONG, "penjurin")
    with pytest.raises(UsageError, match="cannot be seen"):
        desk.marks(LONG, by="Ri\u202eni")


@pytest.fixture
def part(desk):
    """The same desk, with the book that was handed to the first juror."""
    desk.book = pack(desk.book, "j1", desk.folder / "j1.jsonl")
    return desk


def test_a_handed_out_book_takes_its_scorers_marks_as_their_own(part):
    report = part.marks(WIDE + "PG-001,j1,4,5\n", submitted=True)
    assert report.closed == 1
    [filled], [closing] = deeds(part, Filled), deeds(part, Submitted)
    assert (filled.typed_by, closing.typed_by) == ("", "")
    assert closing.signature
    assert {x.author for x in part.proceedings.records if isinstance(x.deed, Filled)} == {"j1"}


def test_a_handed_out_book_takes_nobody_elses_marks(part):
    assert part.refused(part.marks, WIDE + "PG-001,j2,4,5\nPG-001,j1,4,5\n") == (
        Exit.NOT_ALLOWED,
        ["2:scorer: this book was handed to j1 alone"],
    )
    assert part.refused(part.marks, WIDE + "PG-001,,4,5\n")[0] is Exit.REFUSED


def test_marks_typed_in_count_only_once_confirmed_where_the_template_says_so(tmp_path):
    award = an_award()
    stages = tuple(
        replace(s, confirm_paper=True) if s.id == "penjurian" else s for s in award.stages
    )
    desk = ImportDesk(tmp_path, replace(award, stages=stages[2:3]))
    desk.candidates(PEOPLE)
    desk.roster(SCORERS)
    desk.marks(WIDE + "PG-001,j1,4,5\n", submitted=True)
    items = rank(desk.proceedings, "penjurian").open_items
    assert ("unconfirmed", "penjurian/PG-001/j1") in {(i.kind, i.where) for i in items}


def test_p29_an_import_does_not_tell_whether_it_guessed_a_sealed_mark(tmp_path):
    award = an_award()
    stages = tuple(replace(s, sealed=True) for s in award.stages if s.id == "penjurian")
    desk = ImportDesk(tmp_path, replace(award, stages=stages)).filled()
    with books.writing(desk.book, "j1") as opened:
        entry = Entry(Part.MARK, "a", State.MARKED, "3")
        opened.add(Filled(SheetKey("penjurian", "PG-001", "j1"), (entry,)))
    guesses = [
        desk.marks(LONG + f"PG-001,j1,a,{mark},,\n", dry_run=True) for mark in (1, 2, 3, 4, 5)
    ]
    assert {(guess.added, guess.unchanged) for guess in guesses} == {(1, 0)}
    assert len({guess.warnings for guess in guesses}) == 1


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet='PG-01j,;"\nab45recusdtn=\u00a0\x1b', max_size=60))
def test_any_rows_are_taken_or_refused_and_the_book_stays_readable(desk, table):
    path = desk.table(LONG + table)
    with contextlib.suppress(RefusedError):
        import_marks(desk.book, path, "penjurian", partial=True)
    assert books.read(desk.book).notices == ()
