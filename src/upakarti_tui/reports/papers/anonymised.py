"""The marks without the people who gave them: for requests under the law on public information.

Scorers carry codes. The codes come from a key that only holders of the whole book
can compute, so a printed fingerprint does not give them away; notes, which could
tell whose they are, are left out, and so are all records.
"""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from upakarti_tui.domain.scoring.counting import Seat
from upakarti_tui.locale import gettext
from upakarti_tui.reports import wording
from upakarti_tui.reports.document import Align, Column, Document, Table, Title
from upakarti_tui.reports.papers import entries, heads, standings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from upakarti_tui.domain.scoring.counting import Seated
    from upakarti_tui.reports.document import Cell
    from upakarti_tui.reports.papers.source import Source

KIND = "anonymised"


def anonymised(source: Source) -> Document:
    """Return standings and marks, scorers by code."""
    determination = source.determination
    marks = _marks(source)
    return heads.framed(
        source,
        KIND,
        f"{gettext('Anonymised results')}: {determination.stage.title}",
        blocks=(
            Title(
                (
                    gettext("ANONYMISED RESULTS"),
                    determination.stage.title.upper(),
                    determination.template.title.upper(),
                )
            ),
            *heads.standing_note(determination),
            *standings.tables(determination),
            marks,
        ),
        flat=marks,
    )


def codes(source: Source) -> dict[str, str]:
    """Return a code for each scorer of the stage: P01, P02, ... in an order that tells nothing."""

    def hidden(scorer: str) -> bytes:
        return hmac.digest(source.key, scorer.encode(), "sha256")

    asked = {seated.scorer for bench in source.determination.benches for seated in bench.seats}
    return {scorer: f"P{at:02}" for at, scorer in enumerate(sorted(asked, key=hidden), 1)}


def _marks(source: Source) -> Table:
    determination = source.determination
    coded = codes(source)
    rows = [
        row
        for bench in source.determination.benches
        for seated in sorted(bench.seats, key=lambda seated: coded[seated.scorer])
        for row in _rows(seated, heads.named(determination, bench.candidate), coded[seated.scorer])
    ]
    return Table(
        name=gettext("Marks"),
        caption=gettext("Marks"),
        columns=(
            Column(gettext("Candidate ID"), 14),
            Column(gettext("Name"), 26),
            Column(gettext("Scorer"), 10, Align.CENTRE),
            Column(gettext("Criterion"), 46),
            Column(gettext("Mark"), 14, Align.RIGHT),
            Column(gettext("Counted"), 16),
        ),
        rows=tuple(rows),
        empty=gettext("None"),
    )


def _rows(seated: Seated, name: str, code: str) -> Iterator[tuple[Cell, ...]]:
    for criterion in seated.sheet.criteria:
        counted = seated.seat is Seat.COUNTED
        yield (
            seated.sheet.key.candidate,
            name,
            code,
            criterion.title,
            entries.mark(seated.sheet, criterion),
            gettext("yes") if counted else wording.seat(seated.seat),
        )
