"""The book that rows are brought into: opened to write, or only tried."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from upakarti_tui.domain.book import proceedings as derived
from upakarti_tui.domain.book.handout import is_packed
from upakarti_tui.domain.book.records import SECRETARIAT, Record
from upakarti_tui.domain.problems import say
from upakarti_tui.errors import NotAllowedError
from upakarti_tui.storage.books import book as books

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from upakarti_tui.domain.book.deeds import Deed
    from upakarti_tui.domain.book.proceedings import Proceedings
    from upakarti_tui.storage.books.book import Book


class Trial:
    """A book that is written to in memory only, to see what an import would do."""

    def __init__(self, records: tuple[Record, ...], author: str) -> None:
        self._records = records
        self._author = author

    @property
    def proceedings(self) -> Proceedings:
        """What the records say, with everything added so far."""
        return derived.read(self._records)

    def add(self, *deeds: Deed) -> tuple[Record, ...]:
        """Add what the author would do."""
        book = self._records[0].book
        added = tuple(
            Record(f"trial-{seq}", book, self._author, "trial", seq, "", "", deed)
            for seq, deed in enumerate(deeds, len(self._records))
        )
        self._records += added
        return added


@contextmanager
def importing(book: Path, *, dry_run: bool, author: str = SECRETARIAT) -> Iterator[Book | Trial]:
    """Open the book to add what an author brings in; a trial takes no lock and adds nothing.

    Raises:
        NotAllowedError: the secretariat's import would go into a book handed to a scorer.
    """
    if dry_run:
        trial = Trial(books.read(book).records, author)
        _refuse_packed(book, trial.proceedings, author)
        yield trial
        return
    with books.writing(book, author) as opened:
        _refuse_packed(book, opened.proceedings, author)
        yield opened


def _refuse_packed(book: Path, proceedings: Proceedings, author: str) -> None:
    scorer = is_packed(proceedings)
    if author == SECRETARIAT and scorer is not None:
        raise NotAllowedError(
            say(
                "{book} is the book handed to {scorer}. Import into the secretariat's own book.",
                book=book,
                scorer=scorer,
            )
        )
