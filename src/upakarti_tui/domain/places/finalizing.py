"""When a stage is final, and what it was decided on.

A final stage is decided by the records that its stamp covers and by nothing that
came later. Who finalised it also wrote down a digest of the ranking; a ranking
worked out again must have the same one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.book import deeds as d
from upakarti_tui.domain.book.deeds import Finalised
from upakarti_tui.domain.book.proceedings import Proceedings, read

if TYPE_CHECKING:
    from upakarti_tui.domain.book.deeds import Deed
    from upakarti_tui.domain.book.records import Record


def finalised(proceedings: Proceedings, stage_id: str) -> Finalised | None:
    """Return what closed a stage; None while it is open or was reopened."""
    heads = proceedings.stood("finalised", stage_id)
    closed = [deed for deed in heads if isinstance(deed, Finalised)]
    return closed[0] if closed and len(closed) == len(heads) else None


def versions(proceedings: Proceedings, stage_id: str) -> tuple[Record, ...]:
    """Return every closing of a stage, reopened ones too, by version."""
    several = (
        (record.deed.version, record.id, record)
        for record in proceedings.records
        if isinstance(record.deed, Finalised) and record.deed.stage == stage_id
    )
    return tuple(record for _, _, record in sorted(several))


def as_it_was(proceedings: Proceedings, final: Finalised) -> Proceedings:
    """Return the proceedings that decided a final stage: what its stamp covers.

    The very same proceedings come back where nothing that came later could have
    decided anything, which spares reading a large book again.
    """
    last = {(author, device): seq for author, device, seq in final.stamp.seen}
    ids = [stage.id for stage in proceedings.template.stages]
    reached = frozenset(ids[: ids.index(final.stage) + 1])
    late = {record.id for record in proceedings.late}
    covered = [x for x in proceedings.records if x.seq <= last.get((x.author, x.device), 0)]
    if len(covered) == len(proceedings.records):
        return proceedings
    ids_covered = {record.id for record in covered}
    later = (x for x in proceedings.records if x.id not in ids_covered and x.id not in late)
    if any(_decides(record.deed, reached, final.stage) for record in later):
        return read(covered)
    return proceedings


def _decides(deed: Deed, reached: frozenset[str], closed: str) -> bool:
    """Tell whether a deed could change the result of the stages reached."""
    match deed:
        case d.Finalised() | d.Reopened():
            return deed.stage in reached and deed.stage != closed
        case d.Filled() | d.Ruled() | d.Confirmed():
            return deed.sheet.stage in reached
        case d.Submitted() | d.Returned() | d.Drawn() | d.Disqualified() | d.Decided():
            return deed.stage in reached
        case d.Nominated() | d.Appointed() | d.Assigned():
            return True
        case _:
            return False
