"""What the secretariat sees of a book at a glance: counts, names and times, never marks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from upakarti_tui.domain.book.deeds import Filled
from upakarti_tui.domain.places.progress import Progress, progress
from upakarti_tui.storage.books import book as books

if TYPE_CHECKING:
    from pathlib import Path

    from upakarti_tui.domain.book.proceedings import Proceedings


@dataclass(frozen=True, slots=True)
class Overview:
    """A book's progress with what a screen shows beside it."""

    progress: Progress
    names: Mapping[str, str]
    """Of the scorers, by id."""

    last: Mapping[tuple[str, str], str]
    """By stage and scorer: date and time of the newest entry, for people."""

    on_paper: frozenset[str]
    """Scorers for whom somebody typed sheets in."""


def overview(book: Path) -> Overview:
    """Look at a book.

    Raises:
        UpakartiError: it cannot be read.
    """
    proceedings = books.read(book).proceedings
    return Overview(
        progress=progress(proceedings),
        names={scorer.id: scorer.name for scorer in proceedings.scorers.values()},
        last=_last(proceedings),
        on_paper=frozenset(
            record.deed.sheet.scorer
            for record in proceedings.records
            if isinstance(record.deed, Filled) and record.deed.typed_by
        ),
    )


def _last(proceedings: Proceedings) -> dict[tuple[str, str], str]:
    last: dict[tuple[str, str], str] = {}
    for record in proceedings.records:
        if isinstance(record.deed, Filled):
            key = (record.deed.sheet.stage, record.deed.sheet.scorer)
            last[key] = max(last.get(key, ""), record.at[:16].replace("T", " "))
    return last
