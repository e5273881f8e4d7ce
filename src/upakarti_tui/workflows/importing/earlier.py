"""Holding the candidates against the register of earlier recipients."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from upakarti_tui.domain.people.earlier_recipients import Likeness, Recipient, likenesses
from upakarti_tui.storage.books import book as books
from upakarti_tui.storage.worksheets.headings import Column
from upakarti_tui.workflows.importing.findings import Findings
from upakarti_tui.workflows.importing.kept import kept_text
from upakarti_tui.workflows.importing.table import read_import

if TYPE_CHECKING:
    from pathlib import Path

REGISTER: Final = (
    Column("name", ("nama", "nama penerima", "penerima"), required=True),
    Column("year", ("tahun", "tahun penerimaan")),
    Column("category", ("kategori",)),
)


def earlier(book: Path, file: Path) -> tuple[Likeness, ...]:
    """Return the candidates whose name is like one of the register, for a person to decide.

    Nothing is written: the register is kept apart from the book.

    Raises:
        FileError: the book or the register cannot be read.
        RefusedError: rows of the register cannot be used.
    """
    candidates = books.read(book).proceedings.candidates
    table = read_import(file, REGISTER)
    findings = Findings(table)
    register = [
        Recipient(
            kept_text(line, "name", findings, required=True),
            kept_text(line, "year", findings),
            kept_text(line, "category", findings),
            line.row,
        )
        for line in table.lines
    ]
    findings.stop(partial=False)
    return likenesses((candidates[name] for name in sorted(candidates)), register)
