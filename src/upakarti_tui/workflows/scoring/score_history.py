"""What was done at a desk, and the way back.

The way back is read from the records themselves: an entry that takes another
back names it. So undoing goes on where it stopped when the program is opened
again, and is itself on record.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from upakarti_tui.domain.book.deeds import Filled
from upakarti_tui.domain.book.entries import Entry, State
from upakarti_tui.domain.book.records import Record
from upakarti_tui.domain.book.sheet import INTEREST
from upakarti_tui.domain.problems import say
from upakarti_tui.errors import NotAllowedError

if TYPE_CHECKING:
    from collections.abc import Iterable


UNDOES = "undoes"
"""Name of the further field by which an entry says which record it takes back."""


@dataclass(frozen=True, slots=True)
class Step:
    """One change of one cell that can be taken back."""

    record: Record
    deed: Filled
    entry: Entry


class History:
    """A scorer's entries in the order they were put, and those not yet taken back."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._entries: dict[str, tuple[Entry, ...]] = {}
        self._steps: dict[str, Step] = {}
        self.last_at = ""
        """When the newest entry was put, as its record says; empty where there is none."""

        for record in records:
            self.add(record)

    def add(self, record: Record) -> None:
        """Take note of a record of entries."""
        deed = record.deed
        if not isinstance(deed, Filled):
            return
        self.last_at = record.at
        self._entries[record.id] = tuple(deed.entries)
        # An import fills many cells at once; it is taken back by another import.
        if len(deed.entries) != 1:
            return
        (entry,) = deed.entries
        undoes = dict(entry.more).get(UNDOES)
        if undoes is not None:
            self._steps.pop(undoes, None)
        elif entry.cell != INTEREST:
            # A declaration is changed by declaring again; it is never undone in passing.
            self._steps[record.id] = Step(record, deed, entry)

    @property
    def last(self) -> Step | None:
        """The newest change that is not taken back; None where all are."""
        return self._steps[next(reversed(self._steps))] if self._steps else None

    def way_back(self, step: Step) -> Entry:
        """Return the entry that takes a step back: what stood in its cell before.

        Raises:
            NotAllowedError: the step settled a conflict.
        """
        earlier = [
            entry
            for old in step.deed.supersedes
            for entry in self._entries.get(old, ())
            if entry.cell == step.entry.cell
        ]
        if len({(entry.state, entry.value) for entry in earlier}) > 1:
            raise NotAllowedError(
                say("The last change settled a conflict; it cannot be taken back here.")
            )
        before = earlier[-1] if earlier else Entry(*step.entry.cell, State.BLANK)
        return replace(before, more=(*without_undo(before), (UNDOES, step.record.id)))


def without_undo(entry: Entry) -> tuple[tuple[str, str], ...]:
    """Return the further fields of an entry, without what it took back."""
    return tuple(pair for pair in entry.more if pair[0] != UNDOES)
