"""One row of the registration's table: a candidate and the numbers that identify the person."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from upakarti_tui.domain.book.deeds import Identified, Nominated
from upakarti_tui.domain.people.candidate import Candidate, Identity
from upakarti_tui.domain.people.person_numbers import (
    betrays_number,
    masked,
    nik_remarks,
    npwp_remarks,
    read_nik,
    read_npwp,
)
from upakarti_tui.domain.problems import Message, say
from upakarti_tui.domain.text import check_id, folded
from upakarti_tui.storage.device import salt
from upakarti_tui.storage.worksheets.cells import CellKind
from upakarti_tui.workflows.importing.table import called, kept_text, known_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from upakarti_tui.domain.book.deeds import Deed
    from upakarti_tui.domain.programme.template import Category, Template
    from upakarti_tui.workflows.importing.findings import Findings
    from upakarti_tui.workflows.importing.table import Line

PLAIN_COLUMNS = ("organisation", "province", "regency", "start_year", "partners")
"""Columns that are kept as they are written."""


@dataclass(frozen=True, slots=True)
class Nominee:
    """One row: a candidate with the numbers that identify the person."""

    row: int
    candidate: Candidate
    """With an empty id where the row names none."""

    identity: Identity

    def known_by(self, given: str) -> Nominee:
        """Return the same with an id."""
        return replace(
            self,
            candidate=replace(self.candidate, id=given),
            identity=replace(self.identity, candidate=given),
        )

    def columns(self) -> Iterator[tuple[str, str]]:
        """Yield what the columns would say, for a person to look at: the numbers masked."""
        for column in ("id", "category", "name", *PLAIN_COLUMNS):
            yield column, getattr(self.candidate, column)
        yield "nik", masked(self.identity.nik)
        yield "npwp", masked(self.identity.npwp)
        yield from self.candidate.notes

    def deeds(self) -> Iterator[Deed]:
        """Yield what goes into the book."""
        yield Nominated(self.candidate)
        if self.identity.nik or self.identity.npwp:
            yield Identified(self.identity, salt=salt())


def nominee(line: Line, template: Template, findings: Findings) -> Nominee | None:
    """Return what a row says; None where it names no category or no usable id."""
    category = known_name(
        line,
        "category",
        _categories(template.categories),
        findings,
        say("there is no category {name}", name=f"“{line.text('category')}”"),
    )
    candidate_id = line.text("id")
    wrong_id = check_id(candidate_id) if candidate_id else None
    if wrong_id is not None:
        findings.refuse(line.row, "id", wrong_id)
    name = kept_text(line, "name", findings, required=True)
    plain = {column: kept_text(line, column, findings) for column in PLAIN_COLUMNS}
    identity = Identity(
        candidate_id,
        _number(line, "nik", read_nik, findings),
        _number(line, "npwp", read_npwp, findings),
    )
    _look_for_numbers(line, findings)
    _remark_numbers(line.row, identity, plain["province"], findings)
    if category is None or wrong_id is not None:
        return None
    candidate = Candidate(candidate_id, category, name, **plain, notes=line.notes)
    return Nominee(line.row, candidate, identity)


def _categories(categories: Iterable[Category]) -> dict[str, str]:
    """Return how a category may be written: its id, its title or its code."""
    several = tuple(categories)
    loose = {folded(x): c.id for c in several for x in (c.code, c.title) if x}
    return {**loose, **called(c.id for c in several)}


def _number(
    line: Line, column: str, read: Callable[[str], str | Message], findings: Findings
) -> str:
    """Return the digits of a NIK or NPWP; empty where there is none or it cannot be used."""
    cell = line.cell(column)
    if not cell.text:
        return ""
    if cell.kind is not CellKind.TEXT:
        findings.refuse(
            line.row,
            column,
            say("the cell is a number, and Excel keeps only 15 digits of one"),
            say("format the column as text and enter it again"),
        )
        return ""
    digits = read(cell.text)
    if isinstance(digits, Message):
        findings.refuse(line.row, column, digits)
        return ""
    return digits


def _look_for_numbers(line: Line, findings: Findings) -> None:
    """Refuse a NIK or NPWP where it would be shown and handed out."""
    cells = {
        **{column: cell for column, cell in line.cells.items() if column not in {"nik", "npwp"}},
        **line.extra,
    }
    for column, cell in cells.items():
        if betrays_number(cell.text):
            findings.refuse(
                line.row,
                column,
                say("the cell holds what looks like a NIK or NPWP, and this column is shown"),
                say("write it into the column nik or npwp, or remove it"),
            )


def _remark_numbers(row: int, identity: Identity, province: str, findings: Findings) -> None:
    if identity.nik:
        for remark in nik_remarks(identity.nik, province):
            findings.warn(row, "nik", remark)
    if identity.npwp:
        for remark in npwp_remarks(identity.npwp):
            findings.warn(row, "npwp", remark)
