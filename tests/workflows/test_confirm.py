from __future__ import annotations

import pytest

from builders import STAGE, a_mark
from offices import Office, an_award
from upakarti_tui.domain.book.deeds import Confirmed, Filled, Finalised, Submitted
from upakarti_tui.domain.book.entries import Part, SheetKey
from upakarti_tui.domain.book.records import SECRETARIAT
from upakarti_tui.domain.places.ranking import rank
from upakarti_tui.errors import NotAllowedError, RefusedError, UsageError
from upakarti_tui.storage.books import book
from upakarti_tui.workflows.scoring.confirm import confirm, confirm_typed_again

KEY = SheetKey(STAGE, "PG-001", "j1")


@pytest.fixture
def office(tmp_path):
    """A stage that wants a second person, with the paper of one scorer typed in."""
    office = Office(tmp_path, an_award(confirm_paper=True), scorers=["j1"])
    for candidate in office.candidates:
        key = SheetKey(STAGE, candidate, "j1")
        office.add(Filled(key, (a_mark("a", 4), a_mark("b", 3)), typed_by="Ani"))
    office.add(Submitted("j1", STAGE, office.candidates, 0, "", "", typed_by="Ani"))
    return office


def confirmed(office, candidates=None, by="Budi", scorer="j1", stage=STAGE):
    with office.at("office"):
        return confirm(office.path, scorer, stage, candidates, by)


def open_kinds(office):
    return {item.kind for item in rank(book.read(office.path).proceedings, STAGE).open_items}


def test_typed_in_sheets_count_once_a_second_person_has_confirmed_them(office):
    assert "unconfirmed" in open_kinds(office)
    assert confirmed(office, ["PG-001"]) == (KEY,)
    assert "unconfirmed" in open_kinds(office)
    assert confirmed(office) == (KEY._replace(candidate="PG-002"),)
    assert open_kinds(office) == set()


def test_only_the_scorer_and_the_stage_named_are_confirmed(tmp_path):
    office = Office(tmp_path, an_award(confirm_paper=True))
    for scorer in ("j1", "j2"):
        key = SheetKey(STAGE, "PG-001", scorer)
        office.add(Filled(key, (a_mark("a", 4),), typed_by="Ani"))
    office.fill(office.path, "j1", "PG-002", {"a": 4})
    assert confirmed(office) == (KEY,)
    assert confirmed(office, scorer="j2") == (KEY._replace(scorer="j2"),)


def test_whoever_typed_confirms_nothing(office):
    before = office.path.read_bytes()
    with pytest.raises(NotAllowedError, match="ANI"):
        confirmed(office, by=" ANI ")
    assert office.path.read_bytes() == before


def test_somebody_must_be_named(office):
    with pytest.raises(RefusedError):
        confirmed(office, by=" ")


def test_where_nothing_waits_nothing_is_confirmed(office):
    confirmed(office)
    with pytest.raises(UsageError, match="waits"):
        confirmed(office)
    with office.at("office"), pytest.raises(UsageError, match="waits"):
        confirm_typed_again(office.path, KEY, (), "Budi")


@pytest.mark.parametrize("wrong", [{"scorer": "x"}, {"stage": "x"}, {"candidates": ["x"]}], ids=str)
def test_an_unknown_name_is_answered_with_the_nearest(office, wrong):
    with pytest.raises(UsageError):
        confirmed(office, **wrong)


def test_a_part_confirms_nothing(office):
    office.path = office.hand_out()["j1"]
    with pytest.raises(NotAllowedError):
        confirmed(office)


def test_p20_a_final_stage_takes_no_confirmation(office):
    stamp = book.read(office.path).proceedings.stamp()
    office.add(Finalised(STAGE, "Ani", "Ketua", 1, stamp, "d" * 64))
    with pytest.raises(NotAllowedError, match="final"):
        confirmed(office)


def again(office, *entries, by="Budi"):
    with office.at("office"):
        return confirm_typed_again(office.path, KEY, entries, by)


def test_typing_the_same_again_confirms(office):
    assert again(office, a_mark("b", 3), a_mark("a", 4, "lain catatan")) == ()
    deeds = [x.deed for x in book.read(office.path).records if isinstance(x.deed, Confirmed)]
    assert [(deed.sheet, deed.by) for deed in deeds] == [(KEY, "Budi")]


def test_typing_something_else_shows_each_cell_that_differs_and_confirms_nothing(office):
    found = again(office, a_mark("a", 5))
    assert [(x.cell, x.first, x.second) for x in found] == [
        ((Part.MARK, "a"), "marked 4", "marked 5"),
        ((Part.MARK, "b"), "marked 3", ""),
    ]
    assert str(found[0].message) == "a: first “marked 4”, now “marked 5”"
    assert not any(isinstance(x.deed, Confirmed) for x in book.read(office.path).records)
    with pytest.raises(NotAllowedError):
        again(office, a_mark("a", 4), a_mark("b", 3), by="Ani")


def test_a_cell_in_conflict_differs_from_anything_typed(office):
    office.add(
        Filled(KEY, (a_mark("a", 1),), typed_by="Ani"), author=SECRETARIAT, machine="elsewhere"
    )
    found = again(office, a_mark("a", 4), a_mark("b", 3))
    assert [x.cell for x in found] == [(Part.MARK, "a")]
