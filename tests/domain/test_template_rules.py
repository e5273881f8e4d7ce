from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings

from builders import a_criterion, a_gate, a_rubric, a_scale, a_stage, a_template
from template_values import templates as drawn
from upakarti_tui.domain.checks import template_rules
from upakarti_tui.domain.checks.findings import written_out
from upakarti_tui.domain.checks.reach import most
from upakarti_tui.domain.checks.rubric_rules import scale_faults
from upakarti_tui.domain.programme.template import (
    Category,
    ChecklistItem,
    Combine,
    DecideOn,
    Direction,
    Fact,
    FactType,
    Kind,
    Method,
    Rounding,
    Scale,
    Template,
    Total,
    Zero,
)


def found(template: Template) -> list[tuple[object, ...]]:
    """Return where and what, a pair a finding."""
    return [(finding.at, str(finding.what)) for finding in template_rules.check(template)]


def highest(stage=None, rubric=None, **options) -> Fraction | None:
    stage = stage or a_stage(**options)
    template = a_template(stage, rubrics=[rubric or a_rubric()])
    return most(template, stage, "pengabdian")


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(drawn())
def test_what_can_be_used_has_no_findings(template: Template):
    assert found(template) == []


def test_weights_of_thirds_that_miss_a_hundred_are_found_however_close():
    rubric = a_rubric(a_criterion("a", "33,3"), a_criterion("b", "33,3"), a_criterion("c", "33,4"))
    assert found(a_template(rubrics=[rubric])) == []
    rubric = a_rubric(a_criterion("a", "50"), a_criterion("b", "50." + "0" * 24 + "1"))
    assert found(a_template(rubrics=[rubric])) == [
        (("rubrics", "rubric", "criteria"), f"the weights sum to 100.{'0' * 24}1, not 100")
    ]


def test_a_sum_rubric_has_any_weights():
    rubric = a_rubric(a_criterion("a", "0,8"), a_criterion("b", 2000), total=Total.SUM)
    assert found(a_template(rubrics=[rubric])) == []


@pytest.mark.parametrize(
    ("scale", "place"),
    [
        (a_scale(1, 5, 1), None),
        (a_scale(1, 5, None), None),
        (a_scale("0,5", 2, "0,5"), None),
        (a_scale(-5, 5, "0,1"), None),
        (a_scale(5, 5), ("min",)),
        (a_scale(6, 5), ("min",)),
        (a_scale(1, 5, 3), ("step",)),
        (a_scale(0, 1, "0,3"), ("step",)),
        (a_scale(0, 1, 2), ("step",)),
    ],
)
def test_a_scale_rises_in_whole_steps(scale: Scale, place: object):
    assert [finding.at for finding in scale_faults(scale)] == ([place] if place else [])


@pytest.mark.parametrize(
    ("least", "most", "zero", "total", "wrong"),
    [
        (-1, 5, Zero.ORIGIN, Total.PERCENT, True),
        (-5, 0, Zero.ORIGIN, Total.PERCENT, True),
        (0, 5, Zero.ORIGIN, Total.PERCENT, False),
        (-5, 5, Zero.MIN, Total.PERCENT, False),
        (-5, 5, Zero.ORIGIN, Total.SUM, False),
    ],
)
def test_a_percentage_of_the_highest_mark_needs_marks_from_nothing_up(
    least: int, most: int, zero: Zero, total: Total, *, wrong: bool
):
    rubric = a_rubric(a_criterion("a", 100, a_scale(least, most, zero=zero)), total=total)
    told = (
        ("rubrics", "rubric", "criteria", 0, "scale"),
        "a mark below 0 has no percentage of the highest mark",
    )
    assert found(a_template(rubrics=[rubric])) == ([told] if wrong else [])


def test_a_minimum_may_lie_between_two_marks_but_not_beyond_the_ends():
    for minimum, wrong in (
        ("1", False),
        ("2.5", False),
        ("5", False),
        ("5.1", True),
        ("0.9", True),
    ):
        rubric = a_rubric(a_criterion("a", minimum=minimum))
        assert bool(found(a_template(rubrics=[rubric]))) is wrong


def test_ids_that_look_alike_are_found_wherever_ids_are():
    template = a_template(
        a_stage("juri", categories=("a",)),
        a_stage("JURI", categories=("a",)),
        categories=("a",),
        rubrics=[a_rubric(a_criterion("x", 50), a_criterion("X", 50))],
        checklist=[ChecklistItem("c", "C"), ChecklistItem("C", "C")],
        facts=[Fact("f", "F"), Fact("F", "F")],
    )
    assert [at for at, _ in found(template)] == [
        ("rubrics", "rubric", "criteria", 1, "id"),
        ("checklists", "gate", 1, "id"),
        ("facts", "facts", 1, "id"),
        ("stages", 1, "id"),
    ]


def test_two_categories_cannot_give_their_candidates_the_same_ids():
    template = a_template(a_stage(categories=("a", "b")), categories=("a", "b"))
    categories = (Category("a", "A", "KP"), Category("b", "B", "kp"))
    [(at, _)] = found(Template("t", "T", categories, template.stages, template.rubrics))
    assert at == ("categories", "b", "code")
    # The code of a category without one is its id.
    categories = (Category("a", "A", "B"), Category("b", "B"))
    [(at, _)] = found(Template("t", "T", categories, template.stages, template.rubrics))
    assert at == ("categories", "b", "code")


def test_one_id_means_one_thing_on_a_sheet():
    stage = a_stage(
        facts=(("pengabdian", "facts"),), checklist=(("pengabdian", "gate"),), recommendation=True
    )
    template = a_template(
        stage,
        rubrics=[a_rubric(a_criterion("mitra", 50), a_criterion("Recommendation", 50))],
        checklist=[ChecklistItem("pasar", "Pasar")],
        facts=[Fact("Mitra", "Mitra"), Fact("pasar", "Pasar"), Fact("lain", "Lain")],
    )
    assert found(template) == [
        (("stages", 0, "facts", "pengabdian"), "“Mitra” is on the sheet of pengabdian twice"),
        (("stages", 0, "facts", "pengabdian"), "“pasar” is on the sheet of pengabdian twice"),
        (
            ("stages", 0, "recommendation", "pengabdian"),
            "“recommendation” is on the sheet of pengabdian twice",
        ),
    ]


def test_the_same_id_on_two_sheets_is_two_things():
    template = a_template(a_gate(), a_stage(), rubrics=[a_rubric(a_criterion("lima_tahun"))])
    assert found(template) == []


def test_a_number_to_be_found_is_asked_of_numbers_only():
    facts = [
        Fact("a", "A", FactType.NUMBER, at_least=Decimal(5)),
        Fact("b", "B", at_least=Decimal(5)),
    ]
    assert found(a_template(facts=facts)) == [
        (("facts", "facts", 1, "at_least"), "at_least asks for a number")
    ]


def test_a_stage_is_weighed_from_stages_with_sheets_of_their_own():
    template = a_template(
        a_gate(),
        a_stage("substansi"),
        a_stage("akhir", rubric="", weigh={"substansi": 45, "akhir": 55}),
        a_stage("nanti"),
    )
    assert found(template) == [
        (("stages", 2, "weigh", "akhir"), "“akhir” is no stage with a rubric up to this one")
    ]


def test_every_option_of_scoring_is_refused_at_a_gate():
    gate = a_stage(
        kind=Kind.GATE,
        checklist=(("pengabdian", "gate"),),
        pass_at=70,
        quota=3,
        weigh={"penjurian": 100},
        rounding={"final": 2},
        panel={"quorum": 2},
        tie_break=("lot",),
        divergence=Decimal(5),
        recommendation=True,
        decide_on=DecideOn.ROUNDED,
    )
    assert [at[-1] for at, _ in found(a_template(gate))] == [
        "rubric", "weigh", "pass", "select", "tie_break", "divergence", "recommendation", "panel",
        "rounding", "decide_on",
    ]  # fmt: skip


# --- how high a score can be --------------------------------------------------------------


def test_a_percent_rubric_reaches_a_hundred_and_no_more():
    assert highest() == 100
    assert highest(rounding={"final": 0}) == 100
    rubric = a_rubric(a_criterion("a", 60, direction=Direction.DOWN), a_criterion("b", 40))
    assert highest(rubric=rubric) == 100


def test_rounding_on_the_way_can_keep_a_hundred_out_of_reach():
    thirds = a_rubric(a_criterion("a", "33,3"), a_criterion("b", "33,3"), a_criterion("c", "33,4"))
    assert highest(rubric=thirds, rounding={"weighted": 0}) == 99
    criteria = {"combine": Combine.CRITERIA}
    assert highest(rubric=thirds, rounding={"weighted": 0}, panel=criteria) == 99
    assert highest(rubric=thirds, rounding={"sheet": 0, "criterion": 0}, panel=criteria) == 100


def test_nothing_is_said_of_a_rubric_that_is_wrong_itself():
    wrong = a_rubric(a_criterion("a", 60), a_criterion("b", 41))
    assert highest(rubric=wrong, rounding={"weighted": 0}) is None
    unknown = a_stage(rubric="lain")
    assert most(a_template(unknown), unknown, "pengabdian") is None


@pytest.mark.parametrize(
    "scale", [a_scale(0, 0), a_scale(-5, 0), a_scale(3, 3, zero=Zero.MIN)], ids=str
)
def test_nothing_is_a_part_of_a_scale_that_ends_at_nothing(scale: Scale):
    rubric = a_rubric(a_criterion("a", 100, scale))
    assert highest(rubric=rubric, rounding={"weighted": 2}) is None


def test_a_sum_reaches_the_sum_of_its_best_marks():
    rubric = a_rubric(
        a_criterion("a", "0,8", a_scale(0, 10)),
        a_criterion("b", 2, a_scale(1, 5), direction=Direction.DOWN),
        total=Total.SUM,
    )
    assert highest(rubric=rubric) == Fraction("8") - 2
    rounded = {"rounding": {"final": 0}, "decide_on": DecideOn.ROUNDED}
    halves = a_rubric(a_criterion("a", "0,5"), total=Total.SUM)
    assert highest(rubric=halves) == Fraction(5, 2)
    assert highest(rubric=halves, **rounded) == 3


def test_where_weights_move_or_scorers_add_up_there_is_no_bound():
    movable = a_rubric(
        a_criterion("a", 1, not_applicable=True), a_criterion("b", 1), total=Total.SUM
    )
    assert highest(rubric=movable) is None
    for method in (Method.SUM, Method.TRIMMED_SUM, Method.RANK_SUM):
        assert highest(panel={"method": method}) is None


def test_a_weighed_stage_reaches_what_its_parts_reach():
    first = a_stage("satu", rubric="sum")
    last = a_stage("dua", weigh={"satu": 40, "dua": 60})
    points = a_rubric(a_criterion("a", 10), total=Total.SUM, name="sum")
    template = a_template(first, last, rubrics=[a_rubric(), points])
    assert most(template, last, "pengabdian") == 20 + 60
    halves = a_rubric(a_criterion("a", "0,5"), total=Total.SUM, name="sum")
    rounded = replace(first, rounding=Rounding(final=0))
    assert most(a_template(rounded, last, rubrics=[a_rubric(), halves]), last, "pengabdian") == (
        Fraction(3 * 40, 100) + 60
    )
    assert most(a_template(last), last, "pengabdian") is None


def test_a_grade_at_the_top_can_be_reached_and_one_above_cannot():
    assert found(a_template(a_stage(pass_at=100))) == []
    assert found(a_template(a_stage(pass_at="100,01"))) == [
        (
            ("stages", 0, "pass", "grade", "pengabdian"),
            "nobody can reach 100.01: the most is 100",
        )
    ]


def test_a_number_is_written_out_exactly():
    assert written_out(Fraction(9999, 100)) == "99.99"
    assert written_out(Fraction(100)) == "100"
    assert written_out(1 + Fraction(1, 10**40)) == "1." + "0" * 39 + "1"


def test_a_stage_may_ask_facts_alone_but_not_nothing():
    facts = {"facts": (("pengabdian", "facts"),)}
    assert found(a_template(a_stage(rubric="", **facts), facts=[Fact("f", "F")])) == []
    assert found(a_template(a_stage(rubric="", recommendation=True))) == []
    assert found(a_template(a_stage(rubric=""))) == [
        (("stages", 0, "rubric"), "the stage asks nothing")
    ]


def test_a_category_may_pass_a_stage_unasked_but_not_meet_a_grade_there():
    stage = a_stage(categories=("a",), pass_at=70)
    assert found(a_template(stage, categories=("a", "b"))) == []
    grade = (("a", Decimal(70)), ("b", Decimal(70)))
    assert found(a_template(replace(stage, grade=grade), categories=("a", "b"))) == [
        (("stages", 0, "pass", "grade", "b"), "b gets no score that could meet a grade")
    ]


def test_a_mark_longer_than_a_decimals_arithmetic_is_judged_exactly():
    scale = Scale(Decimal(0), Decimal(100), Decimal("0.5"))
    assert scale.holds(Decimal("50.5"))
    assert not scale.holds(Decimal("50.50000000000000000000000000001"))
