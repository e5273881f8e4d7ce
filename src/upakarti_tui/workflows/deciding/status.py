"""How far a book is, and everything that blocks finalising."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.places.progress import progress
from upakarti_tui.storage.books import book as books
from upakarti_tui.workflows.scoring.bulk import in_bulk

if TYPE_CHECKING:
    from pathlib import Path

    from upakarti_tui.domain.places.progress import Progress


@in_bulk()
def status(book: Path) -> Progress:
    """Return the progress of every stage and scorer: counts, never marks."""
    return progress(books.read(book).proceedings)
