"""The agenda of a jury session: who presents when, who is presenting, what is discussed."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from upakarti_tui.domain.book.deeds import Scheduled
from upakarti_tui.domain.book.records import SECRETARIAT
from upakarti_tui.domain.problems import say
from upakarti_tui.errors import UsageError
from upakarti_tui.storage.books.book import read, writing
from upakarti_tui.workflows import named
from upakarti_tui.workflows.allowed import refuse_final, refuse_part

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from upakarti_tui.domain.book.proceedings import Proceedings


def agenda(book: Path, stage: str, category: str) -> Scheduled:
    """Return the agenda that stands; an empty order where none was set.

    Raises:
        UsageError: the template has no such stage or category.
    """
    return _standing(read(book).proceedings, stage, category)


def schedule(
    book: Path,
    stage: str,
    category: str,
    *,
    order: Sequence[str] | None = None,
    presenting: str | None = None,
    discussing: bool | None = None,
) -> Scheduled:
    """Change the agenda where something is given, and return what stands then.

    An empty `presenting` means that nobody is.

    Raises:
        UsageError: no such stage, category or candidate, a candidate of another
            category, or one named twice.
        NotAllowedError: the book was handed out, or the stage is final.
    """
    with writing(book, SECRETARIAT) as opened:
        proceedings = opened.proceedings
        before = _standing(proceedings, stage, category)
        refuse_part(proceedings)
        refuse_final(proceedings, stage)
        after = dataclasses.replace(
            before,
            order=tuple(order) if order is not None else before.order,
            presenting=before.presenting if presenting is None else presenting,
            discussing=before.discussing if discussing is None else discussing,
        )
        _check(proceedings, after)
        if after != before:
            old = proceedings.standing.get(("scheduled", stage, category), ())
            supersedes = tuple(record.id for record in old)
            opened.add(dataclasses.replace(after, supersedes=supersedes))
    return after


def _standing(proceedings: Proceedings, stage: str, category: str) -> Scheduled:
    named.stage(proceedings.template, stage)
    named.category(proceedings.template, category)
    for deed in proceedings.stood("scheduled", stage, category):
        if isinstance(deed, Scheduled):
            return dataclasses.replace(deed, supersedes=())
    return Scheduled(stage, category, ())


def _check(proceedings: Proceedings, wanted: Scheduled) -> None:
    spoken_of = (*wanted.order, *filter(None, [wanted.presenting]))
    for name in spoken_of:
        found = named.candidate(proceedings, name)
        if found.category != wanted.category:
            raise UsageError(
                say("{candidate} is not in {category}.", candidate=name, category=wanted.category)
            )
    if len(set(wanted.order)) < len(wanted.order):
        raise UsageError(say("A candidate is named twice in the order."))
