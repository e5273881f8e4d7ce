"""Writing a ranking down, and telling later who moved since."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from upakarti_tui.domain.book.stamp import Stamp
from upakarti_tui.domain.places.comparing import Comparison, Spot, compare, spots
from upakarti_tui.domain.places.ranking import rank
from upakarti_tui.domain.problems import Problem, say
from upakarti_tui.errors import RefusedError
from upakarti_tui.storage import files
from upakarti_tui.storage.books import book as books
from upakarti_tui.storage.canonical import NotCanonicalError, read_json
from upakarti_tui.workflows import named
from upakarti_tui.workflows.allowed import refuse_part
from upakarti_tui.workflows.deciding.readable import refuse_sealed

if TYPE_CHECKING:
    from pathlib import Path

    from upakarti_tui.domain.book.proceedings import Proceedings

FORMAT = "upakarti-snapshot/1"
LONGEST = 64 * 1024 * 1024
"""Bytes of the largest snapshot that is read."""


def snapshot(book: Path, stage: str) -> str:
    """Return a stage's draft ranking as it is now, as JSON to be kept and compared with.

    Raises:
        UsageError: the template has no such stage.
        NotAllowedError: the book was handed out, or the stage is sealed.
    """
    proceedings = _readable(book, stage)
    values = {
        "format": FORMAT,
        "book": proceedings.book,
        "stage": stage,
        "seen": [list(seen) for seen in proceedings.stamp().seen],
        "spots": {
            candidate: [spot.place, spot.score, spot.outcome]
            for candidate, spot in spots(rank(proceedings, stage, draft=True)).items()
        },
    }
    return json.dumps(values, ensure_ascii=False, sort_keys=True, indent=2) + "\n"


def diff(book: Path, file: Path) -> Comparison:
    """Compare a stage's draft ranking with a snapshot of it.

    Raises:
        MissingFileError: there is no such snapshot.
        RefusedError: it is no snapshot of this book.
        NotAllowedError: the book was handed out, or the stage is sealed.
    """
    kept = _read(file)
    stage = kept["stage"]
    proceedings = _readable(book, stage)
    if kept["book"] != proceedings.book:
        raise RefusedError([Problem(say("The snapshot is of another book."), file=str(file))])
    before = {candidate: Spot(*spot) for candidate, spot in kept["spots"].items()}
    since = Stamp(tuple((author, device, seq) for author, device, seq in kept["seen"]))
    return compare(proceedings, before, since, rank(proceedings, stage, draft=True))


def _readable(book: Path, stage: str) -> Proceedings:
    proceedings = books.read(book).proceedings
    named.stage(proceedings.template, stage)
    refuse_part(proceedings)
    refuse_sealed(proceedings, stage)
    return proceedings


def _read(file: Path) -> dict[str, Any]:
    try:
        kept = read_json(files.read(file, LONGEST))
    except NotCanonicalError:
        kept = None
    if isinstance(kept, dict) and kept.get("format") == FORMAT and _is_whole(kept):
        return kept
    raise RefusedError([Problem(say("This is no snapshot of a ranking."), file=str(file))])


def _is_whole(kept: dict[str, Any]) -> bool:
    """Tell whether a snapshot has the parts and shapes that one is written with."""
    book, stage, seen, there = (kept.get(key) for key in ("book", "stage", "seen", "spots"))
    return (
        isinstance(book, str)
        and isinstance(stage, str)
        and isinstance(seen, list)
        and all(_has(item, str, str, int) for item in seen)
        and isinstance(there, dict)
        and all(_has(spot, int | None, str, str) for spot in there.values())
    )


def _has(item: object, *types: Any) -> bool:  # noqa: ANN401 -- a union is no type
    return (
        isinstance(item, list)
        and len(item) == len(types)
        and all(isinstance(part, kind) for part, kind in zip(item, types, strict=True))
    )
