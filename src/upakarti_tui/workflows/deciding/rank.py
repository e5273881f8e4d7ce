"""Ranking a stage of a book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.places import ranking
from upakarti_tui.storage.books import book as books
from upakarti_tui.workflows import named
from upakarti_tui.workflows.allowed import refuse_part
from upakarti_tui.workflows.deciding.readable import refuse_sealed
from upakarti_tui.workflows.scoring.bulk import in_bulk

if TYPE_CHECKING:
    from pathlib import Path

    from upakarti_tui.domain.standing import Ranking


@in_bulk()
def rank(book: Path, stage: str, category: str | None = None, *, draft: bool = False) -> Ranking:
    """Return the standings of a stage, with everything that is still open.

    Raises:
        UsageError: the template has no such stage or category.
        NotAllowedError: the book was handed out, or the stage is sealed.
    """
    proceedings = books.read(book).proceedings
    named.stage(proceedings.template, stage)
    if category is not None:
        named.category(proceedings.template, category)
    refuse_part(proceedings)
    refuse_sealed(proceedings, stage)
    return ranking.rank(proceedings, stage, category=category, draft=draft)
