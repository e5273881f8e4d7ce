"""What one cell of a marks table says on a sheet."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from upakarti_tui.domain.book.answers import STATES, read_answer, read_verdict
from upakarti_tui.domain.book.entries import Entry, InterestKind, Part, State
from upakarti_tui.domain.book.sheet import INTEREST, RECOMMENDATION, WHOLE_SHEET, CellKey
from upakarti_tui.domain.book.sheet_words import STATES as WORDS
from upakarti_tui.domain.problems import Message, say
from upakarti_tui.domain.programme.marks import plain, read_mark, read_number
from upakarti_tui.domain.programme.template import Fact, FactType
from upakarti_tui.domain.text import NAME_LIMIT, clean, folded
from upakarti_tui.storage.worksheets.cells import CellKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from upakarti_tui.domain.programme.template import ChecklistItem, Criterion, Stage, Template
    from upakarti_tui.storage.worksheets.cells import Cell

_TALK = re.compile(r"(?:interview|wawancara)\s*:\s*([1-9][0-9]?)")
_VERDICT = ("recommendation", "rekomendasi")
_FOUND = {State.CONFIRMED, State.PARTLY, State.CONTRADICTED, State.UNVERIFIABLE}

Notes = tuple[tuple[str, str], ...]


class Refusal(NamedTuple):
    """Why a cell says nothing that could be used."""

    column: str
    what: Message
    mend: Message | None = None


class Said(NamedTuple):
    """One cell of a row, with what stands beside it."""

    cell: Cell
    state: State
    note: str
    more: Notes
    """Extra columns of the row."""


class Asked:
    """Everything that a stage asks about the candidates of one category."""

    def __init__(self, template: Template, stage: Stage, category: str) -> None:
        rubric = template.rubric_of(stage, category)
        self.stage = stage
        self._criteria = {c.id: c for c in (rubric.criteria if rubric else ())}
        self._facts = {f.id: f for f in template.facts_of(stage, category)}
        gates: tuple[ChecklistItem, ...] = template.checklist_of(stage, category)
        self._cells: dict[str, CellKey] = {
            **{folded(f): (Part.FACT, f) for f in self._facts},
            **{folded(g.id): (Part.GATE, g.id) for g in gates},
            **{folded(c): (Part.MARK, c) for c in self._criteria},
        }
        self._titled = _by_title(
            [(Part.MARK, c.id, c.title) for c in self._criteria.values()]
            + [(Part.GATE, g.id, g.title) for g in gates]
            + [(Part.FACT, f.id, f.title) for f in self._facts.values()]
        )

    def __bool__(self) -> bool:
        return bool(self._cells)

    @property
    def names(self) -> tuple[str, ...]:
        """The ids that a row may name, without the talks."""
        ids = [item for _, item in self._cells.values()]
        return (*ids, _VERDICT[0]) if self.stage.recommendation else tuple(ids)

    def find(self, name: str) -> CellKey | None:
        """Return the cell of the sheet that an id or title means; None where none is asked."""
        key = folded(name)
        known = self._cells.get(key)
        if known is not None:
            return known
        titled = self._titled.get(key, ())
        if len(titled) == 1:
            return titled[0]
        if self.stage.recommendation and folded(name) in _VERDICT:
            return RECOMMENDATION
        talk = _TALK.fullmatch(name.casefold().strip())
        if talk is not None and self.stage.interviews is not None:
            return Part.INTERVIEW, talk[1]
        return None

    def titled(self, name: str) -> tuple[str, ...]:
        """Return the ids of what is called so and has another id."""
        key = folded(name)
        return () if key in self._cells else tuple(item for _, item in self._titled.get(key, ()))

    def named(self, name: str) -> str | None:
        """Return the one name of what a heading means; None where nothing is asked so."""
        cell = self.find(name)
        if cell is None:
            return None
        if cell == RECOMMENDATION:
            return _VERDICT[0]
        return f"interview:{cell[1]}" if cell[0] is Part.INTERVIEW else cell[1]

    def entry(self, cell: CellKey, said: Said) -> Entry | Refusal:
        """Return what is put into a cell of the sheet."""
        text, state = said.cell.text, said.state
        if state is State.MARKED and not text and not (cell[0] is Part.INTERVIEW and said.note):
            return Entry(*cell, State.BLANK, note=said.note, more=said.more)
        if text and state in {State.BLANK, State.NOT_APPLICABLE, State.ABSTAINED}:
            return Refusal("mark", say("a cell that is {state} has no mark", state=WORDS[state]))
        if state is State.BLANK:
            return Entry(*cell, state, note=said.note, more=said.more)
        match cell[0]:
            case Part.MARK:
                return self._mark(self._criteria[cell[1]], said)
            case Part.FACT:
                return self._fact(self._facts[cell[1]], said)
            case Part.INTERVIEW:
                return _talk(cell[1], said)
            case _:
                return _answer(cell, said)

    @staticmethod
    def _mark(criterion: Criterion, said: Said) -> Entry | Refusal:
        if said.state in _FOUND:
            return Refusal("state", say("{state} is said of a fact only", state=WORDS[said.state]))
        if said.state is State.NOT_APPLICABLE and not criterion.not_applicable:
            what = say("{criterion} applies to everybody", criterion=criterion.id)
            return Refusal("state", what, say("give a mark, or leave it blank"))
        value = ""
        if said.cell.text:
            number = _typed(said.cell) or read_mark(said.cell.text, criterion.scale)
            if isinstance(number, Message):
                return Refusal("mark", number)
            value = plain(number)
        return Entry(Part.MARK, criterion.id, said.state, value, said.note, said.more)

    @staticmethod
    def _fact(fact: Fact, said: Said) -> Entry | Refusal:
        if said.state not in {State.MARKED, State.RECUSED, *_FOUND}:
            return Refusal("state", say("{state} is not said of a fact", state=WORDS[said.state]))
        value = said.cell.text
        if not value and said.state in _FOUND - {State.UNVERIFIABLE}:
            return Refusal("mark", say("the finding is missing"), say("write what was found"))
        if value and fact.type is FactType.NUMBER:
            number = _typed(said.cell) or read_number(value)
            if isinstance(number, Message):
                return Refusal("mark", number)
            value = plain(number)
        return Entry(Part.FACT, fact.id, said.state, value, said.note, said.more)


def _by_title(items: Iterable[tuple[Part, str, str]]) -> dict[str, tuple[CellKey, ...]]:
    """Return the cells by their titles; a title that several share names none of them."""
    found: dict[str, tuple[CellKey, ...]] = defaultdict(tuple)
    for part, item, title in items:
        found[folded(title)] += ((part, item),)
    return dict(found)


def whole_sheet(said: Said) -> tuple[Entry, ...] | Refusal:
    """Return what a row without a criterion says: that the scorer abstains or is recused."""
    if said.cell.text:
        return Refusal("criterion", say("a mark stands beside no criterion"), say("name it"))
    if said.state is State.ABSTAINED:
        return (Entry(*WHOLE_SHEET, State.ABSTAINED, note=said.note, more=said.more),)
    if said.state is State.RECUSED:
        return (recused(said),)
    return Refusal("criterion", say("the cell is empty"), say("only abstained and recused may be"))


def recused(said: Said) -> Entry:
    """Return the entry that keeps a scorer from a candidate."""
    more = (("kind", InterestKind.OTHER.value), *said.more)
    return Entry(*INTEREST, State.RECUSED, note=said.note, more=more)


def state_in_cell(cell: Cell) -> State | None:
    """Return the state that stands in place of a mark, as in a wide table; None for marks."""
    return _WORDS.get(folded(cell.text))


_WORDS = {
    folded(word): state
    for word, state in STATES.items()
    if state in {State.BLANK, State.NOT_APPLICABLE, State.ABSTAINED, State.RECUSED}
}


def _answer(cell: CellKey, said: Said) -> Entry | Refusal:
    if said.state not in {State.MARKED, State.RECUSED}:
        return Refusal("state", say("{state} is no answer here", state=WORDS[said.state]))
    read = read_verdict if cell == RECOMMENDATION else read_answer
    value = read(said.cell.text) if said.cell.text else ""
    if isinstance(value, Message):
        return Refusal("mark", value)
    return Entry(*cell, said.state, str(value), said.note, said.more)


def _talk(number: str, said: Said) -> Entry | Refusal:
    if said.state is not State.MARKED:
        return Refusal("state", say("{state} is no answer here", state=WORDS[said.state]))
    partner = clean(said.cell.text, NAME_LIMIT)
    if isinstance(partner, Message):
        return Refusal("mark", partner)
    if not partner:
        return Refusal("mark", say("the partner's name is missing"), say("write whom you asked"))
    more = (("answers", said.note), ("partner", partner), *said.more)
    return Entry(Part.INTERVIEW, number, State.MARKED, more=more)


def _typed(cell: Cell) -> Message | None:
    """Say why a cell of a spreadsheet is no number that somebody typed; None where it is."""
    match cell.kind:
        case CellKind.PERCENT:
            return say("Excel keeps a percentage as its hundredth; format the cell as a number")
        case CellKind.DATE:
            return say("Excel has made a date of this; format the cell as a number")
        case CellKind.TRUTH:
            return say("the cell is TRUE or FALSE, not a number")
        case _:
            return None
