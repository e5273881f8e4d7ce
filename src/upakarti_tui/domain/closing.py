"""Closing sheets: what a scorer commits to, and the number on the paper slip."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import TYPE_CHECKING

from upakarti_tui.domain.handout import root
from upakarti_tui.domain.proceedings import closings_of
from upakarti_tui.domain.records import Returned, Submitted
from upakarti_tui.domain.sheet import SheetState, sheet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from upakarti_tui.domain.proceedings import Proceedings
    from upakarti_tui.domain.records import Record, SheetKey
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
    candidates = tuple(sorted(key.candidate for key in keys))
    return Submitted(
        scorer=scorer,
        stage=stage,
        candidates=candidates,
        count=before.seq if before is not None else 0,
        head=before.id if before is not None else "",
        root=root(standing(proceedings, keys)),
        supersedes=acts(proceedings, scorer, stage, candidates),
    )


def standing(proceedings: Proceedings, keys: Iterable[SheetKey]) -> frozenset[str]:
    """Return the ids of the records that stand on the sheets."""
    return frozenset(
        head.record.id
        for key in keys
        for held in proceedings.sheets.get(key, {}).values()
        for head in held.heads
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


def slips(records: Iterable[Record]) -> tuple[tuple[str, str, str], ...]:
    """Return scorer, stage and digits of the closings that stand, by scorer and stage."""
    standing: dict[tuple[str, str], set[Record]] = defaultdict(set)
    for key, record in closings_of(records).items():
        standing[key.scorer, key.stage].add(record)
    return tuple((*key, slip(standing[key])) for key in sorted(standing))
