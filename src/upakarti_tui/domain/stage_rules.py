"""What a stage may not say: of its category, of the stages before it, of its ladder."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from upakarti_tui.domain.findings import BELOW, WHOLE, Finding, Where, written_out
from upakarti_tui.domain.marks import plain
from upakarti_tui.domain.problems import Message, say
from upakarti_tui.domain.reach import is_whole, most
from upakarti_tui.domain.template import (
    Criterion,
    DecideOn,
    Kind,
    Panel,
    Rounding,
    Stage,
    Template,
)
from upakarti_tui.domain.text import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

RECOMMENDATION = "recommendation"
"""What import files call the verdict of a visit; nothing else on a sheet may be called so."""

LADDER_WORDS = ("median", "highest_sheet", "lowest_sheet", "head_to_head", "lot")
CRITERION = "criterion:"
STAGE = "stage:"


def check(template: Template, number: int) -> Iterator[Finding]:
    """Yield every reason that the stage at this position cannot be used."""
    return _Check(template, number).findings()


@dataclass(frozen=True, slots=True)
class _Check:
    """One stage in its template."""

    template: Template
    number: int

    @property
    def stage(self) -> Stage:
        return self.template.stages[self.number]

    def at(self, *keys: str | int) -> Where:
        return ("stages", self.number, *keys)

    def findings(self) -> Iterator[Finding]:
        yield from self._references()
        yield from self._gate() if self.stage.kind is Kind.GATE else self._score()
        yield from self._sheets()

    # --- what is named must be there ------------------------------------------------------

    def _references(self) -> Iterator[Finding]:
        stage, template = self.stage, self.template
        rubrics = [rubric.id for rubric in template.rubrics]
        checklists = [checklist for checklist, _ in template.checklists]
        facts = [sheet for sheet, _ in template.fact_sheets]
        yield from self._named("rubric", stage.rubric, rubrics, ("rubrics",))
        yield from self._named("checklist", stage.checklist, checklists, ("checklists",))
        yield from self._named("facts", stage.facts, facts, ("facts",))
        for path, several in (
            (("rubric",), stage.rubric),
            (("checklist",), stage.checklist),
            (("facts",), stage.facts),
            (("pass", "grade"), stage.grade),
            (("select", "quota"), stage.quota),
        ):
            yield from self._categories(path, [category for category, _ in several])

    def _named(
        self, key: str, uses: Iterable[tuple[str, str]], known: list[str], rest: Where
    ) -> Iterator[Finding]:
        for category, name in uses:
            if name not in known:
                what = say("“{name}” is not among the {kind}", name=name, kind=rest[0])
                yield Finding(self.at(key, category), what, one_of(known), (rest,))

    def _categories(self, path: tuple[str, ...], named: Iterable[str]) -> Iterator[Finding]:
        known = [category.id for category in self.template.categories]
        for category in named:
            if category not in known:
                what = say("“{name}” is no category", name=category)
                yield Finding(self.at(*path, category), what, one_of(known), (("categories",),))

    def _ladder(self) -> Iterator[Finding]:
        criteria = list(dict.fromkeys(c.id for c in self._criteria()))
        earlier = self.template.stages[: self.number]
        scored = [stage.id for stage in earlier if stage.kind is Kind.SCORE]
        for position, step in enumerate(self.stage.tie_break):
            at = self.at("tie_break", position)
            if step.startswith(CRITERION):
                name = step.removeprefix(CRITERION)
                if name not in criteria:
                    what = say("“{name}” is no criterion of this stage", name=name)
                    rests = (self.at("rubric", BELOW), *self._criterion_ids())
                    yield Finding(at, what, one_of(criteria), rests)
            elif step.startswith(STAGE):
                name = step.removeprefix(STAGE)
                if name not in scored:
                    what = say("“{name}” is no scored stage before this one", name=name)
                    yield Finding(at, what, one_of(scored), self._up_to_here("id", "kind"))
            elif step not in LADDER_WORDS:
                what = say("“{step}” is no step of a ladder", step=step)
                yield Finding(at, what, one_of([f"{CRITERION}ID", f"{STAGE}ID", *LADDER_WORDS]))

    def _weigh(self) -> Iterator[Finding]:
        weigh = self.stage.weigh
        here = self.template.stages[: self.number + 1]
        scored = [stage.id for stage in here if stage.rubric]
        for stage_id, _ in weigh:
            if stage_id not in scored:
                what = say("“{name}” is no stage with a rubric up to this one", name=stage_id)
                rests = (*self._up_to_here("id", "rubric"), ("categories",))
                yield Finding(self.at("weigh", stage_id), what, one_of(scored), rests)
        total = sum((Fraction(weight) for _, weight in weigh), Fraction(0))
        if weigh and total != WHOLE:
            what = say("the stages' weights sum to {sum}, not 100", sum=written_out(total))
            rest = self.at("weigh", BELOW)
            yield Finding(self.at("weigh"), what, say("change a weight"), (rest,))

    def _up_to_here(self, *keys: str) -> tuple[Where, ...]:
        numbers = range(self.number + 1)
        return tuple(("stages", number, key) for number in numbers for key in keys)

    # --- gate or score --------------------------------------------------------------------

    def _gate(self) -> Iterator[Finding]:
        stage = self.stage
        kind = (self.at("kind"),)
        if not stage.checklist:
            mend = say("name the checklist that it asks")
            rests = (*kind, self.at("checklist"), ("categories",))
            yield Finding(self.at("checklist"), say("the gate asks nothing"), mend, rests)
        scored = {
            "rubric": stage.rubric,
            "weigh": stage.weigh,
            "pass": stage.grade,
            "select": stage.quota,
            "tie_break": stage.tie_break,
            "divergence": stage.divergence is not None,
            "recommendation": stage.recommendation,
            "interviews": stage.interviews is not None,
            "panel": stage.panel != Panel(),
            "rounding": stage.rounding != Rounding(),
            "decide_on": stage.decide_on is not DecideOn.EXACT,
        }
        for key, used in scored.items():
            if used:
                what = say("a gate is answered, not scored: it has no {key}", key=key)
                yield Finding(self.at(key), what, say("remove it, or write kind: score"), kind)

    def _score(self) -> Iterator[Finding]:
        stage = self.stage
        for category in self.template.categories:
            if category.id not in dict(stage.rubric) and not stage.weigh:
                what = say("no rubric scores {category} here", category=category.id)
                rests = tuple(self.at(key, BELOW) for key in ("kind", "rubric", "weigh"))
                yield Finding(self.at("rubric"), what, say("name one"), (*rests, ("categories",)))
        yield from self._weigh()
        yield from self._ladder()
        yield from self._grades()

    def _grades(self) -> Iterator[Finding]:
        for category, grade in self.stage.grade:
            highest = most(self.template, self.stage, category)
            if highest is not None and grade > highest:
                words = {"grade": plain(grade), "most": written_out(highest)}
                yield Finding(
                    self.at("pass", "grade", category),
                    say("nobody can reach {grade}: the most is {most}", **words),
                    say("lower the passing grade"),
                    self._scored_by(),
                )

    def _scored_by(self) -> tuple[Where, ...]:
        """Return the places that decide how high a score can be."""
        keys = ("kind", "panel", "rounding", "decide_on", "rubric", "weigh")
        parts = {self.stage.id, *dict(self.stage.weigh)}
        numbers = [n for n, stage in enumerate(self.template.stages) if stage.id in parts]
        stages: list[Where] = [("stages", number, key, BELOW) for number in numbers for key in keys]
        rubrics: list[Where] = []
        for rubric in self.template.rubrics:
            at: Where = ("rubrics", rubric.id)
            rubrics.append((*at, "total"))
            if not is_whole(self.stage, rubric):
                rubrics.append((*at, "scale", BELOW))
                for number in range(len(rubric.criteria)):
                    criterion: Where = (*at, "criteria", number)
                    rubrics += [(*criterion, "weight"), (*criterion, "scale", BELOW)]
        return (*stages, *rubrics)

    # --- one sheet, one meaning an id --------------------------------------------------------

    def _criterion_ids(self) -> tuple[Where, ...]:
        return tuple(
            ("rubrics", rubric.id, "criteria", number, "id")
            for rubric in self.template.rubrics
            for number in range(max(1, len(rubric.criteria)))
        )

    def _criteria(self) -> Iterator[Criterion]:
        """Yield what is scored here; where a rubric is not there, what might be."""
        used = {rubric_id for _, rubric_id in self.stage.rubric}
        sure = used <= {rubric.id for rubric in self.template.rubrics}
        for rubric in self.template.rubrics:
            if rubric.id in used or not sure:
                yield from rubric.criteria

    def _sheets(self) -> Iterator[Finding]:
        """Yield every id that means two things on one sheet."""
        stage, template = self.stage, self.template
        for category in template.categories:
            rubric = template.rubric_of(stage, category.id)
            ids = [criterion.id for criterion in rubric.criteria] if rubric else []
            asked = {
                "checklist": [item.id for item in template.checklist_of(stage, category.id)],
                "facts": [fact.id for fact in template.facts_of(stage, category.id)],
                "recommendation": [RECOMMENDATION] if stage.recommendation else [],
            }
            taken = set(map(folded, ids))
            for key, several in asked.items():
                for one in several:
                    if folded(one) in taken:
                        what = say(
                            "“{id}” is on the sheet of {category} twice",
                            id=one,
                            category=category.id,
                        )
                        yield Finding(self.at(key, category.id), what, say("rename one of them"))
                taken |= set(map(folded, several))


def one_of(known: Iterable[str]) -> Message | None:
    """Say what there is to choose from; None where there is nothing."""
    names = ", ".join(known)
    return say("one of: {names}", names=names) if names else None
