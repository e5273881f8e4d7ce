"""The ordinary sheet: marks and nothing else, kept as they were written.

A large book is nearly all such sheets. They are kept as one row of texts a sheet,
so that millions of marks are read without a value for each; whoever looks at an
entry gets the one that the text stands for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import overload

from upakarti_tui.domain.book.entries import Entry, Part, State


class PlainMarks(Sequence[Entry]):
    """Entries that are marks without a note, each criterion once."""

    __slots__ = ("criteria", "texts")

    def __init__(self, criteria: tuple[str, ...], texts: tuple[str, ...]) -> None:
        self.criteria = criteria
        self.texts = texts
        """The mark of each criterion as plain decimal text."""

    def __len__(self) -> int:
        return len(self.texts)

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Entry]: ...
    def __getitem__(self, index: int | slice) -> Entry | Sequence[Entry]:
        if isinstance(index, slice):
            return tuple(self)[index]
        return Entry(Part.MARK, self.criteria[index], State.MARKED, self.texts[index])

    def __eq__(self, other: object) -> bool:
        if isinstance(other, PlainMarks):
            return (self.criteria, self.texts) == (other.criteria, other.texts)
        return tuple(self) == other

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


class PlainRow(Mapping[str, Decimal]):
    """The marks of an ordinary sheet by criterion, as numbers when they are asked for."""

    __slots__ = ("marks",)

    def __init__(self, marks: PlainMarks) -> None:
        self.marks = marks

    def __getitem__(self, criterion: str) -> Decimal:
        try:
            return Decimal(self.marks.texts[self.marks.criteria.index(criterion)])
        except ValueError:
            raise KeyError(criterion) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self.marks.criteria)

    def __len__(self) -> int:
        return len(self.marks)
