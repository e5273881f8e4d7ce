"""What counted sheets say beside marks: a gate's answers, findings in the field, the verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from upakarti_tui.domain.book.entries import Part, State
from upakarti_tui.locale import gettext
from upakarti_tui.reports import wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from upakarti_tui.domain.book.entries import Entry
    from upakarti_tui.domain.book.sheet import CellKey, Sheet
    from upakarti_tui.domain.programme.template import ChecklistItem, Fact


def answer_lines(sheets: Sequence[Sheet]) -> Iterator[str]:
    """Yield one line for each thing asked, with what every scorer answered."""
    for cell, asked in _asked(sheets[0]) if sheets else ():
        said = " · ".join(f"{sheet.key.scorer} {_said(sheet, cell)}" for sheet in sheets)
        yield f"   {asked}: {said}"


def answer_values(sheet: Sheet) -> list[dict[str, Any]]:
    """Return the same of one sheet as text, in the order of the sheet."""
    return [
        {"item": item or part.value, "state": entry.state.value, "value": entry.value}
        for part, item in (cell for cell, _ in _asked(sheet))
        if (entry := _entry(sheet, (part, item))) is not None
    ]


def _asked(sheet: Sheet) -> Iterator[tuple[CellKey, str]]:
    """Yield every cell that holds no mark, with what it asks in words."""
    for item in sheet.checklist:
        yield (Part.GATE, item.id), _titled(item)
    for fact in sheet.facts:
        yield (Part.FACT, fact.id), _titled(fact)
    if sheet.stage.recommendation:
        yield (Part.RECOMMENDATION, ""), gettext("Recommendation")


def _titled(asked: ChecklistItem | Fact) -> str:
    clause = f" ({asked.clause})" if asked.clause else ""
    return f"{asked.id}: {asked.title}{clause}"


def _entry(sheet: Sheet, cell: CellKey) -> Entry | None:
    held = sheet.held(*cell)
    return held.entry if held is not None else None


def _said(sheet: Sheet, cell: CellKey) -> str:
    entry = _entry(sheet, cell)
    if entry is None or entry.state is State.BLANK:
        return "–"
    match cell[0]:
        case Part.GATE:
            return wording.answer(entry.value)
        case Part.RECOMMENDATION:
            return wording.verdict(entry.value)
        case _:
            found = (wording.plain_number(entry.value), wording.state(entry.state))
            return ", ".join(filter(None, found))
