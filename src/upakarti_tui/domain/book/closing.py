"""Closing sheets: what a scorer commits to, and the number on the paper slip."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from upakarti_tui.domain.book.deeds import Filled, Returned, Ruled, Submitted
from upakarti_tui.domain.book.handout import root
from upakarti_tui.domain.book.proceedings import closings_of, stamp
from upakarti_tui.domain.book.sheet import SheetState, sheet
from upakarti_tui.domain.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from upakarti_tui.domain.book.entries import SheetKey
    from upakarti_tui.domain.book.proceedings import Proceedings
    from upakarti_tui.domain.book.records import Record
    from upakarti_tui.domain.book.sheet import Sheet

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
    return deed.sheet if isinstance(deed, (Filled, Ruled)) else None


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
    sheets = Counter(x.id for key, x in proceedings.closings.items() if key.stage == stage)
    closings = {record.id: record.deed for record in proceedings.closings.values()}
    found = [
        Commitment(deed.scorer, stage, sheets[closing_id], deed.count, deed.head, deed.root)
        for closing_id, deed in closings.items()
        if isinstance(deed, Submitted) and closing_id in sheets
    ]
    return tuple(sorted(found, key=lambda x: (x.scorer, x.root, x.head)))


def slips(records: Iterable[Record]) -> tuple[tuple[str, str, str], ...]:
    """Return scorer, stage and digits of the closings that stand, by scorer and stage."""
    standing: dict[tuple[str, str], dict[str, Record]] = defaultdict(dict)
    for key, record in closings_of(records).items():
        standing[key.scorer, key.stage][record.id] = record
    return tuple((*key, slip(standing[key].values())) for key in sorted(standing))
