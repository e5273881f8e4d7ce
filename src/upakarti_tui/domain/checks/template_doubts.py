"""What is doubtful about a template that can be used.

Options that contradict each other, options that can never act, and what is
written and used nowhere. Each is a remark: the template means something all the
same, but hardly what its author had in mind. What the rules leave undecided is
looked for by trying, in `template_trials`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.checks.findings import Finding, Where
from upakarti_tui.domain.checks.reach import least
from upakarti_tui.domain.places.tiebreak import CRITERION, LOT, MEDIAN, STAGE
from upakarti_tui.domain.problems import Message, say
from upakarti_tui.domain.programme.marks import plain
from upakarti_tui.domain.programme.template import (
    Combine,
    Criterion,
    DecideOn,
    Direction,
    Kind,
    Method,
    Panel,
    Rounding,
    Stage,
    Template,
)
from upakarti_tui.domain.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

TRIMMED = (Method.TRIMMED_MEAN, Method.TRIMMED_SUM)
SUMS = (Method.SUM, Method.TRIMMED_SUM)


def doubts(template: Template) -> Iterator[Finding]:
    """Yield every doubt about a template."""
    yield from _unused(template)
    for rubric in template.rubrics:
        for number, criterion in enumerate(rubric.criteria):
            yield from _criterion(criterion, ("rubrics", rubric.id, "criteria", number))
    for number, stage in enumerate(template.stages):
        yield from _Doubts(template, stage, ("stages", number)).all()


def _unused(template: Template) -> Iterator[Finding]:
    for key, known, used in (
        ("rubrics", [r.id for r in template.rubrics], [s.rubric for s in template.stages]),
        ("checklists", [c for c, _ in template.checklists], [s.checklist for s in template.stages]),
        ("facts", [f for f, _ in template.fact_sheets], [s.facts for s in template.stages]),
    ):
        named = {name for pairs in used for _, name in pairs}
        for name in known:
            if name not in named:
                yield Finding((key, name), say("no stage uses “{name}”", name=name))


def _criterion(criterion: Criterion, at: Where) -> Iterator[Finding]:
    scale = criterion.scale
    if criterion.minimum is not None and criterion.direction is Direction.DOWN:
        what = say("the minimum keeps low marks out, although lower is better here")
        yield Finding((*at, "minimum"), what)
    if criterion.minimum == scale.min:
        yield Finding((*at, "minimum"), say("no mark is below {least}", least=plain(scale.min)))
    if criterion.note_below == scale.min:
        yield Finding((*at, "note"), say("no mark is below {least}", least=plain(scale.min)))


@dataclass(frozen=True, slots=True)
class _Doubts:
    """One scored stage in its template."""

    template: Template
    stage: Stage
    at: Where

    def all(self) -> Iterator[Finding]:
        yield from self._panel()
        yield from self._rounding()
        yield from self._weigh()
        yield from self._grades()
        yield from self._ladder()
        yield from self._categories()
        yield from self._open_door()

    def _doubt(self, keys: tuple[str | int, ...], what: Message) -> Finding:
        return Finding((*self.at, *keys), what)

    def _panel(self) -> Iterator[Finding]:
        panel = self.stage.panel
        words = {"method": panel.method.value, "trim": panel.trim, "quorum": panel.quorum}
        if panel.method not in TRIMMED and panel.trim != Panel().trim:
            yield self._doubt(("panel", "trim"), say("{method} trims nothing", **words))
        if panel.method in TRIMMED and panel.quorum < 2 * panel.trim + 1:
            what = say(
                "with {quorum} sheets nothing can be trimmed: a quorum of {least} makes sure",
                least=2 * panel.trim + 1,
                **words,
            )
            yield self._doubt(("panel", "quorum"), what)
        if panel.method is Method.RANK_SUM and panel.combine is Combine.CRITERIA:
            what = say("rank_sum compares whole sheets: combine: criteria does nothing")
            yield self._doubt(("panel", "combine"), what)

    def _rounding(self) -> Iterator[Finding]:
        stage, rounding = self.stage, self.stage.rounding
        by_sheet = stage.panel.combine is Combine.SHEETS
        if by_sheet and rounding.criterion is not None:
            what = say("criterion rounds nothing where sheets are combined")
            yield self._doubt(("rounding", "criterion"), what)
        if not by_sheet and rounding.sheet is not None:
            what = say("sheet rounds nothing where criteria are combined")
            yield self._doubt(("rounding", "sheet"), what)
        if stage.decide_on is DecideOn.ROUNDED and rounding.final is None:
            what = say("without rounding: final there is no rounded score to decide on")
            yield self._doubt(("decide_on",), what)

    def _weigh(self) -> Iterator[Finding]:
        methods = {
            stage.id: stage.panel.method
            for stage in self.template.stages
            if stage.id in dict(self.stage.weigh)
        }
        for stage_id, method in methods.items():
            if method is Method.RANK_SUM:
                what = say("“{stage}” gives rank sums, of which less is better", stage=stage_id)
                yield self._doubt(("weigh", stage_id), what)
            elif method in SUMS and len(methods) > 1:
                what = say("“{stage}” gives sums that grow with its scorers", stage=stage_id)
                yield self._doubt(("weigh", stage_id), what)
        if self.stage.weigh and self.stage.rubric and self.stage.id not in methods:
            what = say("the sheets of this stage do not count: it weighs others alone")
            yield self._doubt(("weigh",), what)

    def _grades(self) -> Iterator[Finding]:
        for category, grade in self.stage.grade:
            lowest = least(self.template, self.stage, category)
            if lowest is not None and grade <= lowest:
                what = say("nobody can fail a grade of {grade}", grade=plain(grade))
                yield self._doubt(("pass", "grade", category), what)
        if not self.stage.grade and not self.stage.show_grade:
            yield self._doubt(("show_grade",), say("there is no grade to show or to hide"))

    # --- the ladder -----------------------------------------------------------------------

    def _ladder(self) -> Iterator[Finding]:
        for position, step in enumerate(self.stage.tie_break):
            why = self._idle(position, step)
            if why is not None:
                yield self._doubt(("tie_break", position), why)

    def _idle(self, position: int, step: str) -> Message | None:
        """Say why a step of the ladder can tell nobody apart; None where it may."""
        before = self.stage.tie_break[:position]
        if step in before:
            return say("“{step}” was asked before", step=step)
        if LOT in before:
            return say("“{step}” comes after the lot, which leaves no tie", step=step)
        if self._is_the_score(step):
            return say("“{step}” is what was equal already", step=step)
        lacking = [category for category in self._ranked() if not self._has(step, category)]
        if lacking:
            names = ", ".join(lacking)
            return say("“{step}” tells nothing in {categories}", step=step, categories=names)
        return None

    def _is_the_score(self, step: str) -> bool:
        """Tell whether equal scores are always equal in this step, too."""
        stage = self.stage
        rounded = stage.decide_on is DecideOn.ROUNDED and stage.rounding.final is not None
        if rounded or stage.weigh:
            return False
        if step == f"{STAGE}{stage.id}":
            return True
        if stage.panel.combine is not Combine.SHEETS:
            return False
        if step == MEDIAN:
            return stage.panel.method is Method.MEDIAN
        used = {rubric_id for _, rubric_id in stage.rubric}
        alone = all(len(r.criteria) == 1 for r in self.template.rubrics if r.id in used)
        exact = stage.rounding == Rounding(final=stage.rounding.final)
        linear = stage.panel.method is not Method.RANK_SUM
        return step.startswith(CRITERION) and alone and exact and linear

    def _ranked(self) -> Iterator[str]:
        for category in self.template.categories:
            if category.id in dict(self.stage.rubric) or self.stage.weigh:
                yield category.id

    def _has(self, step: str, category: str) -> bool:
        """Tell whether a category has what a step looks at."""
        rubric = self.template.rubric_of(self.stage, category)
        if step.startswith(CRITERION):
            return rubric is not None and rubric.criterion(step.removeprefix(CRITERION)) is not None
        if step.startswith(STAGE):
            earlier = self.template.stage(step.removeprefix(STAGE))
            scored = dict(earlier.rubric) if earlier is not None else {}
            return category in scored or bool(earlier is not None and earlier.weigh)
        return step == LOT or rubric is not None

    def _categories(self) -> Iterator[Finding]:
        stage = self.stage
        ranked = set(self._ranked())
        for category in self.template.categories:
            asked = dict(stage.facts) | dict(stage.checklist) | dict(stage.rubric)
            if category.id not in asked and not stage.weigh and not stage.recommendation:
                what = say("{category} is asked nothing here: all pass", category=category.id)
                yield self._doubt(("id",), what)
            elif category.id in dict(stage.quota) and category.id not in ranked:
                what = say("{category} gets no score here: all are tied", category=category.id)
                yield self._doubt(("select", "quota", category.id), what)

    def _open_door(self) -> Iterator[Finding]:
        """Yield a doubt where a score decides nothing on the way to the next stage."""
        stage, template = self.stage, self.template
        rubrics = {used for _, used in stage.rubric}
        sheets = {used for _, used in stage.facts}
        bars = (
            stage.kind is Kind.GATE,
            stage is template.stages[-1],
            stage.grade,
            stage.quota,
            stage.recommendation,
            any(
                c.minimum is not None
                for r in template.rubrics
                if r.id in rubrics
                for c in r.criteria
            ),
            any(f.blocking for key, facts in template.fact_sheets if key in sheets for f in facts),
            any(key in dict(stage.checklist).values() for key, _ in template.checklists),
        )
        if not any(bars):
            yield self._doubt(("id",), say("everybody goes on to the next stage from here"))
