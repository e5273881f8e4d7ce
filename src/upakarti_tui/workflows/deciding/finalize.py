"""Making a stage final, and opening it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.book import merging
from upakarti_tui.domain.book.deeds import Finalised, Reopened
from upakarti_tui.domain.book.records import SECRETARIAT
from upakarti_tui.domain.places.finalizing import finalised, versions
from upakarti_tui.domain.places.ranking import rank
from upakarti_tui.domain.places.ranking_values import digest
from upakarti_tui.domain.problems import Message, Problem, say
from upakarti_tui.errors import NotAllowedError, OpenItemsError
from upakarti_tui.storage.books.book import writing
from upakarti_tui.workflows import named
from upakarti_tui.workflows.allowed import refuse_final, refuse_part
from upakarti_tui.workflows.deciding.readable import refuse_sealed
from upakarti_tui.workflows.scoring.bulk import in_bulk

if TYPE_CHECKING:
    from pathlib import Path

    from upakarti_tui.domain.book.proceedings import Proceedings


@in_bulk()
def finalize(book: Path, stage: str, by: str, position: str) -> Finalised:
    """Close a stage: what its ranking says now, it says for good.

    Raises:
        UsageError: the template has no such stage.
        NotAllowedError: the stage is final or sealed, or the book was handed out.
        OpenItemsError: names everything that must be settled first.
    """
    with writing(book, SECRETARIAT) as opened:
        proceedings = opened.proceedings
        named.stage(proceedings.template, stage)
        refuse_part(proceedings)
        refuse_final(proceedings, stage)
        refuse_sealed(proceedings, stage)
        ranking = rank(proceedings, stage)
        blocked = [Problem(item.what, file=item.where) for item in ranking.open_items]
        blocked += _gaps(proceedings)
        if blocked:
            raise OpenItemsError(_first(stage, len(blocked)), *blocked)
        deed = Finalised(
            stage=stage,
            by=by,
            position=position,
            version=_next_version(proceedings, stage),
            stamp=proceedings.stamp(),
            digest=digest(ranking),
            supersedes=_heads(proceedings, stage),
        )
        opened.add(deed)
    return deed


def reopen(book: Path, stage: str, by: str, reason: str) -> Reopened:
    """Open a final stage again; closing it once more makes a new version.

    Raises:
        UsageError: the template has no such stage.
        NotAllowedError: the stage is not final, or the book was handed out.
    """
    with writing(book, SECRETARIAT) as opened:
        proceedings = opened.proceedings
        named.stage(proceedings.template, stage)
        refuse_part(proceedings)
        if finalised(proceedings, stage) is None:
            raise NotAllowedError(say("Stage {stage} is not final.", stage=stage))
        deed = Reopened(stage, by, reason, supersedes=_heads(proceedings, stage))
        opened.add(deed)
    return deed


def _first(stage: str, count: int) -> Message:
    return say("Stage {stage} cannot be made final: {count} open items.", stage=stage, count=count)


def _gaps(proceedings: Proceedings) -> list[Problem]:
    return [Problem(f.what, file=f.where) for f in merging.gaps(proceedings.records)]


def _next_version(proceedings: Proceedings, stage: str) -> int:
    earlier = [
        x.deed.version for x in versions(proceedings, stage) if isinstance(x.deed, Finalised)
    ]
    return max(earlier, default=0) + 1


def _heads(proceedings: Proceedings, stage: str) -> tuple[str, ...]:
    return tuple(x.id for x in proceedings.standing.get(("finalised", stage), ()))
