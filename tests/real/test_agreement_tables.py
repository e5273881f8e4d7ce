"""Published tables of agreement, worked out again."""

from __future__ import annotations

import csv
import json
import os
from fractions import Fraction
from pathlib import Path

import pytest

from upakarti_tui.domain.figures.agreement import agreement

DATA = (
    Path(os.environ.get("UPAKARTI_REAL_DATA", Path(__file__).parents[3] / "shared" / "data"))
    / "agreement"
)


@pytest.mark.real
@pytest.mark.parametrize("name", ["anxiety", "shrout_fleiss"])
def test_published_figures_come_out(name):
    if not DATA.is_dir():
        pytest.skip(f"the published tables are not at {DATA}")
    with (DATA / f"{name}.csv").open() as file:
        lines = list(csv.reader(file))
    rows = [[int(x) for x in line if x.isdigit()] for line in lines[1:]]
    expected = json.loads((DATA / "expected.json").read_text())[name]
    found = agreement(
        {f"c{i}": {f"j{j}": Fraction(x) for j, x in enumerate(row)} for i, row in enumerate(rows)}
    )
    assert float(found.kendall_w) == pytest.approx(
        float(expected["kendall_w_tie_corrected"]), abs=1e-12
    )
    for key, ours in (("ICC1", "1,1"), ("ICC2", "2,1"), ("ICC3", "3,1"),
                      ("ICC1k", "1,k"), ("ICC2k", "2,k"), ("ICC3k", "3,k")):  # fmt: skip
        assert float(found.icc[ours]) == pytest.approx(float(expected["icc"][key]), abs=1e-12)
    alphas = expected["krippendorff_alpha"]
    assert float(found.alpha_interval) == pytest.approx(float(alphas["interval"]), abs=1e-12)
    assert float(found.alpha_ordinal) == pytest.approx(float(alphas["ordinal"]), abs=1e-12)
