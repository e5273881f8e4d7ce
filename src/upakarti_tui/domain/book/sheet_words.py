"""What the cells of a sheet are called, and what stands in them, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.book.entries import Answer, Part, State, Verdict
from upakarti_tui.domain.problems import Message, say

if TYPE_CHECKING:
    from upakarti_tui.domain.book.entries import Entry
    from upakarti_tui.domain.book.sheet import CellKey, Sheet

_PARTS = {
    Part.RECOMMENDATION: say("Recommendation"),
    Part.SHEET: say("Sheet"),
    Part.INTEREST: say("Conflict of interest"),
}

STATES = {
    State.BLANK: say("empty"),
    State.NOT_APPLICABLE: say("not applicable"),
    State.ABSTAINED: say("abstained"),
    State.RECUSED: say("recused"),
    State.CONFIRMED: say("confirmed"),
    State.PARTLY: say("partly"),
    State.CONTRADICTED: say("contradicted"),
    State.UNVERIFIABLE: say("unverifiable"),
    State.NO_INTEREST: say("no conflict of interest"),
    State.DECLARED: say("conflict of interest declared"),
    State.CLEARED: say("cleared by the chair"),
}

_VALUES = {
    Answer.YES.value: say("yes"),
    Answer.NO.value: say("no"),
    Answer.MEND.value: say("mend"),
    Verdict.WORTHY.value: say("worthy"),
    Verdict.NOT_WORTHY.value: say("not worthy"),
}


def title_of(sheet: Sheet, cell: CellKey) -> str | Message:
    """Return what a cell is called: the criterion's, question's or fact's title."""
    part, item = cell
    match part:
        case Part.MARK:
            return next((c.title for c in sheet.criteria if c.id == item), item)
        case Part.GATE:
            return next((c.title for c in sheet.checklist if c.id == item), item)
        case Part.FACT:
            return next((f.title for f in sheet.facts if f.id == item), item)
        case Part.INTERVIEW:
            return say("Interview {number}", number=item)
        case _:
            return _PARTS[part]


def told(entry: Entry) -> Message | str:
    """Return what an entry says, in a word or a number."""
    if entry.state is not State.MARKED:
        return STATES[entry.state]
    if entry.part in {Part.GATE, Part.RECOMMENDATION}:
        return _VALUES.get(entry.value, entry.value)
    return entry.value or say("written")
