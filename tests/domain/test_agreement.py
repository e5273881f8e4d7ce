from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import CATEGORY, STAGE, Ledger, a_stage, a_template
from cases.row import one_criterion, recused
from cases.row import row as a_row
from upakarti_tui.domain.figures.agreement import agreement, alpha, ranked, scorer_figures
from upakarti_tui.domain.figures.panel_figures import panel_figures
from upakarti_tui.domain.places.ranking import stage_result
from upakarti_tui.domain.programme.template import Method
from upakarti_tui.reports.agreement_forms import values

SHROUT_FLEISS = (
    (9, 2, 5, 8),
    (6, 1, 3, 2),
    (8, 4, 6, 8),
    (7, 1, 2, 6),
    (10, 5, 6, 9),
    (6, 2, 4, 7),
)


def table(rows):
    return {
        f"c{i}": {f"j{j}": Fraction(x) for j, x in enumerate(row) if x is not None}
        for i, row in enumerate(rows)
    }


def test_the_table_that_shrout_and_fleiss_printed():
    found = agreement(table(SHROUT_FLEISS))
    printed = {"1,1": ".17", "2,1": ".29", "3,1": ".71", "1,k": ".44", "2,k": ".62", "3,k": ".91"}
    assert {k: f"{float(v):.2f}".lstrip("0") for k, v in found.icc.items()} == printed
    assert found.why == ()


def test_complete_agreement_is_one():
    found = agreement(table([(1, 1, 1), (2, 2, 2), (4, 4, 4)]))
    assert (found.kendall_w, found.alpha_interval, found.alpha_ordinal) == (1, 1, 1)
    assert set(found.icc.values()) == {1}


def test_kendall_takes_candidates_scored_by_all_and_alpha_every_cell():
    rows = [(1, 2), (2, 4), (3, None), (5, 3)]
    full = agreement(table([rows[0], rows[1], rows[3]]))
    found = agreement(table(rows))
    assert (found.kendall_w, found.icc) == (full.kendall_w, full.icc)
    assert found.alpha_interval == full.alpha_interval
    wider = agreement(table([(1, 2, None), (2, 4, 4), (3, None, 5), (5, 3, 1)]))
    assert wider.alpha_interval not in {None, found.alpha_interval}


@pytest.mark.parametrize(
    ("rows", "absent"),
    [
        ([], {"kendall_w", "icc", "krippendorff_alpha"}),
        ([(1,), (2,)], {"kendall_w", "icc", "krippendorff_alpha"}),
        ([(1, 2)], {"kendall_w", "icc"}),
        ([(1, 2), (None, 3), (2, None)], {"kendall_w", "icc"}),
        ([(3, 3), (3, 3)], {"kendall_w", "icc", "krippendorff_alpha"}),
    ],
)
def test_a_figure_that_the_data_cannot_carry_is_none_and_says_why(rows, absent):
    found = agreement(table(rows))
    assert {name for name, _ in found.why} == absent
    assert (found.kendall_w is None) == ("kendall_w" in absent)
    assert (found.alpha_interval is None) == ("krippendorff_alpha" in absent)


def test_severity_is_how_far_the_others_are_above():
    # c0: others of j0 mean 70, j0 60: +10; c1: 50 against 40: +10. j1 and j2 mirror it.
    figures = scorer_figures(table([(60, 70, 70), (40, 50, 50)]))
    assert [f.severity for f in figures] == [10, -5, -5]


def test_severity_uses_the_candidates_shared():
    figures = scorer_figures(table([(60, 70), (10, None), (None, 5)]))
    assert [f.severity for f in figures] == [10, -10]


def test_a_scorer_alone_has_no_severity_and_one_sheet_no_spread():
    (figures,) = scorer_figures(table([(60,)]))
    assert (figures.severity, figures.variance) == (None, None)


def test_spread_is_the_standard_deviation_with_n_minus_one():
    (figures,) = scorer_figures(table([(60,), (70,), (80,)]))
    assert figures.variance == 100


def test_a_total_far_from_the_middle_half_is_an_outlier():
    # Quartiles 70 and 71, fences 68.5 and 72.5: 10 lies outside. Then 68 and 72, 62 and 78:
    # nobody does. Three totals have no quartiles.
    rows = [(10, 70, 70, 72, 71, 70), (64, 68, 70, 72, 74, 70), (1, 9, 9)]
    figures = scorer_figures(table(rows))
    assert next(f.outliers for f in figures) == ("c0",)
    assert all(not f.outliers for f in figures[1:])


@given(st.lists(st.lists(st.integers(1, 5), min_size=1, max_size=4), min_size=1, max_size=6))
def test_alpha_is_what_its_definition_says(rows):
    exact = [[Fraction(x) for x in row] for row in rows]
    assert alpha(exact) == by_definition(exact)
    assert alpha(ranked(exact)) == by_definition(ranked(exact))


def by_definition(rows):
    """Krippendorff's alpha by its pairs, one at a time."""
    pairable = [row for row in rows if len(row) > 1]
    everything = [x for row in pairable for x in row]
    n = len(everything)
    expected = sum((a - b) ** 2 for i, a in enumerate(everything) for b in everything[:i])
    if not expected:
        return None
    observed = sum(
        Fraction((a - b) ** 2) / (len(row) - 1)
        for row in pairable
        for i, a in enumerate(row)
        for b in row[:i]
    )
    return 1 - (observed / n) / (expected / (n * (n - 1)))


def a_panel():
    return a_row(
        "",
        {"A": [90, 60, 90], "B": [80, 90, 70], "C": [10, 10, recused()]},
    ).ledger()


def test_leaving_one_scorer_out_shows_how_firm_a_place_is():
    # Without j1: A 75, B 80. Without j2: A 90, B 75. Without j3: A 75, B 85. With all: both 80.
    result = stage_result(a_panel().proceedings, STAGE).categories[CATEGORY]
    found = panel_figures(result)
    assert [(f.candidate, f.place, f.best, f.worst) for f in found.firmness] == [
        ("A", 1, 1, 2),
        ("B", 1, 1, 2),
        ("C", 3, 3, 3),
    ]


def test_whom_only_a_smaller_panel_can_place_has_no_place_to_compare():
    ledger = a_row(
        "", {"A": [90, 60], "B": [80, recused()]}, panel={"method": Method.RANK_SUM}
    ).ledger()
    result = stage_result(ledger.proceedings, STAGE).categories[CATEGORY]
    (firm,) = panel_figures(result).firmness
    assert (firm.candidate, firm.best, firm.worst) == ("A", 1, 1)


def test_a_panel_of_one_leaves_nobody_to_compare_with():
    result = stage_result(a_row("", {"A": [90]}).ledger().proceedings, STAGE)
    found = values(panel_figures(result.categories[CATEGORY]))
    assert found["robustness"] == [{"candidate": "A", "place": 1, "leave_one_out": None}]
    assert found["scorers"] == [{"scorer": "j1", "severity": None, "spread": None, "outliers": []}]
    assert {"robustness", "scorers"} < set(found["why"])


def test_a_stage_without_a_rubric_has_no_figures():
    ledger = Ledger(a_template(a_stage(rubric=""), rubrics=(one_criterion(),)))
    ledger.candidates("A")
    result = stage_result(ledger.proceedings, STAGE).categories[CATEGORY]
    assert values(panel_figures(result))["kendall_w"] is None


def test_the_figures_are_json_numbers():
    result = stage_result(a_panel().proceedings, STAGE).categories[CATEGORY]
    found = values(panel_figures(result))
    assert set(found) == {"kendall_w", "icc", "krippendorff_alpha", "scorers", "robustness", "why"}
    assert found["robustness"][0] == {"candidate": "A", "place": 1, "leave_one_out": [1, 2]}
    assert found["scorers"][0]["spread"] == pytest.approx(43.588989, abs=1e-6)
    assert found["icc"]["1,k"] is None
    assert found["why"]["icc"] == "The totals do not vary enough."
    assert isinstance(found["icc"]["3,1"], float)
