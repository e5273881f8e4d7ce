"""The stages of the template format, with everything that one may ask for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from upakarti_tui.domain.people.candidate import Role
from upakarti_tui.domain.problems import say
from upakarti_tui.domain.programme.template import (
    Combine,
    DecideOn,
    Interviews,
    Kind,
    Method,
    Panel,
    Rounding,
    Stage,
)
from upakarti_tui.storage.programmes.template_readers import (
    for_each,
    list_of,
    map_of,
    one_of,
    read_decimal,
    read_flag,
    read_id,
    read_positive,
    read_words,
    whole,
)
from upakarti_tui.storage.programmes.yaml_nodes import List

if TYPE_CHECKING:
    from decimal import Decimal

    from upakarti_tui.storage.programmes.template_fields import Fields, Spot

MOST_SCORERS = 1000
MOST_DECIMALS = 12
MOST_PLACES = 1_000_000

GATEKEEPERS = (Role.SECRETARIAT,)
JUDGES = (Role.EVALUATOR, Role.TEAM, Role.JUROR)
"""Who scores a stage that names nobody."""


def read_stage(spot: Spot, categories: tuple[str, ...]) -> Stage:
    """Read one stage; what is said for all is repeated for each category."""
    with spot.fields() as fields:
        id_ = fields.need("id", read_id, "")
        kind = fields.get("kind", one_of(Kind), usual_kind(fields))
        return Stage(
            id=id_,
            title=fields.get("title", read_words, id_),
            kind=kind,
            scorers=fields.get("scorers", _scorers, usual_scorers(kind)),
            rubric=fields.get("rubric", for_each(categories, read_id), ()),
            checklist=fields.get("checklist", for_each(categories, read_id), ()),
            facts=fields.get("facts", for_each(categories, read_id), ()),
            interviews=fields.get("interviews", _interviews, None),
            recommendation=fields.get("recommendation", read_flag, default=False),
            panel=fields.get("panel", _panel, Panel()),
            rounding=fields.get("rounding", _rounding, Rounding()),
            decide_on=fields.get("decide_on", one_of(DecideOn), DecideOn.EXACT),
            grade=fields.get("pass", lambda under: _grade(under, categories), ()),
            quota=fields.get("select", lambda under: _quota(under, categories), ()),
            weigh=fields.get("weigh", map_of(read_positive), ()),
            tie_break=fields.get("tie_break", _ladder, ()),
            divergence=fields.get("divergence", _divergence, None),
            sealed=fields.get("sealed", read_flag, default=False),
            interests=fields.get("interests", read_flag, default=False),
            confirm_paper=fields.get("confirm_paper", read_flag, default=False),
            show_grade=fields.get("show_grade", read_flag, default=True),
        )


def in_turn(stages: tuple[Stage, ...]) -> tuple[Stage, ...]:
    """Return the stages with what each of them weighs in the order of the stages."""
    order = {stage.id: number for number, stage in enumerate(stages)}
    return tuple(
        replace(stage, weigh=tuple(sorted(stage.weigh, key=lambda one: order.get(one[0], -1))))
        for stage in stages
    )


def usual_kind(fields: Fields) -> Kind:
    """Return the kind of a stage that names none: a checklist alone makes a gate."""
    asks_only = fields.has("checklist") and not fields.has("rubric") and not fields.has("weigh")
    return Kind.GATE if asks_only else Kind.SCORE


def usual_scorers(kind: Kind) -> tuple[Role, ...]:
    """Return who scores a stage that names nobody."""
    return GATEKEEPERS if kind is Kind.GATE else JUDGES


def _scorers(spot: Spot) -> tuple[Role, ...]:
    roles = list_of(one_of(Role))(spot)
    if isinstance(spot.node, List) and not spot.node.items:
        spot.refuse(say("nobody scores here"), say("name a role, or remove the key"))
    # Roles are a set: their order means nothing, and naming one twice neither.
    return tuple(role for role in Role if role in roles)


def _interviews(spot: Spot) -> Interviews:
    with spot.fields() as fields:
        return Interviews(
            min=fields.need("min", whole(0, MOST_SCORERS), 0),
            questions=fields.get("questions", list_of(read_words), ()),
        )


def _panel(spot: Spot) -> Panel:
    with spot.fields() as fields:
        return Panel(
            combine=fields.get("combine", one_of(Combine), Combine.SHEETS),
            method=fields.get("method", one_of(Method), Method.MEAN),
            trim=fields.get("trim", whole(1, MOST_SCORERS), 1),
            quorum=fields.get("quorum", whole(1, MOST_SCORERS), 1),
        )


def _rounding(spot: Spot) -> Rounding:
    decimals = whole(0, MOST_DECIMALS)
    with spot.fields() as fields:
        return Rounding(
            criterion=fields.get("criterion", decimals, None),
            weighted=fields.get("weighted", decimals, None),
            sheet=fields.get("sheet", decimals, None),
            final=fields.get("final", decimals, None),
        )


def _grade(spot: Spot, categories: tuple[str, ...]) -> tuple[tuple[str, Decimal], ...]:
    with spot.fields() as fields:
        return fields.need("grade", for_each(categories, read_decimal), ())


def _quota(spot: Spot, categories: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    with spot.fields() as fields:
        return fields.need("quota", for_each(categories, whole(1, MOST_PLACES)), ())


def _ladder(spot: Spot) -> tuple[str, ...]:
    """Read the steps in order; one that cannot be read keeps its position."""
    return tuple(read_words(item) or "" for item in spot.items())


def _divergence(spot: Spot) -> Decimal | None:
    with spot.fields() as fields:
        return fields.need("range", read_positive, None)
