"""The states that matter, as whole screens in plain text.

A screen that was changed on purpose is written anew with `UPDATE_SCREENS=1`, and
the difference is read in the commit.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from screens import NARROW, WIDE, a_jury, an_award, rows, shown

GOLDEN = Path(__file__).parent / "golden"
SIZES = {"80x24": NARROW, "120x40": WIDE}


def agrees(app, name):
    # The clock differs from run to run, the fingerprint from one form of the template to the next.
    drawn = "\n".join(row.rstrip() for row in rows(app)) + "\n"
    drawn = re.sub(r"tersimpan \d\d\.\d\d\.\d\d", "tersimpan 14.05.31", drawn)
    drawn = re.sub(r"sidik \w{4}-\w{4}", "sidik 9f2c-41ab", drawn)
    file = GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_SCREENS"):
        file.write_text(drawn, encoding="utf-8")
    assert drawn == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("size", SIZES)
async def test_a_sheet_half_filled_and_the_list_it_stands_in(tmp_path, size):
    async with shown(a_jury(tmp_path), "J04", SIZES[size]) as (app, pilot):
        await pilot.press("enter", *"453", "c", *"Omzet 2023 lengkap", "escape")
        agrees(app, f"sheet-{size}")
        await pilot.press("escape", "down", "a", *"sakit", "enter", "down")
        agrees(app, f"list-{size}")


@pytest.mark.parametrize("size", SIZES)
async def test_a_provisional_ranking_with_the_line_of_the_passing_grade(tmp_path, size):
    async with shown(an_award(tmp_path), None, SIZES[size]) as (app, pilot):
        await pilot.press("enter", "tab", "tab", "r")
        agrees(app, f"ranking-{size}")
