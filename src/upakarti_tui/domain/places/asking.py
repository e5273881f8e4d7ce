"""Who is asked to score whom, and who has dropped out."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from upakarti_tui.domain.book.deeds import Disqualified

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from upakarti_tui.domain.book.proceedings import Proceedings
    from upakarti_tui.domain.programme.template import Stage


def scorers_of(
    proceedings: Proceedings, stage: Stage, candidates: Iterable[str]
) -> dict[str, tuple[str, ...]]:
    """Return, for each candidate, the scorers asked in a stage, by id.

    Where the stage has assignments, those; else everybody whose role scores in
    it. Who is kept away by a conflict of interest is still asked here: the
    recusal stands on the sheet.
    """
    assigned: Mapping[str, set[str]] = _assigned(proceedings, stage)
    if assigned:
        return {c: tuple(sorted(assigned.get(c, ()))) for c in candidates}
    by_role = tuple(sorted(s.id for s in proceedings.scorers.values() if s.role in stage.scorers))
    return dict.fromkeys(candidates, by_role)


def _assigned(proceedings: Proceedings, stage: Stage) -> dict[str, set[str]]:
    assigned: dict[str, set[str]] = defaultdict(set)
    for assignment in proceedings.assignments:
        if assignment.stage == stage.id:
            assigned[assignment.candidate].add(assignment.scorer)
    return assigned


def dropped_out(proceedings: Proceedings, stage_id: str) -> dict[str, Disqualified]:
    """Return who has dropped out (gugur) in this stage or before, and why.

    Earlier stages keep the candidate where it stood. While two records say
    different things, the candidate is out; the conflict is an open item.
    """
    order = [stage.id for stage in proceedings.template.stages]
    reached = set(order[: order.index(stage_id) + 1])
    out: dict[str, Disqualified] = {}
    for topic in proceedings.standing:
        if topic[0] == "disqualified":
            for deed in proceedings.stood(*topic):
                if isinstance(deed, Disqualified) and deed.out and deed.stage in reached:
                    out[deed.candidate] = deed
    return out
