"""Made-up books: any mix of the rules, drawn from a seed.

Marks and grades come from few values, so that ties, equal grades and equal ranks
are common, not rare.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING, TypeVar

from builders import (
    Ledger,
    a_criterion,
    a_gate,
    a_mark,
    a_rubric,
    a_scale,
    a_stage,
    a_template,
    an_answer,
)
from upakarti_tui.domain.book import deeds as d
from upakarti_tui.domain.book.entries import Entry, Part, SheetKey, State
from upakarti_tui.domain.book.sheet import INTEREST
from upakarti_tui.domain.checks.reach import most
from upakarti_tui.domain.people.candidate import Role
from upakarti_tui.domain.places.ranking import asked, rank
from upakarti_tui.domain.places.ranking_values import digest
from upakarti_tui.domain.programme.template import (
    ChecklistItem,
    Combine,
    Criterion,
    DecideOn,
    Direction,
    Fact,
    FactType,
    Interviews,
    Kind,
    Method,
    NoteRule,
    Rubric,
    Scale,
    Stage,
    Template,
    Total,
    Zero,
)
from upakarti_tui.domain.standing import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")
CATEGORIES = ("kepeloporan", "pengabdian")


@dataclass
class Draw:
    """Chances, from one seed."""

    random: Random
    narrow: bool = False
    """Whether only two marks are given, so that nearly everything ties."""

    def of(self, *choices: T) -> T:
        return self.random.choice(choices)

    def chance(self, percent: int) -> bool:
        return self.random.randrange(100) < percent

    def some(self, several: Iterable[T], percent: int = 50) -> list[T]:
        return [x for x in several if self.chance(percent)]

    def shuffled(self, several: Iterable[T]) -> list[T]:
        mixed = list(several)
        self.random.shuffle(mixed)
        return mixed


@dataclass
class Made:
    """A made-up book and what is to be asked of it."""

    ledger: Ledger
    stage: str
    draft: bool


def a_book(seed: int) -> Made:
    draw = Draw(Random(seed))
    template = made_template(draw)
    draw.narrow = draw.chance(50)
    ledger = Ledger(template)
    people(draw, ledger)
    for stage in template.stages:
        fill_stage(draw, ledger, stage)
        after(draw, ledger, stage)
        if draw.chance(60):
            close(ledger, stage.id)
    return Made(ledger, draw.of(*template.stages).id, draw.chance(25))


# --- the template -------------------------------------------------------------------------


def made_template(draw: Draw) -> Template:
    categories = CATEGORIES[: draw.of(1, 1, 2)]
    rubrics = [made_rubric(draw, f"rubrik{i}") for i in range(draw.of(1, 2))]
    stages: list[Stage] = []
    if draw.chance(30):
        stages.append(a_gate(categories=categories))
    for name in ("substansi", "lapangan", "penjurian")[: draw.of(1, 1, 2, 3)]:
        stages.append(made_stage(draw, name, draw.of(*rubrics), stages, categories))
    template = a_template(
        *stages,
        rubrics=rubrics,
        categories=categories,
        checklist=(ChecklistItem("lima", "Lima"), ChecklistItem("baru", "Baru", blocking=False))
        if any(s.kind is Kind.GATE for s in stages)
        else (),
        facts=(
            Fact("mitra", "Mitra", FactType.NUMBER, "unit", Decimal(5), blocking=draw.chance(50)),
            Fact("pasar", "Pasar", blocking=draw.chance(50)),
        )
        if any(s.facts for s in stages)
        else (),
    )
    return replace(template, stages=tuple(within_reach(template, s) for s in stages))


def within_reach(template: Template, stage: Stage) -> Stage:
    """Leave out a passing grade that nobody can reach: a template may not have one."""
    grades = tuple(
        (category, grade)
        for category, grade in stage.grade
        if (highest := most(template, stage, category)) is None or grade <= highest
    )
    return replace(stage, grade=grades)


def made_rubric(draw: Draw, name: str) -> Rubric:
    total = draw.of(Total.PERCENT, Total.PERCENT, Total.SUM)
    count = draw.of(1, 2, 3)
    weights = {
        1: ("100",),
        2: draw.of(("50", "50"), ("60", "40"), ("33.4", "66.6")),
        3: draw.of(("33.3", "33.3", "33.4"), ("50", "25", "25"), ("20", "30", "50")),
    }[count]
    if total is Total.SUM:
        weights = tuple(draw.of("1", "2", "0.8", "1.5") for _ in weights)
    criteria = [
        made_criterion(draw, "abc"[i], weight, last=i == count - 1)
        for i, weight in enumerate(weights)
    ]
    return a_rubric(*criteria, total=total, name=name)


def made_criterion(draw: Draw, name: str, weight: str, *, last: bool) -> Criterion:
    scale = draw.of(
        a_scale(), a_scale(), a_scale(0, 100, None), a_scale(0, 10, "0.5"), a_scale(zero=Zero.MIN)
    )
    options: dict[str, object] = {}
    if draw.chance(20):
        options["direction"] = Direction.DOWN
    if draw.chance(20):
        options["minimum"] = draw.of(*marks_on(scale))
    if draw.chance(10):
        options["note"] = NoteRule.REQUIRED
    elif draw.chance(10):
        options |= {"note": NoteRule.REQUIRED_BELOW, "note_below": marks_on(scale)[1]}
    if draw.chance(30) and not last:
        options["not_applicable"] = True
    return a_criterion(name, weight, scale, **options)


def marks_on(scale: Scale) -> tuple[str, ...]:
    if scale.max == Decimal(5):
        return ("1", "2", "3", "4", "5")
    return ("0", "4.5", "5", "7.5", "10") if scale.max == Decimal(10) else (
        "0", "33.335", "60", "66.67", "70"
    )  # fmt: skip


def made_stage(
    draw: Draw, name: str, rubric: Rubric, before: list[Stage], categories: tuple[str, ...]
) -> Stage:
    method = draw.of(*Method, Method.MEAN)
    combine = draw.of(*Combine)
    steps = [f"criterion:{c.id}" for c in rubric.criteria]
    scored = [s.id for s in before if s.kind is Kind.SCORE]
    steps += [f"stage:{s}" for s in scored]
    steps += ["median", "highest_sheet", "lowest_sheet", "head_to_head", "lot"]
    weigh = {draw.of(*scored): "40", name: "60"} if scored and draw.chance(40) else None
    field = draw.chance(20)
    return a_stage(
        name,
        rubric=rubric.id,
        categories=categories,
        weigh=weigh,
        panel={
            "combine": combine, "method": method, "trim": draw.of(1, 1, 2),
            "quorum": draw.of(1, 1, 2, 3),
        },
        rounding={
            step: draw.of(0, 1, 2, 2, 3)
            for step in draw.some(("criterion", "weighted", "sheet", "final"), 40)
        },
        decide_on=draw.of(*DecideOn),
        pass_at=draw.of(None, *grades(rubric, method)),
        quota=draw.of(None, 1, 1, 2, 3),
        tie_break=tuple(draw.shuffled(draw.some(steps, 40))),
        interests=draw.chance(10),
        confirm_paper=draw.chance(15),
        recommendation=field,
        facts=tuple((c, "facts") for c in categories) if field else (),
        interviews=Interviews(2) if field else None,
    )  # fmt: skip


def grades(rubric: Rubric, method: Method) -> tuple[str, ...]:
    if method is Method.RANK_SUM:
        return ("2", "3", "4.5")
    if rubric.total is Total.SUM:
        return ("2", "3", "4.5")
    return ("0.5", "20", "40", "50", "60", "66.67")


# --- the people ---------------------------------------------------------------------------


def people(draw: Draw, ledger: Ledger) -> None:
    for category in ledger.template.categories:
        code = category.id[:2].upper()
        for i in draw.shuffled(range(1, draw.of(1, 2, 3, 4, 6) + 1)):
            ledger.candidates(f"{code}-{i}", category=category.id)
    ledger.scorers(*(f"j{i}" for i in draw.shuffled(range(1, draw.of(1, 2, 3, 5) + 1))))
    ledger.scorers(*(f"s{i}" for i in range(draw.of(1, 2))), role=Role.SECRETARIAT)
    if draw.chance(15):
        stage = draw.of(*ledger.template.stages)
        role = stage.scorers[0]
        scorers = [s for s, who in ledger.proceedings.scorers.items() if who.role is role]
        pairs = [(c, s) for c in ledger.proceedings.candidates for s in scorers]
        ledger.assign(stage.id, *draw.some(pairs, 70))


# --- the sheets ---------------------------------------------------------------------------


def fill_stage(draw: Draw, ledger: Ledger, stage: Stage) -> None:
    for category in ledger.template.categories:
        if draw.chance(40) and stage.kind is Kind.SCORE:
            inside = [
                c for c in ledger.proceedings.candidates.values() if c.category == category.id
            ]
            lots = tuple((c.id, i) for i, c in enumerate(draw.shuffled(inside), 1))
            ledger.add(d.Drawn(stage.id, category.id, draw.of(lots, lots[:1])))
    calm = draw.chance(50)
    for key in asked(ledger.proceedings, stage.id):
        fill_sheet(draw, ledger, stage, key, calm=calm)


def fill_sheet(draw: Draw, ledger: Ledger, stage: Stage, key: SheetKey, *, calm: bool) -> None:
    if stage.interests and draw.chance(90):
        ledger.fill(*key, Entry(Part.INTEREST, "", State.NO_INTEREST))
    fate = "submitted" if calm else draw.of(*["submitted"] * 12, *FATES)
    if fate == "abstained":
        ledger.abstain(*key)
    elif fate != "never":
        put_entries(draw, ledger, stage, key, fate)
    if fate not in {"never", "unsubmitted"}:
        ledger.submit(key.stage, key.scorer, key.candidate)
    if fate == "late":
        ledger.fill(*key, *every_entry(draw, ledger, stage, key)[:1])
    if fate in {"recused", "cleared", "declared"}:
        interest(ledger, key, State.DECLARED if fate == "declared" else State.RECUSED)
    if fate == "cleared":
        interest(ledger, key, State.CLEARED)


def put_entries(draw: Draw, ledger: Ledger, stage: Stage, key: SheetKey, fate: str) -> None:
    entries = every_entry(draw, ledger, stage, key)
    if fate == "gap":
        entries = draw.some(entries, 60)
    if fate == "cleared" and draw.chance(50):
        entries = [replace(e, state=State.RECUSED) for e in entries if e.state is State.MARKED]
    options = {"typed_by": "Dewi"} if draw.chance(20) else {}
    record = ledger.fill(*key, *entries, **options)
    if options and draw.chance(70):
        ledger.add(d.Confirmed(key, (record.id,), draw.of("Dewi", "Eko", "Eko")))
    again = every_entry(draw, ledger, stage, key)[0]
    if fate == "corrected":
        heads = ledger.heads(*key, again.part, again.item)
        ledger.fill(*key, again, supersedes=[x for x in ledger.records if x.id in heads])
    if fate == "conflict":
        ledger.fill(*key, again, device="d2")


FATES = (
    "never", "gap", "abstained", "recused", "cleared", "declared", "unsubmitted", "conflict",
    "corrected", "late",
)  # fmt: skip


def interest(ledger: Ledger, key: SheetKey, state: State) -> None:
    heads = ledger.heads(*key, *INTEREST)
    ledger.add(d.Filled(key, (Entry(Part.INTEREST, "", state),), heads))


def every_entry(draw: Draw, ledger: Ledger, stage: Stage, key: SheetKey) -> list[Entry]:
    template = ledger.template
    category = ledger.proceedings.candidates[key.candidate].category
    rubric = template.rubric_of(stage, category)
    answers = ("yes", "yes", "yes", "yes", "no", "mend")
    entries = [
        an_answer(item.id, draw.of(*answers)) for item in template.checklist_of(stage, category)
    ]
    for criterion in rubric.criteria if rubric is not None else ():
        noted = criterion.note is not NoteRule.OPTIONAL and not draw.chance(10)
        note = "sebab" if noted else ""
        skipped = criterion.not_applicable and draw.chance(30)
        marks = marks_on(criterion.scale)[1:]
        mark = None if skipped else draw.of(*(marks[2:] if draw.narrow else marks))
        entries.append(a_mark(criterion.id, mark, note))
    for fact in template.facts_of(stage, category):
        state = draw.of(*[State.CONFIRMED] * 6, State.PARTLY, State.CONTRADICTED)
        found = draw.of("4", "5", "7", "7", "7") if fact.type is FactType.NUMBER else "kota"
        entries.append(Entry(Part.FACT, fact.id, state, found))
    if stage.recommendation:
        worthy = draw.of(*["layak"] * 6, "tidak layak")
        entries.append(Entry(Part.RECOMMENDATION, "", State.MARKED, worthy, "sebab"))
    if stage.interviews is not None:
        for i in range(draw.of(0, 1, 2, 2, 3)):
            partner = (("partner", draw.of("Ibu Sri", "ibu sri", "Pak Ali", "Bu Ani")),)
            entries.append(Entry(Part.INTERVIEW, str(i + 1), State.MARKED, more=partner))
    return entries


# --- what is decided about them -------------------------------------------------------------


def after(draw: Draw, ledger: Ledger, stage: Stage) -> None:
    candidates = sorted(ledger.proceedings.candidates)
    if draw.chance(15):
        gone = draw.of(*candidates)
        out = d.Disqualified(gone, stage.id, "2024-10-31", "perkara")
        if not ledger.proceedings.stood("disqualified", gone):
            record = ledger.add(out)
            if draw.chance(30):
                ledger.add(replace(out, out=False, supersedes=(record.id,)))
    for category in rank(ledger.proceedings, stage.id).categories:
        tied = [s.candidate for s in category.standings if s.outcome is Outcome.TIED_AT_LINE]
        if tied and draw.chance(60):
            order = tuple(draw.shuffled(tied))[: draw.of(1, 2, 6)]
            ledger.add(d.Decided(stage.id, category.id, order, "Ketua", "BA-1", "musyawarah"))


def close(ledger: Ledger, stage: str) -> None:
    ranking = rank(ledger.proceedings, stage)
    if not ranking.open_items:
        stamp = ledger.proceedings.stamp()
        ledger.add(d.Finalised(stage, "Dewi", "Ketua", 1, stamp, digest(ranking)))
