"""Showing the numbers of a person, which are masked everywhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.book.deeds import Revealed
from upakarti_tui.domain.book.records import SECRETARIAT
from upakarti_tui.domain.people.candidate import Identity
from upakarti_tui.storage.books.book import writing
from upakarti_tui.workflows import named
from upakarti_tui.workflows.allowed import refuse_part

if TYPE_CHECKING:
    from pathlib import Path


def reveal(book: Path, candidate: str, by: str, reason: str) -> Identity:
    """Return a candidate's numbers, after recording who looked and why.

    Raises:
        UsageError: the book has no such candidate.
        NotAllowedError: the book was handed out; it holds no such numbers.
    """
    with writing(book, SECRETARIAT) as opened:
        refuse_part(opened.proceedings)
        named.candidate(opened.proceedings, candidate)
        opened.add(Revealed(candidate, by, reason))
        return opened.proceedings.identities.get(candidate, Identity(candidate))
