"""The tables that the secretariat and the scorers of the example type up."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from upakarti_tui.storage import whole_files
from upakarti_tui.workflows.demo.people import Member, Person
from upakarti_tui.workflows.demo.script import Row

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class Asked(NamedTuple):
    """One row of a table of assignments."""

    stage: str
    candidate: str
    scorer: str


class Lot(NamedTuple):
    """One row of a table of lots."""

    candidate: str
    lot: int


AnyRow: TypeAlias = Person | Member | Asked | Lot | Row


def write(path: Path, rows: Sequence[AnyRow]) -> Path:
    """Write rows as CSV under the names of their fields, and return the path."""
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(rows[0]._fields)
    table.writerows(rows)
    whole_files.make_folder(path.parent)
    whole_files.replace(path, text.getvalue().encode())
    return path
