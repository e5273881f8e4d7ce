"""The canonical form of a template: what stands in a book and what is fingerprinted.

The form has the keys of the file format, with every mapping from categories
written out and with whatever has its default left out: a key that a later version
of the format adds changes no old fingerprint. Numbers are plain decimal text.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, TypeAlias

from upakarti_tui.domain.programme.marks import plain
from upakarti_tui.domain.programme.template import (
    DecideOn,
    Direction,
    FactType,
    NoteRule,
    Panel,
    Total,
    Zero,
)
from upakarti_tui.storage.canonical import canonical_json
from upakarti_tui.storage.programmes.template_fields import Notes
from upakarti_tui.storage.programmes.template_schema import FORMAT, USUAL_SCALE, read_template
from upakarti_tui.storage.programmes.template_stages import usual_scorers
from upakarti_tui.storage.programmes.yaml_nodes import from_values

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from upakarti_tui.domain.people.candidate import Role
    from upakarti_tui.domain.programme.template import (
        Category,
        ChecklistItem,
        Criterion,
        Fact,
        Interviews,
        Rounding,
        Rubric,
        Scale,
        Stage,
        Template,
    )

Form: TypeAlias = dict[str, Any]
"""Texts, booleans, lists and further forms; no other value."""


def form(template: Template) -> Form:
    """Return the canonical form of a template."""
    return {
        "format": FORMAT,
        "id": template.id,
        "title": template.title,
        "categories": {category.id: _category(category) for category in template.categories},
        "stages": [_stage(stage) for stage in template.stages],
        **_unlike(
            {
                "edition": (template.edition, ""),
                "notice": (template.notice, ""),
                "basis": (list(template.basis), []),
                "rubrics": ({rubric.id: _rubric(rubric) for rubric in template.rubrics}, {}),
                "checklists": (
                    {key: [*map(_item, items)] for key, items in template.checklists},
                    {},
                ),
                "facts": ({key: [*map(_fact, facts)] for key, facts in template.fact_sheets}, {}),
            }
        ),
    }


def from_form(written: object) -> Template:
    """Return the template of a form, as strictly as a file is read.

    Raises:
        ValueError: not the canonical form of any template.
    """
    notes = Notes(file="")
    template = read_template(from_values(written), notes)
    if notes.problems:
        raise ValueError("; ".join(map(str, notes.problems)))
    if form(template) != written:
        message = "the template is not in canonical form"
        raise ValueError(message)
    return template


def fingerprint(template: Template) -> str:
    """Return the SHA-256 of the canonical form as canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical_json(form(template))).hexdigest()


def _unlike(fields: Mapping[str, tuple[object, object]]) -> Form:
    """Return the values that differ from their default, given beside them."""
    return {key: value for key, (value, usual) in fields.items() if value != usual}


def _numbers(pairs: Iterable[tuple[str, Decimal]]) -> Form:
    return {key: plain(number) for key, number in pairs}


def _number(number: Decimal | None) -> str | None:
    return None if number is None else plain(number)


def _category(category: Category) -> Form:
    return _unlike({"title": (category.title, category.id), "code": (category.code, "")})


def _item(item: ChecklistItem) -> Form:
    return {
        "id": item.id,
        **_unlike(
            {
                "title": (item.title, item.id),
                "blocking": (item.blocking, True),
                "clause": (item.clause, ""),
            }
        ),
    }


def _fact(fact: Fact) -> Form:
    return {
        "id": fact.id,
        **_unlike(
            {
                "title": (fact.title, fact.id),
                "type": (fact.type.value, FactType.TEXT.value),
                "unit": (fact.unit, ""),
                "at_least": (_number(fact.at_least), None),
                "blocking": (fact.blocking, False),
                "clause": (fact.clause, ""),
            }
        ),
    }


# --- rubrics ----------------------------------------------------------------------------


def _rubric(rubric: Rubric) -> Form:
    """Write a rubric. Every criterion carries its own scale, wherever the file had it."""
    return {
        "criteria": [*map(_criterion, rubric.criteria)],
        **_unlike(
            {
                "title": (rubric.title, ""),
                "total": (rubric.total.value, Total.PERCENT.value),
            }
        ),
    }


def _criterion(criterion: Criterion) -> Form:
    return {
        "id": criterion.id,
        "title": criterion.title,
        "weight": plain(criterion.weight),
        **_unlike(
            {
                "scale": (_scale(criterion.scale), _scale(USUAL_SCALE)),
                "levels": ({plain(level.mark): level.words for level in criterion.levels}, {}),
                "guidance": (criterion.guidance, ""),
                "direction": (criterion.direction.value, Direction.UP.value),
                "minimum": (_number(criterion.minimum), None),
                "note": (_note(criterion), NoteRule.OPTIONAL.value),
                "not_applicable": (criterion.not_applicable, False),
                "clause": (criterion.clause, ""),
            }
        ),
    }


def _scale(scale: Scale) -> Form:
    return {
        "min": plain(scale.min),
        "max": plain(scale.max),
        **_unlike(
            {"step": (_number(scale.step), None), "zero": (scale.zero.value, Zero.ORIGIN.value)}
        ),
    }


def _note(criterion: Criterion) -> str | Form:
    if criterion.note_below is None:
        return criterion.note.value
    return {criterion.note.value: plain(criterion.note_below)}


# --- stages -----------------------------------------------------------------------------


def _stage(stage: Stage) -> Form:
    """Write a stage. Its kind is always there, because other defaults hang on it."""
    return {
        "id": stage.id,
        "kind": stage.kind.value,
        **_unlike(
            {
                "title": (stage.title, stage.id),
                "scorers": (_roles(stage.scorers), _roles(usual_scorers(stage.kind))),
                "rubric": (dict(stage.rubric), {}),
                "checklist": (dict(stage.checklist), {}),
                "facts": (dict(stage.facts), {}),
                "interviews": (_interviews(stage.interviews), None),
                "recommendation": (stage.recommendation, False),
                "panel": (_panel(stage.panel), {}),
                "rounding": (_rounding(stage.rounding), {}),
                "decide_on": (stage.decide_on.value, DecideOn.EXACT.value),
                "pass": ({"grade": _numbers(stage.grade)}, {"grade": {}}),
                "select": ({"quota": {key: str(n) for key, n in stage.quota}}, {"quota": {}}),
                "weigh": (_numbers(stage.weigh), {}),
                "tie_break": (list(stage.tie_break), []),
                "divergence": (_divergence(stage.divergence), None),
                "sealed": (stage.sealed, False),
                "interests": (stage.interests, False),
                "confirm_paper": (stage.confirm_paper, False),
                "show_grade": (stage.show_grade, True),
            }
        ),
    }


def _roles(roles: Iterable[Role]) -> list[str]:
    return [role.value for role in roles]


def _interviews(interviews: Interviews | None) -> Form | None:
    if interviews is None:
        return None
    return {
        "min": str(interviews.min),
        **_unlike({"questions": (list(interviews.questions), [])}),
    }


def _panel(panel: Panel) -> Form:
    usual = Panel()
    return _unlike(
        {
            "combine": (panel.combine.value, usual.combine.value),
            "method": (panel.method.value, usual.method.value),
            "trim": (str(panel.trim), str(usual.trim)),
            "quorum": (str(panel.quorum), str(usual.quorum)),
        }
    )


def _rounding(rounding: Rounding) -> Form:
    steps = {
        "criterion": rounding.criterion,
        "weighted": rounding.weighted,
        "sheet": rounding.sheet,
        "final": rounding.final,
    }
    return {step: str(decimals) for step, decimals in steps.items() if decimals is not None}


def _divergence(divergence: Decimal | None) -> Form | None:
    return None if divergence is None else {"range": plain(divergence)}
