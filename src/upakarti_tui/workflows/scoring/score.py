"""Filling sheets: a book opened as one scorer, every entry on disk before the next.

Nothing is ever changed in place. A new mark supersedes what its scorer saw in
that cell; taking a mark back is a further record that says what stood there
before. Opening a desk writes nothing.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from upakarti_tui.domain.book.deeds import Filled
from upakarti_tui.domain.book.entries import Answer, Entry, InterestKind, Part, SheetKey, State
from upakarti_tui.domain.book.records import SECRETARIAT, Record
from upakarti_tui.domain.book.sheet import (
    INTEREST,
    RECOMMENDATION,
    WHOLE_SHEET,
    CellKey,
    SheetState,
)
from upakarti_tui.domain.book.sheet_words import title_of, told
from upakarti_tui.domain.problems import Message, say
from upakarti_tui.domain.programme import marks
from upakarti_tui.domain.programme.template import FactType
from upakarti_tui.domain.text import NOTE_LIMIT, clean
from upakarti_tui.errors import NotAllowedError, RefusedError
from upakarti_tui.workflows import named
from upakarti_tui.workflows.allowed import refuse_sealed_sheets, refuse_stranger
from upakarti_tui.workflows.scoring.own_sheets import OwnSheets
from upakarti_tui.workflows.scoring.score_history import History, without_undo

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from upakarti_tui.domain.book.entries import Verdict
    from upakarti_tui.domain.people.candidate import Scorer
    from upakarti_tui.storage.books.book import Book


@dataclass(frozen=True, slots=True)
class Saved:
    """One change, on disk."""

    record: Record
    sheet: SheetKey
    cell: CellKey
    told: Message
    """What was done, in words."""


class Desk(OwnSheets):
    """A scorer's own sheets, open to be filled."""

    def __init__(self, book: Book, scorer: Scorer, typist: str = "") -> None:
        super().__init__(book.proceedings, scorer)
        self._book = book
        self._typist = typist
        self._history = History(
            record
            for record in book.proceedings.records
            if isinstance(record.deed, Filled)
            and (record.author, record.deed.typed_by) == (book.author, typist)
            and record.deed.sheet.scorer == scorer.id
            and record.deed.sheet in self._asked
        )

    def last_saved(self) -> str:
        """Return when the newest entry was put, as its record says; empty where there is none."""
        return self._history.last_at

    def mark(self, key: SheetKey, criterion_id: str, typed: str, reason: str = "") -> Saved:
        """Put a mark as it was typed; a note that stood on the cell stays.

        Raises:
            RefusedError: it is no number, or not on the scale.
            NotAllowedError: the sheet cannot be written on.
        """
        sheet = self.sheet(key)
        criterion = sheet.rubric.criterion(criterion_id) if sheet.rubric else None
        if criterion is None:
            raise KeyError(criterion_id)
        number = marks.read_mark(typed, criterion.scale)
        if isinstance(number, Message):
            raise RefusedError([number])
        value = marks.plain(number)
        return self._change(key, (Part.MARK, criterion_id), State.MARKED, value, reason)

    def answer(self, key: SheetKey, item: str, answer: Answer, reason: str = "") -> Saved:
        """Answer a gate's question."""
        return self._change(key, (Part.GATE, item), State.MARKED, answer, reason)

    def state_cell(self, key: SheetKey, cell: CellKey, state: State, reason: str = "") -> Saved:
        """Empty a cell, or say that a criterion does not apply."""
        return self._change(key, cell, state, "", reason)

    def write_note(self, key: SheetKey, cell: CellKey, note: str) -> Saved:
        """Put a note on a cell; what is marked there stays."""
        entry = self._standing(key, cell)
        return self.put(key, replace(entry, note=note, more=without_undo(entry)))

    def abstain(self, key: SheetKey, reason: str) -> Saved:
        """Give no marks to a candidate. Marks already given stay on record."""
        return self.put(key, Entry(*WHOLE_SHEET, State.ABSTAINED, note=reason))

    def take_part(self, key: SheetKey) -> Saved:
        """Take an abstention back."""
        return self.put(key, Entry(*WHOLE_SHEET, State.BLANK))

    def find(self, key: SheetKey, found: Entry) -> Saved:
        """Put what was found for a fact: state, finding, and where it was seen.

        Raises:
            RefusedError: the finding is missing, or no number where one is asked for.
            NotAllowedError: the sheet cannot be written on.
        """
        fact = next(f for f in self.sheet(key).facts if f.id == found.item)
        value = found.value
        if not value and found.state not in {State.UNVERIFIABLE, State.BLANK}:
            raise RefusedError([say("{fact}: write what was found", fact=fact.title)])
        if value and fact.type is FactType.NUMBER:
            number = marks.read_number(value)
            if isinstance(number, Message):
                raise RefusedError([number])
            value = marks.plain(number)
        return self.put(key, replace(found, value=value))

    def next_talk(self, key: SheetKey) -> str:
        """Return the number of the next talk with a partner business, never one used before."""
        used = (int(item) for part, item in self._cells.get(key, {}) if part is Part.INTERVIEW)
        return str(max(used, default=0) + 1)

    def talk(self, key: SheetKey, number: str, partner: str, answers: Iterable[str]) -> Saved:
        """Put a talk with a partner business; the answers in the order of the questions."""
        more = (("answers", "\n".join(answers)), ("partner", partner))
        return self.put(key, Entry(Part.INTERVIEW, number, State.MARKED, more=more))

    def recommend(self, key: SheetKey, verdict: Verdict | None, reasons: str = "") -> Saved:
        """End a field visit with a recommendation, or take it back."""
        state = State.BLANK if verdict is None else State.MARKED
        return self.put(key, Entry(*RECOMMENDATION, state, verdict or "", reasons))

    def declare(self, key: SheetKey, kind: InterestKind | None, words: str = "") -> Saved:
        """Declare a conflict of interest with a candidate, or that there is none."""
        if kind is None:
            return self.put(key, Entry(*INTEREST, State.NO_INTEREST))
        more = (("kind", kind.value),)
        return self.put(key, Entry(*INTEREST, State.DECLARED, note=words, more=more))

    def put(self, key: SheetKey, entry: Entry, reason: str = "") -> Saved:
        """Put one entry on a sheet; it is on disk when this returns.

        Raises:
            NotAllowedError: the sheet is submitted, not this scorer's, or its stage final.
        """
        refused = self.writable(key) or self._held_back(key, entry)
        if refused is not None:
            raise NotAllowedError(refused)
        entry = _cleaned(entry)
        before = self._standing(key, entry.cell)
        seen = self._cells.get(key, {}).get(entry.cell)
        superseded = tuple(head.record.id for head in seen.heads) if seen is not None else ()
        filled = Filled(key, (entry,), superseded, self._typist, reason)
        (record,) = self._book.add(filled)
        self.take(key, record, entry)
        self._history.add(record)
        return Saved(record, key, entry.cell, self._told(key, before, entry))

    def undo(self) -> Saved | None:
        """Take the newest change back that is not yet taken back; None where there is none.

        Raises:
            NotAllowedError: its sheet is closed, or it settled a conflict.
        """
        last = self._history.last
        if last is None:
            return None
        refused = self.writable(last.deed.sheet)
        if refused is not None:
            raise NotAllowedError(refused)
        return self.put(last.deed.sheet, self._history.way_back(last))

    # --- inside --------------------------------------------------------------------

    def _change(self, key: SheetKey, cell: CellKey, state: State, value: str, reason: str) -> Saved:
        before = self._standing(key, cell)
        changed = replace(before, state=state, value=value, more=without_undo(before))
        return self.put(key, changed, reason)

    def _standing(self, key: SheetKey, cell: CellKey) -> Entry:
        held = self._cells.get(key, {}).get(cell)
        entry = held.entry if held is not None else None
        return entry if entry is not None else Entry(*cell, State.BLANK)

    def _held_back(self, key: SheetKey, entry: Entry) -> Message | None:
        if entry.cell == INTEREST:
            return None
        if self.stage(key).interests and INTEREST not in self._cells.get(key, {}):
            return say("Declare first whether a conflict of interest ties you to your candidates.")
        if self.state(key) is SheetState.RECUSED:
            return say("A conflict of interest keeps you from this candidate.")
        return None

    def _told(self, key: SheetKey, before: Entry, after: Entry) -> Message:
        where = title_of(self.sheet(key), after.cell)
        if (before.state, before.value) == (after.state, after.value):
            return say("{where}: written", where=where)
        return say("{where}: {now} (was {was})", where=where, now=told(after), was=told(before))


def _cleaned(entry: Entry) -> Entry:
    note = clean(entry.note, NOTE_LIMIT)
    if isinstance(note, Message):
        raise RefusedError([note])
    return replace(entry, note=note)


@contextmanager
def desk(book: Path, scorer: str, *, typist: str = "") -> Iterator[Desk]:
    """Open a book to fill a scorer's sheets; locked until closed.

    With a typist, the secretariat types in what the scorer filled on paper.

    Raises:
        UsageError: the book knows no such scorer.
        NotAllowedError: the book was handed to somebody else, or it is the secretariat's
            and holds what the scorer entered elsewhere in a stage that is still sealed.
    """
    from upakarti_tui.storage.books.book import writing  # noqa: PLC0415 -- heavy, when needed

    author = SECRETARIAT if typist else scorer
    with writing(book, author) as opened:
        refuse_stranger(opened.proceedings, author)
        found = named.scorer(opened.proceedings, scorer)
        if not typist:
            # Whoever types in from paper is shown none of it.
            refuse_sealed_sheets(opened.proceedings, found.id, opened.device)
        yield Desk(opened, found, typist)
