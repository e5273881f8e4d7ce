"""Closing a scorer's sheets, and sending closed sheets back."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from upakarti_tui.domain.book import closing
from upakarti_tui.domain.book.deeds import Returned, Submitted
from upakarti_tui.domain.book.entries import SheetKey
from upakarti_tui.domain.book.records import SECRETARIAT, Record
from upakarti_tui.domain.book.sheet import SheetState
from upakarti_tui.domain.problems import Message, Problem, say
from upakarti_tui.errors import OpenItemsError, UsageError
from upakarti_tui.storage.books import signatures
from upakarti_tui.storage.books.book import writing
from upakarti_tui.workflows import named
from upakarti_tui.workflows.allowed import refuse_final, refuse_stranger
from upakarti_tui.workflows.asking import asked_of
from upakarti_tui.workflows.enrol import enrol_own

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from upakarti_tui.domain.book.proceedings import Proceedings
    from upakarti_tui.domain.book.sheet import Sheet
    from upakarti_tui.storage.books.book import Book
    from upakarti_tui.storage.books.signatures import Key


@dataclass(frozen=True, slots=True)
class Submission:
    """What was closed, with the number to note down by hand."""

    scorer: str
    stages: tuple[str, ...]
    """The stages that the fingerprint is about, in the order of the template."""

    fingerprint: str
    """Sixteen digits; the same again while nothing changes."""

    closed: tuple[SheetKey, ...]
    """Sheets closed just now; empty when all were closed before."""

    sheets: int
    """Sheets that are closed now, in all."""


def submit(book: Path, scorer: str, stage: str | None = None) -> Submission:
    """Close all sheets of a scorer, in one stage or in all; nothing where one has gaps.

    Raises:
        UsageError: the book knows no such scorer or stage.
        NotAllowedError: the book was handed to somebody else, or the stage is final.
        OpenItemsError: names what is missing; nothing is closed.
    """
    with writing(book, scorer) as opened:
        proceedings = opened.proceedings
        refuse_stranger(proceedings, scorer)
        named.scorer(proceedings, scorer)
        wanted = _wanted(proceedings, scorer, stage)
        _refuse_gaps(proceedings, wanted)
        closed = close_sheets(opened, scorer, wanted)
        return _told(opened.proceedings, scorer, wanted, closed)


def _wanted(
    proceedings: Proceedings, scorer: str, stage: str | None
) -> dict[str, tuple[SheetKey, ...]]:
    """Return the sheets to close, by stage."""
    template = proceedings.template
    if stage is not None:
        refuse_final(proceedings, named.stage(template, stage).id)
    stages = [stage] if stage is not None else [s.id for s in template.stages]
    wanted = {name: asked_of(proceedings, scorer, name) for name in stages}
    wanted = {name: keys for name, keys in wanted.items() if keys}
    if not wanted:
        raise OpenItemsError(say("{scorer} has no sheets to submit.", scorer=scorer))
    return wanted


def _refuse_gaps(proceedings: Proceedings, wanted: dict[str, tuple[SheetKey, ...]]) -> None:
    missing = [
        gap(sheet)
        for stage, keys in wanted.items()
        if proceedings.final(stage) is None
        for sheet in closing.unfinished(proceedings, keys)
    ]
    if missing:
        raise OpenItemsError(
            *missing, say("Nothing was submitted. Fill what is missing, then submit again.")
        )


def gap(sheet: Sheet) -> Problem:
    """Say what keeps a sheet from being closed."""
    where = f"{sheet.key.stage}/{sheet.key.candidate}"
    if sheet.state is SheetState.UNBEGUN:
        return Problem(say("not begun"), file=where)
    if sheet.state is SheetState.CONFLICT:
        return Problem(say("a cell holds two different values"), file=where)
    items: list[str | Message] = [item or part.value for part, item in sheet.missing]
    return Problem(say("missing: {items}", items=", ".join(map(str, items))), file=where)


def close_sheets(
    opened: Book, scorer: str, wanted: dict[str, tuple[SheetKey, ...]]
) -> tuple[SheetKey, ...]:
    """Close a scorer's sheets, by stage, and return those that were still open."""
    closed: list[SheetKey] = []
    for stage, keys in wanted.items():
        proceedings = opened.proceedings
        new = tuple(key for key in keys if key not in proceedings.closings)
        if not new or proceedings.final(stage) is not None:
            continue
        key = signatures.own_key()
        enrol_own(opened, key)
        deed = closing.closing(opened.proceedings, scorer, stage, new, opened.last)
        opened.add(signed(opened, key, deed))
        closed += new
    return tuple(closed)


def signed(opened: Book, key: Key, deed: Submitted) -> Submitted:
    """Return the deed with the signature over itself as the next record of the book."""
    statement = signatures.statement_of(
        opened.next_record(deed), deed, opened.proceedings.fingerprint
    )
    return dataclasses.replace(deed, signature=key.sign(signatures.SUBMISSION, statement))


def _told(
    proceedings: Proceedings,
    scorer: str,
    wanted: dict[str, tuple[SheetKey, ...]],
    closed: tuple[SheetKey, ...],
) -> Submission:
    keys = [key for several in wanted.values() for key in several if key in proceedings.closings]
    acts: set[Record] = {proceedings.closings[key] for key in keys}
    return Submission(scorer, tuple(wanted), closing.slip(acts), closed, len(keys))


def send_back(  # noqa: PLR0917 -- who, where and why, in the order they are told
    book: Path, scorer: str, stage: str, candidates: Sequence[str] | None, by: str, reason: str
) -> tuple[SheetKey, ...]:
    """Open submitted sheets of a scorer again; all of the stage where none are named.

    Raises:
        UsageError: the book knows no such scorer, stage or candidate, or the sheet is open.
        NotAllowedError: the book is a handed-out part, or the stage is final.
    """
    with writing(book, SECRETARIAT) as opened:
        proceedings = opened.proceedings
        refuse_stranger(proceedings, SECRETARIAT)
        named.scorer(proceedings, scorer)
        refuse_final(proceedings, named.stage(proceedings.template, stage).id)
        names = _closed(proceedings, scorer, stage, candidates)
        supersedes = closing.acts(proceedings, scorer, stage, names)
        opened.add(Returned(scorer, stage, names, by, reason, supersedes))
    return tuple(SheetKey(stage, name, scorer) for name in names)


def _closed(
    proceedings: Proceedings, scorer: str, stage: str, candidates: Iterable[str] | None
) -> tuple[str, ...]:
    closed = {
        key.candidate for key in proceedings.closings if (key.stage, key.scorer) == (stage, scorer)
    }
    if candidates is None:
        candidates = closed
    names = tuple(sorted({named.candidate(proceedings, name).id for name in candidates}))
    still_open = [name for name in names if name not in closed]
    if still_open or not names:
        raise UsageError(
            say(
                "{scorer} has not submitted these sheets of {stage}: {candidates}",
                scorer=scorer,
                stage=stage,
                candidates=", ".join(still_open) or "–",
            )
        )
    return names
