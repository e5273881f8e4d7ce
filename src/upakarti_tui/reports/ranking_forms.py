"""The standings of a stage as a table to read, as CSV and as canonical JSON.

JSON and CSV are for programs: the same in every language. The table is for
people, in the chosen one. Each says when it is only a draft.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from upakarti_tui.domain.places.ranking_values import ranking_values
from upakarti_tui.domain.programme.marks import plain
from upakarti_tui.domain.standing import Outcome, State, Unplaced
from upakarti_tui.locale import gettext, told
from upakarti_tui.reports.columns import columns
from upakarti_tui.reports.speech import local

if TYPE_CHECKING:
    from collections.abc import Iterator

    from upakarti_tui.domain.standing import CategoryRanking, OpenItem, Ranking, Standing

COLUMNS = (
    "stage", "state", "category", "place", "tied", "candidate", "score", "exact",
    "outcome", "counted", "panel", "tie_broken_by", "unranked", "detail",
)  # fmt: skip

MOST = 1000
"""Open items listed under a table: all of an award's; of thousands, the rest are counted."""


def as_json(ranking: Ranking) -> str:
    """Return the ranking as JSON: sorted keys, one line feed at the end."""
    import json  # noqa: PLC0415 -- slow import

    return json.dumps(ranking_values(ranking), ensure_ascii=False, sort_keys=True, indent=2) + "\n"


def as_csv(ranking: Ranking) -> str:
    """Return a row a candidate, the unranked last in each category."""
    import csv  # noqa: PLC0415 -- not for the table that people read

    from upakarti_tui.reports.as_csv import neutral  # noqa: PLC0415 -- not for the table

    out = io.StringIO()
    table = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n")
    table.writeheader()
    for category in ranking_values(ranking)["categories"]:
        common = {
            "stage": ranking.stage,
            "state": ranking.state.value,
            "category": category["id"],
        }
        for row in category["standings"]:
            tied = "yes" if row["tied"] else "no"
            table.writerow(common | row | {"tied": tied})
        for row in category["unranked"]:
            table.writerow(
                common
                | {
                    "candidate": row["candidate"],
                    "unranked": row["reason"],
                    "detail": neutral(row["detail"]),
                }
            )
    return out.getvalue()


def as_table(ranking: Ranking) -> str:
    """Return the standings, the unranked and the open items, in the chosen language."""
    parts = [_heading(ranking)]
    parts += [_category(ranking, category) for category in ranking.categories]
    if ranking.open_items:
        parts.append(_open_items(ranking.open_items))
    return "\n\n".join(parts) + "\n"


def _heading(ranking: Ranking) -> str:
    lines = [gettext("Stage {stage}: {state}").format(stage=ranking.stage, state=_state(ranking))]
    if ranking.notice:
        lines.insert(0, ranking.notice)
    return "\n".join(lines)


def _state(ranking: Ranking) -> str:
    words = {
        State.DRAFT: gettext("DRAFT, not yet settled"),
        State.COMPLETE: gettext("complete, not yet final"),
        State.FINAL: gettext("final"),
    }
    return words[ranking.state]


def _category(ranking: Ranking, category: CategoryRanking) -> str:
    grade = "–" if category.passing_grade is None else local(plain(category.passing_grade))
    quota = "–" if category.quota is None else str(category.quota)
    heading = gettext("Category {category} · passing grade {grade} · quota {quota}").format(
        category=category.id, grade=grade, quota=quota
    )
    parts = [heading]
    names = dict(ranking.names)
    if category.standings:
        heads = [
            gettext("place"), gettext("candidate"), gettext("name"), gettext("score"),
            gettext("outcome"), gettext("sheets"), gettext("tie broken by"),
        ]  # fmt: skip
        rows = [_row(standing, names) for standing in category.standings]
        parts.append(columns(heads, rows))
    parts += list(_said(category))
    return "\n".join(parts)


def _row(standing: Standing, names: dict[str, str]) -> list[str]:
    return [
        f"{standing.place}{'=' if standing.tied else ''}",
        standing.candidate,
        names.get(standing.candidate, ""),
        local(standing.score),
        outcome_in_words(standing.outcome),
        f"{standing.counted}/{standing.panel}",
        standing.tie_broken_by or "",
    ]


def _said(category: CategoryRanking) -> Iterator[str]:
    """Yield what a reader should know besides the table, a line each."""
    for standing in category.standings:
        for said in (*standing.reasons, *standing.remarks):
            yield f"{standing.candidate}: {told(said)}"
    for unranked in category.unranked:
        reason = unplaced_in_words(unranked.reason)
        yield f"{unranked.candidate}: {reason}. {told(unranked.detail)}"


def outcome_in_words(outcome: Outcome) -> str:
    """Return what an outcome is called on screens and in documents."""
    words = {
        Outcome.SELECTED: gettext("selected"),
        Outcome.TIED_AT_LINE: gettext("tied at the line"),
        Outcome.BEYOND_QUOTA: gettext("beyond quota"),
        Outcome.FAILS: gettext("fails"),
    }
    return words[outcome]


def unplaced_in_words(reason: Unplaced) -> str:
    """Return what the reason for having no place is called."""
    words = {
        Unplaced.BELOW_QUORUM: gettext("without a place, below quorum"),
        Unplaced.DISQUALIFIED: gettext("without a place, dropped out"),
        Unplaced.RECUSED: gettext("without a place, every scorer recused"),
        Unplaced.INCOMPLETE: gettext("without a place, incomplete"),
    }
    return words[reason]


def _open_items(items: tuple[OpenItem, ...]) -> str:
    heading = gettext("Still open: {count}").format(count=len(items))
    lines = [heading, *(f"{i.kind}  {i.where}  {told(i.what)}" for i in items[:MOST])]
    if len(items) > MOST:
        lines.append(gettext("... and {count} more.").format(count=len(items) - MOST))
    return "\n".join(lines)
