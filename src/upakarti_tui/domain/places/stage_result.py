"""One stage worked out from those before it, as if it were open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from upakarti_tui.domain.book.deeds import Decided, Drawn
from upakarti_tui.domain.book.sheet import asks_anything
from upakarti_tui.domain.places import blockers
from upakarti_tui.domain.places.asking import dropped_out, scorers_of
from upakarti_tui.domain.places.category_result import CategoryInput, CategoryResult
from upakarti_tui.domain.places.judging import category_result
from upakarti_tui.domain.programme.template import Stage
from upakarti_tui.domain.scoring.seating import benches
from upakarti_tui.domain.standing import OpenItem, Ranking, State
from upakarti_tui.domain.values import dataclass

if TYPE_CHECKING:
    from upakarti_tui.domain.book.deeds import Disqualified
    from upakarti_tui.domain.book.proceedings import Proceedings
    from upakarti_tui.domain.programme.template import Category


@dataclass(frozen=True, slots=True)
class StageResult:
    """One stage's ranking with everything it was worked out from."""

    stage: Stage
    ranking: Ranking
    categories: Mapping[str, CategoryResult]


def worked_out(
    proceedings: Proceedings, stage: Stage, before: Mapping[str, StageResult], *, draft: bool
) -> StageResult:
    """Work out one stage.

    Args:
        proceedings: what decides it.
        stage: of their template.
        before: the results of every stage before it.
        draft: whether to count complete sheets that are not yet submitted.
    """
    template = proceedings.template
    inside = entering(proceedings, template.before(stage.id), before)
    out = dropped_out(proceedings, stage.id)
    categories = {}
    for category in template.categories:
        earlier = {name: result.categories[category.id] for name, result in before.items()}
        categories[category.id] = category_result(
            _given(proceedings, stage, category, inside[category.id], out, earlier, draft=draft)
        )
    items = {item for result in categories.values() for item in result.open_items}
    items |= set(blockers.of_stage(proceedings, stage))
    ranking = Ranking(
        template_id=template.id,
        fingerprint=proceedings.fingerprint,
        stage=stage.id,
        state=State.DRAFT if draft or items else State.COMPLETE,
        categories=tuple(result.ranking for result in categories.values()),
        open_items=_in_order(items),
        notice=template.notice,
        names=tuple((c, proceedings.candidates[c].name) for c in sorted(proceedings.candidates)),
    )
    return StageResult(stage, ranking, categories)


def entering(
    proceedings: Proceedings, before: tuple[Stage, ...], results: Mapping[str, StageResult]
) -> dict[str, tuple[str, ...]]:
    """Return, by category in the template's order, who was not left behind, by id.

    Those who have dropped out since are still among them.
    """
    if before:
        last = results[before[-1].id].categories
        return {category: tuple(sorted(result.selected)) for category, result in last.items()}
    found: dict[str, list[str]] = {c.id: [] for c in proceedings.template.categories}
    for candidate in sorted(proceedings.candidates.values(), key=lambda c: c.id):
        found[candidate.category].append(candidate.id)
    return {category: tuple(candidates) for category, candidates in found.items()}


def _given(  # noqa: PLR0917 -- all that a category's result depends on
    proceedings: Proceedings,
    stage: Stage,
    category: Category,
    inside: tuple[str, ...],
    out: Mapping[str, Disqualified],
    earlier: Mapping[str, CategoryResult],
    *,
    draft: bool,
) -> CategoryInput:
    asks = asks_anything(proceedings.template, stage, category.id)
    staying = [c for c in inside if c not in out]
    asked_of = scorers_of(proceedings, stage, staying) if asks else dict.fromkeys(staying, ())
    return CategoryInput(
        category=category.id,
        stage=stage,
        rubric=proceedings.template.rubric_of(stage, category.id),
        benches=benches(proceedings, stage, category, asked_of, draft=draft),
        out=tuple(out[c] for c in inside if c in out),
        asks=asks,
        earlier=earlier,
        lots=_lots(proceedings, stage, category.id),
        plenary=_plenary(proceedings, stage, category.id),
    )


def _lots(proceedings: Proceedings, stage: Stage, category: str) -> dict[str, int]:
    """Return the recorded lots; none while two different draws stand against each other."""
    draws = proceedings.stood("drawn", stage.id, category)
    lots = {deed.lots for deed in draws if isinstance(deed, Drawn)}
    return dict(lots.pop()) if len(lots) == 1 else {}


def _plenary(proceedings: Proceedings, stage: Stage, category: str) -> tuple[str, ...]:
    decisions = proceedings.stood("decided", stage.id, category)
    orders = {deed.order for deed in decisions if isinstance(deed, Decided)}
    return orders.pop() if len(orders) == 1 else ()


def _in_order(items: set[OpenItem]) -> tuple[OpenItem, ...]:
    return tuple(sorted(items, key=lambda item: (item.kind, item.where, str(item.what))))
