"""How far everything is: counts by stage and scorer, and what blocks finalising.

Counts only, never marks: it may be shown while a stage is sealed, and projected
in front of everybody.
"""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING

from upakarti_tui.domain.book import merging
from upakarti_tui.domain.book.handout import is_packed
from upakarti_tui.domain.book.secrecy import unopened
from upakarti_tui.domain.book.sheet import Sheet, SheetState, sheet
from upakarti_tui.domain.places import blockers
from upakarti_tui.domain.places.finalizing import finalised
from upakarti_tui.domain.places.ranking import asked, asked_among, stage_results
from upakarti_tui.domain.standing import OpenItem
from upakarti_tui.domain.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from upakarti_tui.domain.book.entries import SheetKey
    from upakarti_tui.domain.book.proceedings import Proceedings
    from upakarti_tui.domain.places.stage_result import StageResult
    from upakarti_tui.domain.programme.template import Stage


class StageState(StrEnum):
    """Where a stage stands."""

    WAITING = "waiting"
    """The stage before is not final."""

    SEALED = "sealed"
    OPEN = "open"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class ScorerProgress:
    """How far one scorer is in one stage."""

    scorer: str
    asked: int
    """Sheets to fill, without those of a conflict of interest."""

    begun: int
    complete: int
    """Complete ones and abstentions, submitted or not."""

    submitted: int


@dataclass(frozen=True, slots=True)
class StageProgress:
    """How far one stage is."""

    stage: str
    title: str
    state: StageState
    candidates: int
    """Who is asked about; while the stage before is open, all who may still enter."""

    scorers: tuple[ScorerProgress, ...]
    """By scorer id."""

    blockers: tuple[OpenItem, ...]
    """Everything that keeps the stage from being final; by kind, then where."""

    @property
    def asked(self) -> int:
        """How many sheets are to be filled."""
        return sum(s.asked for s in self.scorers)

    @property
    def submitted(self) -> int:
        """How many are submitted."""
        return sum(s.submitted for s in self.scorers)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a book is."""

    notice: str
    stages: tuple[StageProgress, ...]
    findings: tuple[OpenItem, ...]
    """About the whole book, blocking nothing: missing records, sheets unasked for, entries that
    came after their stage was opened or final."""


def progress(proceedings: Proceedings) -> Progress:
    """Return how far every stage and scorer is; in a handed-out book, how far its scorer is."""
    stages = proceedings.template.stages
    beside = {*blockers.after_final(proceedings), *blockers.unasked(proceedings)}
    told = (*merging.gaps(proceedings.records), *merging.changed_after_opening(proceedings))
    told_of = {OpenItem(f.kind.value, f.where, f.what) for f in told}
    if is_packed(proceedings) is None:
        results = stage_results(proceedings, stages[-1].id)
        found = tuple(_stage(proceedings, stage, results) for stage in stages)
    else:
        found = tuple(_counts(proceedings, s, asked(proceedings, s.id), ()) for s in stages)
    return Progress(
        notice=proceedings.template.notice,
        stages=found,
        findings=tuple(sorted(told_of | beside, key=lambda item: (item.kind, item.where))),
    )


def _stage(
    proceedings: Proceedings, stage: Stage, results: Mapping[str, StageResult]
) -> StageProgress:
    keys = asked_among(proceedings, stage, results)
    items = results[stage.id].ranking.open_items
    return _counts(proceedings, stage, keys, _blockers(proceedings, stage, items))


def _counts(
    proceedings: Proceedings,
    stage: Stage,
    keys: Iterable[SheetKey],
    items: tuple[OpenItem, ...],
) -> StageProgress:
    sheets = [sheet(proceedings, key) for key in keys]
    by_scorer: dict[str, list[Sheet]] = {}
    for each in sheets:
        by_scorer.setdefault(each.key.scorer, []).append(each)
    return StageProgress(
        stage=stage.id,
        title=stage.title,
        state=_state(proceedings, stage),
        candidates=len({s.key.candidate for s in sheets}),
        scorers=tuple(_scorer(who, by_scorer[who]) for who in sorted(by_scorer)),
        blockers=items,
    )


_TELLS_NOTHING = frozenset(
    {"blank", "conflict", "fork", "interest", "late", "not_final", "unconfirmed", "unsubmitted"}
)
"""Kinds of open items that say nothing about anybody's marks."""


def _blockers(
    proceedings: Proceedings, stage: Stage, items: tuple[OpenItem, ...]
) -> tuple[OpenItem, ...]:
    """Leave out what would tell of marks that are still sealed."""
    sealed = unopened(proceedings, stage.id)
    if sealed is None:
        return items
    kinds = _TELLS_NOTHING if sealed == stage.id else {"not_final"}
    return tuple(item for item in items if item.kind in kinds)


def _state(proceedings: Proceedings, stage: Stage) -> StageState:
    if finalised(proceedings, stage.id) is not None:
        return StageState.FINAL
    if stage.sealed and proceedings.opening(stage.id) is None:
        return StageState.SEALED
    before = proceedings.template.before(stage.id)
    if all(finalised(proceedings, earlier.id) is not None for earlier in before):
        return StageState.OPEN
    return StageState.WAITING


def _scorer(scorer: str, sheets: list[Sheet]) -> ScorerProgress:
    states = Counter(s.state for s in sheets)
    complete = states[SheetState.COMPLETE] + states[SheetState.ABSTAINED]
    return ScorerProgress(
        scorer=scorer,
        asked=len(sheets) - states[SheetState.RECUSED],
        begun=len(sheets) - states[SheetState.UNBEGUN] - states[SheetState.RECUSED],
        complete=complete,
        submitted=sum(1 for s in sheets if s.submitted),
    )
