"""The example is the award of 2024 in its real numbers, and the same bytes everywhere."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from upakarti_tui import locale
from upakarti_tui.errors import FileError
from upakarti_tui.workflows.demo import people
from upakarti_tui.workflows.demo.play import Played, play
from upakarti_tui.workflows.papers.verify import Answer, verify

if TYPE_CHECKING:
    from upakarti_tui.domain.problems import Message

KEPT = Path(__file__).parents[2] / "exports"
FUNNEL = [
    (247, (85, 162)),
    (75, (15, 60)),
    (28, (4, 24)),
    (23, (4, 19)),
    (10, (3, 7)),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("award") / "demo"


@pytest.fixture(scope="module")
def notes() -> list[Message]:
    return []


@pytest.fixture(scope="module")
def played(folder: Path, notes: list[Message]) -> Played:
    locale.choose("id")
    return play(folder, notes.append)


def test_the_candidates_come_through_in_the_numbers_of_2024(played):
    counts = [(step.total, tuple(count for _, count in step.by_category)) for step in played.steps]
    assert counts == FUNNEL


def test_what_is_being_done_is_told_at_every_stage(played, notes):
    assert len(notes) >= 2 * (len(played.steps) - 1)


def test_the_list_names_as_many_as_were_selected(played):
    (path,) = [p for p in played.documents if p.suffix == ".json" and "determination" in p.name]
    proposed = json.loads(path.read_text(encoding="utf-8"))["ranking"]["categories"]
    selected = {
        category["id"]: sum(s["outcome"] == "selected" for s in category["standings"])
        for category in proposed
    }
    assert selected == {"kepeloporan": 3, "pengabdian": 7}


@pytest.mark.usefixtures("played")
def test_another_place_time_and_hash_seed_make_the_same_files(folder, tmp_path):
    again = tmp_path / "demo"
    subprocess.run(
        [sys.executable, "-m", "upakarti_tui", "demo", str(again)],
        env={
            **os.environ,
            "UPAKARTI_LANG": "id",
            "TZ": "America/New_York",
            "LC_ALL": "C",
            "PYTHONHASHSEED": "7",
        },
        check=True,
        capture_output=True,
        timeout=300,
    )
    here, there = _files(folder), _files(again)
    assert here.keys() == there.keys()
    assert [name for name in here if here[name] != there[name]] == []


def test_the_finished_example_that_is_kept_is_the_one_that_is_played(played):
    for path in played.documents:
        if path.suffix in {".csv", ".json", ".xlsx"}:
            assert (KEPT / path.name).read_bytes() == path.read_bytes(), path.name
    assert sorted(path.name for path in KEPT.iterdir()) == sorted(p.name for p in played.documents)


def test_the_kept_list_and_minutes_agree_with_what_they_carry():
    answers = {path.name: verify(path).answer for path in KEPT.glob("*.pdf")}
    assert set(answers.values()) == {Answer.AGREES}, answers


def _files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".lock"
    }


def test_nobody_made_up_has_a_number_that_could_be_somebodys():
    numbers = [p.nik for p in people.candidates() if p.nik]
    assert numbers
    assert all(len(nik) == 16 and nik.endswith("0000") for nik in numbers)


def test_no_two_people_of_the_example_share_a_name():
    names = [p.name for p in people.candidates()] + [m.name for m in people.roster()]
    assert len(set(names)) == len(names)


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path):
    letter = tmp_path / "surat.txt"
    letter.write_text("penting")
    with pytest.raises(FileError):
        play(tmp_path, lambda _message: None)
    assert [path.name for path in tmp_path.iterdir()] == ["surat.txt"]
    assert letter.read_text() == "penting"
