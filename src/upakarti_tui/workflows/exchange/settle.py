"""Answering for a book that was copied and used twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.book.deeds import Settled
from upakarti_tui.domain.book.lineage import forks as forked
from upakarti_tui.domain.book.records import SECRETARIAT
from upakarti_tui.domain.problems import say
from upakarti_tui.errors import OpenItemsError
from upakarti_tui.storage.books.book import writing
from upakarti_tui.workflows import named
from upakarti_tui.workflows.allowed import refuse_nameless, refuse_part

if TYPE_CHECKING:
    from pathlib import Path

    from upakarti_tui.domain.book.merge_findings import Finding
    from upakarti_tui.storage.books.book import Book


def settle(
    book: Path,
    author: str,
    *,
    by: str,
    position: str,
    minutes: str,
    reason: str,
) -> tuple[Finding, ...]:
    """Answer for the forks that copies of an author's book have left, and return them.

    What the copies say differently stays in conflict until it is decided.

    Raises:
        UsageError: nobody of that id has written in the book or may.
        OpenItemsError: there is no fork of that author.
        RefusedError: who answers is left out.
        NotAllowedError: a handed-out book.
    """
    refuse_nameless(by=by, position=position, minutes=minutes, reason=reason)
    with writing(book, SECRETARIAT) as opened:
        refuse_part(opened.proceedings)
        _known(opened, author)
        forks = tuple(x for x in forked(opened.records) if x.where.startswith(f"{author}/"))
        if not forks:
            raise OpenItemsError(say("No book of {author} was used twice.", author=author))
        ids = tuple(sorted({x for fork in forks for x in fork.records}))
        opened.add(Settled(ids, by, position, minutes, reason))
    return forks


def _known(opened: Book, author: str) -> None:
    names = {SECRETARIAT, *opened.proceedings.scorers, *(x.author for x in opened.records)}
    if author not in names:
        missing = say("There is no scorer {name}", name=named.as_typed(author))
        raise named.unknown(missing, author, names)
