"""The standings of a stage and category with what a screen shows beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from upakarti_tui.domain.figures.panel_figures import totals
from upakarti_tui.domain.people.candidate import Candidate, Scorer
from upakarti_tui.domain.places.ranking import stage_result
from upakarti_tui.domain.programme.template import Category, Stage
from upakarti_tui.domain.scoring.counting import Seat
from upakarti_tui.domain.standing import CategoryRanking, OpenItem, State
from upakarti_tui.storage.books import book as books
from upakarti_tui.workflows import named
from upakarti_tui.workflows.allowed import refuse_part
from upakarti_tui.workflows.deciding.readable import refuse_sealed

if TYPE_CHECKING:
    from pathlib import Path

    from upakarti_tui.domain.places.category_result import CategoryResult


@dataclass(frozen=True, slots=True)
class Standings:
    """One category of one stage, as far as it is."""

    stage: Stage
    category: Category
    categories: tuple[Category, ...]
    """All of them, in the order of the template."""

    state: State
    ranking: CategoryRanking
    """While anything is open, of all complete sheets, submitted or not."""

    open_items: tuple[OpenItem, ...]
    candidates: Mapping[str, Candidate]
    scorers: tuple[Scorer, ...]
    """Who is on any candidate's panel here, by id."""

    totals: Mapping[str, Mapping[str, Fraction]]
    """By candidate and scorer, of the sheets that count."""

    seats: Mapping[str, Mapping[str, Seat]]
    """By candidate and scorer: what became of the sheet."""

    fingerprint: str
    notice: str


def standings(book: Path, stage: str, category: str | None = None) -> Standings:
    """Return the standings of one category; of the first where none is named.

    Raises:
        UsageError: the template has no such stage or category.
        NotAllowedError: the book was handed out, or the stage is sealed.
    """
    proceedings = books.read(book).proceedings
    template = proceedings.template
    named.stage(template, stage)
    chosen = named.category(template, category or template.categories[0].id)
    refuse_part(proceedings)
    refuse_sealed(proceedings, stage)
    official = stage_result(proceedings, stage)
    state = official.ranking.state
    shown = stage_result(proceedings, stage, draft=True) if state is State.DRAFT else official
    result = shown.categories[chosen.id]
    seats = _seats(result)
    present = {scorer for several in seats.values() for scorer in several}
    return Standings(
        stage=official.stage,
        category=chosen,
        categories=template.categories,
        state=state,
        ranking=result.ranking,
        open_items=official.ranking.open_items,
        candidates=proceedings.candidates,
        scorers=tuple(proceedings.scorers[s] for s in sorted(present)),
        totals=totals(result),
        seats=seats,
        fingerprint=proceedings.fingerprint,
        notice=template.notice,
    )


def _seats(result: CategoryResult) -> dict[str, dict[str, Seat]]:
    return {
        candidate: {seated.scorer: seated.seat for seated in bench.seats}
        for candidate, bench in result.given.benches.items()
    }
