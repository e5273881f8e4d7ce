"""Explaining why a candidate stands where it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.places import explaining
from upakarti_tui.storage.books import book as books
from upakarti_tui.workflows import named
from upakarti_tui.workflows.allowed import refuse_part
from upakarti_tui.workflows.deciding.readable import refuse_sealed
from upakarti_tui.workflows.scoring.bulk import in_bulk

if TYPE_CHECKING:
    from pathlib import Path

    from upakarti_tui.domain.places.explaining import Explanation


@in_bulk()
def explain(
    book: Path, candidate: str, stage: str | None = None, *, draft: bool = False
) -> Explanation:
    """Return the derivation of a candidate's place; without a stage, in the last it entered.

    Raises:
        UsageError: the book knows no such candidate or stage.
        NotAllowedError: the book was handed out, or the stage is sealed.
    """
    proceedings = books.read(book).proceedings
    named.candidate(proceedings, candidate)
    if stage is not None:
        named.stage(proceedings.template, stage)
    refuse_part(proceedings)
    stage = stage or explaining.last_entered(proceedings, candidate, draft=draft)
    refuse_sealed(proceedings, stage)
    return explaining.explain(proceedings, stage, candidate, draft=draft)
