"""Field fact sheets: what a visit found about each candidate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.book.entries import Part
from upakarti_tui.locale import gettext
from upakarti_tui.reports.document import Column, Document, PageBreak, Table
from upakarti_tui.reports.papers import findings, heads, sheets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from upakarti_tui.domain.places.determination import Determination
    from upakarti_tui.domain.scoring.counting import Seated
    from upakarti_tui.reports.document import Block, Cell
    from upakarti_tui.reports.papers.source import Source

KIND = "facts"


def facts(source: Source) -> Document:
    """Return the fact sheets of the stage, one visit a page."""
    determination = source.determination
    seats = [
        seated
        for bench in determination.benches
        for seated in bench.seats
        if seated.sheet.facts or seated.sheet.stage.interviews
    ]
    return heads.framed(
        source,
        KIND,
        f"{gettext('Field fact sheets')}: {determination.stage.title}",
        blocks=tuple(_pages(determination, seats)),
        flat=_flat(determination, seats),
    )


def _pages(determination: Determination, seats: list[Seated]) -> Iterator[Block]:
    for at, seated in enumerate(seats):
        if at:
            yield PageBreak()
        yield from sheets.page(determination, seated, gettext("Field fact sheet"), blank=False)


def _flat(determination: Determination, seats: list[Seated]) -> Table:
    return Table(
        name=gettext("Field facts"),
        columns=(
            Column(gettext("Candidate ID"), 12),
            Column(gettext("Name"), 20),
            Column(gettext("Scorer"), 12),
            Column(gettext("No"), 5),
            Column(gettext("Fact"), 24),
            Column(gettext("Claimed"), 14),
            Column(gettext("Found"), 14),
            Column(gettext("Verdict"), 14),
            Column(gettext("Source"), 18),
            Column(gettext("Recommendation"), 12),
            *heads.state_columns(),
        ),
        rows=tuple(row for seated in seats for row in _rows(determination, seated)),
    )


def _rows(determination: Determination, seated: Seated) -> Iterator[tuple[Cell, ...]]:
    sheet = seated.sheet
    held = sheet.held(Part.RECOMMENDATION)
    verdict = held.entry.value if held is not None and held.entry is not None else ""
    for row in findings.facts(sheet).rows:
        yield (
            sheet.key.candidate,
            heads.named(determination, sheet.key.candidate),
            sheet.key.scorer,
            *row,
            verdict,
            *heads.state_cells(determination),
        )
