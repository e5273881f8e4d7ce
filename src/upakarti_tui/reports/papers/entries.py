"""The tables of a sheet: its checklist, its marks, and all that it asks row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.book.entries import Part, State
from upakarti_tui.locale import gettext
from upakarti_tui.reports import wording
from upakarti_tui.reports.document import Align, Column, Number, Table
from upakarti_tui.reports.papers import heads
from upakarti_tui.reports.speech import figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from upakarti_tui.domain.book.sheet import Sheet
    from upakarti_tui.domain.places.determination import Determination
    from upakarti_tui.domain.programme.template import Criterion
    from upakarti_tui.domain.scoring.counting import Seated
    from upakarti_tui.reports.document import Cell


def checklist(sheet: Sheet, *, blank: bool = False) -> Table:
    """Return the checklist of a sheet with its answers."""
    return Table(
        name=gettext("Checklist"),
        columns=(
            Column(gettext("No"), 6, Align.CENTRE),
            Column(gettext("Question"), 58),
            Column(gettext("Answer"), 14, Align.CENTRE),
            Column(gettext("Note"), 22),
        ),
        rows=tuple(
            (
                Number(str(at)),
                item.title,
                "" if blank else _answer(sheet, item.id),
                "" if blank else _note(sheet, Part.GATE, item.id),
            )
            for at, item in enumerate(sheet.checklist, 1)
        ),
        tall=blank,
    )


def _answer(sheet: Sheet, item: str) -> str:
    held = sheet.held(Part.GATE, item)
    entry = held.entry if held is not None else None
    if entry is None or not entry.value:
        return wording.state(sheet.state_of((Part.GATE, item)))
    return wording.answer(entry.value)


def marks(sheet: Sheet, *, blank: bool) -> Table:
    """Return the criteria of a sheet with their marks."""
    return Table(
        name=gettext("Marks"),
        columns=(
            Column(gettext("No"), 6, Align.CENTRE),
            Column(gettext("Criterion"), 44),
            Column(gettext("Weight"), 10, Align.CENTRE),
            Column(gettext("Scale"), 10, Align.CENTRE),
            Column(gettext("Mark"), 10, Align.CENTRE),
            Column(gettext("Note"), 20),
        ),
        rows=tuple(
            (
                Number(str(at)),
                criterion.title,
                Number(format(criterion.weight, "f")),
                f"{figure(criterion.scale.min)}–{figure(criterion.scale.max)}",
                "" if blank else mark(sheet, criterion),
                "" if blank else _note(sheet, Part.MARK, criterion.id),
            )
            for at, criterion in enumerate(sheet.criteria, 1)
        ),
        tall=blank,
    )


def mark(sheet: Sheet, criterion: Criterion) -> Cell:
    """Return a mark, or in words why there is none."""
    held = sheet.held(Part.MARK, criterion.id)
    entry = held.entry if held is not None else None
    if entry is not None and entry.state is State.MARKED:
        return Number(entry.value)
    said = wording.state(sheet.state_of((Part.MARK, criterion.id)))
    return f"{said} ({figure(entry.value)})" if entry is not None and entry.value else said


def _note(sheet: Sheet, part: Part, item: str) -> str:
    held = sheet.held(part, item)
    entry = held.entry if held is not None else None
    return entry.note if entry is not None else ""


def flat(determination: Determination, seats: list[Seated], *, blank: bool = False) -> Table:
    """Return all marks of some sheets as one table, a row each."""
    return Table(
        name=gettext("Marks"),
        columns=(
            Column(gettext("Stage"), 12),
            Column(gettext("Candidate ID"), 12),
            Column(gettext("Scorer"), 12),
            Column(gettext("Name"), 26),
            Column(gettext("Criterion"), 20),
            Column(gettext("Mark"), 10, Align.RIGHT),
            Column(gettext("State"), 14),
            Column(gettext("Note"), 20),
        ),
        rows=tuple(
            row for seated in seats for row in _rows(determination, seated.sheet, blank=blank)
        ),
    )


def _rows(determination: Determination, sheet: Sheet, *, blank: bool) -> Iterator[tuple[Cell, ...]]:
    for part, item in sheet.asked:
        held = None if blank else sheet.held(part, item)
        entry = held.entry if held is not None else None
        value: Cell = entry.value if entry is not None else ""
        if part is Part.MARK and isinstance(value, str) and value:
            value = Number(value)
        state = State.BLANK if blank else sheet.state_of((part, item))
        yield (
            *sheet.key,
            heads.named(determination, sheet.key.candidate),
            item or part.value,
            value,
            wording.state(state),
            entry.note if entry is not None else "",
        )
