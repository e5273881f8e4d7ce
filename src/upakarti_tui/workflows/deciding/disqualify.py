"""A candidate drops out (gugur), or comes back. The scores stay on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.book.deeds import Disqualified
from upakarti_tui.domain.book.records import SECRETARIAT
from upakarti_tui.domain.problems import say
from upakarti_tui.errors import NotAllowedError
from upakarti_tui.storage.books.book import writing
from upakarti_tui.workflows import named
from upakarti_tui.workflows.allowed import refuse_final, refuse_part

if TYPE_CHECKING:
    from pathlib import Path


def disqualify(
    book: Path,
    candidate: str,
    stage: str,
    date: str,
    reason: str,
    *,
    undo: bool = False,
) -> Disqualified:
    """Record that a candidate drops out in a stage, or with `undo` that it comes back.

    Raises:
        UsageError: the book knows no such candidate or stage.
        NotAllowedError: the stage is final (reopen it first), the book was handed
            out, or there is nothing to undo.
    """
    with writing(book, SECRETARIAT) as opened:
        proceedings = opened.proceedings
        named.candidate(proceedings, candidate)
        named.stage(proceedings.template, stage)
        refuse_part(proceedings)
        refuse_final(proceedings, stage)
        heads = proceedings.standing.get(("disqualified", candidate), ())
        stood = [x.deed for x in heads if isinstance(x.deed, Disqualified) and x.deed.out]
        if undo and not stood:
            raise NotAllowedError(say("{candidate} has not dropped out.", candidate=candidate))
        for earlier in stood:
            refuse_final(proceedings, earlier.stage)
        deed = Disqualified(candidate, stage, date, reason, not undo, tuple(x.id for x in heads))
        opened.add(deed)
    return deed
