from __future__ import annotations

import pytest

from import_desk import ImportDesk
from upakarti_tui.domain.book.entries import Entry, Part, State
from upakarti_tui.domain.book.sheet import INTEREST, SheetState
from upakarti_tui.errors import Exit

LONG = "candidate,scorer,criterion,mark,state,note\n"
WIDE = "candidate,scorer,a,b\n"


@pytest.fixture
def desk(tmp_path):
    return ImportDesk(tmp_path).filled()


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
