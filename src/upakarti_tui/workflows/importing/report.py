"""What an import did, or would do: rows taken, rows left out, and what to look at again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from upakarti_tui.domain.book.handout import spans
from upakarti_tui.domain.problems import Message, Problem, say
from upakarti_tui.errors import Exit
from upakarti_tui.workflows.importing.glossary import How, ReadColumn, ReadWord

if TYPE_CHECKING:
    from collections.abc import Iterable


_FEW = 8
"""So many ids are told; of more, the first ones."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One row as it would be taken into the book."""

    row: int
    cells: tuple[tuple[str, str | Message], ...]
    """Column and what it would say. Numbers that identify a person are masked."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a trial shows beside the report."""

    samples: tuple[Sample, ...]
    """The first rows that would be taken."""

    counted: Message
    """How many rows there are of each kind."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The outcome of one import."""

    file: str
    """As the person named it."""

    added: int
    """Rows whose content is new in the book; in a trial, would be."""

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
    columns: tuple[ReadColumn, ...] = ()
    """What the headings of the file were taken to mean, in their order."""

    words: tuple[ReadWord, ...] = ()
    """What words in cells were taken to mean that are no names of their own."""

    remembers: bool = True
    """Whether what was said about words holds for later imports, too."""

    extra_columns: tuple[str, ...] = ()
    """Headings the import does not know; their texts are kept as notes."""

    ignored_columns: tuple[str, ...] = ()
    """The same in a table whose rows have no notes; their texts are not kept."""

    given_ids: tuple[tuple[int, str], ...] = ()
    """Row, and the id given to it where it named none."""

    trial: Preview | None = None
    """What a trial would take; None where the rows were brought in."""

    @property
    def exit(self) -> Exit:
        """How the command ends: open items where something was left."""
        return Exit.OPEN if self.left_out_rows or self.left_open else Exit.DONE

    def told(self) -> tuple[Message, ...]:
        """Say what was done, in the order a reader wants to know it."""
        return tuple(self._told())

    def _told(self) -> Iterable[Message]:
        if self.trial is not None:
            yield say("Nothing was written: this was a trial.")
        yield say(
            "{file}: new rows {added}, known already {unchanged}",
            file=self.file,
            added=self.added,
            unchanged=self.unchanged,
        )
        if self.trial is not None and self.added + self.unchanged:
            yield self.trial.counted
        yield from self._ids()
        yield from self._words()
        yield from self._left()
        if self.trial is not None:
            yield from _shown(self.trial)

    def _ids(self) -> Iterable[Message]:
        if self.given_ids:
            ids = [given for _, given in self.given_ids]
            more = ["…"] if len(ids) > _FEW else []
            yield say(
                "Ids given: {count} ({ids})", count=len(ids), ids=", ".join([*ids[:_FEW], *more])
            )

    def _words(self) -> Iterable[Message]:
        """Say how words of other offices were read, and in a trial every heading."""
        for column in self.columns:
            said = {"heading": column.heading, "column": column.name}
            if column.how is not How.NAMED:
                yield say("Column “{heading}” is read as {column} ({how})", **said,
                          how=self._since(column.how))  # fmt: skip
            elif self.trial is not None:
                yield say("Column “{heading}” is read as {column}", **said)
        for word in self.words:
            yield say(
                "“{word}” under {column} is read as {meaning} ({how})",
                word=word.word,
                column=word.column,
                meaning=word.meaning,
                how=self._since(word.how),
            )
        if self.extra_columns:
            yield say("Columns kept as notes: {columns}", columns=", ".join(self.extra_columns))
        if self.ignored_columns:
            yield say("Columns not used: {columns}", columns=", ".join(self.ignored_columns))

    def _since(self, how: How) -> Message:
        if how is How.REMEMBERED:
            return say("remembered")
        return say("remembered from now on") if self.remembers else say("this time only")

    def _left(self) -> Iterable[Message]:
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


def _shown(trial: Preview) -> Iterable[Message]:
    for sample in trial.samples:
        yield say("Row {row} would be taken as:", row=sample.row)
        for column, text in sample.cells:
            yield say("  {column}: {text}", column=column, text=text)
