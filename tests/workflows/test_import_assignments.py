from __future__ import annotations

import pytest

from import_desk import ImportDesk, rows
from upakarti_tui.domain.book.deeds import Assigned
from upakarti_tui.domain.people.candidate import Assignment
from upakarti_tui.errors import Exit
from upakarti_tui.workflows.deciding.finalize import finalize


@pytest.fixture
def desk(tmp_path):
    return ImportDesk(tmp_path).filled()


def test_assignments_add_up_and_known_ones_change_nothing(desk):
    first = desk.assignments("stage,candidate,scorer\npenjurian,PG-001,j1\n")
    again = desk.assignments("tahap;calon;penilai\nPenjurian;pg-001;J1\npenjurian;PG-002;j2\n")
    assert desk.proceedings.assignments == {
        Assignment("penjurian", "PG-001", "j1"),
        Assignment("penjurian", "PG-002", "j2"),
    }
    assert (first.added, again.added, again.unchanged) == (1, 1, 1)


def test_each_scorer_has_a_record_of_their_own_to_be_handed(desk):
    desk.assignments(
        "stage,candidate,scorer\npenjurian,PG-002,j2\npenjurian,PG-001,j1\n"
        "penjurian,PG-001,j2\nlapangan,PG-001,t1\n"
    )
    deeds = [x.deed for x in desk.proceedings.records if isinstance(x.deed, Assigned)]
    assert [{a.scorer for a in deed.assignments} for deed in deeds] == [{"j1"}, {"j2"}, {"t1"}]


def test_every_problem_of_every_row_is_told_at_once(desk):
    exit_, said = desk.refused(
        desk.assignments,
        "stage,candidate,scorer\n"
        "penjurin,PG-01,j3\n"
        ",PG-001,j1\n"
        "penjurian,PG-001,t1\n"
        "administrasi,PG-001,j1\n"
        "akhir,PG-001,j1\n",
    )
    assert exit_ is Exit.REFUSED
    assert said == [
        "2:stage: there is no stage “penjurin” — did you mean penjurian?",
        "2:candidate: there is no candidate “PG-01” — did you mean PG-001, PG-002, KP-001?",
        "2:scorer: there is no scorer “j3” — there are j1, j2, s1, t1",
        "3:stage: the cell is empty — fill it",
        "4:scorer: t1 is field team, who does not score here — here score: juror",
        "5:scorer: j1 is juror, who does not score here — here score: secretariat",
        "6:candidate: the stage akhir asks nothing about pengabdian",
    ]


def test_a_row_twice_is_pointed_out(desk):
    table = "stage,candidate,scorer,Telepon\npenjurian,PG-001,j1,1\npenjurian,PG-001,j1,2\n"
    report = desk.assignments(table)
    assert rows(report.warnings) == ["3: the row repeats row 2"]
    assert report.ignored_columns == ("Telepon",)
    assert "Columns not used: Telepon" in [str(line) for line in report.told()]


def test_nobody_is_assigned_to_a_final_stage(desk):
    desk.marks(
        "candidate,scorer,lima_tahun,berkas\nPG-001,s1,ya,ya\nPG-002,s1,ya,ya\nKP-001,s1,ya,ya\n",
        "administrasi",
        submitted=True,
    )
    finalize(desk.book, "administrasi", "Rini", "Ketua")
    assert desk.refused(desk.assignments, "stage,candidate,scorer\nadministrasi,PG-001,s1\n") == (
        Exit.NOT_ALLOWED,
        ["2:stage: the stage administrasi is final"],
    )


def test_a_partial_import_takes_the_good_rows(desk):
    report = desk.assignments(
        "stage,candidate,scorer\npenjurian,PG-001,j1\npenjurian,PG-009,j1\n", partial=True
    )
    assert (report.added, report.left_out_rows, report.exit) == (1, (3,), Exit.OPEN)
