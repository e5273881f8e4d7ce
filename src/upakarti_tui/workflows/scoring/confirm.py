"""A second person for paper: confirming what was typed in, or typing it in again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from upakarti_tui.domain.book.deeds import Confirmed, Filled
from upakarti_tui.domain.book.records import SECRETARIAT
from upakarti_tui.domain.book.sheet import CellKey, sheet
from upakarti_tui.domain.problems import Message, say
from upakarti_tui.domain.scoring.counting import confirmed_records, unconfirmed
from upakarti_tui.errors import NotAllowedError, RefusedError, UsageError
from upakarti_tui.storage.books.book import writing
from upakarti_tui.workflows import named
from upakarti_tui.workflows.allowed import refuse_final, refuse_part

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from upakarti_tui.domain.book.entries import Entry, SheetKey
    from upakarti_tui.domain.book.proceedings import Proceedings


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that two people have typed in differently."""

    cell: CellKey
    first: str
    """What the first typed; empty for nothing."""

    second: str

    @property
    def message(self) -> Message:
        """The difference in words."""
        part, item = self.cell
        return say(
            "{item}: first “{first}”, now “{second}”",
            item=item or part.value,
            first=self.first,
            second=self.second,
        )


def confirm(
    book: Path, scorer: str, stage: str, candidates: Sequence[str] | None, by: str
) -> tuple[SheetKey, ...]:
    """Record that a second person has compared typed-in sheets with the paper.

    Without candidates, every sheet of the scorer in the stage that waits for it.

    Raises:
        UsageError: no such scorer, stage or candidate, or nothing there waits for it.
        RefusedError: nobody is named as the second person.
        NotAllowedError: the second person is the one who typed, the book is a part,
            or the stage is final.
    """
    with writing(book, SECRETARIAT) as opened:
        proceedings = opened.proceedings
        _check(proceedings, scorer, stage, by)
        waiting = _waiting(proceedings, scorer, stage)
        if candidates is not None:
            names = {named.candidate(proceedings, name).id for name in candidates}
            waiting = {key: ids for key, ids in waiting.items() if key.candidate in names}
        if not waiting:
            raise UsageError(say("No sheet of {scorer} waits to be confirmed.", scorer=scorer))
        deeds = [Confirmed(key, ids, by) for key, ids in waiting.items()]
        for deed in deeds:
            _refuse_typist(proceedings, deed)
        opened.add(*deeds)
    return tuple(waiting)


def confirm_typed_again(
    book: Path, key: SheetKey, entries: Iterable[Entry], by: str
) -> tuple[Difference, ...]:
    """Confirm a sheet by typing it in a second time.

    Returns every cell that the two have typed in differently; the sheet is
    confirmed only when there is none.

    Raises:
        As `confirm`.
    """
    with writing(book, SECRETARIAT) as opened:
        proceedings = opened.proceedings
        _check(proceedings, key.scorer, key.stage, by)
        ids = _waiting(proceedings, key.scorer, key.stage).get(key)
        if ids is None:
            raise UsageError(say("No sheet of {scorer} waits to be confirmed.", scorer=key.scorer))
        deed = Confirmed(key, ids, by)
        _refuse_typist(proceedings, deed)
        found = differences(proceedings, key, entries)
        if not found:
            opened.add(deed)
    return found


def differences(
    proceedings: Proceedings, key: SheetKey, entries: Iterable[Entry]
) -> tuple[Difference, ...]:
    """Return the cells in which entries differ from what a sheet holds, in order of the cells."""
    typed = {entry.cell: _said(entry) for entry in entries}
    held = {
        cell: _said(there.entry) if there.entry is not None else "≠"
        for cell, there in proceedings.sheets.get(key, {}).items()
    }
    return tuple(
        Difference(cell, held.get(cell, ""), typed.get(cell, ""))
        for cell in sorted({*typed, *held})
        if held.get(cell, "") != typed.get(cell, "")
    )


def _said(entry: Entry) -> str:
    return " ".join(filter(None, (entry.state.value, entry.value)))


def _check(proceedings: Proceedings, scorer: str, stage: str, by: str) -> None:
    refuse_part(proceedings)
    named.scorer(proceedings, scorer)
    refuse_final(proceedings, named.stage(proceedings.template, stage).id)
    if not by.strip():
        raise RefusedError([say("Say who compared the sheets with the paper.")])


def _waiting(proceedings: Proceedings, scorer: str, stage: str) -> dict[SheetKey, tuple[str, ...]]:
    """Return the sheets with typed-in entries that nobody else has compared, with their records."""
    done = confirmed_records(proceedings)
    found: dict[SheetKey, tuple[str, ...]] = {}
    for key in sorted(proceedings.sheets):
        if (key.stage, key.scorer) == (stage, scorer):
            ids = {head.record.id for head in unconfirmed(sheet(proceedings, key), done)}
            if ids:
                found[key] = tuple(sorted(ids))
    return found


def _refuse_typist(proceedings: Proceedings, deed: Confirmed) -> None:
    typists = {
        x.deed.typed_by
        for x in proceedings.records
        if x.id in deed.records and isinstance(x.deed, Filled)
    }
    if _name(deed.by) in map(_name, typists):
        raise NotAllowedError(
            say("{by} typed these sheets in; somebody else must compare them.", by=deed.by)
        )


def _name(text: str) -> str:
    return " ".join(text.split()).casefold()
