"""What a scored stage may not say: of its weights, of its ladder, of its grades."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from upakarti_tui.domain.checks.findings import BELOW, WHOLE, Finding, Where, one_of, written_out
from upakarti_tui.domain.checks.reach import is_whole, most
from upakarti_tui.domain.places.tiebreak import (
    CRITERION,
    HEAD_TO_HEAD,
    HIGHEST_SHEET,
    LOT,
    LOWEST_SHEET,
    MEDIAN,
    STAGE,
)
from upakarti_tui.domain.problems import say
from upakarti_tui.domain.programme.marks import plain
from upakarti_tui.domain.programme.template import Criterion, Kind, Stage, Template
from upakarti_tui.domain.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = (MEDIAN, HIGHEST_SHEET, LOWEST_SHEET, HEAD_TO_HEAD, LOT)
"""Steps of a ladder that name nothing further."""


def check(template: Template, number: int) -> Iterator[Finding]:
    """Yield every reason that the stage at this position cannot be scored."""
    rules = _Score(template, number)
    yield from rules.weigh()
    yield from rules.ladder()
    yield from rules.grades()


@dataclass(frozen=True, slots=True)
class _Score:
    """One scored stage in its template."""

    template: Template
    number: int

    @property
    def stage(self) -> Stage:
        return self.template.stages[self.number]

    def at(self, *keys: str | int) -> Where:
        return ("stages", self.number, *keys)

    def up_to_here(self, *keys: str) -> tuple[Where, ...]:
        numbers = range(self.number + 1)
        return tuple(("stages", number, key) for number in numbers for key in keys)

    # --- weights of stages --------------------------------------------------------------

    def weigh(self) -> Iterator[Finding]:
        weights = self.stage.weigh
        scored = [part.id for part in self.template.stages[: self.number + 1] if part.rubric]
        for stage_id, _ in weights:
            if stage_id in scored:
                yield from self._weighed_for_all(stage_id)
            else:
                what = say("“{name}” is no stage with a rubric up to this one", name=stage_id)
                rests = (*self.up_to_here("id", "rubric"), ("categories",))
                yield Finding(self.at("weigh", stage_id), what, one_of(scored), rests)
        total = sum((Fraction(weight) for _, weight in weights), Fraction(0))
        if weights and total != WHOLE:
            what = say("the stages' weights sum to {sum}, not 100", sum=written_out(total))
            rest = self.at("weigh", BELOW)
            yield Finding(self.at("weigh"), what, say("change a weight"), (rest,))

    def _weighed_for_all(self, stage_id: str) -> Iterator[Finding]:
        part = next(stage for stage in self.template.stages if stage.id == stage_id)
        for category in self.template.categories:
            if category.id not in dict(part.rubric):
                names = {"name": stage_id, "category": category.id}
                what = say("“{name}” gives {category} no score to weigh", **names)
                rests = (*self.up_to_here("rubric"), ("categories",))
                yield Finding(self.at("weigh", stage_id), what, say("name a rubric there"), rests)

    # --- the ladder -----------------------------------------------------------------------

    def ladder(self) -> Iterator[Finding]:
        criteria = list(dict.fromkeys(criterion.id for criterion in self._criteria()))
        for position, step in enumerate(self.stage.tie_break):
            if step.startswith(CRITERION):
                yield from self._criterion(position, step.removeprefix(CRITERION), criteria)
            elif step.startswith(STAGE):
                yield from self._stage(position, step.removeprefix(STAGE))
            elif step not in WORDS:
                what = say("“{step}” is no step of a ladder", step=step)
                known = one_of((f"{CRITERION}ID", f"{STAGE}ID", *WORDS))
                yield Finding(self.at("tie_break", position), what, known)

    def _criterion(self, position: int, name: str, known: list[str]) -> Iterator[Finding]:
        # An id that could not be read is empty, and may be the one that is meant.
        if name not in known and "" not in known:
            what = say("“{name}” is no criterion of this stage", name=name)
            lists: list[Where] = [("rubrics", r.id, "criteria") for r in self.template.rubrics]
            rests = (self.at("rubric", BELOW), *lists)
            yield Finding(self.at("tie_break", position), what, one_of(known), rests)

    def _stage(self, position: int, name: str) -> Iterator[Finding]:
        # Its own score is another than the weighed one.
        here = self.template.stages[: self.number + 1]
        known = [stage.id for stage in here if stage.kind is Kind.SCORE]
        if name not in known:
            what = say("“{name}” is no scored stage up to this one", name=name)
            rests = self.up_to_here("id", "kind")
            yield Finding(self.at("tie_break", position), what, one_of(known), rests)

    def _criteria(self) -> Iterator[Criterion]:
        """Yield what is scored here; where a rubric is not there, what might be."""
        used = {rubric_id for _, rubric_id in self.stage.rubric}
        sure = used <= {rubric.id for rubric in self.template.rubrics}
        for rubric in self.template.rubrics:
            if rubric.id in used or not sure:
                yield from rubric.criteria

    # --- passing grades -------------------------------------------------------------------

    def grades(self) -> Iterator[Finding]:
        for category, grade in self.stage.grade:
            at = self.at("pass", "grade", category)
            if category not in dict(self.stage.rubric) and not self.stage.weigh:
                what = say("{category} gets no score that could meet a grade", category=category)
                rests = tuple(self.at(key, BELOW) for key in ("kind", "rubric", "weigh"))
                yield Finding(at, what, say("name a rubric, or remove the grade"), rests)
            highest = most(self.template, self.stage, category)
            if highest is not None and grade > highest:
                words = {"grade": plain(grade), "most": written_out(highest)}
                what = say("nobody can reach {grade}: the most is {most}", **words)
                yield Finding(at, what, say("lower the passing grade"), self._scored_by())

    def _scored_by(self) -> tuple[Where, ...]:
        """Return the places that decide how high a score can be."""
        parts = {self.stage.id, *dict(self.stage.weigh)}
        numbers = [n for n, stage in enumerate(self.template.stages) if stage.id in parts]
        keys = ("kind", "panel", "rounding", "decide_on", "rubric", "weigh")
        places: list[Where] = [("stages", number, key, BELOW) for number in numbers for key in keys]
        for rubric in self.template.rubrics:
            at: Where = ("rubrics", rubric.id)
            places.append((*at, "total"))
            if not is_whole(self.stage, rubric):
                places.append((*at, "scale", BELOW))
                for number in range(len(rubric.criteria)):
                    criterion: Where = (*at, "criteria", number)
                    places += [(*criterion, "weight"), (*criterion, "scale", BELOW)]
        return tuple(places)
