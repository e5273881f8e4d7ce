"""What is determined at the end of a stage: one frozen value behind every document of it.

The list that goes to the Minister, the minutes of the plenary, the recapitulation
and the dossiers all read from here, so that no two of them can disagree.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from upakarti_tui.domain.book import deeds as d
from upakarti_tui.domain.book.entries import SheetKey
from upakarti_tui.domain.book.records import Record
from upakarti_tui.domain.people.candidate import Candidate, Scorer
from upakarti_tui.domain.places.finalizing import finalised
from upakarti_tui.domain.places.ranking import rank, stage_result
from upakarti_tui.domain.places.stage_result import StageResult
from upakarti_tui.domain.programme.template import Category, Stage, Template
from upakarti_tui.domain.scoring.counting import Bench, Seat, Seated
from upakarti_tui.domain.settings import Settings, settings, standing
from upakarti_tui.domain.standing import Outcome, Ranking, Standing, State
from upakarti_tui.domain.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from upakarti_tui.domain.book.proceedings import Proceedings
    from upakarti_tui.domain.places.category_result import CategoryResult

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Proposed:
    """One candidate proposed to the Minister."""

    number: int
    """From 1 in each category, by place, then candidate id."""

    candidate: Candidate
    standing: Standing


@dataclass(frozen=True, slots=True)
class Proposal:
    """Who is proposed in one category."""

    category: Category
    proposed: tuple[Proposed, ...]


@dataclass(frozen=True, slots=True)
class Attendance:
    """What one scorer did in the stage."""

    scorer: Scorer
    asked: int
    """Sheets asked for."""

    submitted: int
    recused_from: tuple[str, ...]
    """Candidates that a conflict of interest kept the scorer from; by id."""

    abstained_from: tuple[str, ...]

    @property
    def present(self) -> bool:
        """Whether the scorer submitted anything or declared why not."""
        return bool(self.submitted or self.abstained_from or self.recused_from)


@dataclass(frozen=True, slots=True)
class Determination:
    """One stage of one book, ranked. Holds no NIK and no NPWP."""

    book: str
    template: Template
    fingerprint: str
    stage: Stage
    ranking: Ranking
    """Of the categories asked for."""

    results: Mapping[str, StageResult]
    """This stage's and those of the stages before it, by stage id, all categories."""

    candidates: Mapping[str, Candidate]
    """All of the book, by id."""

    scorers: Mapping[str, Scorer]
    closings: tuple[tuple[SheetKey, Record], ...]
    """Sheet and closing record, in this stage and the ones before it, by sheet."""

    finalised: d.Finalised | None
    """None until the stage is final."""

    decided: tuple[d.Decided, ...]
    """Ties that the plenary put in order."""

    settings: Settings
    at: str
    """When the latest record was made, in UTC and ISO form."""

    @property
    def draft(self) -> bool:
        """Whether documents say SEMENTARA: until the stage is final."""
        return self.ranking.state is not State.FINAL

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """Who is proposed, category by category, in the order of the template."""
        return tuple(
            Proposal(
                self.category(ranked.id),
                tuple(
                    Proposed(number, self.candidates[standing.candidate], standing)
                    for number, standing in enumerate(
                        (s for s in ranked.standings if s.outcome is Outcome.SELECTED), 1
                    )
                ),
            )
            for ranked in self.ranking.categories
        )

    def category(self, category_id: str) -> Category:
        """Return a category of the template."""
        return next(c for c in self.template.categories if c.id == category_id)

    @property
    def worked_out(self) -> tuple[CategoryResult, ...]:
        """How each category asked for was worked out, in the order of the template."""
        of_stage = self.results[self.stage.id].categories
        return tuple(of_stage[ranked.id] for ranked in self.ranking.categories)

    @property
    def benches(self) -> tuple[Bench, ...]:
        """Who was asked about each candidate of the stage, by category, then candidate id."""
        return tuple(
            result.given.benches[candidate]
            for result in self.worked_out
            for candidate in sorted(result.given.benches)
        )

    @property
    def attendance(self) -> tuple[Attendance, ...]:
        """What each scorer of the stage did, by scorer id."""
        seats: dict[str, list[Seated]] = {}
        for bench in self.benches:
            for seated in bench.seats:
                seats.setdefault(seated.scorer, []).append(seated)
        return tuple(
            _attendance(self.scorers[scorer], seats[scorer])
            for scorer in sorted(seats)
            if scorer in self.scorers
        )


def _attendance(scorer: Scorer, seats: list[Seated]) -> Attendance:
    def found(seat: Seat) -> tuple[str, ...]:
        return tuple(sorted(s.sheet.key.candidate for s in seats if s.seat is seat))

    return Attendance(
        scorer=scorer,
        asked=len(seats),
        submitted=sum(s.sheet.submitted for s in seats),
        recused_from=found(Seat.RECUSED),
        abstained_from=found(Seat.ABSTAINED),
    )


def determine(
    proceedings: Proceedings, stage_id: str, *, category: str | None = None, draft: bool = False
) -> Determination:
    """Return the determination of a stage; of one category of it, where one is named.

    Raises:
        KeyError: the template has no such stage.
    """
    template = proceedings.template
    before = template.before(stage_id) if template.stage(stage_id) else ()
    result = stage_result(proceedings, stage_id, draft=draft)
    results = {each.id: stage_result(proceedings, each.id) for each in before}
    results[stage_id] = result
    return Determination(
        book=proceedings.book,
        template=template,
        fingerprint=proceedings.fingerprint,
        stage=result.stage,
        ranking=rank(proceedings, stage_id, category=category, draft=draft),
        results=results,
        candidates=proceedings.candidates,
        scorers=proceedings.scorers,
        closings=tuple(
            (key, proceedings.closings[key])
            for key in sorted(proceedings.closings)
            if key.stage in results
        ),
        finalised=finalised(proceedings, stage_id),
        decided=tuple(
            deed
            for each in template.categories
            if category in {None, each.id}
            for deed in proceedings.stood("decided", stage_id, each.id)
            if isinstance(deed, d.Decided)
        ),
        settings=settings(standing(proceedings.configured()).items()),
        at=latest(proceedings.records),
    )


def latest(records: Iterable[Record]) -> str:
    """Return the latest time of all records, in UTC and ISO form; the epoch where none tells it."""
    return max((moment(record.at) for record in records), default=_EPOCH).isoformat()


def moment(at: str) -> datetime:
    """Return the moment that a record names; the epoch where it names none."""
    try:
        read = datetime.fromisoformat(at)
    except ValueError:
        return _EPOCH
    return read.astimezone(UTC) if read.tzinfo else read.replace(tzinfo=UTC)
