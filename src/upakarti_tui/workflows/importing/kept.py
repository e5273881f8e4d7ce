"""What is kept of a row as it is written: texts, notes, and no number that identifies a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from upakarti_tui.domain import text as texts
from upakarti_tui.domain.people.person_numbers import betrays_number
from upakarti_tui.domain.problems import Message, say
from upakarti_tui.storage.worksheets.cells import CellKind

if TYPE_CHECKING:
    from upakarti_tui.storage.worksheets.cells import Cell
    from upakarti_tui.workflows.importing.findings import Findings
    from upakarti_tui.workflows.importing.table import Line

_DIGITS: Final = 15
"""So many digits of a number a spreadsheet keeps; the others become zeros."""


def kept_text(
    line: Line,
    column: str,
    findings: Findings,
    *,
    required: bool = False,
    limit: int = texts.NAME_LIMIT,
) -> str:
    """Return a text of a row as it is kept; what is wrong with it goes to the findings."""
    cell = line.cell(column)
    kept = texts.clean(cell.text, limit)
    if isinstance(kept, Message):
        findings.refuse(line.row, column, kept)
        return ""
    if required and not kept:
        findings.refuse(line.row, column, say("the cell is empty"), say("fill it"))
    if cell.kind is CellKind.TEXT:
        for remark in texts.remarks(kept):
            findings.warn(line.row, column, remark)
    _judge_kind(line.row, column, cell, findings)
    return kept


def kept_notes(line: Line, findings: Findings) -> tuple[tuple[str, str], ...]:
    """Return the texts under headings that the import does not know."""
    for heading, cell in line.extra.items():
        _judge_kind(line.row, heading, cell, findings)
    return line.notes


def refuse_person_numbers(
    line: Line, findings: Findings, mend: Message, *, but: frozenset[str] = frozenset()
) -> None:
    """Refuse a NIK or NPWP where it would be shown and handed out: everywhere but in `but`."""
    known = ((column, cell) for column, cell in line.cells.items() if column not in but)
    for column, cell in (*known, *line.extra.items()):
        if betrays_number(cell.text):
            what = say("the cell holds what looks like a NIK or NPWP, and this column is shown")
            findings.refuse(line.row, column, what, mend)


def _judge_kind(row: int, column: str, cell: Cell, findings: Findings) -> None:
    """Say where a spreadsheet keeps something else than a person sees in the cell."""
    match cell.kind:
        case CellKind.NUMBER if sum(map(str.isdigit, cell.text.partition(".")[0])) > _DIGITS:
            findings.refuse(
                row,
                column,
                say("the cell is a number, and Excel keeps only 15 digits of one"),
                say("format the column as text and enter it again"),
            )
        case CellKind.PERCENT:
            what = say("Excel keeps a percentage as its hundredth; it is read as {text}",
                       text=cell.text)  # fmt: skip
            findings.warn(row, column, what)
        case CellKind.DATE:
            findings.warn(row, column, say("the cell is a date; it is read as {text}",
                                           text=cell.text))  # fmt: skip
        case CellKind.TRUTH:
            what = say("the cell is TRUE or FALSE; it is read as {text}", text=cell.text)
            findings.warn(row, column, what)
