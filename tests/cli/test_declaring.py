from pathlib import Path

import pytest

from awards_typed import TEMPLATE, begin
from upakarti_tui.domain.book.entries import SheetKey, State
from upakarti_tui.domain.book.sheet import INTEREST
from upakarti_tui.errors import Exit
from upakarti_tui.storage.books.book import read

WHO = ("--as", "JR-1", "--stage", "penjurian")


@pytest.fixture
def asking(run):
    """Begin a book whose jurors must declare before they score."""
    return begin(run, TEMPLATE.replace("kind: score", "kind: score\n    interests: true"))


def declared(book):
    """Return what the first juror has declared, by candidate."""
    found = {}
    for key, cells in read(book).proceedings.sheets.items():
        if key.scorer == "JR-1" and INTEREST in cells:
            entry = cells[INTEREST].entry
            found[key.candidate] = (entry.state, dict(entry.more).get("kind"), entry.note)
    return found


def test_nothing_ties_to_all_that_are_not_yet_declared_on(run, asking):
    tie = run("declare", *WHO, "--candidate", "PG-002", "--kind", "family", "--reason", "paman")
    assert (tie.code, tie.out) == (Exit.DONE, "penjurian/PG-002/JR-1\n")
    rest = run("declare", asking, *WHO)
    assert (rest.code, rest.out) == (Exit.DONE, "penjurian/PG-001/JR-1\npenjurian/PG-003/JR-1\n")
    none = (State.NO_INTEREST, None, "")
    assert declared(asking) == {
        "PG-001": none,
        "PG-002": (State.DECLARED, "family", "paman"),
        "PG-003": none,
    }
    again = run("declare", *WHO)
    assert (again.code, again.out) == (Exit.DONE, "")


def test_a_declaration_with_a_candidate_and_no_kind_is_about_that_one_only(run, asking):
    assert run("declare", *WHO, "--candidate", "PG-003").code == Exit.DONE
    assert declared(asking) == {"PG-003": (State.NO_INTEREST, None, "")}


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (("--kind", "family"), Exit.USAGE),
        (("--reason", "paman"), Exit.USAGE),
        (("--candidate", "PG-001", "--reason", "paman"), Exit.USAGE),
        (("--candidate", "PG-001", "--kind", "friend"), Exit.USAGE),
        (("--candidate", "PG-009"), Exit.NOT_ALLOWED),
    ],
)
def test_what_cannot_be_declared_changes_nothing(run, asking, typed, code):
    before = Path(asking).read_bytes()
    ran = run("declare", *WHO, *typed)
    assert (ran.code, ran.out) == (code, "")
    assert ran.err
    assert Path(asking).read_bytes() == before


def test_an_unknown_stage_is_told(run, asking):
    ran = run("declare", "--as", "JR-1", "--stage", "lain")
    assert (ran.code, "lain" in ran.err) == (Exit.USAGE, True)
    assert SheetKey("lain", "PG-001", "JR-1") not in read(asking).proceedings.sheets
