"""Templates as Hypothesis draws them: every option in every combination that may be."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from upakarti_tui.domain.checks import template_rules
from upakarti_tui.domain.people.candidate import Role
from upakarti_tui.domain.programme.template import (
    Category,
    ChecklistItem,
    Combine,
    Criterion,
    DecideOn,
    Direction,
    Fact,
    FactType,
    Interviews,
    Kind,
    Level,
    Method,
    NoteRule,
    Panel,
    Rounding,
    Rubric,
    Scale,
    Stage,
    Template,
    Total,
    Zero,
)

IDS = ("a", "b", "hasil", "K-1", "x.y", "lima_tahun")
texts = st.sampled_from(["", "Satu", "Rp5.000 – “jujur”", "é", "null", "70,0", "{a: b}"])
words = texts.filter(bool)
flags = st.booleans()
positive = st.decimals(Decimal("0.01"), 100, places=2)


def ids(least: int = 1, most: int = 3) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(IDS), min_size=least, max_size=most, unique=True)


@st.composite
def scales(draw: st.DrawFn) -> Scale:
    least = draw(st.integers(0, 3))
    step = draw(st.sampled_from([None, Decimal(1), Decimal("0.5")]))
    most = least + draw(st.integers(1, 9))
    return Scale(Decimal(least), Decimal(most), step, draw(st.sampled_from(Zero)))


@st.composite
def criteria(draw: st.DrawFn, name: str, weight: Decimal) -> Criterion:
    scale = draw(scales() | st.just(Scale(Decimal(1), Decimal(5), Decimal(1))))
    marks = draw(st.sets(st.sampled_from([scale.min, scale.min + 1, scale.max]), max_size=3))
    note = draw(st.sampled_from(NoteRule))
    return Criterion(
        name,
        draw(words),
        weight,
        scale,
        levels=tuple(Level(mark, draw(words)) for mark in sorted(marks, reverse=True)),
        guidance=draw(texts),
        direction=draw(st.sampled_from(Direction)),
        minimum=draw(st.none() | st.just(scale.max)),
        note=note,
        note_below=scale.max if note is NoteRule.REQUIRED_BELOW else None,
        not_applicable=draw(flags),
        clause=draw(texts),
    )


@st.composite
def rubrics(draw: st.DrawFn, name: str) -> Rubric:
    total = draw(st.sampled_from(Total))
    names = draw(ids())
    if total is Total.SUM:
        weights = [draw(positive) for _ in names]
    else:
        # Thirds with two decimals, the last one taking what is left to a hundred.
        weights = [Decimal("33.33")] * (len(names) - 1)
        weights.append(100 - sum(weights))
    made = [draw(criteria(one, weight)) for one, weight in zip(names, weights, strict=True)]
    return Rubric(name, tuple(made), total, draw(texts))


@st.composite
def facts(draw: st.DrawFn, name: str) -> Fact:
    kind = draw(st.sampled_from(FactType))
    least = draw(st.none() | positive) if kind is FactType.NUMBER else None
    return Fact(name, draw(words), kind, draw(texts), least, draw(flags), draw(texts))


items = st.builds(ChecklistItem, st.just(""), words, flags, texts)


@st.composite
def stages(draw: st.DrawFn, name: str, earlier: list[Stage], parts: Any) -> Stage:
    categories, rubric_ids, checklist_ids, fact_ids = parts

    def each(values: st.SearchStrategy[Any], least: int = 0) -> tuple[tuple[str, Any], ...]:
        some = draw(st.sets(st.sampled_from(categories), min_size=least))
        return tuple((one, draw(values)) for one in sorted(some))

    kind = draw(st.sampled_from(Kind))
    roles = draw(st.sets(st.sampled_from(Role), min_size=1))
    stage = Stage(
        name,
        draw(words),
        kind,
        tuple(role for role in Role if role in roles),
        facts=each(st.sampled_from(fact_ids)),
        sealed=draw(flags),
        interests=draw(flags),
        confirm_paper=draw(flags),
        show_grade=draw(flags),
    )
    if kind is Kind.GATE:
        return replace(stage, checklist=each(st.sampled_from(checklist_ids), least=1))
    whole = draw(st.sampled_from([None, 0, 2]))
    steps = [f"stage:{one.id}" for one in earlier if one.kind is Kind.SCORE]
    ladder = ["median", "highest_sheet", "lowest_sheet", "head_to_head", "lot", *steps]
    weighed = [*[one.id for one in earlier if one.rubric][:1], name]
    return replace(
        stage,
        rubric=tuple((one, draw(st.sampled_from(rubric_ids))) for one in categories),
        interviews=draw(st.none() | st.builds(Interviews, st.integers(0, 9), st.just(("Apa?",)))),
        recommendation=draw(flags),
        panel=Panel(
            draw(st.sampled_from(Combine)),
            draw(st.sampled_from(Method)),
            draw(st.integers(1, 3)),
            draw(st.integers(1, 9)),
        ),
        rounding=Rounding(whole, draw(st.sampled_from([None, 1])), whole, 2),
        decide_on=draw(st.sampled_from(DecideOn)),
        grade=each(st.decimals(0, 1, places=1)),
        quota=each(st.integers(1, 9)),
        weigh=draw(
            st.sampled_from([(), tuple((one, Decimal(100) / len(weighed)) for one in weighed)])
        ),
        tie_break=tuple(draw(st.lists(st.sampled_from(ladder), unique=True))),
        divergence=draw(st.none() | positive),
    )


@st.composite
def templates(draw: st.DrawFn) -> Template:
    categories = sorted(draw(ids()))
    rubric_ids, checklist_ids, fact_ids = (sorted(draw(ids())) for _ in range(3))
    parts = (categories, rubric_ids, checklist_ids, fact_ids)
    made: list[Stage] = []
    for name in draw(ids(most=4)):
        made.append(draw(stages(name, made, parts)))
    template = Template(
        draw(st.sampled_from(IDS)),
        draw(words),
        tuple(Category(one, draw(words), draw(st.just(""))) for one in categories),
        tuple(made),
        tuple(draw(rubrics(one)) for one in rubric_ids),
        tuple(
            (one, tuple(replace(draw(items), id=f"c{n}") for n in range(draw(st.integers(1, 3)))))
            for one in checklist_ids
        ),
        tuple(
            (one, tuple(draw(facts(f"f{n}")) for n in range(draw(st.integers(1, 3)))))
            for one in fact_ids
        ),
        draw(texts),
        draw(texts),
        tuple(draw(st.lists(words, max_size=2))),
    )
    # What is drawn is nearly always in order; a grade beyond a tiny sum is not.
    return template if not list(template_rules.check(template)) else _without_grades(template)


def _without_grades(template: Template) -> Template:
    return replace(template, stages=tuple(replace(one, grade=()) for one in template.stages))
