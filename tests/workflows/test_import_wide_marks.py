from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from builders import a_criterion, a_rubric, a_stage, a_template
from import_desk import ImportDesk, rows
from upakarti_tui.domain.book.entries import Part, State
from upakarti_tui.domain.book.sheet import SheetState
from upakarti_tui.errors import Exit


@pytest.fixture
def desk(tmp_path):
    return ImportDesk(tmp_path).filled()


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
        ("candidate,scorer", [
            "1: the column criterion is missing — add it, or give each a column: a, c, b",
            "1: the column mark is missing"]),
        ("candidate,scorer,criterion", ["1: the column mark is missing"]),
        ("candidate,scorer,mark", [
            "1: the column criterion is missing — add it, or give each a column: a, c, b"]),
        ("candidate,scorer,kritera,nilia", [
            ('1: the column criterion is missing — is “kritera” meant? '
            'Then add: --map "kritera=criterion"'),
            '1: the column mark is missing — is “nilia” meant? Then add: --map "nilia=mark"']),
        ("candidate,scorer,a,mark", [
            "1: the column criterion is missing — add it, or give each a column: a, c, b"]),
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


# --- items that are called what elsewhere means a fixed column ---------------------------


def an_award_with(*criteria):
    rubric = a_rubric(*(a_criterion(name, 100 // len(criteria)) for name in criteria))
    return a_template(a_stage(rubric=rubric.id), rubrics=[rubric])


@pytest.fixture
def clashing(tmp_path):
    """A jury that marks `catatan`, `nilai`, `status` and `unsur`."""
    desk = ImportDesk(tmp_path, an_award_with("catatan", "nilai", "status", "unsur"))
    desk.candidates("id,category,name\nPG-001,pengabdian,Siti\n")
    desk.roster("id,name,role\nj1,Ani,juror\n")
    return desk


def test_a_wide_heading_that_is_an_item_of_the_stage_means_that_item_and_says_so(clashing):
    report = clashing.marks(
        "calon,penilai,Catatan,nilai,status,unsur,note\nPG-001,j1,1,2,3,4,sakit\n"
    )
    sheet = clashing.sheet("PG-001", "j1")
    marks = [str(sheet.mark(item)) for item in ("catatan", "nilai", "status", "unsur")]
    assert marks == ["1", "2", "3", "4"]
    assert sheet.cells[Part.MARK, "nilai"].entry.note == "sakit"
    assert [line.partition(" — ") for line in rows(report.warnings)] == [
        (f"1:{heading}: “{heading}” is read as what the stage asks, not as the column {column}",
         " — ", f"call the other column {column}")
        for heading, column in (
            ("Catatan", "note"), ("nilai", "mark"), ("status", "state"), ("unsur", "criterion")
        )
    ]  # fmt: skip


def test_in_a_row_a_mark_the_same_heading_is_the_fixed_column(clashing):
    report = clashing.marks("calon,penilai,kriteria,nilai,catatan\nPG-001,j1,nilai,4,sakit\n")
    entry = clashing.sheet("PG-001", "j1").cells[Part.MARK, "nilai"].entry
    assert (entry.value, entry.note, report.warnings) == ("4", "sakit", ())


def test_an_item_of_another_stage_leaves_the_fixed_column_alone(desk):
    report = desk.marks("calon,penilai,a,b,catatan\nPG-001,j1,4,5,sakit\n")
    assert desk.sheet("PG-001", "j1").cells[Part.MARK, "a"].entry.note == "sakit"
    assert report.warnings == ()


@pytest.mark.parametrize("name", ["note", "state", "mark", "candidate"])
def test_the_fixed_columns_own_names_cannot_be_shared(tmp_path, name):
    desk = ImportDesk(tmp_path, an_award_with(name, "b"))
    desk.candidates("id,category,name\nPG-001,pengabdian,Siti\n")
    desk.roster("id,name,role\nj1,Ani,juror\n")
    assert desk.refused(desk.marks, f"calon,penilai,b,{name.title()}\nPG-001,j1,4,5\n") == (
        Exit.REFUSED,
        [(f"1:{name.title()}: “{name.title()}” is a column of every marks table and an item of "
          "this stage — write one row a mark instead")],
    )  # fmt: skip
    desk.marks(f"calon,penilai,kriteria,nilai\nPG-001,j1,{name},5\n")
    assert str(desk.sheet("PG-001", "j1").mark(name)) == "5"


# --- titles -----------------------------------------------------------------------------


def test_an_item_may_be_called_by_its_title_in_both_forms(desk):
    desk.marks("calon,penilai,LIMA  tahun,berkas\nPG-001,s1,ya,tidak\n", "administrasi")
    desk.marks("calon,penilai,butir,jawaban\nPG-002,s1,Lima Tahun,ya\n", "administrasi")
    for candidate in ("PG-001", "PG-002"):
        cells = desk.sheet(candidate, "s1", "administrasi").cells
        assert cells[Part.GATE, "lima_tahun"].entry.value == "yes"


def titled(*items):
    """Return a jury that asks for criteria with these ids and titles."""
    criteria = [replace(a_criterion(name, 100 // len(items)), title=title) for name, title in items]
    rubric = a_rubric(*criteria)
    return a_template(a_stage(rubric=rubric.id), rubrics=[rubric])


@pytest.fixture
def titles(tmp_path):
    desk = ImportDesk(tmp_path, titled(("a", "Catatan"), ("b", "Mutu"), ("c", "Mutu"), ("d", "b")))
    desk.candidates("id,category,name\nPG-001,pengabdian,Siti\n")
    desk.roster("id,name,role\nj1,Ani,juror\n")
    return desk


def test_a_title_gives_way_to_ids_fixed_columns_and_another_of_its_kind(titles):
    titles.marks("calon,penilai,b,Catatan\nPG-001,j1,4,sakit\n")
    sheet = titles.sheet("PG-001", "j1")
    assert sheet.cells[Part.MARK, "b"].entry.note == "sakit"
    assert (str(sheet.mark("b")), sheet.mark("a"), sheet.mark("d")) == ("4", None, None)
    assert titles.refused(titles.marks, "calon,penilai,b,Mutu\nPG-001,j1,4,5\n")[1] == [
        "1:Mutu: there is no criterion “Mutu” here — did you mean b, c?"
    ]


def test_an_id_and_its_title_side_by_side_are_refused(desk):
    table = "calon,penilai,lima_tahun,Lima tahun\nPG-001,s1,ya,tidak\n"
    assert desk.refused(desk.marks, table, stage="administrasi")[1] == [
        "1: a second column means lima_tahun: “Lima tahun” — keep one of them"
    ]
