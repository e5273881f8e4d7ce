"""The sheets of a stage on paper: filled ones, and blank ones to be filled by hand.

Both ask in the order and the words of the screen. One document a scorer, one
sheet a page; each page carries a code that leads back to its row of the book.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.book.entries import Part, State
from upakarti_tui.domain.book.sheet import RECOMMENDATION
from upakarti_tui.domain.settings import Signatory
from upakarti_tui.locale import gettext
from upakarti_tui.reports import wording
from upakarti_tui.reports.document import (
    Align,
    Block,
    Column,
    Document,
    Heading,
    Mark,
    Number,
    PageBreak,
    Pairs,
    Paragraph,
    Role,
    Signatures,
    Table,
    Title,
)
from upakarti_tui.reports.papers import findings, heads
from upakarti_tui.reports.speech import DOTS, figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from upakarti_tui.domain.book.sheet import Sheet
    from upakarti_tui.domain.places.determination import Determination
    from upakarti_tui.domain.programme.template import Criterion
    from upakarti_tui.domain.scoring.counting import Seated
    from upakarti_tui.reports.document import Cell
    from upakarti_tui.reports.papers.source import Source

FILLED = "sheets"
BLANK = "blank"


def filled(source: Source) -> tuple[Document, ...]:
    """Return every scorer's sheets, as filled."""
    return _of_scorers(source, FILLED, gettext("Scoring sheets"), blank=False)


def blank(source: Source) -> tuple[Document, ...]:
    """Return every scorer's sheets, to be filled by hand."""
    return _of_scorers(source, BLANK, gettext("Blank scoring sheets"), blank=True)


def _of_scorers(source: Source, kind: str, title: str, *, blank: bool) -> tuple[Document, ...]:
    determination = source.determination
    seats: dict[str, list[Seated]] = {}
    for bench in determination.benches:
        for seated in bench.seats:
            seats.setdefault(seated.scorer, []).append(seated)
    return tuple(
        heads.framed(
            source,
            kind,
            f"{title}: {heads.scorer(determination, scorer)}",
            blocks=tuple(_stack(determination, seats[scorer], title, blank=blank)),
            flat=flat(determination, seats[scorer], blank=blank),
            about=(("scorer", scorer),),
        )
        for scorer in sorted(seats)
    )


def _stack(
    determination: Determination, seats: list[Seated], title: str, *, blank: bool
) -> Iterator[Block]:
    for at, seated in enumerate(seats):
        if at:
            yield PageBreak()
        yield from page(determination, seated, title, blank=blank)


def page(
    determination: Determination, seated: Seated, title: str, *, blank: bool
) -> Iterator[Block]:
    """Yield one sheet."""
    sheet = seated.sheet
    yield from heads.head(determination)
    yield Mark(code(sheet))
    yield Title((title.upper(), sheet.stage.title.upper(), determination.template.title.upper()))
    yield _whose(determination, sheet)
    if sheet.checklist:
        yield gate(sheet, blank=blank)
    if sheet.rubric is not None:
        yield _marks(sheet, blank=blank)
        if blank:
            yield from _levels(sheet)
        elif seated.marks:
            total = findings.total(seated)
            yield Paragraph(gettext("Total: {total}").format(total=figure(total)))
    yield from findings.found(sheet, blank=blank)
    if RECOMMENDATION in sheet.asked:
        yield _recommendation(sheet, blank=blank)
    if not blank:
        yield Paragraph(_standing(seated), Role.SMALL)
    yield _signature(determination, sheet)


def code(sheet: Sheet) -> str:
    """Return the code that finds the sheet again: stage, candidate and scorer."""
    return "/".join(sheet.key)


def _whose(determination: Determination, sheet: Sheet) -> Pairs:
    candidate = determination.candidates[sheet.key.candidate]
    return Pairs(
        tuple(
            (label, value)
            for label, value in (
                (gettext("Candidate"), f"{candidate.id} – {candidate.name}"),
                (gettext("Institution/Company"), candidate.organisation),
                (
                    gettext("Regency/City and province"),
                    heads.where(candidate.regency, candidate.province),
                ),
                (gettext("Category"), heads.category_title(determination, candidate.category)),
                (gettext("Scorer"), heads.scorer(determination, sheet.key.scorer)),
            )
            if value
        )
    )


def gate(sheet: Sheet, *, blank: bool = False) -> Table:
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


def _marks(sheet: Sheet, *, blank: bool) -> Table:
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


def _levels(sheet: Sheet) -> Iterator[Block]:
    for at, criterion in enumerate(sheet.criteria, 1):
        if criterion.levels or criterion.guidance:
            yield Heading(f"{at}. {criterion.title}")
            if criterion.guidance:
                yield Paragraph(criterion.guidance, Role.SMALL)
            levels = [f"{figure(level.mark)}: {level.words}" for level in criterion.levels]
            yield Paragraph("; ".join(levels), Role.SMALL)


def _recommendation(sheet: Sheet, *, blank: bool) -> Pairs:
    held = sheet.cells.get(RECOMMENDATION)
    entry = held.entry if held is not None and not blank else None
    value = wording.verdict(entry.value) if entry is not None and entry.value else ""
    return Pairs(
        (
            (gettext("Recommendation"), value or "□ LAYAK    □ TIDAK LAYAK"),
            (gettext("Reasons"), entry.note if entry is not None else DOTS * 4),
        )
    )


def _standing(seated: Seated) -> str:
    return gettext("State of the sheet: {state}; {submitted}.").format(
        state=wording.seat(seated.seat),
        submitted=gettext("submitted") if seated.sheet.submitted else gettext("not submitted"),
    )


def _signature(determination: Determination, sheet: Sheet) -> Signatures:
    who = determination.scorers.get(sheet.key.scorer)
    place = f"{determination.settings.place or DOTS}, {DOTS}"
    person = Signatory(gettext("Scorer"), who.name if who is not None else "")
    return Signatures((heads.signature(person, (place,)),))


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
