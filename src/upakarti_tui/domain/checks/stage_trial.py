"""One stage tried out: what one recusal does to it, and which ties its ladder leaves.

All ways in which two scorers can mark two criteria at three marks are ranked
against each other. Those whom the ladder leaves tied there, and candidates with
the very same marks, are put at the quota line, two and three at a time. What the
engine then leaves tied across the line is told, with the marks that did it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import combinations, islice, product
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from upakarti_tui.domain.checks.reach import best
from upakarti_tui.domain.checks.trial_book import Marked, Sheet, Trial, notched
from upakarti_tui.domain.places.tiebreak import CRITERION, LOT
from upakarti_tui.domain.problems import Message, say
from upakarti_tui.domain.programme.marks import plain
from upakarti_tui.domain.programme.template import Criterion, Method, Stage, Template
from upakarti_tui.domain.standing import Outcome
from upakarti_tui.domain.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from decimal import Decimal

LINES = ((2, 1), (3, 1), (3, 2))
"""How many are put at the quota line, and for how many places."""

MOST_PLACES = 20
"""Places before the line that are really filled; of more, leaders would fill the others."""

MOST_SCORERS = 5
"""A larger quorum is tried as if it were this one."""

MOST_SETS = 2000
"""Sets of one tie that are looked at."""

MOST_TRIES = 60
"""Sets that are put at the line; as a rule the first one stays tied."""

ACTIVE = 2
"""Criteria, and scorers, that mark differently in a trial."""

BY_NUMBER = (Method.SUM, Method.TRIMMED_SUM, Method.RANK_SUM)
"""Methods whose result depends on how many sheets there are."""

Told: TypeAlias = tuple[tuple[str, ...], Message, Message | None]
"""Which key of the stage, what was found, and what would help."""


class Open(NamedTuple):
    """A tie that the engine left across the line."""

    tied: int
    place: int
    free: int


@dataclass(frozen=True, slots=True)
class StageTrial:
    """One stage of a template, made small, tried for one category."""

    template: Template
    stage: Stage
    category: str
    beyond: int
    """Places of the quota that are not filled in the trials."""

    @classmethod
    def of(cls, template: Template, stage: Stage, category: str) -> StageTrial:
        """Return a stage made small enough to be tried."""
        quota = dict(stage.quota).get(category, 0)
        places = min(quota, MOST_PLACES)
        panel = replace(stage.panel, quorum=min(stage.panel.quorum, MOST_SCORERS))
        small = replace(stage, panel=panel, quota=((category, places),) if quota else ())
        stages = tuple(small if one is stage else one for one in template.stages)
        smaller = replace(template, stages=stages)
        return cls(smaller, small, category, quota - places)

    def found(self) -> Iterator[Told]:
        """Yield everything that stays open."""
        yield from self._recusal()
        if self.stage.quota:
            yield from self._ties()

    def _trial(self, *marked: Marked, stage: Stage | None = None, lots: bool = False) -> Trial:
        tried = stage or self.stage
        stages = tuple(tried if one.id == tried.id else one for one in self.template.stages)
        template = replace(self.template, stages=stages)
        return Trial(template, tried, self.category, marked, lots)

    # --- a recusal ------------------------------------------------------------------------

    def _recusal(self) -> Iterator[Told]:
        """Let one scorer be recused from one of three, and see what still can be compared."""
        if self.stage.panel.method not in BY_NUMBER:
            return
        size = self._scorers + 1
        whole = Marked((self._sheet(notched),) * size)
        ranking = self._trial(whole, whole, replace(whole, recused=True)).ranking()
        if any(item.kind == "unequal_panel" for item in ranking.open_items):
            what = say(
                "one recusal leaves sums of different numbers of sheets: the stage stays open"
            )
            yield ("panel", "method"), what, say("a mean does not depend on their number")
        if any(category.unranked for category in ranking.categories):
            what = say("a candidate with one scorer recused gets no place")
            yield ("panel", "method"), what, None

    # --- ties at the line -------------------------------------------------------------------

    def _ties(self) -> Iterator[Told]:
        equals = list(self._equals())
        for tied, free in LINES:
            before = dict(self.stage.quota)[self.category] - free
            for group, how in self._groups(equals, tied) if before >= 0 else ():
                found = self._at_line(before, group)
                if found is None:
                    continue
                if LOT in self.stage.tie_break and not self._at_line(before, group, lots=True):
                    # One such tie says it all: the lots end every other, too.
                    mend = say("draw lots before the first mark")
                    yield ("tie_break",), self._told(found, how), mend
                    return
                mend = say("add a step, or let the plenary decide")
                yield ("select",), self._told(found, how), mend
                break

    def _at_line(
        self, before: int, group: tuple[Marked, ...], *, lots: bool = False
    ) -> Open | None:
        """Return the tie that is left when leaders fill the places before a group."""
        leaders = (Marked((self._sheet(best),) * self._scorers, leads=True),) * before
        [category] = self._trial(*leaders, *group, lots=lots).ranking().categories
        tied = [s for s in category.standings if s.outcome is Outcome.TIED_AT_LINE]
        if not tied or category.quota is None:
            return None
        return Open(len(tied), tied[0].place, category.quota - tied[0].place + 1)

    def _groups(
        self, ties: list[list[Marked]], tied: int
    ) -> Iterator[tuple[tuple[Marked, ...], Message]]:
        """Yield candidates that end equal: with different marks, then with the same ones."""
        sets = (
            group
            for equals in ties
            for group in islice(combinations(equals, tied), MOST_SETS)
            # Scorers who merely swap their sheets give the very same marks.
            if len({_shuffled(marked) for marked in group}) == tied
        )
        for group in islice(sets, MOST_TRIES):
            yield group, self._difference(group)
        for sheet in self._same():
            yield (Marked((sheet,) * self._scorers),) * tied, say("with the very same marks")

    def _equals(self) -> Iterator[list[Marked]]:
        """Yield those whom score and ladder leave tied, of all that can be marked; best last."""
        trial = self._trial(*self._everybody(), stage=replace(self.stage, quota=()))
        marked = dict(zip(trial.names, trial.marked, strict=True))
        [category] = trial.ranking().categories
        tied: dict[int, list[Marked]] = defaultdict(list)
        for standing in category.standings:
            if standing.tied and standing.outcome is Outcome.SELECTED:
                tied[standing.place].append(marked[standing.candidate])
        for place in sorted(tied, key=lambda place: (place == 1, place)):
            yield tied[place]

    def _everybody(self) -> Iterator[Marked]:
        """Yield every way in which two scorers mark two criteria, the rest being best."""
        whole = self._sheet(best)
        each = [
            {**whole, **dict(zip(self._active, marks, strict=True))}
            for marks in product(*(_three_marks(self._criterion(one)) for one in self._active))
        ]
        for sheets in product(each, repeat=min(ACTIVE, self._scorers)):
            yield Marked((*sheets, *(whole,) * (self._scorers - len(sheets))))

    def _same(self) -> Iterator[Sheet]:
        """Yield sheets that two candidates may both have, as far from the best as passes."""
        whole = self._sheet(best)
        yield self._sheet(notched)
        for heaviest in sorted(self._criteria, key=lambda criterion: -criterion.weight)[:1]:
            yield {**whole, heaviest.id: notched(heaviest)}
        yield whole

    # --- the panel of a trial ---------------------------------------------------------------

    @property
    def _criteria(self) -> tuple[Criterion, ...]:
        rubric = self.template.rubric_of(self.stage, self.category)
        return rubric.criteria if rubric is not None else ()

    @property
    def _scorers(self) -> int:
        """How many fill a sheet; none where the stage only weighs earlier ones."""
        return max(self.stage.panel.quorum, ACTIVE) if self._criteria else 0

    @property
    def _active(self) -> tuple[str, ...]:
        """The criteria that the ladder asks first, then the heaviest."""
        asked = [step.removeprefix(CRITERION) for step in self.stage.tie_break]
        heavy = sorted(self._criteria, key=lambda criterion: -criterion.weight)
        known = {criterion.id for criterion in self._criteria}
        ids = dict.fromkeys([*(one for one in asked if one in known), *(c.id for c in heavy)])
        return tuple(ids)[:ACTIVE]

    def _criterion(self, criterion_id: str) -> Criterion:
        return next(c for c in self._criteria if c.id == criterion_id)

    def _sheet(self, mark: Callable[[Criterion], Decimal]) -> Sheet:
        return {criterion.id: mark(criterion) for criterion in self._criteria}

    # --- words --------------------------------------------------------------------------------

    def _told(self, found: Open, how: Message) -> Message:
        return say(
            "{tied} tied at place {place}, {free} of {quota} places left, "
            "and the ladder ends ({how})",
            tied=found.tied,
            place=found.place + self.beyond,
            free=found.free,
            quota=dict(self.stage.quota)[self.category] + self.beyond,
            how=how,
        )

    def _difference(self, group: tuple[Marked, ...]) -> Message:
        """Say how the marks of a group differ: a criterion, and the first scorers' marks."""
        sides = []
        for marked in group:
            first = marked.sheets[:ACTIVE]
            sides.append(
                ", ".join(
                    f"{one} {' '.join(plain(sheet[one]) for sheet in first)}"
                    for one in self._active
                )
            )
        return say("two scorers' marks: {marks}", marks=" | ".join(sides))


def _three_marks(criterion: Criterion) -> tuple[Decimal, ...]:
    return tuple(dict.fromkeys((best(criterion), notched(criterion), notched(criterion, 2))))


def _shuffled(marked: Marked) -> frozenset[object]:
    """Return the sheets without who wrote which."""
    sheets = [tuple(sheet.items()) for sheet in marked.sheets]
    return frozenset((sheet, sheets.count(sheet)) for sheet in sheets)
