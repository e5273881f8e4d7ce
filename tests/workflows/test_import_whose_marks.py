from __future__ import annotations

from dataclasses import replace

import pytest

from import_desk import PEOPLE, SCORERS, ImportDesk, an_award
from upakarti_tui.domain.book.deeds import Filled, Submitted
from upakarti_tui.domain.book.entries import Entry, Part, SheetKey, State
from upakarti_tui.domain.places.ranking import rank
from upakarti_tui.errors import Exit, UsageError
from upakarti_tui.storage.books import book as books
from upakarti_tui.workflows.exchange.pack import pack

LONG = "candidate,scorer,criterion,mark,state,note\n"
WIDE = "candidate,scorer,a,b\n"


@pytest.fixture
def desk(tmp_path):
    return ImportDesk(tmp_path).filled()


def deeds(desk, kind):
    return [x.deed for x in desk.proceedings.records if isinstance(x.deed, kind)]


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
