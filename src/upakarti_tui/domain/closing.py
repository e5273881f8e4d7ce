"""Closing sheets: what a scorer commits to, and the number on the paper slip."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from upakarti_tui.domain.cells import sheets
from upakarti_tui.domain.handout import root
from upakarti_tui.domain.proceedings import closings_of, stamp
from upakarti_tui.domain.records import Filled, Returned, Ruled, SheetKey, Submitted
from upakarti_tui.domain.sheet import SheetState, sheet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from upakarti_tui.domain.proceedings import Proceedings
    from upakarti_tui.domain.records import Record
    from upakarti_tui.domain.sheet import Sheet

DONE = frozenset({SheetState.COMPLETE, SheetState.ABSTAINED, SheetState.RECUSED})
"""States in which a sheet can be closed."""

_DIGITS = 16


def unfinished(proceedings: Proceedings, keys: Iterable[SheetKey]) -> tuple[Sheet, ...]:
    """Return those of the sheets that cannot be closed yet, in the order given."""
    sheets = (sheet(proceedings, key) for key in keys)
    return tuple(x for x in sheets if not x.submitted and x.state not in DONE)


def closing(
    proceedings: Proceedings,
    scorer: str,
    stage: str,
    keys: Iterable[SheetKey],
    before: Record | None,
) -> Submitted:
    """Return the deed that closes these sheets of one scorer and stage, unsigned.

    `before` is the author's last record on this device.
    """
    keys = tuple(keys)
    about = frozenset(keys)
    candidates = tuple(sorted(key.candidate for key in keys))
    return Submitted(
        scorer=scorer,
        stage=stage,
        candidates=candidates,
        count=before.seq if before is not None else 0,
        head=before.id if before is not None else "",
        root=root(standing(proceedings, keys)),
        supersedes=acts(proceedings, scorer, stage, candidates),
        stamp=stamp(x for x in proceedings.records if sheet_of(x) in about),
    )


def standing(proceedings: Proceedings, keys: Iterable[SheetKey]) -> frozenset[str]:
    """Return the ids of the records that stand on the sheets."""
    return frozenset(
        head.record.id
        for key in keys
        for held in proceedings.sheets.get(key, {}).values()
        for head in held.heads
    )


def sheet_of(record: Record) -> SheetKey | None:
    """Return the sheet that a record puts something on; None for every other deed."""
    deed = record.deed
    return deed.sheet if isinstance(deed, Filled | Ruled) else None


def fits(proceedings: Proceedings, record: Record, closed: Submitted) -> bool:
    """Tell whether a closing still closes what it closed: count, head and root worked out again.

    `record` is the one that holds the closing.
    """
    keys = frozenset(SheetKey(closed.stage, name, closed.scorer) for name in closed.candidates)
    own = _before(proceedings, record)
    seen = (
        x
        for x in proceedings.records
        if sheet_of(x) in keys
        and closed.stamp.covers(x)
        # A clone of the author's device counts on with the same numbers.
        and (x.id in own or (x.author, x.device) != (record.author, record.device))
    )
    return (closed.count, closed.head) == (record.seq - 1, record.prev) and closed.root == root(
        _standing_of(seen)
    )


def _before(proceedings: Proceedings, record: Record) -> frozenset[str]:
    """Return the ids of the author's records on this device that lead to this one."""
    same = (record.author, record.device)
    by_id = {x.id: x for x in proceedings.records if (x.author, x.device) == same}
    found = set()
    before = by_id.get(record.prev)
    while before is not None:
        found.add(before.id)
        before = by_id.get(before.prev)
    return frozenset(found)


def _standing_of(records: Iterable[Record]) -> frozenset[str]:
    """Return the ids of the records of which something stands."""
    return frozenset(
        head.record.id
        for cells in sheets(records).values()
        for there in cells.values()
        for head in there.heads
    )


def acts(
    proceedings: Proceedings, scorer: str, stage: str, candidates: Iterable[str]
) -> tuple[str, ...]:
    """Return the ids of every closing and sending back of these sheets so far; sorted."""
    about = frozenset(candidates)
    return tuple(
        sorted(
            record.id
            for record in proceedings.records
            if isinstance(record.deed, Submitted | Returned)
            and (record.deed.scorer, record.deed.stage) == (scorer, stage)
            and about.intersection(record.deed.candidates)
        )
    )


def slip(closings: Iterable[Record]) -> str:
    """Return the sixteen digits to note down for closings: others for any other marks."""
    told = hashlib.sha256(f"upakarti-slip/1\n{root(x.id for x in closings)}".encode()).digest()
    return str(int.from_bytes(told, "big") % 10**_DIGITS).zfill(_DIGITS)


@dataclass(frozen=True, slots=True)
class Commitment:
    """What a scorer has committed to by one closing; tells no mark."""

    scorer: str
    stage: str
    sheets: int
    count: int
    """How many records of the scorer on that device come before the closing."""

    head: str
    root: str


def commitments(proceedings: Proceedings, stage: str) -> tuple[Commitment, ...]:
    """Return what scorers have committed to in a stage, by scorer: also while it is sealed."""
    standing: dict[Record, int] = defaultdict(int)
    for key, record in proceedings.closings.items():
        if key.stage == stage:
            standing[record] += 1
    found = [
        Commitment(deed.scorer, stage, sheets, deed.count, deed.head, deed.root)
        for record, sheets in standing.items()
        for deed in (record.deed,)
        if isinstance(deed, Submitted)
    ]
    return tuple(sorted(found, key=lambda x: (x.scorer, x.root, x.head)))


def slips(records: Iterable[Record]) -> tuple[tuple[str, str, str], ...]:
    """Return scorer, stage and digits of the closings that stand, by scorer and stage."""
    standing: dict[tuple[str, str], set[Record]] = defaultdict(set)
    for key, record in closings_of(records).items():
        standing[key.scorer, key.stage].add(record)
    return tuple((*key, slip(standing[key])) for key in sorted(standing))
