"""Recording the lots of a category, drawn before the first mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.book.deeds import Drawn
from upakarti_tui.domain.book.entries import Part
from upakarti_tui.domain.book.records import SECRETARIAT
from upakarti_tui.domain.places.ranking import asked
from upakarti_tui.domain.places.tiebreak import LOT
from upakarti_tui.domain.problems import Message, say
from upakarti_tui.errors import NotAllowedError
from upakarti_tui.notices import tell
from upakarti_tui.storage.books.book import writing
from upakarti_tui.storage.worksheets.headings import LOTS
from upakarti_tui.workflows import named
from upakarti_tui.workflows.allowed import refuse_final, refuse_part
from upakarti_tui.workflows.importing.findings import Findings
from upakarti_tui.workflows.importing.names import called, known_name, quoted
from upakarti_tui.workflows.importing.table import read_import

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from upakarti_tui.domain.book.proceedings import Proceedings
    from upakarti_tui.workflows.importing.table import ImportTable, Line

LONGEST = 8
"""No lot has so many digits."""

MOST_NAMED = 10


def record_lots(book: Path, stage: str, category: str, file: Path) -> Drawn:
    """Record the lots of a file with the columns candidate and lot; the lower comes first.

    Raises:
        UsageError: the template has no such stage or category.
        RefusedError: rows cannot be used; nothing is recorded.
        NotAllowedError: a mark of this stage and category is on record already, the
            stage is final, or the book was handed out.
    """
    table = read_import(file, LOTS)
    with writing(book, SECRETARIAT) as opened:
        proceedings = opened.proceedings
        named.stage(proceedings.template, stage)
        named.category(proceedings.template, category)
        refuse_part(proceedings)
        refuse_final(proceedings, stage)
        _refuse_late(proceedings, stage, category)
        lots = _lots(table, proceedings, category)
        heads = proceedings.standing.get(("drawn", stage, category), ())
        deed = Drawn(stage, category, lots, tuple(x.id for x in heads))
        opened.add(deed)
        tell(_idle(proceedings, deed))
    return deed


def _idle(proceedings: Proceedings, drawn: Drawn) -> Iterator[Message]:
    """Yield what keeps lots from ever telling a tie apart; after the first mark it is too late."""
    stage = named.stage(proceedings.template, drawn.stage)
    if LOT not in stage.tie_break:
        yield say("The ladder of {stage} asks for no lot.", stage=stage.title)
    held = dict(drawn.lots)
    inside = {key.candidate for key in asked(proceedings, stage.id)}
    without = [
        candidate
        for candidate in sorted(inside - held.keys())
        if proceedings.candidates[candidate].category == drawn.category
    ]
    if without:
        named_ones = ", ".join(without[:MOST_NAMED])
        more = " …" if len(without) > MOST_NAMED else ""
        yield say(
            "No lot for {count}, in whose ties the lots tell nothing: {names}",
            count=len(without),
            names=f"{named_ones}{more}",
        )


def _refuse_late(proceedings: Proceedings, stage: str, category: str) -> None:
    """Refuse lots once somebody could know whom they would help."""
    for key, cells in proceedings.sheets.items():
        candidate = proceedings.candidates.get(key.candidate)
        inside = candidate is not None and candidate.category == category
        if inside and key.stage == stage and any(part is Part.MARK for part, _ in cells):
            raise NotAllowedError(
                say("Lots are drawn before the first mark; {stage} has marks.", stage=stage)
            )


def _lots(
    table: ImportTable, proceedings: Proceedings, category: str
) -> tuple[tuple[str, int], ...]:
    findings = Findings(table)
    known = called(c.id for c in proceedings.candidates.values() if c.category == category)
    holders: dict[int, str] = {}
    lots: dict[str, int] = {}
    for line in table.lines:
        asked = quoted(line, "candidate")
        missing = say("there is no candidate {name} in {category}", name=asked, category=category)
        candidate = known_name(line, "candidate", known, findings, missing)
        lot = _lot(line, findings)
        if candidate is None or lot is None:
            continue
        if candidate in lots:
            findings.refuse(line.row, "candidate", say("{name} stands twice", name=candidate))
        if lot in holders:
            findings.refuse(line.row, "lot", say("lot {lot} stands twice", lot=lot))
        lots[candidate] = lot
        holders[lot] = candidate
    findings.stop(partial=False)
    return tuple(sorted(lots.items()))


def _lot(line: Line, findings: Findings) -> int | None:
    text = line.text("lot")
    if text.isascii() and text.isdigit() and len(text) < LONGEST and int(text) > 0:
        return int(text)
    findings.refuse(
        line.row, "lot", say("{text} is no lot", text=f"“{text}”"), say("write 1, 2, 3, ...")
    )
    return None
