"""A secretariat that imports tables into a new book.

desk = ImportDesk(tmp_path)
desk.candidates("id,category,name\nPG-001,pengabdian,Siti\n")
desk.refused(desk.roster, "id,name,role\nj1,Ani,juru\n")
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from builders import a_criterion, a_gate, a_rubric, a_stage, a_template
from offices import found
from upakarti_tui.domain.book.entries import SheetKey
from upakarti_tui.domain.book.sheet import sheet
from upakarti_tui.domain.people.candidate import Role
from upakarti_tui.domain.programme.template import (
    Category,
    ChecklistItem,
    Fact,
    FactType,
    Interviews,
    Template,
)
from upakarti_tui.errors import UpakartiError
from upakarti_tui.storage.books import book as books
from upakarti_tui.workflows.importing.assignments import import_assignments
from upakarti_tui.workflows.importing.candidates import import_candidates
from upakarti_tui.workflows.importing.disqualified import import_disqualified
from upakarti_tui.workflows.importing.marks import import_marks
from upakarti_tui.workflows.importing.roster import import_roster

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from upakarti_tui.domain.book.proceedings import Proceedings
    from upakarti_tui.domain.book.sheet import Sheet
    from upakarti_tui.errors import Exit
    from upakarti_tui.workflows.importing.report import ImportReport

PEOPLE = """id,category,name
PG-001,pengabdian,Siti Aminah
PG-002,pengabdian,Budi Santoso
KP-001,kepeloporan,PT Karya
"""
SCORERS = """id,name,role
s1,Sekretaris,secretariat
t1,Tim Satu,team
j1,Juri Satu,juror
j2,Juri Dua,juror
"""


def an_award() -> Template:
    """Return a gate, a field visit with everything in it, a jury, and a stage that only weighs."""
    both = ("pengabdian", "kepeloporan")
    rubric = a_rubric(a_criterion("a", 60, not_applicable=True), a_criterion("b", 40))
    other = a_rubric(a_criterion("a", 60), a_criterion("c", 40), name="other")
    by_category = (("pengabdian", "rubric"), ("kepeloporan", "other"))
    award = a_template(
        a_gate(categories=both),
        replace(
            a_stage("lapangan", role=Role.TEAM, categories=both),
            facts=(("pengabdian", "facts"),),
            interviews=Interviews(1),
            recommendation=True,
        ),
        replace(a_stage(), rubric=by_category),
        a_stage("akhir", rubric="", weigh={"lapangan": 50, "penjurian": 50}),
        rubrics=[rubric, other],
        checklist=[ChecklistItem("lima_tahun", "Lima tahun"), ChecklistItem("berkas", "Berkas")],
        facts=[Fact("mitra", "Mitra", FactType.NUMBER), Fact("pasar", "Pasar")],
    )
    categories = (
        Category("pengabdian", "Jasa Pengabdian", "PG"),
        Category("kepeloporan", "Jasa Kepeloporan", ""),
    )
    return replace(award, categories=categories)


class ImportDesk:
    """A book and the tables that go into it."""

    def __init__(self, folder: Path, template: Template | None = None) -> None:
        self.folder = folder
        self.book = found(folder / "office" / "upakarti.jsonl", template or an_award())

    def filled(self) -> ImportDesk:
        """Bring in everybody whom most tests need."""
        self.candidates(PEOPLE)
        self.roster(SCORERS)
        return self

    def table(self, content: str | bytes) -> Path:
        path = self.folder / "tabel.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def candidates(self, content: str | bytes, **options: bool) -> ImportReport:
        return import_candidates(self.book, self.table(content), **options)

    def roster(self, content: str | bytes, **options: bool) -> ImportReport:
        return import_roster(self.book, self.table(content), **options)

    def assignments(self, content: str | bytes, **options: bool) -> ImportReport:
        return import_assignments(self.book, self.table(content), **options)

    def disqualified(self, content: str | bytes, **options: bool) -> ImportReport:
        return import_disqualified(self.book, self.table(content), **options)

    def marks(
        self, content: str | bytes, stage: str = "penjurian", **options: object
    ) -> ImportReport:
        return import_marks(self.book, self.table(content), stage, **options)  # type: ignore[arg-type]

    def refused(
        self, job: Callable[..., ImportReport], content: str | bytes, **options: object
    ) -> tuple[Exit, list[str]]:
        """Return how a job was refused, and what it said of the rows; the book is as before."""
        before = self.book.read_bytes()
        with pytest.raises(UpakartiError) as refused:
            job(content, **options)
        assert self.book.read_bytes() == before
        file = str(self.folder / "tabel.csv")
        return refused.value.exit, [
            line.removeprefix(f"{file}:") for line in str(refused.value).split("\n")
        ]

    @property
    def proceedings(self) -> Proceedings:
        return books.read(self.book).proceedings

    def sheet(self, candidate: str, scorer: str, stage: str = "penjurian") -> Sheet:
        return sheet(self.proceedings, SheetKey(stage, candidate, scorer))


def rows(problems: object) -> list[str]:
    """Return problems without their file."""
    return [str(problem).partition("tabel.csv:")[2] for problem in problems]  # type: ignore[attr-defined]
