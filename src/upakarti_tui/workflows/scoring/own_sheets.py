"""A scorer's own sheets as they stand, and what may still be put on them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from upakarti_tui.domain.book import deeds as d
from upakarti_tui.domain.book import sheet as sheets
from upakarti_tui.domain.book.proceedings import Head, Held
from upakarti_tui.domain.book.sheet import INTEREST, CellKey, SheetState
from upakarti_tui.domain.problems import Message, say
from upakarti_tui.workflows import named
from upakarti_tui.workflows.asking import all_asked_of
from upakarti_tui.workflows.scoring.score_order import in_order

if TYPE_CHECKING:
    from collections.abc import Iterable

    from upakarti_tui.domain.book.entries import Entry, SheetKey
    from upakarti_tui.domain.book.proceedings import Proceedings
    from upakarti_tui.domain.book.records import Record
    from upakarti_tui.domain.book.sheet import Sheet
    from upakarti_tui.domain.people.candidate import Candidate, Scorer
    from upakarti_tui.domain.programme.template import Stage, Template


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a scorer has got, in sheets."""

    asked: int
    done: int
    """Complete, abstained or recused."""

    submitted: int


class OwnSheets:
    """A scorer's own sheets. Others' marks are not on them, even where the book holds them."""

    def __init__(self, proceedings: Proceedings, scorer: Scorer) -> None:
        self.scorer = scorer
        own = {
            key: dict(cells) for key, cells in proceedings.sheets.items() if key.scorer == scorer.id
        }
        self._cells: dict[SheetKey, dict[CellKey, Held]] = own
        self._proceedings = replace(proceedings, sheets=own)
        self._final = {
            stage.id
            for stage in proceedings.template.stages
            if proceedings.final(stage.id) is not None
        }
        self.keys = in_order(proceedings, all_asked_of(proceedings, scorer.id))
        self._asked = {key: place for place, key in enumerate(self.keys, start=1)}
        self._states = {key: self.sheet(key).state for key in own if key in self._asked}
        self._finished = {key for key in self._asked if self.finished(key)}
        self._closed = sum(self.submitted(key) for key in self.keys)

    @property
    def template(self) -> Template:
        """The programme that is scored."""
        return self._proceedings.template

    @property
    def book(self) -> str:
        """The id of the book."""
        return self._proceedings.book

    def candidate(self, key: SheetKey) -> Candidate:
        """Return who a sheet is about."""
        return self._proceedings.candidates[key.candidate]

    def stage(self, key: SheetKey) -> Stage:
        """Return the stage that a sheet belongs to."""
        return named.stage(self.template, key.stage)

    def sheet(self, key: SheetKey) -> Sheet:
        """Return a sheet as it stands."""
        return sheets.sheet(self._proceedings, key)

    def fact_sheets(self, key: SheetKey) -> tuple[Sheet, ...]:
        """Return the scorer's own sheets on the same candidate in which facts are checked."""
        keys = (k for k in self.keys if k.candidate == key.candidate)
        return tuple(sheet for k in keys if (sheet := self.sheet(k)).facts)

    def place(self, key: SheetKey) -> int:
        """Return where a sheet stands in the list, from 1."""
        return self._asked[key]

    def state(self, key: SheetKey) -> SheetState:
        """Return where a sheet stands, without reading it again."""
        return self._states.get(key, SheetState.UNBEGUN)

    def submitted(self, key: SheetKey) -> bool:
        """Tell whether a sheet is closed."""
        return key in self._proceedings.closings

    def finished(self, key: SheetKey) -> bool:
        """Tell whether nothing more is asked of a sheet."""
        done = {SheetState.COMPLETE, SheetState.ABSTAINED, SheetState.RECUSED}
        return key.stage in self._final or self.submitted(key) or self.state(key) in done

    def writable(self, key: SheetKey) -> Message | None:
        """Say why nothing can be put on a sheet; None where it can."""
        if key not in self._asked:
            return say("You are not asked to score {candidate}.", candidate=key.candidate)
        if key.stage in self._final:
            return say("The stage {stage} is final.", stage=self.stage(key).title)
        if self.submitted(key):
            return say("This sheet is submitted. The secretariat can send it back.")
        return None

    def sealed(self, stage_id: str) -> bool:
        """Tell whether nobody but the scorer may see the marks of a stage yet."""
        stage = named.stage(self.template, stage_id)
        return stage.sealed and self._proceedings.opening(stage_id) is None

    def undeclared(self, stage_id: str) -> tuple[SheetKey, ...]:
        """Return the sheets of a stage whose conflict of interest is still to be declared."""
        stage = named.stage(self.template, stage_id)
        if not stage.interests:
            return ()
        return tuple(
            key
            for key in self.keys
            if key.stage == stage_id and INTEREST not in self._cells.get(key, {})
        )

    def discussing(self, key: SheetKey) -> bool:
        """Tell whether the jury's discussion round is on, in which a change needs a reason."""
        category = self.candidate(key).category
        scheduled = self._proceedings.stood("scheduled", key.stage, category)
        return any(isinstance(x, d.Scheduled) and x.discussing for x in scheduled)

    def progress(self, keys: Iterable[SheetKey] | None = None) -> Progress:
        """Return how many sheets are asked, done and submitted."""
        if keys is None:
            # Counted as marks come in: the list shows it after every key.
            return Progress(len(self.keys), len(self._finished), self._closed)
        keys = tuple(keys)
        return Progress(
            len(keys),
            sum(self.finished(key) for key in keys),
            sum(self.submitted(key) for key in keys),
        )

    def take(self, key: SheetKey, record: Record, entry: Entry) -> None:
        """Let an entry that is on record stand in its cell."""
        self._cells.setdefault(key, {})[entry.cell] = Held((Head(record, entry),))
        self._states[key] = self.sheet(key).state
        (self._finished.add if self.finished(key) else self._finished.discard)(key)
