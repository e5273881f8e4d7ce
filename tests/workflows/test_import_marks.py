from __future__ import annotations

import contextlib
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from import_desk import ImportDesk, rows
from upakarti_tui.domain.book.deeds import Filled
from upakarti_tui.domain.book.entries import Entry, Part, SheetKey, State
from upakarti_tui.domain.book.sheet import SheetState
from upakarti_tui.errors import Exit, RefusedError
from upakarti_tui.storage.books import book as books
from upakarti_tui.workflows.importing.marks import import_marks
from xlsx_files import a_cell, a_sheet, an_xlsx

LONG = "candidate,scorer,criterion,mark,state,note\n"


@pytest.fixture
def desk(tmp_path):
    return ImportDesk(tmp_path).filled()


def deeds(desk, kind):
    return [x.deed for x in desk.proceedings.records if isinstance(x.deed, kind)]


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


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet='PG-01j,;"\nab45recusdtn=\u00a0\x1b', max_size=60))
def test_any_rows_are_taken_or_refused_and_the_book_stays_readable(desk, table):
    path = desk.table(LONG + table)
    with contextlib.suppress(RefusedError):
        import_marks(desk.book, path, "penjurian", partial=True)
    assert books.read(desk.book).notices == ()
