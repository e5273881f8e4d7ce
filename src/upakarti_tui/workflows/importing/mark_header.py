"""The header of a marks table: one row a mark, or one row a sheet and a column a criterion."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from upakarti_tui.domain.problems import Problem, say
from upakarti_tui.domain.text import folded
from upakarti_tui.errors import RefusedError
from upakarti_tui.storage.worksheets.headings import MARKS, heading_key, names_of
from upakarti_tui.workflows.importing.header_problems import missing
from upakarti_tui.workflows.importing.table import understood

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from upakarti_tui.domain.problems import Message
    from upakarti_tui.storage.worksheets.spreadsheets import Table
    from upakarti_tui.workflows.importing.entries import Asked
    from upakarti_tui.workflows.importing.glossary import Glossary
    from upakarti_tui.workflows.importing.table import ImportTable

FIXED: Final = frozenset(column.name for column in MARKS)
"""Columns that a marks table may have whatever the stage asks."""

_NAMES: Final = names_of(MARKS)
_FEW: Final = 8
"""So many items are told; of more, the first ones."""


class MarkHeader:
    """What the headings of a marks table mean in one stage.

    In a wide table an item of the stage may be called what elsewhere means a fixed
    column: `catatan`, `nilai`. There the item is meant, because the contract makes its
    id the heading; that is told. The fixed columns' own six names cannot be shared.
    """

    def __init__(self, table: Table, asked: Sequence[Asked]) -> None:
        """Look at the headings; `asked` is what the stage asks in each category."""
        self._table = table
        self._asked = asked
        self._items = {h: item for h in table.header if (item := self._item(h)) is not None}

    def understood(self, glossary: Glossary) -> ImportTable:
        """Return the table with its columns found.

        Raises:
            UsageError: what is said about the headings does not fit the table.
            RefusedError: columns are missing, stand twice or mean two things.
        """
        if self._is_long(glossary):
            wide, items = {}, {}
        else:
            wide, items = self._wide_headings(), self._called()
        table = understood(self._table, MARKS, glossary, items, wide)
        problems = tuple(self._problems(table))
        if problems:
            raise RefusedError(problems)
        return table.with_odd(self._shared(wide))

    def _item(self, heading: str) -> str | None:
        """Return what the stage asks under a heading; None where it asks nothing.

        An id comes before a fixed column's alias, a title after it: the contract makes
        ids the headings, a title is only what people write instead.
        """
        asked = [one for one in self._asked if one.named(heading)]
        if heading_key(heading) in _NAMES and all(one.titled(heading) for one in asked):
            return None
        return next((one.named(heading) for one in asked), None)

    def _called(self) -> dict[str, str]:
        """Return the names of all items, by themselves and by their keys."""
        names = {name: name for one in self._asked for name in one.names}
        return {**{heading_key(name): name for name in names}, **names}

    def _is_long(self, glossary: Glossary) -> bool:
        """Tell whether a row is a mark: a column says which, unless all that might is items."""
        named = {h: _NAMES.get(heading_key(h)) for h in self._table.header if h}
        rows = {h for h, name in named.items() if name in {"criterion", "mark"}}
        if any(named[heading] == "criterion" for heading in rows):
            return not rows <= self._items.keys()
        own = {heading: self._items.get(heading) or name for heading, name in named.items()}
        said = glossary.meanings(own, {**self._called(), **_NAMES})
        return any(name == "criterion" for name, _ in said.values())

    def _wide_headings(self) -> dict[str, str]:
        """Return the headings that are items of the stage, by their own or another's name."""
        shared = [h for h in self._items if heading_key(h) in FIXED]
        if shared:
            raise RefusedError(_two_things(self._table.file, heading) for heading in shared)
        return self._items

    def _shared(self, wide: Iterable[str]) -> Iterator[Problem]:
        for heading in wide:
            fixed = _NAMES.get(heading_key(heading))
            if fixed is not None:
                what = say("{heading} is read as what the stage asks, not as the column {column}",
                           heading=f"“{heading}”", column=fixed)  # fmt: skip
                mend = say("call the other column {column}", column=fixed)
                yield Problem(what, mend, self._table.file, 1, heading)

    def _problems(self, table: ImportTable) -> Iterator[Problem]:
        columns = {column.name: column for column in MARKS}
        expected: tuple[str, ...] = ("criterion", "mark")
        if table.columns - FIXED:
            expected = ("criterion",) if "mark" in table.columns else ()
            yield from self._misspelt(table.extra)
        unknown = [(heading, 0) for heading in table.extra]
        for name in expected:
            if name not in table.columns:
                what = say("the column {column} is missing", column=name)
                mend = missing(columns[name], unknown)
                if name == "criterion" and mend is None:
                    mend = self._or_wide()
                yield Problem(what, mend, table.file, 1)

    def _or_wide(self) -> Message:
        """Say what the columns of a wide table are called."""
        names = list(dict.fromkeys(name for one in self._asked for name in one.names))
        few = [*names[:_FEW], *(["…"] if len(names) > _FEW else [])]
        return say("add it, or give each a column: {items}", items=", ".join(few))

    def _misspelt(self, extra: Iterable[str]) -> Iterator[Problem]:
        names = {folded(name): name for one in self._asked for name in one.names}
        for heading in extra:
            shared = {item for one in self._asked for item in one.titled(heading)}
            near = get_close_matches(folded(heading), names, n=1, cutoff=0.8)
            if shared or near:
                meant = sorted(shared) or [names[near[0]]]
                what = say("there is no criterion {name} here", name=f"“{heading}”")
                mend = say("did you mean {names}?", names=", ".join(meant))
                yield Problem(what, mend, self._table.file, 1, heading)


def _two_things(file: str, heading: str) -> Problem:
    what = say("{heading} is a column of every marks table and an item of this stage",
               heading=f"“{heading}”")  # fmt: skip
    return Problem(what, say("write one row a mark instead"), file, 1, heading)
