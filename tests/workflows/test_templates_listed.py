from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from template_texts import changed
from upakarti_tui.errors import MissingFileError, RefusedError, UsageError
from upakarti_tui.workflows.templates import checked, listed, shown

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED = (
    "dak-nonfisik-2023",
    "hibah-riset",
    "industri-hijau",
    "juara-kembar",
    "lpkra",
    "ovop-2024",
    "ppd",
    "upakarti-2024",
)


def test_the_shipped_templates_are_listed_by_id_with_their_notice():
    assert tuple(each.id for each in listed()) == SHIPPED
    assert {each.notice for each in listed()} == {"CONTOH – bobot dan ambang belum resmi"}
    assert len({each.fingerprint for each in listed()}) == len(SHIPPED)


def test_a_template_is_shown_by_its_id_or_its_file():
    by_id = shown("ovop-2024")
    assert by_id.template.title == "One Village One Product (OVOP) Tahun 2024"
    assert shown(str(by_id.path)) == by_id
    [listing] = [each for each in listed() if each.id == "ovop-2024"]
    assert (listing.fingerprint, listing.path) == (by_id.fingerprint, by_id.path)


def test_an_unknown_template_is_a_slip_of_the_command():
    with pytest.raises(UsageError, match="did you mean ovop-2024"):
        shown("ovop2024")
    with pytest.raises(MissingFileError):
        shown("./ovop-2024.yaml")


def test_what_is_doubtful_is_told_with_its_line(tmp_path: Path):
    file = tmp_path / "ragu.yaml"
    file.write_text(changed(("quorum: 3", "quorum: 2"), ("minimum: 2", "minimum: 1")))
    assert [str(doubt).partition(" (")[0] for doubt in checked(file)] == [
        f"{file}:18:18: no mark is below 1",
        f"{file}:48:52: with 2 sheets nothing can be trimmed: a quorum of 3 makes sure",
        f"{file}:53:5: besar: 2 tied at place 3, 1 of 3 places left, and the ladder ends",
        f"{file}:53:5: kecil: 2 tied at place 3, 1 of 3 places left, and the ladder ends",
    ]


def test_what_cannot_be_used_is_refused_with_every_reason(tmp_path: Path):
    file = tmp_path / "rusak.yaml"
    file.write_text(changed(("weight: 60", "weight: 61"), ("besar: 70", "besar: 170")))
    with pytest.raises(RefusedError) as refused:
        checked(file)
    assert [str(problem) for problem in refused.value.messages] == [
        f"{file}:13:5: the weights sum to 101, not 100 — change a weight, or write total: sum",
        f"{file}:50:27: nobody can reach 170: the most is 100 — lower the passing grade",
    ]
    with pytest.raises(MissingFileError):
        checked(tmp_path / "tiada.yaml")


@pytest.mark.parametrize("name", SHIPPED)
def test_no_shipped_template_contradicts_itself(name: str):
    for doubt in checked(shown(name).path):
        assert str(doubt).endswith("— draw lots before the first mark")
