from __future__ import annotations

from decimal import Decimal

import pytest

from import_desk import ImportDesk
from upakarti_tui.domain.book.deeds import Submitted
from upakarti_tui.errors import Exit
from upakarti_tui.workflows.deciding.finalize import finalize
from upakarti_tui.workflows.scoring.submit import send_back

LONG = "candidate,scorer,criterion,mark,state,note\n"
WIDE = "candidate,scorer,a,b\n"


@pytest.fixture
def desk(tmp_path):
    return ImportDesk(tmp_path).filled()


def deeds(desk, kind):
    return [x.deed for x in desk.proceedings.records if isinstance(x.deed, kind)]


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
