"""How firm the places are: what they would be with one scorer left out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from upakarti_tui.domain.places.judging import category_result
from upakarti_tui.domain.scoring.counting import Bench
from upakarti_tui.domain.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from upakarti_tui.domain.places.category_result import CategoryResult


@dataclass(frozen=True, slots=True)
class Firmness:
    """One candidate's place beside those it would have."""

    candidate: str
    place: int
    best: int | None
    """Over the panels with one scorer left out; None where it has a place in none."""

    worst: int | None


def firmness(result: CategoryResult) -> tuple[Firmness, ...]:
    """Return how firm every place is, by place and then by candidate id."""
    places: dict[str, list[int]] = {p.candidate: [] for p in result.placed}
    for panel in _without_one(result):
        for placed in panel.placed:
            if placed.candidate in places:
                places[placed.candidate].append(placed.place)
    return tuple(
        Firmness(
            placed.candidate,
            placed.place,
            min(places[placed.candidate], default=None),
            max(places[placed.candidate], default=None),
        )
        for placed in result.placed
    )


def _without_one(result: CategoryResult) -> Iterator[CategoryResult]:
    benches = result.given.benches
    scorers = sorted({s.scorer for bench in benches.values() for s in bench.counted})
    for left_out in scorers:
        others = {
            candidate: Bench(candidate, tuple(s for s in bench.seats if s.scorer != left_out))
            for candidate, bench in benches.items()
        }
        yield category_result(replace(result.given, benches=others))
