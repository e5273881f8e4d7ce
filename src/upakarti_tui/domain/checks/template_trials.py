"""What the rules of a template leave undecided, found by trying.

Small made-up panels are ranked by the engine that ranks real ones, for every
scored stage and every category that differs in it.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING

from upakarti_tui.domain.checks.findings import Finding
from upakarti_tui.domain.checks.stage_trial import StageTrial
from upakarti_tui.domain.problems import say
from upakarti_tui.domain.programme.template import Kind, Template

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_TRIALS = 20
"""Stages, times categories that differ in them."""

MOST_CRITERIA = 60
"""A stage with more takes too long to be tried; it is told instead."""


def undecided(template: Template) -> Iterator[Finding]:
    """Yield every situation found in which a template's rules come to no end."""
    kinds = list(islice(_kinds(template), MOST_TRIALS + 1))
    for number, categories in kinds[:MOST_TRIALS]:
        named = ", ".join(categories)
        for keys, what, mend in StageTrial.of(
            template, template.stages[number], categories[0]
        ).found():
            told = (
                what
                if len(template.categories) == 1
                else say("{who}: {what}", who=named, what=what)
            )
            yield Finding(("stages", number, *keys), told, mend)
    yield from _too_large(template)
    if len(kinds) > MOST_TRIALS:
        what = say("only the first {count} stages and categories were tried", count=MOST_TRIALS)
        yield Finding(("stages",), what)


def _kinds(template: Template) -> Iterator[tuple[int, list[str]]]:
    """Yield each scored stage, with the categories for which it is the same."""
    for number, stage in enumerate(template.stages):
        alike: dict[object, list[str]] = defaultdict(list)
        for category in template.categories:
            rubric = template.rubric_of(stage, category.id)
            small = rubric is None or len(rubric.criteria) <= MOST_CRITERIA
            if stage.kind is Kind.SCORE and small and (rubric is not None or stage.weigh):
                rubrics = [
                    dict(one.rubric).get(category.id) for one in template.stages[: number + 1]
                ]
                line = dict(stage.grade).get(category.id), dict(stage.quota).get(category.id)
                alike[(*rubrics, line)].append(category.id)
        for categories in alike.values():
            yield number, categories


def _too_large(template: Template) -> Iterator[Finding]:
    """Yield the rubrics that are too large for a stage with them to be tried."""
    used = {rubric for stage in template.stages for _, rubric in stage.rubric}
    for rubric in template.rubrics:
        count = len(rubric.criteria)
        if rubric.id in used and count > MOST_CRITERIA:
            what = say(
                "no stage with this rubric was tried: it has {count} criteria, more than {most}",
                count=count,
                most=MOST_CRITERIA,
            )
            yield Finding(("rubrics", rubric.id, "criteria"), what)
