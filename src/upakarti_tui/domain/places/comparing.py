"""Who moved between two rankings of one stage, and because of which records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.book import deeds as d
from upakarti_tui.domain.book.records import Record
from upakarti_tui.domain.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from upakarti_tui.domain.book.deeds import Deed
    from upakarti_tui.domain.book.proceedings import Proceedings
    from upakarti_tui.domain.book.stamp import Stamp
    from upakarti_tui.domain.standing import Ranking


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a candidate stood at one moment."""

    place: int | None
    """None: without a place."""

    score: str
    """Decimal text; empty without a place."""

    outcome: str
    """The outcome, or the reason for having no place."""


@dataclass(frozen=True, slots=True)
class Move:
    """One candidate that stands elsewhere, scores otherwise or fares otherwise than before."""

    candidate: str
    before: Spot | None
    """None: was not in the stage."""

    after: Spot | None
    because: tuple[Record, ...]
    """New records about the candidate; empty where only others' records moved it."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed between two moments."""

    stage: str
    moves: tuple[Move, ...]
    """By category, place now, and id."""

    new: tuple[Record, ...]
    """All records that came in between."""


def spots(ranking: Ranking) -> dict[str, Spot]:
    """Return where every candidate of a ranking stands."""
    found: dict[str, Spot] = {}
    for category in ranking.categories:
        for standing in category.standings:
            found[standing.candidate] = Spot(standing.place, standing.score, standing.outcome.value)
        for unranked in category.unranked:
            found[unranked.candidate] = Spot(None, "", unranked.reason.value)
    return found


def compare(
    proceedings: Proceedings, before: Mapping[str, Spot], since: Stamp, now: Ranking
) -> Comparison:
    """Compare a ranking with an earlier one.

    Args:
        proceedings: the book as it stands now.
        before: where everybody stood.
        since: which records that rested on.
        now: the ranking of the same stage now.
    """
    after = spots(now)
    last = {(author, device): seq for author, device, seq in since.seen}
    new = tuple(x for x in proceedings.records if x.seq > last.get((x.author, x.device), 0))
    about = _by_candidate(new)
    moves = [
        Move(
            candidate, before.get(candidate), after.get(candidate), tuple(about.get(candidate, ()))
        )
        for candidate in [*after, *(c for c in sorted(before) if c not in after)]
        if before.get(candidate) != after.get(candidate)
    ]
    return Comparison(now.stage, tuple(moves), new)


def _by_candidate(records: Iterable[Record]) -> dict[str, list[Record]]:
    about: dict[str, list[Record]] = {}
    for record in records:
        for candidate in sorted(_concerned(record.deed)):
            about.setdefault(candidate, []).append(record)
    return about


def _concerned(deed: Deed) -> frozenset[str]:
    """Return the candidates that a deed speaks of."""
    match deed:
        case d.Filled() | d.Ruled() | d.Confirmed():
            return frozenset({deed.sheet.candidate})
        case d.Submitted() | d.Returned():
            return frozenset(deed.candidates)
        case d.Disqualified():
            return frozenset({deed.candidate})
        case d.Nominated():
            return frozenset({deed.candidate.id})
        case d.Decided():
            return frozenset(deed.order)
        case d.Drawn():
            return frozenset(candidate for candidate, _ in deed.lots)
        case d.Assigned():
            return frozenset(a.candidate for a in deed.assignments)
        case _:
            return frozenset()
