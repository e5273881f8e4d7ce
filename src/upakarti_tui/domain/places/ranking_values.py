"""A ranking as the plain values that are written as JSON, and their digest.

The words in it are the code's own English, whatever language the screen speaks:
the same records give the same bytes on every machine.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from upakarti_tui.domain.programme.marks import plain
from upakarti_tui.domain.standing import State

if TYPE_CHECKING:
    from upakarti_tui.domain.standing import (
        CategoryRanking,
        OpenItem,
        Ranking,
        Standing,
        Unranked,
    )

FORMAT = "upakarti-ranking/1"


def ranking_values(ranking: Ranking) -> dict[str, Any]:
    """Return the ranking as text, integers, lists and mappings."""
    return {
        "format": FORMAT,
        "template": {"id": ranking.template_id, "fingerprint": ranking.fingerprint},
        "stage": ranking.stage,
        "state": ranking.state.value,
        "categories": [_category(category) for category in ranking.categories],
        "open_items": [_open_item(item) for item in ranking.open_items],
    }


def digest(ranking: Ranking) -> str:
    """Return the SHA-256 of a ranking, in hexadecimal, the same before and after closing.

    A stage closes only when nothing is open, so what has come up since is left out.
    """
    import json  # noqa: PLC0415 -- slow import, and most books have no final stage

    values = ranking_values(replace(ranking, state=State.COMPLETE, open_items=()))
    text = json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(f"{FORMAT}\0{text}".encode()).hexdigest()


def _category(category: CategoryRanking) -> dict[str, Any]:
    grade = category.passing_grade
    return {
        "id": category.id,
        "passing_grade": None if grade is None else plain(grade),
        "quota": category.quota,
        "standings": [_standing(standing) for standing in category.standings],
        "unranked": [_unranked(unranked) for unranked in category.unranked],
    }


def _standing(standing: Standing) -> dict[str, Any]:
    return {
        "place": standing.place,
        "tied": standing.tied,
        "candidate": standing.candidate,
        "score": standing.score,
        "exact": str(standing.exact),
        "outcome": standing.outcome.value,
        "counted": standing.counted,
        "panel": standing.panel,
        "tie_broken_by": standing.tie_broken_by,
    }


def _unranked(unranked: Unranked) -> dict[str, Any]:
    return {
        "candidate": unranked.candidate,
        "reason": unranked.reason.value,
        "detail": str(unranked.detail),
    }


def _open_item(item: OpenItem) -> dict[str, Any]:
    return {"kind": item.kind, "where": item.where, "what": str(item.what)}
