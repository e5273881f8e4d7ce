"""What a stage may not say: what it names must be there, and it must ask something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.checks import score_rules
from upakarti_tui.domain.checks.findings import BELOW, Finding, Where, one_of
from upakarti_tui.domain.problems import say
from upakarti_tui.domain.programme.template import DecideOn, Kind, Panel, Rounding, Stage, Template
from upakarti_tui.domain.text import folded
from upakarti_tui.domain.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

RECOMMENDATION = "recommendation"
"""What import files call the verdict of a visit; nothing else on a sheet may be called so."""


def check(template: Template, number: int) -> Iterator[Finding]:
    """Yield every reason that the stage at this position cannot be used."""
    rules = _Stage(template, number)
    yield from rules.references()
    if rules.stage.kind is Kind.GATE:
        yield from rules.gate()
    else:
        yield from rules.asks_something()
        yield from score_rules.check(template, number)
    yield from rules.sheets()


@dataclass(frozen=True, slots=True)
class _Stage:
    """One stage in its template."""

    template: Template
    number: int

    @property
    def stage(self) -> Stage:
        return self.template.stages[self.number]

    def at(self, *keys: str | int) -> Where:
        return ("stages", self.number, *keys)

    # --- what is named must be there ------------------------------------------------------

    def references(self) -> Iterator[Finding]:
        stage, template = self.stage, self.template
        rubrics = [rubric.id for rubric in template.rubrics]
        checklists = [checklist for checklist, _ in template.checklists]
        facts = [sheet for sheet, _ in template.fact_sheets]
        yield from self._named("rubric", stage.rubric, rubrics, ("rubrics",))
        yield from self._named("checklist", stage.checklist, checklists, ("checklists",))
        yield from self._named("facts", stage.facts, facts, ("facts",))
        yield from self._categories(("pass", "grade"), stage.grade)
        yield from self._categories(("select", "quota"), stage.quota)

    def _named(
        self, key: str, uses: Iterable[tuple[str, str]], known: list[str], rest: Where
    ) -> Iterator[Finding]:
        for category, name in uses:
            if name not in known:
                what = say("“{name}” is not among the {kind}", name=name, kind=rest[0])
                yield Finding(self.at(key, category), what, one_of(known), (rest,))
        yield from self._categories((key,), uses)

    def _categories(
        self, path: tuple[str, ...], named: Iterable[tuple[str, object]]
    ) -> Iterator[Finding]:
        known = [category.id for category in self.template.categories]
        for category, _ in named:
            if category not in known:
                what = say("“{name}” is no category", name=category)
                yield Finding(self.at(*path, category), what, one_of(known), (("categories",),))

    # --- gate or score --------------------------------------------------------------------

    def gate(self) -> Iterator[Finding]:
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

    def asks_something(self) -> Iterator[Finding]:
        stage = self.stage
        if stage.rubric or stage.weigh or stage.facts or stage.checklist or stage.recommendation:
            return
        keys = ("kind", "rubric", "weigh", "facts", "checklist", "recommendation")
        rests = (*(self.at(key, BELOW) for key in keys), ("categories",))
        yield Finding(self.at("rubric"), say("the stage asks nothing"), say("name a rubric"), rests)

    # --- one sheet, one meaning an id -----------------------------------------------------

    def sheets(self) -> Iterator[Finding]:
        """Yield every id that means two things on one sheet."""
        stage, template = self.stage, self.template
        for category in template.categories:
            rubric = template.rubric_of(stage, category.id)
            taken = {folded(criterion.id) for criterion in rubric.criteria} if rubric else set()
            asked = {
                "checklist": [item.id for item in template.checklist_of(stage, category.id)],
                "facts": [fact.id for fact in template.facts_of(stage, category.id)],
                "recommendation": [RECOMMENDATION] if stage.recommendation else [],
            }
            for key, ids in asked.items():
                for one in ids:
                    if folded(one) in taken:
                        names = {"id": one, "category": category.id}
                        what = say("“{id}” is on the sheet of {category} twice", **names)
                        yield Finding(self.at(key, category.id), what, say("rename one of them"))
                taken |= set(map(folded, ids))
