from __future__ import annotations

import pytest

from upakarti_tui.storage.worksheets.headings import (
    CANDIDATES,
    ROSTER,
    TABLES,
    heading_key,
    layout,
    nearest_heading,
)


@pytest.mark.parametrize("columns", TABLES.values(), ids=TABLES)
def test_no_name_means_two_columns_of_one_table(columns):
    names = [heading_key(name) for c in columns for name in {c.name, *c.aliases}]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("columns", TABLES.values(), ids=TABLES)
def test_every_column_has_an_indonesian_name(columns):
    assert all(column.aliases for column in columns)


def test_columns_are_found_in_any_order_case_and_language():
    found = layout(("NPWP", "Kabupaten / Kota", "nama CALON", "", "Kategori"), CANDIDATES)
    assert dict(found.places) == {"npwp": 0, "regency": 1, "name": 2, "category": 4}
    assert (found.extra, found.twice, found.missing) == ((), (), ())


def test_other_columns_second_ones_and_missing_ones_are_named():
    found = layout(("id", "Kode Penilai", "Telepon"), ROSTER)
    assert found.extra == (("Telepon", 2),)
    assert found.twice == (("id", "Kode Penilai"),)
    assert [column.name for column in found.missing] == ["name", "role"]


def test_a_slip_in_a_heading_is_answered_with_the_column_meant():
    category = CANDIDATES[1]
    assert nearest_heading(category, [("Kategry", 0), ("Telepon", 1)]) == "Kategry"
    assert nearest_heading(category, [("Telepon", 1)]) is None


def test_a_heading_that_begins_like_the_column_is_answered_where_none_is_written_like_it():
    name = CANDIDATES[2]
    assert nearest_heading(name, [("Telepon", 0), ("Nama Peserta", 1)]) == "Nama Peserta"
    assert nearest_heading(name, [("Nama Ketua Umum", 0), ("Nama Lengkp", 1)]) == "Nama Lengkp"
    assert nearest_heading(name, [("Nama Ketua Umum", 0), ("Nama Ibu Kandung", 1)]) == (
        "Nama Ketua Umum"
    )
    assert nearest_heading(name, [("Penerima", 0)]) is None


def test_what_is_said_of_a_heading_comes_before_its_name():
    found = layout(("nama", "Ketua"), CANDIDATES, {"nama": "organisation", "Ketua": "name"})
    assert dict(found.places) == {"organisation": 0, "name": 1}


def test_a_heading_of_nothing_but_punctuation_is_compared_as_it_stands():
    assert heading_key(" # ") == "#"
    assert heading_key("No. NIK") == "nonik"
