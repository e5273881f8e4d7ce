"""The standings as tables: for the minutes, the recapitulation and the dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.locale import gettext, told
from upakarti_tui.reports import wording
from upakarti_tui.reports.document import Align, Block, Column, Number, Table
from upakarti_tui.reports.papers import heads

if TYPE_CHECKING:
    from upakarti_tui.domain.places.determination import Determination
    from upakarti_tui.domain.standing import CategoryRanking, Standing
    from upakarti_tui.reports.document import Cell


def tables(determination: Determination) -> tuple[Block, ...]:
    """Return the standings of every category, each with those who have no place."""
    return tuple(
        block
        for ranked in determination.ranking.categories
        for block in of_category(determination, ranked)
    )


def of_category(determination: Determination, ranked: CategoryRanking) -> tuple[Block, ...]:
    """Return the standings of one category, and those who have no place."""
    unranked = (_unranked(determination, ranked),) if ranked.unranked else ()
    return (_table(determination, ranked), *unranked)


def _table(determination: Determination, ranked: CategoryRanking) -> Table:
    title = heads.category_title(determination, ranked.id)
    return Table(
        name=title,
        caption=title,
        columns=(
            Column(gettext("Rank"), 11, Align.CENTRE),
            Column(gettext("Candidate ID"), 12),
            Column(gettext("Name"), 29),
            Column(gettext("Score"), 12, Align.RIGHT),
            Column(gettext("Sheets"), 9, Align.CENTRE),
            Column(gettext("Outcome"), 29),
        ),
        rows=tuple(_row(determination, standing) for standing in ranked.standings),
        empty=gettext("None"),
    )


def _row(determination: Determination, standing: Standing) -> tuple[Cell, ...]:
    return (
        Number(str(standing.place)),
        standing.candidate,
        heads.named(determination, standing.candidate),
        Number(standing.score),
        f"{standing.counted}/{standing.panel}",
        said(standing),
    )


def said(standing: Standing) -> str:
    """Return what a place means, why it fails, and what separated it from an equal one."""
    parts = [wording.outcome(standing.outcome), *map(told, standing.reasons)]
    if standing.tied:
        parts.append(gettext("shares the place"))
    if standing.tie_broken_by:
        step = wording.tie_step(standing.tie_broken_by)
        parts.append(gettext("tie broken by {step}").format(step=step))
    return "; ".join(parts)


def _unranked(determination: Determination, ranked: CategoryRanking) -> Table:
    title = heads.category_title(determination, ranked.id)
    return Table(
        name=gettext("{category}, unranked").format(category=title),
        caption=gettext("{category}, unranked").format(category=title),
        columns=(
            Column(gettext("Candidate ID"), 12),
            Column(gettext("Name"), 34),
            Column(gettext("Reason"), 54),
        ),
        rows=tuple(
            (
                each.candidate,
                heads.named(determination, each.candidate),
                f"{wording.unplaced(each.reason)}: {told(each.detail)}",
            )
            for each in ranked.unranked
        ),
    )


def flat(determination: Determination) -> Table:
    """Return all standings as one table."""
    return Table(
        name=gettext("Standings"),
        columns=(
            Column(gettext("Category"), 20),
            Column(gettext("Rank"), 8, Align.CENTRE),
            Column(gettext("Candidate ID"), 11),
            Column(gettext("Name"), 30),
            Column(gettext("Score"), 10, Align.RIGHT),
            Column(gettext("Sheets"), 9, Align.CENTRE),
            Column(gettext("Outcome"), 30),
            *heads.state_columns(),
        ),
        rows=tuple(
            (
                heads.category_title(determination, ranked.id),
                *_row(determination, standing),
                *heads.state_cells(determination),
            )
            for ranked in determination.ranking.categories
            for standing in ranked.standings
        ),
    )
