from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from builders import a_criterion, a_gate, a_rubric, a_scale, a_stage, a_template
from template_values import templates as drawn
from upakarti_tui.domain.checks import template_trials
from upakarti_tui.domain.checks.template_trials import undecided
from upakarti_tui.domain.checks.trial_book import notched
from upakarti_tui.domain.programme.template import Method, Template, Total

PLENARY = "add a step, or let the plenary decide"
LOTS = "draw lots before the first mark"


def told(template: Template) -> list[tuple[object, ...]]:
    return [(finding.at, str(finding.what), str(finding.mend)) for finding in undecided(template)]


def of_stage(**options: Any) -> list[str]:
    return [what for _, what, _ in told(a_template(a_stage(**options)))]


def tie(tied: int, place: int, free: int, quota: int, how: str) -> str:
    return (
        f"{tied} tied at place {place}, {free} of {quota} places left, and the ladder ends ({how})"
    )


def test_without_a_quota_a_shared_place_is_an_end():
    assert of_stage() == []
    assert of_stage(pass_at=70) == []


def test_without_a_ladder_two_and_three_tie_at_the_line():
    pair = "two scorers' marks: a 5 5, b 5 3 | a 5 5, b 4 4"
    three = "two scorers' marks: a 5 3, b 5 5 | a 5 5, b 4 3 | a 4 4, b 5 5"
    assert told(a_template(a_stage(quota=3))) == [
        (("stages", 0, "select"), tie(2, 3, 1, 3, pair), PLENARY),
        (("stages", 0, "select"), tie(3, 3, 1, 3, three), PLENARY),
        (("stages", 0, "select"), tie(3, 2, 2, 3, three), PLENARY),
    ]


def test_with_one_place_three_cannot_tie_for_two():
    assert [what.split(",")[0] for what in of_stage(quota=1)] == [
        "2 tied at place 1",
        "3 tied at place 1",
    ]


def test_a_ladder_that_ends_in_a_lot_asks_for_lots():
    [(at, what, mend)] = told(a_template(a_stage(quota=3, tie_break=("criterion:a", "lot"))))
    assert at == ("stages", 0, "tie_break")
    assert what.startswith("2 tied at place 3, 1 of 3 places left")
    assert mend == LOTS


def test_a_lot_before_the_end_is_enough_as_well():
    [(_, _, mend)] = told(a_template(a_stage(quota=3, tie_break=("lot", "criterion:a"))))
    assert mend == LOTS


def test_steps_that_see_all_that_two_scorers_can_do_leave_only_equal_sheets():
    ladder = ("criterion:a", "criterion:b", "highest_sheet")
    assert of_stage(quota=3, tie_break=ladder) == [
        tie(2, 3, 1, 3, "with the very same marks"),
        tie(3, 3, 1, 3, "with the very same marks"),
        tie(3, 2, 2, 3, "with the very same marks"),
    ]


def test_where_only_the_best_pass_all_of_them_tie_for_all_places():
    assert of_stage(quota=2, pass_at=100) == [
        tie(3, 1, 2, 2, "with the very same marks"),
        tie(4, 1, 2, 2, "with the very same marks"),
        tie(3, 1, 2, 2, "with the very same marks"),
    ]


def test_the_places_of_a_large_quota_are_counted_though_not_filled():
    assert of_stage(quota=500, tie_break=("criterion:a", "criterion:b", "highest_sheet"))[0] == tie(
        2, 500, 1, 500, "with the very same marks"
    )


@pytest.mark.parametrize("quorum", [1, 2, 7, 900])
def test_panels_of_any_quorum_are_tried(quorum: int):
    assert len(of_stage(quota=3, panel={"quorum": quorum})) == 3


@pytest.mark.parametrize("method", [Method.SUM, Method.TRIMMED_SUM])
def test_sums_stay_open_after_one_recusal(method: Method):
    assert told(a_template(a_stage(panel={"method": method}))) == [
        (
            ("stages", 0, "panel", "method"),
            "one recusal leaves sums of different numbers of sheets: the stage stays open",
            "a mean does not depend on their number",
        )
    ]


def test_rank_sums_give_no_place_after_one_recusal():
    assert told(a_template(a_stage(panel={"method": Method.RANK_SUM}))) == [
        (
            ("stages", 0, "panel", "method"),
            "a candidate with one scorer recused gets no place",
            "None",
        )
    ]


def test_earlier_stages_lend_their_scores_and_nothing_else():
    first = a_stage("satu", pass_at=99, quota=1, sealed=True, interests=True)
    alike = tie(2, 3, 1, 3, "with the very same marks")
    ladder = ("criterion:a", "criterion:b", "highest_sheet", "stage:satu")
    last = a_stage("dua", quota=3, tie_break=ladder, weigh={"satu": 45, "dua": 55})
    assert told(a_template(a_gate(), first, last))[-3] == (("stages", 2, "select"), alike, PLENARY)


def test_a_stage_that_only_weighs_earlier_ones_is_tried_as_well():
    alike = tie(2, 3, 1, 3, "with the very same marks")
    last = a_stage("akhir", rubric="", quota=3, weigh={"satu": 45, "dua": 55})
    found = told(a_template(a_stage("satu"), a_stage("dua"), last))
    assert found[0] == (("stages", 2, "select"), alike, PLENARY)
    assert len(found) == 3


def test_categories_that_differ_in_a_stage_are_told_apart():
    stage = a_stage(categories=("a", "b", "c"), tie_break=("lot",))
    stage = replace(stage, quota=(("a", 2), ("b", 3), ("c", 2)))
    template = a_template(stage, categories=("a", "b", "c"))
    assert [what.split(",")[:2] for _, what, _ in told(template)] == [
        ["a", " c: 2 tied at place 2"],
        ["b: 2 tied at place 3", " 1 of 3 places left"],
    ]


def test_more_stages_than_anybody_has_are_not_all_tried(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(template_trials, "MOST_TRIALS", 2)
    stages = [a_stage(f"s{number}", tie_break=("lot",)) for number in range(3)]
    assert told(a_template(*stages)) == [
        (("stages",), "only the first 2 stages and categories were tried", "None")
    ]


def test_a_notch_is_a_step_or_a_tenth_and_ends_with_the_scale():
    criterion = a_criterion("a", scale=a_scale(1, 5, "0,5"))
    assert [notched(criterion, n) for n in (1, 2, 99)] == [4.5, 4, 1]
    assert notched(a_criterion("a", scale=a_scale(0, 100, None))) == 90


def test_criteria_of_one_mark_and_sums_that_subtract_are_tried():
    rubric = a_rubric(
        a_criterion("a", 2, a_scale(0, 1, 1)),
        a_criterion("b", 1, direction="down"),
        total=Total.SUM,
    )
    template = a_template(a_stage(quota=2), rubrics=[rubric])
    assert len(told(template)) == 3


@settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(drawn())
def test_whatever_can_be_used_can_be_tried(template: Template):
    for finding in undecided(template):
        assert finding.at[0] == "stages"


def test_a_rubric_too_large_to_be_tried_is_told():
    many = template_trials.MOST_CRITERIA + 1
    criteria = (a_criterion(f"c{number}", 1) for number in range(many))
    rubric = a_rubric(*criteria, total=Total.SUM)
    what = f"no stage with this rubric was tried: it has {many} criteria, more than {many - 1}"
    assert told(a_template(a_stage(quota=3), rubrics=[rubric])) == [
        (("rubrics", "rubric", "criteria"), what, "None")
    ]
    assert told(a_template(a_stage(rubric="lain"), rubrics=[rubric])) == []
