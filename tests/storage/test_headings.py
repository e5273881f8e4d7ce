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
