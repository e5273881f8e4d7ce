"""What is wrong or odd about the rows of one file, and the report that comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.problems import Message, Problem, say
from upakarti_tui.domain.text import folded
from upakarti_tui.errors import NotAllowedError, RefusedError, UsageError
from upakarti_tui.workflows.importing.glossary import ReadWord
from upakarti_tui.workflows.importing.report import ImportReport

if TYPE_CHECKING:
    from upakarti_tui.workflows.importing.glossary import How
    from upakarti_tui.workflows.importing.report import Preview
    from upakarti_tui.workflows.importing.table import ImportTable, Line


class Findings:
    """What is wrong or odd about the rows of one file, gathered while they are judged."""

    def __init__(self, table: ImportTable) -> None:
        """Begin with the rows that the reader could not read."""
        self._table = table
        self._headings = table.headings
        self._refused = list(table.problems)
        self._forbidden: list[Problem] = []
        self._warnings = list(table.odd)
        self._words: dict[tuple[str, str], ReadWord] = {}

    def refuse(self, row: int, column: str, what: Message, mend: Message | None = None) -> None:
        """Note why a row cannot be used."""
        self._refused.append(self._problem(row, column, what, mend))

    def forbid(self, row: int, column: str, what: Message, mend: Message | None = None) -> None:
        """Note why a row is not this person's to bring in, or not now."""
        self._forbidden.append(self._problem(row, column, what, mend))

    def warn(self, row: int, column: str, what: Message) -> None:
        """Note what somebody should look at; the row is used all the same."""
        self._warnings.append(self._problem(row, column, what, None))

    def read_word(self, line: Line, column: str, meaning: str, how: How) -> None:
        """Note that a word was read as an id that it is not called by itself."""
        word = line.text(column)
        self._words.setdefault((column, word), ReadWord(column, word, meaning, how))

    def _problem(self, row: int, column: str, what: Message, mend: Message | None) -> Problem:
        """Name the column as the file does."""
        return Problem(
            what, mend, self._table.file, row, self._headings.get(column, column) or None
        )

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
            UsageError: somebody says what a word means that no cell needs.
            RefusedError: rows cannot be used.
            NotAllowedError: rows are not to be brought in, and nothing else is wrong.
        """
        if partial or not self.against:
            self._refuse_idle_words()
            return
        if self._refused:
            raise RefusedError(self.against)
        raise NotAllowedError(*self.against)

    def _refuse_idle_words(self) -> None:
        read = {(column, folded(word)) for column, word in self._words}
        for column, word in sorted(self._table.said - read):
            what = say("no cell under {column} needs to be told what {word} means", column=column,
                       word=f"“{word}”")  # fmt: skip
            raise UsageError(Problem(what, say("it is not there, or a name already")))

    def report(
        self, added: int, unchanged: int, *, notes: bool = True, trial: Preview | None = None
    ) -> ImportReport:
        """Return what was done with the rows that nothing speaks against.

        `notes` tells whether the texts under unknown headings are kept; `trial` is
        what only a trial shows.
        """
        table = self._table
        return ImportReport(
            file=table.file,
            added=added,
            unchanged=unchanged,
            left_out=self.against,
            left_out_rows=tuple(sorted(self.bad_rows)),
            warnings=self.warnings(),
            columns=table.read,
            words=tuple(self._words[key] for key in sorted(self._words)),
            extra_columns=table.extra if notes else (),
            ignored_columns=() if notes else table.extra,
            trial=trial,
        )
