"""What the words of other offices mean: said once, kept in the book, told at every import.

A registration website writes `Nama Peserta` where the contract says `name`, and
`Pembina` where the template says `pengabdian`. Who imports says so with `--map`;
the book remembers it as a setting beside the rows that came in under it. What is
a name of a column or an id by itself always means that: nothing that was said
once can turn it into another.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from upakarti_tui.domain.problems import Problem, say
from upakarti_tui.domain.text import check_id, folded, shown
from upakarti_tui.errors import UsageError
from upakarti_tui.storage.worksheets.headings import TABLES, heading_key, names_of
from upakarti_tui.workflows.configure import changed
from upakarti_tui.workflows.named import as_typed, unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from upakarti_tui.domain.book.deeds import Configured
    from upakarti_tui.domain.book.proceedings import Proceedings


class How(StrEnum):
    """Why a heading is read as a column."""

    NAMED = "named"
    """It is a name of the column."""

    GIVEN = "given"
    """Somebody says so with this import."""

    REMEMBERED = "remembered"
    """Somebody said so with an earlier one."""


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """What a heading of the file was taken to mean."""

    heading: str
    name: str
    """Of the column, as the contract names it, or of an item of the stage."""

    how: How


@dataclass(frozen=True, slots=True)
class ReadWord:
    """What a word in the cells of a column was taken to mean."""

    column: str
    word: str
    meaning: str
    how: How


@dataclass(frozen=True, slots=True)
class Readings:
    """What somebody says about the words of a file they import."""

    given: tuple[tuple[str, str], ...] = ()
    """Heading, and the name of the column that it means; or `column:word`, and the id
    that a word in the cells of that column means."""

    forget: tuple[str, ...] = ()
    """Headings or words whose remembered meaning no longer holds."""


_NAMING = {"category", "role", "stage", "candidate", "scorer", "criterion"}
"""Columns whose cells name something, so that a word may stand for an id."""

AS_NAMED = Readings()
"""Nothing is said: headings mean what they are called, or what is remembered."""


class Glossary:
    """What the headings of one kind of table mean in one book."""

    def __init__(self, kind: str, proceedings: Proceedings, readings: Readings) -> None:
        """Look up what is remembered, and forget what shall be forgotten.

        Raises:
            UsageError: what shall be forgotten is not remembered.
        """
        self._proceedings = proceedings
        self._prefix = f"heading.{kind}."
        self._naming = {k: name for k, name in names_of(TABLES[kind]).items() if name in _NAMING}
        self._remembered = self._standing()
        self._changes: dict[str, str] = {}
        for asked in readings.forget:
            self._forget(asked)
        self._given = [one for one in readings.given if self._word(one[0]) is None]
        self.words: dict[tuple[str, str], tuple[str, How]] = {}
        """What a word means, by column and folded word."""
        self._look_up_words()
        for asked, target in readings.given:
            word = self._word(asked)
            if word is not None:
                self._take_word(word, target)

    def meanings(
        self, own: Mapping[str, str | None], names: Mapping[str, str]
    ) -> dict[str, tuple[str, How]]:
        """Return which columns the headings of a file mean that are no names of columns.

        `own` is the header: each heading, and the column that it names itself. `names`
        are all columns, by themselves and by the keys of what they may be called.

        Raises:
            UsageError: a given heading is not there or names a column itself, or a
                given column is none.
        """
        meant: dict[str, tuple[str, How]] = {}
        for heading, itself in own.items():
            columns = self._columns(heading)
            name = _column(columns[0], names) if len(columns) == 1 else None
            if itself is None and name is not None:
                meant[heading] = name, How.REMEMBERED
        for asked, column in self._given:
            heading = _in_file(asked, own)
            name = _column(column, names)
            if name is None:
                missing = say("There is no column {name}", name=as_typed(column))
                raise unknown(missing, column, set(names.values()))
            self._take(heading, name, own[heading], meant)
        return meant

    def torn(self, heading: str) -> tuple[str, ...]:
        """Return the columns that a heading means in two books that were merged."""
        columns = self._columns(heading)
        return columns if len(columns) > 1 else ()

    def _columns(self, heading: str) -> tuple[str, ...]:
        said = self._remembered.get(self._place(heading), ())
        return tuple(sorted({column for _, column in said}))

    def deeds(self) -> tuple[Configured, ...]:
        """Return what the book is to remember from now on, and to forget."""
        return changed(self._proceedings, self._changes) if self._changes else ()

    def _word(self, asked: str) -> tuple[str, str] | None:
        """Return column and word of what is written `category:Pembina`; None for a heading."""
        column, _, word = asked.partition(":")
        name = self._naming.get(heading_key(column))
        return (name, word.strip()) if name is not None and word.strip() else None

    def _place(self, asked: str) -> str:
        """Return what a heading or word is compared by; punctuation tells words apart."""
        word = self._word(asked)
        return heading_key(asked) if word is None else f"{word[0]}:{folded(word[1])}"

    def _standing(self) -> dict[str, set[tuple[str, str]]]:
        """Return the settings about this table, by place; of two books merged, both."""
        found: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for stood in self._proceedings.configured():
            for key, target in stood:
                if key.startswith(self._prefix):
                    found[self._place(key.removeprefix(self._prefix))].add((key, target))
        return dict(found)

    def _look_up_words(self) -> None:
        for said in self._remembered.values():
            word = self._word(min(said)[0].removeprefix(self._prefix))
            targets = {target for _, target in said}
            if word is not None and len(targets) == 1:
                self.words[word[0], folded(word[1])] = targets.pop(), How.REMEMBERED

    def _take_word(self, word: tuple[str, str], target: str) -> None:
        place, written = (word[0], folded(word[1])), ":".join(word)
        before = self.words.get(place)
        if before == (target, How.REMEMBERED):
            return
        if before is not None and before[0] != target and before[1] is How.GIVEN:
            what = say("{word} is said to mean two things: {names}", word=f"“{written}”",
                       names=f"{before[0]}, {target}")  # fmt: skip
            raise UsageError(Problem(what, say("keep one of them")))
        wrong = check_id(target)
        if wrong is not None:
            raise UsageError(wrong)
        self.words[place] = target, How.GIVEN
        self._drop(self._remembered.get(self._place(written), ()))
        self._changes[f"{self._prefix}{written}"] = target

    def _take(
        self, heading: str, name: str, own: str | None, meant: dict[str, tuple[str, How]]
    ) -> None:
        if own == name:
            return
        if own is not None:
            what = say("{heading} means {column} already", heading=f"“{heading}”", column=own)
            raise UsageError(Problem(what, say("call it something else in the file")))
        before = meant.get(heading)
        if before is not None and before[0] != name and before[1] is How.GIVEN:
            what = say("{heading} is said to mean two columns: {columns}", heading=f"“{heading}”",
                       columns=f"{before[0]}, {name}")  # fmt: skip
            raise UsageError(Problem(what, say("keep one of them")))
        if before == (name, How.REMEMBERED):
            return
        meant[heading] = name, How.GIVEN
        self._drop(self._remembered.get(self._place(heading), ()))
        self._changes[f"{self._prefix}{heading}"] = name

    def _forget(self, asked: str) -> None:
        said = self._remembered.pop(self._place(asked), None)
        if said is None:
            missing = say("Nothing is remembered of the heading {name}", name=as_typed(asked))
            known = {
                key.removeprefix(self._prefix) for x in self._remembered.values() for key, _ in x
            }
            raise unknown(missing, asked, map(shown, known))
        self._drop(said)

    def _drop(self, said: Iterable[tuple[str, str]]) -> None:
        self._changes |= dict.fromkeys((key for key, _ in said), "")


def _in_file(asked: str, header: Iterable[str]) -> str:
    here = {heading_key(heading): heading for heading in header}
    heading = here.get(heading_key(asked))
    if heading is None:
        missing = say("The table has no heading {name}", name=as_typed(asked))
        raise unknown(missing, asked, here.values())
    return heading


def _column(called: str, names: Mapping[str, str]) -> str | None:
    return names.get(called) or names.get(heading_key(called))
