"""Which combinations of options are doubtful: one row a combination."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from builders import a_criterion, a_gate, a_rubric, a_scale, a_stage, a_template
from upakarti_tui.domain.checks.template_doubts import doubts
from upakarti_tui.domain.programme.template import (
    ChecklistItem,
    Combine,
    DecideOn,
    Direction,
    Fact,
    Method,
    NoteRule,
    Rubric,
    Stage,
    Template,
    Total,
)


def told(template: Template) -> list[tuple[object, ...]]:
    """Return where and what, a pair a doubt, without those that most small templates raise."""
    return [
        (finding.at, str(finding.what))
        for finding in doubts(template)
        if not str(finding.what).startswith(("no stage uses", "everybody goes on"))
    ]


def of_stage(stage: Stage, *rubrics: Rubric) -> list[tuple[object, ...]]:
    return [(at[2:], what) for at, what in told(a_template(stage, rubrics=rubrics))]


def panel(method: Method, **options: Any) -> dict[str, Any]:
    return {"panel": {"method": method, **options}}


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (panel(Method.MEAN), []),
        (panel(Method.MEAN, trim=2), [(("panel", "trim"), "mean trims nothing")]),
        (panel(Method.TRIMMED_MEAN, quorum=3), []),
        (panel(Method.TRIMMED_MEAN, trim=2, quorum=5), []),
        (
            panel(Method.TRIMMED_SUM, trim=2, quorum=4),
            [
                (
                    ("panel", "quorum"),
                    "with 4 sheets nothing can be trimmed: a quorum of 5 makes sure",
                )
            ],
        ),
        (panel(Method.RANK_SUM), []),
        (
            panel(Method.RANK_SUM, combine=Combine.CRITERIA),
            [
                (
                    ("panel", "combine"),
                    "rank_sum compares whole sheets: combine: criteria does nothing",
                )
            ],
        ),
        ({"rounding": {"weighted": 1, "sheet": 1, "final": 2}}, []),
        (
            {"rounding": {"criterion": 1}},
            [(("rounding", "criterion"), "criterion rounds nothing where sheets are combined")],
        ),
        (
            {"rounding": {"sheet": 1}} | panel(Method.MEAN, combine=Combine.CRITERIA),
            [(("rounding", "sheet"), "sheet rounds nothing where criteria are combined")],
        ),
        ({"decide_on": DecideOn.ROUNDED, "rounding": {"final": 2}}, []),
        (
            {"decide_on": DecideOn.ROUNDED},
            [(("decide_on",), "without rounding: final there is no rounded score to decide on")],
        ),
        ({"pass_at": 21}, []),
        ({"pass_at": 20}, [(("pass", "grade", "pengabdian"), "nobody can fail a grade of 20")]),
        ({"show_grade": False, "pass_at": 70}, []),
        ({"show_grade": False}, [(("show_grade",), "there is no grade to show or to hide")]),
        ({"tie_break": ("criterion:a", "median", "head_to_head", "lot")}, []),
        (
            {"tie_break": ("criterion:a", "criterion:a")},
            [(("tie_break", 1), "“criterion:a” was asked before")],
        ),
        (
            {"tie_break": ("lot", "median")},
            [(("tie_break", 1), "“median” comes after the lot, which leaves no tie")],
        ),
        (
            {"tie_break": ("median",)} | panel(Method.MEDIAN),
            [(("tie_break", 0), "“median” is what was equal already")],
        ),
        (
            {"tie_break": ("stage:penjurian",)},
            [(("tie_break", 0), "“stage:penjurian” is what was equal already")],
        ),
        ({"tie_break": ("median",)} | panel(Method.MEDIAN, combine=Combine.CRITERIA), []),
        (
            {"tie_break": ("median",), "decide_on": DecideOn.ROUNDED, "rounding": {"final": 0}}
            | panel(Method.MEDIAN),
            [],
        ),
    ],
)
def test_a_stage_with_options_that_do_not_go_together(options: dict[str, Any], expected: object):
    assert of_stage(a_stage(**options)) == expected


def test_where_there_is_one_criterion_it_cannot_break_a_tie():
    stage = a_stage(tie_break=("criterion:a",))
    alone = a_rubric(a_criterion("a"))
    assert of_stage(stage, alone) == [(("tie_break", 0), "“criterion:a” is what was equal already")]
    assert of_stage(replace(stage, rounding=replace(stage.rounding, sheet=0)), alone) == []
    by_rank = replace(stage, panel=replace(stage.panel, method=Method.RANK_SUM))
    assert of_stage(by_rank, alone) == []


def test_a_step_that_a_category_does_not_know_tells_nothing_there():
    stage = a_stage(categories=("a", "b"), tie_break=("criterion:hasil", "stage:satu", "median"))
    stage = replace(stage, rubric=(("a", "r"), ("b", "s")))
    first = replace(a_stage("satu"), rubric=(("a", "r"),))
    template = a_template(
        first,
        stage,
        categories=("a", "b"),
        rubrics=[
            a_rubric(a_criterion("hasil", 50), a_criterion("x", 50), name="r"),
            a_rubric(a_criterion("y", 50), a_criterion("x", 50), name="s"),
        ],
    )
    assert told(template) == [
        (("stages", 0, "id"), "b is asked nothing here: all pass"),
        (("stages", 1, "tie_break", 0), "“criterion:hasil” tells nothing in b"),
        (("stages", 1, "tie_break", 1), "“stage:satu” tells nothing in b"),
    ]


def test_a_stage_that_only_weighs_has_sheets_to_look_at_in_no_step():
    template = a_template(
        a_stage("satu"),
        a_stage("dua"),
        a_stage(
            "akhir", rubric="", weigh={"satu": 45, "dua": 55}, tie_break=("median", "stage:dua")
        ),
        a_stage("lalu", tie_break=("stage:akhir", "stage:tiada")),
    )
    assert told(template) == [
        (("stages", 2, "tie_break", 0), "“median” tells nothing in pengabdian"),
        (("stages", 3, "tie_break", 1), "“stage:tiada” tells nothing in pengabdian"),
    ]


def test_scores_of_different_kinds_are_doubtful_to_weigh():
    ranks = a_stage("ranks", panel={"method": Method.RANK_SUM})
    sums = a_stage("sums", panel={"method": Method.SUM})
    both = a_stage("both", weigh={"ranks": 50, "sums": 50})
    assert told(a_template(ranks, sums, both)) == [
        (("stages", 2, "weigh", "ranks"), "“ranks” gives rank sums, of which less is better"),
        (("stages", 2, "weigh", "sums"), "“sums” gives sums that grow with its scorers"),
        (("stages", 2, "weigh"), "the sheets of this stage do not count: it weighs others alone"),
    ]
    assert told(a_template(sums, a_stage("own", rubric="", weigh={"sums": 100}))) == []


def test_a_quota_where_nothing_is_scored_ties_everybody():
    stage = a_stage(rubric="", recommendation=True, quota=3)
    assert told(a_template(stage)) == [
        (
            ("stages", 0, "select", "quota", "pengabdian"),
            "pengabdian gets no score here: all are tied",
        )
    ]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"minimum": 2}, []),
        ({"minimum": 1}, [("minimum", "no mark is below 1")]),
        (
            {"minimum": 2, "direction": Direction.DOWN},
            [("minimum", "the minimum keeps low marks out, although lower is better here")],
        ),
        ({"note": NoteRule.REQUIRED_BELOW, "note_below": 3}, []),
        ({"note": NoteRule.REQUIRED_BELOW, "note_below": 1}, [("note", "no mark is below 1")]),
    ],
)
def test_a_criterion_with_options_that_do_not_go_together(
    options: dict[str, Any], expected: object
):
    rubric = a_rubric(a_criterion("a", 50, **options), a_criterion("b", 50))
    assert [(at[-1], what) for at, what in told(a_template(rubrics=[rubric]))] == expected


def test_what_no_stage_uses_is_told():
    template = a_template(
        rubrics=[a_rubric(), a_rubric(name="lain")],
        checklist=[ChecklistItem("x", "X")],
        facts=[Fact("f", "F")],
    )
    assert [finding.at for finding in doubts(template)] == [
        ("rubrics", "lain"),
        ("checklists", "gate"),
        ("facts", "facts"),
    ]


def test_the_lowest_score_counts_from_where_the_scale_begins():
    points = a_rubric(a_criterion("a", 2, a_scale(3, 7)), total=Total.SUM)
    assert of_stage(a_stage(pass_at=6), points) == [
        (("pass", "grade", "pengabdian"), "nobody can fail a grade of 6")
    ]
    assert of_stage(a_stage(pass_at="6,5"), points) == []
    down = a_rubric(a_criterion("a", 2, a_scale(3, 7), direction=Direction.DOWN), total=Total.SUM)
    assert of_stage(a_stage(pass_at=-14), down) == [
        (("pass", "grade", "pengabdian"), "nobody can fail a grade of -14")
    ]
    movable = a_rubric(a_criterion("a", 50, not_applicable=True), a_criterion("b", 50))
    assert of_stage(a_stage(pass_at=20), movable) == []


def test_a_gate_that_skips_a_category_is_told():
    gate = a_gate(categories=("a",))
    template = a_template(gate, a_stage(categories=("a", "b")), categories=("a", "b"))
    assert told(template) == [(("stages", 0, "id"), "b is asked nothing here: all pass")]
    assert told(a_template(a_gate(), checklist=[ChecklistItem("x", "X")])) == []


@pytest.mark.parametrize(
    ("options", "criterion", "fact", "opens"),
    [
        ({}, {}, {}, True),
        ({"pass_at": 70}, {}, {}, False),
        ({"quota": 3}, {}, {}, False),
        ({"recommendation": True}, {}, {}, False),
        ({}, {"minimum": 2}, {}, False),
        ({}, {}, {"blocking": True}, False),
        ({"checklist": (("pengabdian", "gate"),)}, {}, {}, False),
        ({"facts": ()}, {}, {"blocking": True}, True),
    ],
)
def test_a_stage_that_keeps_nobody_from_the_next_is_told(
    options: dict[str, Any], criterion: dict[str, Any], fact: dict[str, Any], *, opens: bool
):
    first = a_stage("satu", **{"facts": (("pengabdian", "facts"),)} | options)
    template = a_template(
        first,
        a_stage("dua", rubric="lain"),
        rubrics=[a_rubric(a_criterion("a", **criterion)), a_rubric(name="lain")],
        facts=[Fact("f", "F", **fact)],
    )
    said = [finding.at for finding in doubts(template) if "everybody" in str(finding.what)]
    assert said == ([("stages", 0, "id")] if opens else [])
