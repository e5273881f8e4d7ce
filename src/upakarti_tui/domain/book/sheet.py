"""One scorer's sheet for one candidate: what it asks, what it holds, what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from upakarti_tui.domain.book.cells import PlainCells
from upakarti_tui.domain.book.entries import Part, SheetKey, State, Verdict
from upakarti_tui.domain.book.proceedings import Held, Proceedings
from upakarti_tui.domain.programme.template import (
    ChecklistItem,
    Criterion,
    Fact,
    Kind,
    NoteRule,
    Rubric,
    Stage,
    Template,
)
from upakarti_tui.domain.values import dataclass

CellKey: TypeAlias = tuple[Part, str]

WHOLE_SHEET: CellKey = (Part.SHEET, "")
INTEREST: CellKey = (Part.INTEREST, "")
RECOMMENDATION: CellKey = (Part.RECOMMENDATION, "")


class SheetState(StrEnum):
    """Where a sheet stands. Never two at once, never mixed up."""

    COMPLETE = "complete"
    """Everything asked is filled. Whether it is submitted is another question."""

    BLANK = "blank"
    """Begun, with gaps."""

    UNBEGUN = "unbegun"
    ABSTAINED = "abstained"
    RECUSED = "recused"
    CONFLICT = "conflict"
    """Some cell holds two different things; nothing of the sheet counts until it ends."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one scorer was asked about one candidate, with the answers so far."""

    key: SheetKey
    stage: Stage
    rubric: Rubric | None
    checklist: tuple[ChecklistItem, ...]
    facts: tuple[Fact, ...]
    cells: Mapping[CellKey, Held]
    submitted: bool

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """The criteria asked, in the order of the rubric; empty at a gate."""
        return self.rubric.criteria if self.rubric is not None else ()

    def held(self, part: Part, item: str = "") -> Held | None:
        """Return what stands in a cell; None where nothing was ever put."""
        return self.cells.get((part, item))

    def mark(self, criterion_id: str) -> Decimal | None:
        """Return the mark that stands; None for every state but `marked`."""
        held = self.held(Part.MARK, criterion_id)
        entry = held.entry if held is not None else None
        if entry is None or entry.state is not State.MARKED:
            return None
        return Decimal(entry.value)

    def state_of(self, cell: CellKey) -> State | None:
        """Return the state of a cell: blank where nothing stands, None in conflict."""
        held = self.cells.get(cell)
        if held is None:
            return State.BLANK
        return held.entry.state if held.entry is not None else None

    @property
    def asked(self) -> tuple[CellKey, ...]:
        """Every cell that must hold something before the sheet is complete."""
        cells: list[CellKey] = [(Part.GATE, item.id) for item in self.checklist]
        cells += [(Part.MARK, criterion.id) for criterion in self.criteria]
        cells += [(Part.FACT, fact.id) for fact in self.facts]
        if self.stage.recommendation and self.stage.kind is Kind.SCORE:
            cells.append(RECOMMENDATION)
        return tuple(cells)

    @property
    def missing(self) -> tuple[CellKey, ...]:
        """What is still asked, in the order of the sheet. A conflict is not missing."""
        return tuple(cell for cell in self.asked if self._lacks(cell))

    def _lacks(self, cell: CellKey) -> bool:
        return self.state_of(cell) is State.BLANK or self.lacks_note(cell)

    def lacks_note(self, cell: CellKey) -> bool:
        """Tell whether the mark in a cell must be explained and is not."""
        part, item = cell
        criterion = self.rubric.criterion(item) if self.rubric and part is Part.MARK else None
        mark = self.mark(item) if criterion is not None else None
        if criterion is None or mark is None or not criterion.needs_note(mark):
            return False
        return not any(head.entry.note.strip() for head in self.cells[cell].heads)

    @property
    def interviews(self) -> int:
        """How many talks with partner businesses are on record."""
        return sum(
            1
            for (part, _), held in self.cells.items()
            if part is Part.INTERVIEW
            and held.entry is not None
            and held.entry.state is not State.BLANK
        )

    @property
    def verdict(self) -> Verdict | None:
        """The recommendation at the end of a field visit; None while there is none."""
        held = self.cells.get(RECOMMENDATION)
        entry = held.entry if held is not None else None
        return Verdict(entry.value) if entry is not None and entry.value else None

    @property
    def recused(self) -> bool:
        """Whether the scorer is kept from this candidate by a conflict of interest.

        A conflict of interest touches the candidate, not one criterion: one
        recused cell recuses the sheet.
        """
        if isinstance(self.cells, PlainCells):
            return False
        held = self.cells.get(INTEREST)
        if held is not None and any(h.entry.state is State.RECUSED for h in held.heads):
            return True
        return self._any(State.RECUSED)

    @property
    def _holds_all_marks(self) -> bool:
        """Whether an ordinary sheet holds all that is asked, without looking into its cells."""
        if not isinstance(self.cells, PlainCells) or self.rubric is None:
            return False
        more = self.checklist or self.facts or self.stage.recommendation
        unexplained = all(c.note is NoteRule.OPTIONAL for c in self.rubric.criteria)
        criteria = {c.id for c in self.rubric.criteria}
        return not more and unexplained and criteria == set(self.cells.marks.criteria)

    def _any(self, state: State) -> bool:
        return any(self.state_of(cell) is state for cell in self.asked)

    @property
    def state(self) -> SheetState:
        """Where the sheet stands."""
        if self._holds_all_marks:
            return SheetState.COMPLETE
        if self.recused:
            return SheetState.RECUSED
        if any(held.conflict for held in self.cells.values()):
            return SheetState.CONFLICT
        if self.state_of(WHOLE_SHEET) is State.ABSTAINED or self._any(State.ABSTAINED):
            return SheetState.ABSTAINED
        if not self.missing:
            return SheetState.COMPLETE
        begun = self.interviews or any(self.state_of(c) is not State.BLANK for c in self.asked)
        return SheetState.BLANK if begun else SheetState.UNBEGUN


@dataclass(frozen=True, slots=True)
class Form:
    """What a stage asks about every candidate of one category."""

    stage: Stage
    rubric: Rubric | None
    checklist: tuple[ChecklistItem, ...]
    facts: tuple[Fact, ...]

    def filled(self, proceedings: Proceedings, key: SheetKey) -> Sheet:
        """Return one sheet of this form as it stands."""
        cells, submitted = proceedings.sheets.get(key, {}), key in proceedings.closings
        return Sheet(key, self.stage, self.rubric, self.checklist, self.facts, cells, submitted)


def form(template: Template, stage: Stage, category: str) -> Form:
    """Return what a stage asks about the candidates of a category."""
    return Form(
        stage=stage,
        rubric=template.rubric_of(stage, category),
        checklist=template.checklist_of(stage, category),
        facts=template.facts_of(stage, category),
    )


def sheet(proceedings: Proceedings, key: SheetKey) -> Sheet:
    """Return one sheet as it stands.

    Raises:
        KeyError: the stage or the candidate is not in the book.
    """
    stage = proceedings.template.stage(key.stage)
    if stage is None:
        raise KeyError(key.stage)
    category = proceedings.candidates[key.candidate].category
    return form(proceedings.template, stage, category).filled(proceedings, key)


def asks_anything(template: Template, stage: Stage, category: str) -> bool:
    """Tell whether a stage has any question about the candidates of a category."""
    return bool(
        template.rubric_of(stage, category)
        or template.checklist_of(stage, category)
        or template.facts_of(stage, category)
        or stage.recommendation
    )
