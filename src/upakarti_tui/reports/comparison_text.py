"""Who moved since a snapshot, as plain text, in the chosen language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.standing import Outcome, Unplaced
from upakarti_tui.locale import gettext
from upakarti_tui.reports.ranking_forms import outcome_in_words, unplaced_in_words
from upakarti_tui.reports.speech import local

if TYPE_CHECKING:
    from upakarti_tui.domain.book.records import Record
    from upakarti_tui.domain.places.comparing import Comparison, Move, Spot


def as_text(comparison: Comparison) -> str:
    """Return who moved, from where to where and because of what, a line feed at the end."""
    head = gettext("Stage {stage}: {moves} moved, {new} new records").format(
        stage=comparison.stage, moves=len(comparison.moves), new=len(comparison.new)
    )
    return "\n\n".join([head, *map(_move, comparison.moves)]) + "\n"


def _move(move: Move) -> str:
    said = f"{move.candidate}: {_spot(move.before)} → {_spot(move.after)}"
    if not move.because:
        return f"{said}\n   " + gettext("because of records about others")
    return "\n".join([said, *(f"   {_record(record)}" for record in move.because)])


def _spot(spot: Spot | None) -> str:
    if spot is None:
        return gettext("not in the stage")
    if spot.place is None:
        return unplaced_in_words(Unplaced(spot.outcome))
    return gettext("place {place}, {score}, {outcome}").format(
        place=spot.place, score=local(spot.score), outcome=outcome_in_words(Outcome(spot.outcome))
    )


def _record(record: Record) -> str:
    """Name a record by who made it, when, and which it is of theirs on that device."""
    kind = type(record.deed).__name__.lower()
    return f"{kind}  {record.author}/{record.device}/{record.seq}  {record.at}  {record.id[:12]}"
