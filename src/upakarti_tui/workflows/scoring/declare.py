"""Declaring conflicts of interest: for all of a scorer's candidates, or for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.book.entries import InterestKind, SheetKey
from upakarti_tui.domain.problems import say
from upakarti_tui.errors import UsageError
from upakarti_tui.workflows import named
from upakarti_tui.workflows.scoring.score import desk

if TYPE_CHECKING:
    from pathlib import Path


def declare(  # noqa: PLR0917 -- who, where and what, in the order they are told
    book: Path,
    scorer: str,
    stage: str,
    candidate: str | None = None,
    kind: str | None = None,
    reason: str = "",
) -> tuple[SheetKey, ...]:
    """Declare as the scorer, and return the sheets declared on.

    Without a candidate nothing ties the scorer to any of those not yet declared
    on; with one, its kind says what does, and without a kind that nothing does.

    Raises:
        UsageError: an unknown scorer, stage or kind, or a kind without a candidate.
        NotAllowedError: the book is another scorer's, the stage final, or the
            candidate not one of the scorer's.
    """
    if candidate is None and (kind or reason):
        raise UsageError(say("A conflict of interest needs its candidate."))
    if reason and not kind:
        raise UsageError(say("A conflict of interest needs its kind."))
    tie = InterestKind(kind) if kind else None
    with desk(book, scorer) as own:
        named.stage(own.template, stage)
        one = SheetKey(stage, candidate or "", scorer)
        keys = own.undeclared(stage) if candidate is None else (one,)
        for key in keys:
            own.declare(key, tie, reason)
    return keys
