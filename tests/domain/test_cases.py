"""The table of cases: one row an edge case, worked out by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cases import ladder, numbers, panels, states

if TYPE_CHECKING:
    from cases.row import Row

TABLE = (*states.ROWS, *panels.ROWS, *numbers.ROWS, *ladder.ROWS)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.says)
def test_what_was_worked_out_by_hand_comes_out(row: Row):
    assert row.found() == (row.expect, " ".join(sorted(row.still.split())))


def test_the_table_names_each_case_once():
    says = [row.says for row in TABLE]
    assert len(set(says)) == len(says)
    assert len(says) >= 60
