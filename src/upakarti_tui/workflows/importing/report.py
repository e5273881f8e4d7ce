"""What an import did, or would do: rows taken, rows left out, and what to look at again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from upakarti_tui.domain.book.handout import spans
from upakarti_tui.domain.problems import Message, Problem, say
from upakarti_tui.errors import Exit, NotAllowedError, RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from upakarti_tui.workflows.importing.table import ImportTable


_FEW = 8
"""So many ids are told; of more, the first ones."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The outcome of one import."""

    file: str
    """As the person named it."""

    added: int
    """Rows whose content is new in the book; with `dry_run`, would be."""

    unchanged: int
    """Rows that the book held already."""

    left_out: tuple[Problem, ...] = ()
    """Why rows were left out of a partial import, all reasons of all rows."""

    left_out_rows: tuple[int, ...] = ()
    left_open: tuple[Problem, ...] = ()
    """Sheets that `--submitted` could not close, with the reason."""

    closed: int = 0
    """Sheets that `--submitted` closed."""

    warnings: tuple[Problem, ...] = ()
    extra_columns: tuple[str, ...] = ()
    """Headings the import does not know; their texts are kept as notes."""

    ignored_columns: tuple[str, ...] = ()
    """The same in a table whose rows have no notes; their texts are not kept."""

    given_ids: tuple[tuple[int, str], ...] = ()
    """Row, and the id given to it where it named none."""

    dry_run: bool = False

    @property
    def exit(self) -> Exit:
        """How the command ends: open items where something was left."""
        return Exit.OPEN if self.left_out_rows or self.left_open else Exit.DONE

    def told(self) -> tuple[Message, ...]:
        """Say what was done, in the order a reader wants to know it."""
        return tuple(self._told())

    def _told(self) -> Iterable[Message]:
        if self.dry_run:
            yield say("Nothing was written: this was a trial.")
        yield say(
            "{file}: new rows {added}, known already {unchanged}",
            file=self.file,
            added=self.added,
            unchanged=self.unchanged,
        )
        if self.given_ids:
            ids = [given for _, given in self.given_ids]
            more = ["…"] if len(ids) > _FEW else []
            yield say(
                "Ids given: {count} ({ids})", count=len(ids), ids=", ".join([*ids[:_FEW], *more])
            )
        if self.extra_columns:
            yield say("Columns kept as notes: {columns}", columns=", ".join(self.extra_columns))
        if self.ignored_columns:
            yield say("Columns not used: {columns}", columns=", ".join(self.ignored_columns))
        if self.left_out_rows:
            yield say(
                "Rows left out: {count} ({rows})",
                count=len(self.left_out_rows),
                rows=spans(self.left_out_rows),
            )
        if self.closed:
            yield say("Sheets closed: {count}", count=self.closed)
        if self.left_open:
            yield say("Sheets left open: {count}", count=len(self.left_open))


class Findings:
    """What is wrong or odd about the rows of one file, gathered while they are judged."""

    def __init__(self, table: ImportTable) -> None:
        """Begin with the rows that the reader could not read."""
        self._file = table.file
        self._headings = table.headings
        self._refused = list(table.problems)
        self._forbidden: list[Problem] = []
        self._warnings: list[Problem] = []

    def refuse(self, row: int, column: str, what: Message, mend: Message | None = None) -> None:
        """Note why a row cannot be used."""
        self._refused.append(self._problem(row, column, what, mend))

    def forbid(self, row: int, column: str, what: Message, mend: Message | None = None) -> None:
        """Note why a row is not this person's to bring in, or not now."""
        self._forbidden.append(self._problem(row, column, what, mend))

    def warn(self, row: int, column: str, what: Message) -> None:
        """Note what somebody should look at; the row is used all the same."""
        self._warnings.append(self._problem(row, column, what, None))

    def _problem(self, row: int, column: str, what: Message, mend: Message | None) -> Problem:
        """Name the column as the file does."""
        return Problem(what, mend, self._file, row, self._headings.get(column, column) or None)

    @property
    def bad_rows(self) -> frozenset[int]:
        """Rows with any reason against them."""
        return frozenset(p.line for p in (*self._refused, *self._forbidden) if p.line is not None)

    @property
    def against(self) -> tuple[Problem, ...]:
        """Every reason against a row, in the order of the file."""
        return tuple(sorted((*self._refused, *self._forbidden), key=lambda p: p.line or 0))

    def warnings(self) -> tuple[Problem, ...]:
        """Return what is odd about the rows that are used, in the order of the file."""
        bad = self.bad_rows
        used = (p for p in self._warnings if p.line not in bad)
        return tuple(sorted(used, key=lambda p: p.line or 0))

    def stop(self, *, partial: bool) -> None:
        """Refuse the file, unless nothing is wrong or a partial import was asked for.

        Raises:
            RefusedError: rows cannot be used.
            NotAllowedError: rows are not to be brought in, and nothing else is wrong.
        """
        if partial or not self.against:
            return
        if self._refused:
            raise RefusedError(self.against)
        raise NotAllowedError(*self.against)
