"""The standings of a stage: a pure function from records to places.

The stages are worked out one after another, because a candidate enters a stage
by being selected in the one before, and a score may weigh earlier ones. A stage
that is final is decided by what its stamp covers; any other by all records.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from upakarti_tui.domain.book.entries import SheetKey
from upakarti_tui.domain.book.handout import asked_here
from upakarti_tui.domain.book.sheet import asks_anything, sheet
from upakarti_tui.domain.places import blockers
from upakarti_tui.domain.places.asking import dropped_out, scorers_of
from upakarti_tui.domain.places.finalizing import as_it_was, finalised
from upakarti_tui.domain.places.ranking_values import digest
from upakarti_tui.domain.places.stage_result import StageResult, entering, worked_out
from upakarti_tui.domain.standing import Ranking, State

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from upakarti_tui.domain.book.proceedings import Proceedings
    from upakarti_tui.domain.programme.template import Stage


def rank(
    proceedings: Proceedings, stage_id: str, *, category: str | None = None, draft: bool = False
) -> Ranking:
    """Return the standings of a stage, with everything that is still open.

    Args:
        proceedings: the book as it stands.
        stage_id: a stage of its template.
        category: only this one; all of them where it is None.
        draft: whether to count complete sheets that are not yet submitted.

    Raises:
        KeyError: the template has no such stage.
    """
    ranking = stage_result(proceedings, stage_id, draft=draft).ranking
    return ranking if category is None else _only(proceedings, ranking, category, draft=draft)


def stage_result(proceedings: Proceedings, stage_id: str, *, draft: bool = False) -> StageResult:
    """Return the standings of a stage with everything they were worked out from.

    Raises:
        KeyError: the template has no such stage.
    """
    return stage_results(proceedings, stage_id, draft=draft)[stage_id]


def entrants(
    proceedings: Proceedings, stage_id: str, *, draft: bool = False
) -> dict[str, tuple[str, ...]]:
    """Return, by category, who enters a stage: all at first, then who was selected before.

    Those who have since dropped out are left out.

    Raises:
        KeyError: the template has no such stage.
    """
    before = proceedings.template.before(_stage(proceedings, stage_id).id)
    results = stage_results(proceedings, before[-1].id, draft=draft) if before else {}
    out = dropped_out(proceedings, stage_id)
    return {
        category: tuple(c for c in candidates if c not in out)
        for category, candidates in entering(proceedings, before, results).items()
    }


def asked(proceedings: Proceedings, stage_id: str) -> tuple[SheetKey, ...]:
    """Return every sheet that is to be filled in a stage, without the recused.

    While the stage before is not final, everybody who may still enter is asked
    for: marks may be entered before it is closed. A book that was handed out asks
    for what its scorer was handed.

    Raises:
        KeyError: the template has no such stage.
    """
    stage = _stage(proceedings, stage_id)
    out = dropped_out(proceedings, stage_id)
    handed = asked_here(proceedings)
    if handed is not None:
        here = (k for k in handed if k.stage == stage_id and k.candidate not in out)
        return tuple(k for k in here if not sheet(proceedings, k).recused)
    closed = [s for s in proceedings.template.before(stage_id) if finalised(proceedings, s.id)]
    results = stage_results(proceedings, closed[-1].id) if closed else {}
    return tuple(sorted(asked_among(proceedings, stage, results)))


def asked_among(
    proceedings: Proceedings, stage: Stage, results: Mapping[str, StageResult]
) -> Iterator[SheetKey]:
    """Yield every sheet that is to be filled in a stage, without the recused.

    `results` holds those of the final stages before it, at least.
    """
    template = proceedings.template
    closed = tuple(s for s in template.before(stage.id) if finalised(proceedings, s.id))
    out = dropped_out(proceedings, stage.id)
    for category, candidates in entering(proceedings, closed, results).items():
        if asks_anything(template, stage, category):
            inside = [c for c in candidates if c not in out]
            for candidate, scorers in scorers_of(proceedings, stage, inside).items():
                keys = (SheetKey(stage.id, candidate, scorer) for scorer in scorers)
                yield from (key for key in keys if not sheet(proceedings, key).recused)


def _stage(proceedings: Proceedings, stage_id: str) -> Stage:
    stage = proceedings.template.stage(stage_id)
    if stage is None:
        raise KeyError(stage_id)
    return stage


def stage_results(
    proceedings: Proceedings, stage_id: str, *, draft: bool = False
) -> dict[str, StageResult]:
    """Work out a stage and all before it, by stage, the first one first.

    Raises:
        KeyError: the template has no such stage.
    """
    stage = _stage(proceedings, stage_id)
    results: dict[str, StageResult] = {}
    for each in (*proceedings.template.before(stage_id), stage):
        final = finalised(proceedings, each.id)
        if final is None or (draft and each is stage):
            results[each.id] = worked_out(proceedings, each, results, draft=draft)
            continue
        basis = as_it_was(proceedings, final)
        before = results
        if basis is not proceedings:
            earlier = proceedings.template.before(each.id)
            before = stage_results(basis, earlier[-1].id) if earlier else {}
        found = worked_out(basis, each, before, draft=False)
        items = tuple(blockers.of_final(proceedings, each, final, digest(found.ranking)))
        state = State.DRAFT if items else State.FINAL
        ranking = replace(found.ranking, state=state, open_items=items)
        results[each.id] = replace(found, ranking=ranking)
    return results


def _only(proceedings: Proceedings, ranking: Ranking, category: str, *, draft: bool) -> Ranking:
    """Return one category of a ranking, with the open items that concern it."""
    others = {c.id for c in proceedings.template.categories if c.id != category}
    items = tuple(
        item for item in ranking.open_items if blockers.category_of(proceedings, item) not in others
    )
    settled = not items and len(items) < len(ranking.open_items) and not draft
    return replace(
        ranking,
        state=State.COMPLETE if settled else ranking.state,
        categories=tuple(c for c in ranking.categories if c.id == category),
        open_items=items,
    )
