"""Answering for a book that was copied and used twice, and for two offices that disagree."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from upakarti_tui.domain.book.contradictions import contradictions
from upakarti_tui.domain.book.deeds import Settled
from upakarti_tui.domain.book.lineage import forks as forked
from upakarti_tui.domain.book.records import SECRETARIAT
from upakarti_tui.domain.problems import say
from upakarti_tui.errors import OpenItemsError
from upakarti_tui.storage.books.book import writing
from upakarti_tui.workflows import named
from upakarti_tui.workflows.allowed import refuse_nameless, refuse_part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from upakarti_tui.domain.book.merge_findings import Finding
    from upakarti_tui.storage.books.book import Book

DIGITS = 16
"""Of a record's id, as it is shown."""

SAID_AGAIN = frozenset({"candidate", "identity", "scorer", "disqualified", "drawn"})
"""Topics of which one record can stand for all. For the others there are commands that say
it anew: finalize, reopen, open-stage, decide."""


def settle(
    book: Path,
    named_one: str,
    *,
    by: str,
    position: str,
    minutes: str,
    reason: str,
) -> tuple[Finding, ...]:
    """Answer for what copies of a book, or two offices, have left; return what is answered.

    Named is an author, whose forks are answered for: what the copies say differently
    stays in conflict until it is decided. Or a record, by its first sixteen digits: of
    the acts that contradict each other on one topic, it is the one that stands.

    Raises:
        UsageError: there is no such author, and no such record among what contradicts.
        OpenItemsError: there is no fork of that author.
        RefusedError: who answers is left out.
        NotAllowedError: a handed-out book.
    """
    refuse_nameless(by=by, position=position, minutes=minutes, reason=reason)
    with writing(book, SECRETARIAT) as opened:
        refuse_part(opened.proceedings)
        settling = partial(Settled, by=by, position=position, minutes=minutes, reason=reason)
        authors = {SECRETARIAT, *opened.proceedings.scorers, *(x.author for x in opened.records)}
        if named_one in authors:
            return _answer(opened, named_one, settling)
        return _let_stand(opened, named_one, settling, authors)


def _answer(opened: Book, author: str, settling: Callable[..., Settled]) -> tuple[Finding, ...]:
    forks = tuple(x for x in forked(opened.records) if x.where.startswith(f"{author}/"))
    if not forks:
        raise OpenItemsError(say("No book of {author} was used twice.", author=author))
    opened.add(settling(tuple(sorted({x for fork in forks for x in fork.records}))))
    return forks


def _let_stand(
    opened: Book, digits: str, settling: Callable[..., Settled], authors: Iterable[str]
) -> tuple[Finding, ...]:
    """Say again what one of several records says, in the place of all of them."""
    for one in contradictions(opened.proceedings):
        for record in one.heads:
            if record.id[:DIGITS] == digits and one.topic[0] in SAID_AGAIN:
                ids = tuple(sorted(head.id for head in one.heads))
                deed: Any = record.deed
                opened.add(replace(deed, supersedes=ids), settling(ids))
                what = say("{where}: the record {id} stands.", where=one.finding.where, id=digits)
                return (replace(one.finding, what=what),)
    missing = say("There is no author or contradicting record {name}", name=named.as_typed(digits))
    raise named.unknown(missing, digits, authors)
