"""The ruling that ends a conflict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.book.answers import read_answer, read_state, read_verdict
from upakarti_tui.domain.book.deeds import Ruled
from upakarti_tui.domain.book.entries import Answer, Entry, Part, SheetKey, State, Verdict
from upakarti_tui.domain.book.records import SECRETARIAT, Record
from upakarti_tui.domain.book.sheet import sheet
from upakarti_tui.domain.problems import Message, say
from upakarti_tui.domain.programme.marks import plain, read_mark
from upakarti_tui.errors import OpenItemsError, RefusedError, UsageError
from upakarti_tui.storage.books.book import writing
from upakarti_tui.workflows import named
from upakarti_tui.workflows.allowed import (
    refuse_final,
    refuse_nameless,
    refuse_part,
    refuse_sealed,
)

if TYPE_CHECKING:
    from pathlib import Path

    from upakarti_tui.domain.book.proceedings import Held
    from upakarti_tui.domain.book.sheet import CellKey, Sheet
    from upakarti_tui.domain.programme.rubric import Criterion


def resolve(
    book: Path,
    candidate: str,
    *,
    scorer: str,
    stage: str,
    criterion: str,
    take: str,
    by: str,
    position: str,
    minutes: str,
    reason: str,
) -> Record:
    """End a conflict by a decision that is not the scorer's. All values stay on record.

    Raises:
        UsageError: no such candidate, scorer, stage or criterion.
        OpenItemsError: there is no conflict in this cell, or its values agree on another.
        RefusedError: the mark is not one of the scale, or who decides is left out.
        NotAllowedError: a handed-out book, a final stage, or one that is still sealed.
    """
    refuse_nameless(by=by, position=position, minutes=minutes, reason=reason)
    with writing(book, SECRETARIAT) as opened:
        proceedings = opened.proceedings
        key = SheetKey(
            named.stage(proceedings.template, stage).id,
            named.candidate(proceedings, candidate).id,
            named.scorer(proceedings, scorer).id,
        )
        refuse_part(proceedings)
        refuse_final(proceedings, stage)
        refuse_sealed(proceedings, stage)
        cell = _cell(sheet(proceedings, key), criterion)
        held = proceedings.sheets.get(key, {}).get(cell)
        nothing = OpenItemsError(
            say("{item} holds no different values; there is nothing to decide.", item=criterion)
        )
        if held is None or len(held.heads) == 1:
            raise nothing
        entry = _taken(sheet(proceedings, key), held, cell, take)
        # Two that agree may be confirmed, so ends the fork of a copied book, and not overruled.
        if held.entry is not None and _said(entry) != _said(held.entry):
            raise nothing
        supersedes = tuple(sorted(head.record.id for head in held.heads))
        (ruled,) = opened.add(Ruled(key, entry, by, position, minutes, reason, supersedes))
    return ruled


def _said(entry: Entry) -> tuple[State, str]:
    return entry.state, entry.value


def _cell(asked: Sheet, item: str) -> CellKey:
    """Return the cell of a sheet that an id means; the recommendation by its own name."""
    cells = {cell[1] or cell[0].value: cell for cell in (*asked.asked, *asked.cells)}
    if item not in cells:
        missing = say("The sheet does not ask for {item}.", item=item)
        raise named.unknown(missing, item, cells)
    return cells[item]


def _taken(asked: Sheet, held: Held, cell: CellKey, take: str) -> Entry:
    """Return the entry that shall stand: one of the sides, or another value that fits."""
    part, item = cell
    state = read_state(take)
    for head in held.heads:
        if take == head.entry.value or state is head.entry.state is not State.MARKED:
            return head.entry
    criterion = asked.rubric.criterion(item) if asked.rubric and part is Part.MARK else None
    value = _value(cell, take) if criterion is None else _mark(take, criterion)
    sides = (head.entry for head in held.heads if head.entry.value == value)
    return next(sides, Entry(part, item, State.MARKED, value))


def _mark(take: str, criterion: Criterion) -> str:
    mark = read_mark(take, criterion.scale)
    if isinstance(mark, Message):
        raise RefusedError([mark])
    return plain(mark)


def _value(cell: CellKey, take: str) -> str:
    """Read an answer or a recommendation, in the words that tables are filled with."""
    part, item = cell
    read = {Part.GATE: read_answer, Part.RECOMMENDATION: read_verdict}.get(part)
    found = read(take) if read is not None else None
    if isinstance(found, Answer | Verdict):
        return found.value
    what = say("“{value}” is no answer to {item}.", value=take, item=item or part.value)
    raise UsageError(what)
