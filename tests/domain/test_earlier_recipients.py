from __future__ import annotations

import pytest

from upakarti_tui.domain.people.candidate import Candidate
from upakarti_tui.domain.people.earlier_recipients import (
    Recipient,
    likeness,
    likenesses,
    spoken,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("H. Soetomo, S.E.", "Sutomo"),
        ("Tjokroaminoto", "Cokroaminoto"),
        ("PT Djarum Kudus", "Jarum Kudus, PT"),
        ("Siti Nurhaliza", "Siti Nur Haliza"),
        ("Muhammad Yusuf", "Mohammad Jusuf"),
        ("Dr. Ir. Ani Rahmawati", "Ani Rachmawati"),
        ("Yayasan Tenun Lestari Nusantara", "Tenun Lestari"),
        ("Bambang Soesilo Wibowo", "Wibowo Bambang Susilo"),
    ],
)
def test_one_person_in_two_spellings_is_alike(one, other):
    assert likeness(spoken(one), spoken(other)) >= 85


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Budi Santoso", "Budi Hartono"),
        ("Sutomo", "Suharto"),
        ("Koperasi Batik Lasem", "Koperasi Tenun Sikka"),
        ("Ani", "Ani Rahmawati"),
    ],
)
def test_two_people_are_not(one, other):
    assert likeness(spoken(one), spoken(other)) < 85


def test_a_name_of_titles_alone_keeps_them():
    assert spoken("Haji") == ("haji",)


def offered(candidate, *names):
    register = [Recipient(name, "", "", row) for row, name in enumerate(names, 2)]
    found = likenesses([candidate], register)
    return [(each.name, each.recipient.row, each.percent) for each in found]


def test_a_name_that_only_begins_alike_is_not_offered():
    assert offered(Candidate("PG-1", "pengabdian", "Budi Santoso"), "Budi Hartono") == []


def test_of_name_and_organisation_the_one_that_is_more_alike_is_offered():
    candidate = Candidate("PG-1", "pengabdian", "Tenun Lestari Sikka", "Tenun Lestari")
    assert offered(candidate, "Tenun Lestari", "Tenun Lestari Sikka") == [
        ("Tenun Lestari", 2, 100),
        ("Tenun Lestari Sikka", 3, 100),
    ]
