"""A small made-up book, in which the rules of one stage are tried out.

Candidates and scorers are numbered. Whatever has nothing to do with scores
(gates, facts, interests, seals) is left out of the template first, so that
nothing but the score, the ladder and the quota decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from upakarti_tui.domain.book import deeds as d
from upakarti_tui.domain.book.entries import Entry, Part, SheetKey, State
from upakarti_tui.domain.book.proceedings import Proceedings, read
from upakarti_tui.domain.book.records import SECRETARIAT, Record
from upakarti_tui.domain.checks.reach import best
from upakarti_tui.domain.people.candidate import Assignment, Candidate, Role, Scorer
from upakarti_tui.domain.places.ranking import rank
from upakarti_tui.domain.programme.marks import plain
from upakarti_tui.domain.programme.template import Criterion, Direction, Stage, Template
from upakarti_tui.domain.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from upakarti_tui.domain.standing import Ranking

Sheet: TypeAlias = Mapping[str, Decimal]
"""Criterion and mark."""


@dataclass(frozen=True, slots=True)
class Marked:
    """One candidate of a trial."""

    sheets: tuple[Sheet, ...]
    """In the stage that is tried, one a scorer."""

    leads: bool = False
    """Whether it was marked as well as can be in every earlier stage, too."""

    recused: bool = False
    """Whether the first scorer may not score it."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One stage, for one category, with whoever is tried in it."""

    template: Template
    stage: Stage
    category: str
    marked: tuple[Marked, ...]
    lots: bool = False
    """Whether lots are recorded."""

    names: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        names = tuple(f"c{number:03}" for number in range(1, len(self.marked) + 1))
        object.__setattr__(self, "names", names)

    def ranking(self) -> Ranking:
        """Return what the engine makes of it."""
        return rank(self.proceedings(), self.stage.id, category=self.category, draft=True)

    def proceedings(self) -> Proceedings:
        """Return the book as the engine reads it."""
        deeds = list(self._deeds())
        return read(
            Record(f"{seq:05}", "trial", SECRETARIAT, "trial", seq, "", "", deed)
            for seq, deed in enumerate(deeds, start=1)
        )

    def _deeds(self) -> Iterator[d.Deed]:
        yield d.Founded(scores_only(self.template, self.stage, self.category), "")
        for name in self.names:
            yield d.Nominated(Candidate(name, self.category, name))
        yield from self._sheets()
        if self.lots:
            drawn = tuple((name, lot) for lot, name in enumerate(self.names, start=1))
            yield d.Drawn(self.stage.id, self.category, drawn)

    def _sheets(self) -> Iterator[d.Deed]:
        stages = (*self.template.before(self.stage.id), self.stage)
        sheets: dict[SheetKey, d.Deed] = {}
        for stage in stages:
            for name, marked in zip(self.names, self.marked, strict=True):
                for number, sheet in enumerate(self._marks(stage, marked), start=1):
                    key = SheetKey(stage.id, name, f"{stage.id}-{number}")
                    sheets[key] = filled(key, sheet, recused=marked.recused and number == 1)
        for scorer in sorted({key.scorer for key in sheets}):
            yield d.Appointed(Scorer(scorer, scorer, Role.JUROR))
        yield d.Assigned(tuple(Assignment(*key) for key in sheets))
        yield from sheets.values()

    def _marks(self, stage: Stage, marked: Marked) -> tuple[Sheet, ...]:
        if stage is self.stage:
            return marked.sheets
        rubric = self.template.rubric_of(stage, self.category)
        if rubric is None:
            return ()
        mark = best if marked.leads else notched
        return ({criterion.id: mark(criterion) for criterion in rubric.criteria},)


def filled(key: SheetKey, sheet: Sheet, *, recused: bool) -> d.Filled:
    """Return the entry of a whole sheet; a recused scorer's marks are kept and do not count."""
    state = State.RECUSED if recused else State.MARKED
    return d.Filled(
        key, tuple(Entry(Part.MARK, one, state, plain(mark)) for one, mark in sheet.items())
    )


def scores_only(template: Template, stage: Stage, category: str) -> Template:
    """Return the template with the scored stages up to this one, and nothing but scores."""
    stages = []
    for part in (*template.before(stage.id), stage):
        if category not in dict(part.rubric) and not part.weigh:
            continue
        bare = replace(
            part,
            scorers=(Role.JUROR,),
            facts=(),
            checklist=(),
            interviews=None,
            recommendation=False,
            sealed=False,
            interests=False,
            confirm_paper=False,
        )
        if part is not stage:
            panel = replace(part.panel, quorum=1)
            bare = replace(bare, panel=panel, grade=(), quota=())
        stages.append(bare)
    categories = tuple(one for one in template.categories if one.id == category)
    return replace(template, categories=categories, stages=tuple(stages))


def notched(criterion: Criterion, notches: int = 1) -> Decimal:
    """Return a mark a few notches below the best: steps of the scale, or tenths of it."""
    scale = criterion.scale
    width = scale.max - scale.min
    away = min(notches * (scale.step or width / 10), width)
    return scale.min + away if criterion.direction is Direction.DOWN else scale.max - away
