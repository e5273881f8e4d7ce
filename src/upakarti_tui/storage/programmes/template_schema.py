"""The template format: which keys there are, what each takes, what holds without it.

One function a mapping of the format, top down; stages have their own module. What
concerns several places at once (sums, references, ids) is `domain.template_rules`.
"""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Final, TypeAlias

from upakarti_tui.domain.checks import template_rules
from upakarti_tui.domain.checks.findings import BELOW
from upakarti_tui.domain.checks.rubric_rules import scale_faults
from upakarti_tui.domain.problems import Message, say
from upakarti_tui.domain.programme.marks import plain, read_mark
from upakarti_tui.domain.programme.template import (
    Category,
    ChecklistItem,
    Criterion,
    Direction,
    Fact,
    FactType,
    Level,
    NoteRule,
    Rubric,
    Scale,
    Template,
    Total,
    Zero,
)
from upakarti_tui.storage.limits import TEMPLATE_CATEGORIES, TEMPLATE_STAGES
from upakarti_tui.storage.programmes.template_fields import Spot
from upakarti_tui.storage.programmes.template_readers import (
    entries,
    list_of,
    map_of,
    one_of,
    read_decimal,
    read_flag,
    read_id,
    read_positive,
    read_text,
    read_words,
    some,
    too_many,
)
from upakarti_tui.storage.programmes.template_stages import in_turn, read_stage
from upakarti_tui.storage.programmes.yaml_nodes import Map

if TYPE_CHECKING:
    from upakarti_tui.storage.programmes.template_fields import Notes
    from upakarti_tui.storage.programmes.yaml_nodes import Node

FORMAT: Final = "upakarti-template/1"

USUAL_SCALE: Final = Scale(Decimal(1), Decimal(5), Decimal(1))
"""The scale of a rubric that names none."""

_STAND_IN: Final = Decimal(1)

_NoteRule: TypeAlias = tuple[NoteRule, Decimal | None]
"""Whether a mark needs words, and below which mark."""

_NO_NOTE: Final[_NoteRule] = (NoteRule.OPTIONAL, None)


def read_template(root: Node, notes: Notes) -> Template:
    """Make a template of nodes; it is one only where nothing was noted."""
    top = Spot(root, (), notes)
    template = _template(top)
    sure = [
        finding
        for finding in template_rules.check(template)
        if not any(map(notes.touch, (finding.at, *finding.rests_on)))
    ]
    for finding in sure:
        top.down(*finding.at).refuse(finding.what, finding.mend)
    return template


def _template(top: Spot) -> Template:
    with top.fields() as fields:
        fields.need("format", _format, "")
        categories: tuple[Category, ...] = fields.need("categories", _categories, ())
        ids = tuple(category.id for category in categories)
        stage = partial(read_stage, categories=ids)
        template = Template(
            id=fields.need("id", read_id, ""),
            title=fields.need("title", read_words, ""),
            edition=fields.get("edition", read_text, ""),
            notice=fields.get("notice", read_text, ""),
            basis=fields.get("basis", list_of(read_words), ()),
            categories=categories,
            rubrics=fields.get("rubrics", _rubrics, ()),
            checklists=fields.get("checklists", map_of(some(_item)), ()),
            fact_sheets=fields.get("facts", map_of(some(_fact)), ()),
            stages=in_turn(fields.need("stages", some(stage, TEMPLATE_STAGES), ())),
        )
        if fields.readable and not (fields.has("rubrics") or fields.has("checklists")):
            top.down("rubrics").refuse(
                say("a template needs a rubric or a checklist"), say("add one")
            )
    return template


def _format(spot: Spot) -> str | None:
    if spot.written == FORMAT:
        return FORMAT
    spot.refuse(say("this format is not known here"), say("write {format}", format=FORMAT))
    return None


def _categories(spot: Spot) -> tuple[Category, ...]:
    if isinstance(spot.node, Map) and not spot.node.entries:
        spot.refuse(say("no category is named"), say("name at least one"))
    pairs = entries(spot)
    if too_many(spot, len(pairs), TEMPLATE_CATEGORIES):
        return ()
    return tuple(_category(id_, under) for id_, under in pairs)


def _category(id_: str, spot: Spot) -> Category:
    with spot.fields() as fields:
        return Category(
            id=id_,
            title=fields.get("title", read_words, id_),
            code=fields.get("code", read_id, ""),
        )


def _item(spot: Spot) -> ChecklistItem:
    with spot.fields() as fields:
        id_ = fields.need("id", read_id, "")
        return ChecklistItem(
            id=id_,
            title=fields.get("title", read_words, id_),
            blocking=fields.get("blocking", read_flag, default=True),
            clause=fields.get("clause", read_text, ""),
        )


def _fact(spot: Spot) -> Fact:
    with spot.fields() as fields:
        id_ = fields.need("id", read_id, "")
        return Fact(
            id=id_,
            title=fields.get("title", read_words, id_),
            type=fields.get("type", one_of(FactType), FactType.TEXT),
            unit=fields.get("unit", read_text, ""),
            at_least=fields.get("at_least", read_decimal, None),
            blocking=fields.get("blocking", read_flag, default=False),
            clause=fields.get("clause", read_text, ""),
        )


# --- rubrics ----------------------------------------------------------------------------


def _rubrics(spot: Spot) -> tuple[Rubric, ...]:
    return tuple(_rubric(id_, under) for id_, under in entries(spot))


def _rubric(id_: str, spot: Spot) -> Rubric:
    with spot.fields() as fields:
        scale = fields.get("scale", _scale, USUAL_SCALE)
        return Rubric(
            id=id_,
            title=fields.get("title", read_words, ""),
            total=fields.get("total", one_of(Total), Total.PERCENT),
            criteria=fields.need("criteria", some(partial(_criterion, usual=scale)), ()),
        )


def _criterion(spot: Spot, usual: Scale) -> Criterion:
    with spot.fields() as fields:
        scale = fields.get("scale", _scale, usual)
        levels = partial(_levels, scale=scale if _scale_is_sure(spot) else None)
        note = fields.get("note", _note, _NO_NOTE)
        return Criterion(
            id=fields.need("id", read_id, ""),
            title=fields.need("title", read_words, ""),
            weight=fields.need("weight", read_positive, _STAND_IN),
            scale=scale,
            levels=fields.get("levels", levels, ()),
            guidance=fields.get("guidance", read_text, ""),
            direction=fields.get("direction", one_of(Direction), Direction.UP),
            minimum=fields.get("minimum", read_decimal, None),
            note=note[0],
            note_below=note[1],
            not_applicable=fields.get("not_applicable", read_flag, default=False),
            clause=fields.get("clause", read_text, ""),
        )


def _scale(spot: Spot) -> Scale | None:
    with spot.fields() as fields:
        scale = Scale(
            min=fields.need("min", read_decimal, USUAL_SCALE.min),
            max=fields.need("max", read_decimal, USUAL_SCALE.max),
            step=fields.get("step", read_positive, None),
            zero=fields.get("zero", one_of(Zero), Zero.ORIGIN),
        )
    if spot.notes.touch((*spot.path, BELOW)):
        return None
    for finding in scale_faults(scale):
        spot.down(*finding.at).refuse(finding.what, finding.mend)
    return scale


def _scale_is_sure(criterion: Spot) -> bool:
    """Tell whether the criterion's scale was read, its own or the rubric's."""
    notes, path = criterion.notes, criterion.path
    rubric = path[:2]
    return not (notes.touch((*path, "scale", BELOW)) or notes.touch((*rubric, "scale", BELOW)))


def _levels(spot: Spot, scale: Scale | None) -> tuple[Level, ...]:
    """Read worded levels, best mark first. Without a scale they are not held against one."""
    levels: dict[Decimal, Level] = {}
    for written, under in spot.pairs():
        mark = _mark(written, scale)
        words = read_words(under)
        if mark is None or words is None:
            continue
        if mark in levels:
            written.refuse(
                say("the mark {mark} has a level already", mark=plain(mark)), say("keep one")
            )
        levels[mark] = Level(mark, words)
    return tuple(levels[mark] for mark in sorted(levels, reverse=True))


def _mark(spot: Spot, scale: Scale | None) -> Decimal | None:
    number = read_decimal(spot)
    if number is None or scale is None:
        return number
    wrong = read_mark(plain(number), scale)
    if isinstance(wrong, Message):
        spot.refuse(wrong, say("write a mark of the scale"))
        return None
    return number


def _note(spot: Spot) -> _NoteRule | None:
    """Read whether a mark needs words: a word, or `{required_below: 3}`."""
    if isinstance(spot.node, Map):
        with spot.fields() as fields:
            below = fields.need(NoteRule.REQUIRED_BELOW.value, read_decimal, _STAND_IN)
        return NoteRule.REQUIRED_BELOW, below
    rule = one_of(NoteRule)(spot)
    if rule is NoteRule.REQUIRED_BELOW:
        spot.refuse(say("below which mark?"), say("write note: {{required_below: 3}}"))
        return None
    return None if rule is None else (rule, None)
