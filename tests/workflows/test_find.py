from __future__ import annotations

import pytest

from builders import CATEGORY
from offices import NIK, Office
from upakarti_tui.domain.book.deeds import Nominated
from upakarti_tui.domain.people.candidate import Candidate
from upakarti_tui.errors import MissingFileError
from upakarti_tui.workflows.find import find


@pytest.fixture
def office(tmp_path):
    office = Office(tmp_path)
    notes = (("desa", "Kasongan"),)
    office.add(
        Nominated(
            Candidate(
                "PG-003", CATEGORY, "Siti Nurhaliza", "Koperasi", "DIY", "Bantul", notes=notes
            )
        )
    )
    return office


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (["siti"], ["PG-003"]),
        (["BANTUL", "koperasi"], ["PG-003"]),
        (["kasongan"], ["PG-003"]),
        (["pg-00"], ["PG-001", "PG-002", "PG-003"]),
        (["siti", "nama"], []),
        ([NIK], []),
    ],
    ids=str,
)
def test_every_word_must_occur_somewhere_about_the_candidate(office, words, ids):
    assert [x.id for x in find(office.path, words).candidates] == ids


def test_scorers_are_found_too_and_told_in_words(office):
    found = find(office.path, ["juror", "j1"])
    assert [x.id for x in found.scorers] == ["j1"]
    assert [str(x) for x in found.messages] == ["j1  juror  Penilai j1"]
    (line,) = find(office.path, ["siti"]).messages
    assert str(line) == f"PG-003  {CATEGORY}  Siti Nurhaliza  (Koperasi, Bantul, DIY)"


def test_looking_changes_nothing(office):
    before = office.path.read_bytes()
    find(office.path, ["siti"])
    assert office.path.read_bytes() == before


def test_a_book_that_is_not_there_is_told(tmp_path):
    with pytest.raises(MissingFileError):
        find(tmp_path / "none", ["siti"])
