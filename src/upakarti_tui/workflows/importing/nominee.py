"""One row of the registration's table: a candidate and the numbers that identify the person."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from upakarti_tui.domain.book.deeds import Identified, Nominated
from upakarti_tui.domain.people.candidate import Candidate, Identity
from upakarti_tui.domain.people.person_numbers import (
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
from upakarti_tui.workflows.importing.kept import kept_notes, kept_text, refuse_person_numbers
from upakarti_tui.workflows.importing.names import called, known_name, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from upakarti_tui.domain.book.deeds import Deed
    from upakarti_tui.domain.programme.template import Category, Template
    from upakarti_tui.workflows.importing.findings import Findings
    from upakarti_tui.workflows.importing.table import Line

_SHORTENED = re.compile(r"[0-9]+(?:[.,][0-9]+)?[Ee]\+?[0-9]+")

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
        say("there is no category {name}", name=quoted(line, "category")),
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
    elsewhere = say("write it into the column nik or npwp, or remove it")
    refuse_person_numbers(line, findings, elsewhere, but=frozenset({"nik", "npwp"}))
    notes = kept_notes(line, findings)
    _remark_numbers(line.row, identity, plain["province"], findings)
    if category is None or wrong_id is not None:
        return None
    candidate = Candidate(candidate_id, category, name, **plain, notes=notes)
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
        findings.refuse(line.row, column, digits, _alone(cell.text))
        return ""
    return digits


def _alone(text: str) -> Message | None:
    """Return what to do about a number that is all there but not alone, or was shortened."""
    if _SHORTENED.fullmatch(text):
        return say("Excel has shortened it; format the column as text and enter it again")
    if sum(c in "0123456789" for c in text) in {15, 16}:
        return say("write the digits alone, without apostrophe, spaces or other characters")
    return None


def _remark_numbers(row: int, identity: Identity, province: str, findings: Findings) -> None:
    if identity.nik:
        for remark in nik_remarks(identity.nik, province):
            findings.warn(row, "nik", remark)
    if identity.npwp:
        for remark in npwp_remarks(identity.npwp):
            findings.warn(row, "npwp", remark)
