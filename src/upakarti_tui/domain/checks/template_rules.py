"""What a template may not say, although every value in it can be read.

`check` yields every finding in reading order: ids that are easily taken for each
other, weights that do not add up, references to what is not there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.checks import rubric_rules, stage_rules
from upakarti_tui.domain.checks.findings import Finding, Where
from upakarti_tui.domain.problems import say
from upakarti_tui.domain.programme.template import FactType, Template
from upakarti_tui.domain.text import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def check(template: Template) -> Iterator[Finding]:
    """Yield every reason that the template cannot be used."""
    yield from _ids(template)
    for rubric in template.rubrics:
        yield from rubric_rules.check(rubric)
    yield from _facts(template)
    for number in range(len(template.stages)):
        yield from stage_rules.check(template, number)


def _facts(template: Template) -> Iterator[Finding]:
    for sheet, facts in template.fact_sheets:
        for number, fact in enumerate(facts):
            if fact.at_least is not None and fact.type is not FactType.NUMBER:
                at: Where = ("facts", sheet, number)
                what = say("at_least asks for a number")
                yield Finding((*at, "at_least"), what, say("write type: number"), ((*at, "type"),))


def _ids(template: Template) -> Iterator[Finding]:
    for key, ids in (
        ("categories", [category.id for category in template.categories]),
        ("rubrics", [rubric.id for rubric in template.rubrics]),
        ("checklists", [checklist for checklist, _ in template.checklists]),
        ("facts", [sheet for sheet, _ in template.fact_sheets]),
    ):
        yield from _clashes(((key, one), one) for one in ids)
    yield from _clashes((("categories", c.id, "code"), c.code or c.id) for c in template.categories)
    for rubric in template.rubrics:
        yield from _listed(("rubrics", rubric.id, "criteria"), [c.id for c in rubric.criteria])
    for checklist, items in template.checklists:
        yield from _listed(("checklists", checklist), [item.id for item in items])
    for sheet, facts in template.fact_sheets:
        yield from _listed(("facts", sheet), [fact.id for fact in facts])
    yield from _listed(("stages",), [stage.id for stage in template.stages])


def _listed(at: Where, ids: Iterable[str]) -> Iterator[Finding]:
    return _clashes(((*at, number, "id"), one) for number, one in enumerate(ids))


def _clashes(places: Iterable[tuple[Where, str]]) -> Iterator[Finding]:
    """Yield every id that a person could take for an earlier one."""
    seen: dict[str, Where] = {}
    for at, one in places:
        first = seen.setdefault(folded(one), at)
        if first != at:
            what = say("“{id}” is taken already, capital letters aside", id=one)
            yield Finding(at, what, say("choose another"), (at, first))
