"""What a trial shows of marks: for each row, the cells of the sheet that it would fill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.book.entries import Part, State
from upakarti_tui.domain.book.sheet_words import STATES
from upakarti_tui.domain.problems import Message, say
from upakarti_tui.workflows.importing.preview import preview

if TYPE_CHECKING:
    from collections.abc import Iterable

    from upakarti_tui.domain.book.entries import Entry
    from upakarti_tui.workflows.importing.report import Preview
    from upakarti_tui.workflows.importing.rows import Placed


def preview_marks(placed: Iterable[Placed]) -> Preview:
    """Return the first rows, a line for each cell, and how many rows there are of each scorer."""
    rows: dict[int, dict[str, str | Message]] = {}
    scorers: dict[int, str] = {}
    for one in placed:
        scorers[one.row] = one.sheet.scorer
        sheet: dict[str, str | Message] = {
            "candidate": one.sheet.candidate,
            "scorer": one.sheet.scorer,
        }
        rows.setdefault(one.row, sheet)[_called(one.entry)] = _in_words(one.entry)
    named = ((row, cells.items()) for row, cells in rows.items())
    return preview(named, say("By scorer: {counts}"), scorers.values())


def _called(entry: Entry) -> str:
    """Return the column that would say the same."""
    if entry.part in {Part.INTEREST, Part.SHEET}:
        return "state"
    if entry.part is Part.INTERVIEW:
        return f"interview:{entry.item}"
    return entry.item or "recommendation"


def _in_words(entry: Entry) -> str | Message:
    """Return what is put into a cell: value, state, note, as far as there are any."""
    said: str | Message = entry.value or dict(entry.more).get("partner", "")
    if entry.state is not State.MARKED:
        state = STATES[entry.state]
        said = say("{value} ({state})", value=entry.value, state=state) if entry.value else state
    return say("{said} — {note}", said=said, note=entry.note) if entry.note else said
