"""Opening a sealed stage, once every scorer has committed to their marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.book.deeds import Opened
from upakarti_tui.domain.book.records import SECRETARIAT, Record
from upakarti_tui.domain.places.ranking import asked
from upakarti_tui.domain.problems import Problem, say
from upakarti_tui.errors import OpenItemsError, RefusedError, UsageError
from upakarti_tui.storage.books.book import writing
from upakarti_tui.workflows import named
from upakarti_tui.workflows.allowed import refuse_final, refuse_part

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from upakarti_tui.domain.book.proceedings import Proceedings


def open_stage(book: Path, stage: str, by: str, absent: Iterable[tuple[str, str]] = ()) -> Record:
    """Let the marks of a sealed stage be read from now on.

    `absent` names the scorers without a commitment, each with the reason. Opening
    a stage that is open already changes nothing.

    Raises:
        UsageError: no such stage or scorer, the stage is not sealed, or one said to be
            absent has committed.
        RefusedError: an absence without a reason.
        OpenItemsError: names who has neither committed nor is said to be absent.
        NotAllowedError: the book is a handed-out part, or the stage is final.
    """
    absent = tuple(sorted(absent))
    with writing(book, SECRETARIAT) as opened:
        proceedings = opened.proceedings
        refuse_part(proceedings)
        found = named.stage(proceedings.template, stage)
        if not found.sealed:
            raise UsageError(say("Stage {stage} is not sealed.", stage=stage))
        if proceedings.opening(stage) is not None:
            return proceedings.standing["opened", stage][0]
        refuse_final(proceedings, stage)
        _check_absent(proceedings, stage, absent)
        return opened.add(Opened(stage, by, absent, proceedings.stamp()))[0]


def uncommitted(proceedings: Proceedings, stage: str) -> tuple[str, ...]:
    """Return the scorers who have not closed every sheet asked of them in a stage; sorted."""
    still_open = (key for key in asked(proceedings, stage) if key not in proceedings.closings)
    return tuple(sorted({key.scorer for key in still_open}))


def _check_absent(
    proceedings: Proceedings, stage: str, absent: tuple[tuple[str, str], ...]
) -> None:
    missing = uncommitted(proceedings, stage)
    for scorer, reason in absent:
        named.scorer(proceedings, scorer)
        if scorer not in missing:
            raise UsageError(say("{scorer} has submitted, and is not absent.", scorer=scorer))
        if not reason.strip():
            raise RefusedError([say("Say why {scorer} is absent.", scorer=scorer)])
    excused = {scorer for scorer, _ in absent}
    waiting = [scorer for scorer in missing if scorer not in excused]
    if waiting:
        raise OpenItemsError(
            *(Problem(say("not submitted"), file=f"{stage}/{scorer}") for scorer in waiting),
            say("The stage stays sealed. Wait for them, or record each absence with its reason."),
        )
