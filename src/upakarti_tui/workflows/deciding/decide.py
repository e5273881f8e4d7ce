"""The plenary puts candidates that stay tied across the quota line in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.book.deeds import Decided
from upakarti_tui.domain.book.records import SECRETARIAT
from upakarti_tui.domain.places.ranking import rank
from upakarti_tui.domain.problems import say
from upakarti_tui.domain.standing import Outcome
from upakarti_tui.errors import NotAllowedError, UsageError
from upakarti_tui.storage.books.book import writing
from upakarti_tui.workflows import named
from upakarti_tui.workflows.allowed import refuse_final, refuse_part
from upakarti_tui.workflows.deciding.readable import refuse_sealed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from upakarti_tui.domain.book.proceedings import Proceedings


def decide(  # noqa: PLR0917 -- what is decided, by whom and why, in that order
    book: Path, stage: str, category: str, order: Sequence[str], by: str, minutes: str, reason: str
) -> Decided:
    """Record in which order the plenary puts candidates tied across the quota line.

    Raises:
        UsageError: an unknown name, or one that stands twice.
        NotAllowedError: the stage is final or sealed, the book was handed out, or
            a candidate is not tied at the line.
    """
    with writing(book, SECRETARIAT) as opened:
        proceedings = opened.proceedings
        named.stage(proceedings.template, stage)
        named.category(proceedings.template, category)
        for candidate in order:
            named.candidate(proceedings, candidate)
        if len(set(order)) < len(order):
            raise UsageError(say("A candidate is named twice."))
        refuse_part(proceedings)
        refuse_final(proceedings, stage)
        refuse_sealed(proceedings, stage)
        _refuse_untied(proceedings, stage, category, order)
        heads = proceedings.standing.get(("decided", stage, category), ())
        deed = Decided(
            stage, category, tuple(order), by, minutes, reason, tuple(x.id for x in heads)
        )
        opened.add(deed)
    return deed


def _refuse_untied(
    proceedings: Proceedings, stage: str, category: str, order: Sequence[str]
) -> None:
    """Refuse to put anybody in order whom the rules have placed."""
    (ranked,) = rank(proceedings, stage, category=category).categories
    earlier = proceedings.stood("decided", stage, category)
    open_to_it = {s.candidate for s in ranked.standings if s.outcome is Outcome.TIED_AT_LINE}
    open_to_it |= {c for deed in earlier if isinstance(deed, Decided) for c in deed.order}
    for candidate in order:
        if candidate not in open_to_it:
            raise NotAllowedError(
                say("{candidate} is not tied at the quota line.", candidate=candidate)
            )
