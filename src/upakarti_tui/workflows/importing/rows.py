"""The rows of a marks table, one entry a row or one sheet a row, put to their sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from upakarti_tui.domain.book.answers import read_state
from upakarti_tui.domain.book.entries import Entry, SheetKey, State
from upakarti_tui.domain.book.sheet import INTEREST
from upakarti_tui.domain.book.sheet_words import STATES
from upakarti_tui.domain.problems import Message, say
from upakarti_tui.domain.text import NOTE_LIMIT
from upakarti_tui.workflows.importing.entries import (
    Asked,
    Refusal,
    Said,
    recused,
    state_in_cell,
    whole_sheet,
)
from upakarti_tui.workflows.importing.kept import kept_notes, kept_text, refuse_person_numbers
from upakarti_tui.workflows.importing.mark_header import FIXED, MarkHeader
from upakarti_tui.workflows.importing.names import nearest
from upakarti_tui.workflows.importing.sheets import Sheets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from upakarti_tui.domain.book.proceedings import Proceedings
    from upakarti_tui.domain.book.sheet import CellKey
    from upakarti_tui.domain.programme.template import Stage
    from upakarti_tui.storage.worksheets.spreadsheets import Table
    from upakarti_tui.workflows.importing.findings import Findings
    from upakarti_tui.workflows.importing.glossary import Glossary
    from upakarti_tui.workflows.importing.table import Line


class Placed(NamedTuple):
    """One entry, with the sheet and the row it belongs to."""

    row: int
    sheet: SheetKey
    entry: Entry


class MarkRows:
    """A marks table whose header was understood."""

    def __init__(
        self, table: Table, proceedings: Proceedings, stage: Stage, glossary: Glossary
    ) -> None:
        """Find the columns of a table.

        Raises:
            UsageError: what is said about its headings does not fit it.
            RefusedError: its header names no mark.
        """
        template = proceedings.template
        self._asked = {c.id: Asked(template, stage, c.id) for c in template.categories}
        header = MarkHeader(table, tuple(self._asked.values()))
        self.table = header.understood(glossary)
        self._wide = tuple(sorted(self.table.columns - FIXED))
        self._categories = {c.id: c.category for c in proceedings.candidates.values()}
        self._sheets = Sheets(proceedings, stage, self._asked)
        self._filled: dict[tuple[SheetKey, CellKey], int] = {}

    def placed(self, findings: Findings) -> Iterator[Placed]:
        """Yield the entries of every row; what is wrong goes to the findings."""
        for line in self.table.lines:
            state = read_state(line.text("state"))
            if isinstance(state, Message):
                findings.refuse(line.row, "state", state)
            note = kept_text(line, "note", findings, limit=NOTE_LIMIT)
            refuse_person_numbers(line, findings, say("remove it"))
            key = self._sheets.key(line, findings, recusal=self._recuses(line, state))
            if key is None or isinstance(state, Message):
                continue
            said = Said(line.cell("mark"), state, note, kept_notes(line, findings))
            for entry in self._entries(line, key, said, findings):
                if self._first(line.row, key, entry.cell, findings):
                    yield Placed(line.row, key, entry)

    def _recuses(self, line: Line, state: State | Message) -> bool:
        """Tell whether a row says that the scorer is kept from the candidate."""
        if state is State.RECUSED:
            return True
        return any(state_in_cell(line.cell(x)) is State.RECUSED for x in self._wide)

    def _entries(
        self, line: Line, key: SheetKey, said: Said, findings: Findings
    ) -> Iterator[Entry]:
        asked = self._asked[self._categories[key.candidate]]
        if self._wide:
            yield from self._wide_entries(line, asked, said, findings)
        elif not line.text("criterion"):
            yield from _used(line.row, whole_sheet(said), findings)
        else:
            yield from self._long_entry(line, asked, said, findings)

    def _long_entry(
        self, line: Line, asked: Asked, said: Said, findings: Findings
    ) -> Iterator[Entry]:
        name = line.text("criterion")
        cell = asked.find(name)
        if cell is None and (meant := line.meant("criterion")) is not None:
            cell = asked.find(meant[0])
            findings.read_word(line, "criterion", *meant)
        if cell is None:
            what = say("there is no criterion {name} here", name=f"“{name}”")
            findings.refuse(line.row, "criterion", what, nearest(name, asked.names))
            return
        yield from _with_recusal(said, _used(line.row, asked.entry(cell, said), findings))

    def _wide_entries(
        self, line: Line, asked: Asked, said: Said, findings: Findings
    ) -> Iterator[Entry]:
        if said.state not in {State.MARKED, State.RECUSED, State.ABSTAINED}:
            what = say("{state} is not said of a whole row", state=STATES[said.state])
            findings.refuse(line.row, "state", what, say("write it into the cell of its criterion"))
            return
        filled = [x for x in self._wide if line.text(x)]
        if said.state is not State.MARKED and not filled:
            yield from _used(line.row, whole_sheet(said), findings)
            return
        for item in self._wide:
            cell = asked.find(item)
            if cell is not None:
                here = _in_cell(said, line, item)
                used = _used(line.row, asked.entry(cell, here), findings, item)
                yield from _with_recusal(here, used)
            elif item in filled:
                what = say("{criterion} is not asked of this candidate", criterion=item)
                findings.refuse(line.row, item, what)

    def _first(self, row: int, key: SheetKey, cell: CellKey, findings: Findings) -> bool:
        """Tell whether this is the first entry of the file for its cell."""
        before = self._filled.setdefault((key, cell), row)
        if before == row:
            return True
        if cell != INTEREST:
            what = say("the same cell stands in row {row} already", row=before)
            findings.refuse(row, "", what, say("keep one of them"))
        return False


def _in_cell(said: Said, line: Line, item: str) -> Said:
    """Return what one cell of a wide row says."""
    cell = line.cell(item)
    state = state_in_cell(cell)
    if state is None:
        return said._replace(cell=cell)
    return said._replace(cell=line.cell(""), state=state)


def _used(
    row: int,
    read: Entry | Refusal | Iterable[Entry],
    findings: Findings,
    heading: str = "",
) -> Iterator[Entry]:
    """Yield entries that can be used; a refusal goes to the findings."""
    if isinstance(read, Refusal):
        findings.refuse(row, heading or read.column, read.what, read.mend)
    elif isinstance(read, Entry):
        yield read
    else:
        yield from read


def _with_recusal(said: Said, entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield the entries, and once more what keeps the scorer from the candidate."""
    for entry in entries:
        yield entry
        if entry.state is State.RECUSED:
            yield recused(said)
