"""Conflicts of interest: keeping a scorer from a candidate, and letting the scorer go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.book.deeds import Filled
from upakarti_tui.domain.book.entries import Entry, Part, SheetKey, State
from upakarti_tui.domain.book.handout import is_packed
from upakarti_tui.domain.book.records import SECRETARIAT
from upakarti_tui.domain.book.sheet import INTEREST
from upakarti_tui.domain.people.role_words import ROLES, in_words
from upakarti_tui.domain.problems import Problem, say
from upakarti_tui.errors import NotAllowedError, UsageError
from upakarti_tui.storage.books import book as books
from upakarti_tui.workflows import named
from upakarti_tui.workflows.allowed import refuse_final, refuse_stranger

if TYPE_CHECKING:
    from pathlib import Path

    from upakarti_tui.domain.book.proceedings import Proceedings
    from upakarti_tui.domain.people.candidate import Scorer
    from upakarti_tui.domain.programme.stage import Stage


def recuse(  # noqa: PLR0917 -- who, where and why, in the order they are told
    book: Path,
    candidate: str,
    scorer: str,
    stage: str,
    kind: str | None,
    reason: str,
    *,
    clear: bool = False,
    by: str = "",
) -> Filled:
    """Keep a scorer from a candidate, or with `clear` let the scorer go on.

    A mark already given is kept and not counted; it counts again once cleared. In
    a handed-out book its scorer declares the conflict and the chair decides.

    Raises:
        UsageError: an unknown name, a role that does not score in the stage, no kind
            or reason, or no name of who clears.
        NotAllowedError: the stage is final, the book is another scorer's, or a
            scorer would clear a conflict of interest.
    """
    holder = is_packed(books.read(book).proceedings)
    with books.writing(book, holder or SECRETARIAT) as opened:
        proceedings = opened.proceedings
        named.candidate(proceedings, candidate)
        who = named.scorer(proceedings, scorer)
        where = named.stage(proceedings.template, stage)
        refuse_stranger(proceedings, scorer)
        refuse_final(proceedings, stage)
        key = SheetKey(stage, candidate, scorer)
        if key not in proceedings.sheets:
            _refuse_role(who, where)
        if clear:
            entry = _cleared(proceedings, key, by, reason, holder)
        else:
            entry = _recused(kind, reason, by, State.RECUSED if holder is None else State.DECLARED)
        deed = Filled(key, (entry,), _heads(proceedings, key))
        opened.add(deed)
    return deed


def _refuse_role(scorer: Scorer, stage: Stage) -> None:
    """Refuse who scores nothing in a stage, and has no sheet there to be kept from."""
    if scorer.role not in stage.scorers:
        what = say(
            "{scorer} is {role}, who does not score here", scorer=scorer.id, role=ROLES[scorer.role]
        )
        raise UsageError(Problem(what, say("here score: {roles}", roles=in_words(stage.scorers))))


def _recused(kind: str | None, reason: str, by: str, state: State) -> Entry:
    if not kind or not reason:
        raise UsageError(say("A conflict of interest needs its kind and a reason."))
    more = (("by", by),) if by else ()
    return Entry(Part.INTEREST, "", state, note=reason, more=(*more, ("kind", kind)))


def _cleared(
    proceedings: Proceedings, key: SheetKey, by: str, reason: str, holder: str | None
) -> Entry:
    if holder is not None:
        raise NotAllowedError(say("Only the chair ends a conflict of interest."))
    if not by:
        raise UsageError(say("Say who ends the conflict of interest."))
    if not _heads(proceedings, key):
        raise NotAllowedError(say("No conflict of interest is on record."))
    return Entry(Part.INTEREST, "", State.CLEARED, note=reason, more=(("by", by),))


def _heads(proceedings: Proceedings, key: SheetKey) -> tuple[str, ...]:
    held = proceedings.sheets.get(key, {}).get(INTEREST)
    return tuple(sorted(head.record.id for head in held.heads)) if held is not None else ()
