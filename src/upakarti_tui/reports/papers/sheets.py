"""The sheets of a stage on paper: filled ones, and blank ones to be filled by hand.

Both ask in the order and the words of the screen. One document a scorer, one
sheet a page; each page carries a code that leads back to its row of the book.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.book.sheet import RECOMMENDATION
from upakarti_tui.domain.settings import Signatory
from upakarti_tui.locale import gettext
from upakarti_tui.reports import wording
from upakarti_tui.reports.document import (
    Block,
    Document,
    Heading,
    Mark,
    PageBreak,
    Pairs,
    Paragraph,
    Role,
    Signatures,
    Title,
)
from upakarti_tui.reports.papers import entries, findings, heads
from upakarti_tui.reports.speech import DOTS, figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from upakarti_tui.domain.book.sheet import Sheet
    from upakarti_tui.domain.places.determination import Determination
    from upakarti_tui.domain.scoring.counting import Seated
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
            flat=entries.flat(determination, seats[scorer], blank=blank),
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
        yield entries.checklist(sheet, blank=blank)
    if sheet.rubric is not None:
        yield entries.marks(sheet, blank=blank)
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
