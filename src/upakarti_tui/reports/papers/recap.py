"""Rekapitulasi: every scorer's marks beside the ranking, for the plenary and the auditor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.programme.template import Kind
from upakarti_tui.domain.scoring.counting import Seat
from upakarti_tui.domain.scoring.stage_score import criterion_panel
from upakarti_tui.locale import gettext
from upakarti_tui.reports import wording
from upakarti_tui.reports.document import (
    Align,
    Block,
    Column,
    Document,
    Heading,
    Number,
    Table,
    Title,
)
from upakarti_tui.reports.papers import entries, findings, heads, pictures, standings
from upakarti_tui.reports.speech import figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from upakarti_tui.domain.places.category_result import CategoryResult
    from upakarti_tui.domain.places.determination import Determination
    from upakarti_tui.domain.scoring.counting import Bench, Seated
    from upakarti_tui.reports.document import Cell
    from upakarti_tui.reports.papers.source import Source

KIND = "recap"
_SHOWN = 2


def recap(source: Source) -> Document:
    """Return the recapitulation."""
    determination = source.determination
    return heads.framed(
        source,
        KIND,
        f"{gettext('Recapitulation')}: {determination.stage.title}",
        blocks=(
            *heads.head(determination),
            Title(
                (
                    gettext("RECAPITULATION OF SCORES"),
                    determination.stage.title.upper(),
                    determination.template.title.upper(),
                )
            ),
            *heads.standing_note(determination),
            *(
                block
                for result in determination.worked_out
                for block in _category(determination, result)
            ),
            *heads.signed(determination),
        ),
        flat=_flat(determination),
        landscape=True,
    )


def _category(determination: Determination, result: CategoryResult) -> Iterator[Block]:
    title = heads.category_title(determination, result.given.category)
    yield from standings.of_category(determination, result.ranking)
    if result.given.rubric is None or not result.scores:
        return
    yield from pictures.against_the_grade(determination, result)
    yield from pictures.spread(determination, result)
    yield Heading(gettext("{category}: totals by scorer").format(category=title))
    yield _by_scorer(determination, result, title)
    yield Heading(gettext("{category}: panel by criterion").format(category=title))
    yield _by_criterion(determination, result, title)
    yield Heading(gettext("{category}: agreement of the panel").format(category=title))
    yield from pictures.agreement(determination, result)


def _in_order(result: CategoryResult) -> list[str]:
    return [s.candidate for s in result.ranking.standings]


def _by_scorer(determination: Determination, result: CategoryResult, title: str) -> Table:
    scorers = sorted({s.scorer for bench in result.given.benches.values() for s in bench.seats})
    placed = {s.candidate: s for s in result.ranking.standings}
    order = [*_in_order(result), *(u.candidate for u in result.ranking.unranked)]
    return Table(
        name=gettext("{category}, scorers").format(category=title),
        columns=(
            Column(gettext("Candidate ID"), 11),
            Column(gettext("Name"), 22),
            *(Column(scorer, 8, Align.RIGHT) for scorer in scorers),
            Column(gettext("Score"), 9, Align.RIGHT),
            Column(gettext("Rank"), 10, Align.CENTRE),
        ),
        rows=tuple(
            (
                candidate,
                heads.named(determination, candidate),
                *_totals(result.given.benches[candidate], scorers),
                Number(placed[candidate].score) if candidate in placed else "–",
                Number(str(placed[candidate].place)) if candidate in placed else "–",
            )
            for candidate in order
            if candidate in result.given.benches
        ),
    )


def _totals(bench: Bench, scorers: list[str]) -> Iterator[Cell]:
    seats = {seated.scorer: seated for seated in bench.seats}
    for scorer in scorers:
        seated = seats.get(scorer)
        if seated is None:
            yield "–"
        elif seated.marks:
            yield Number(findings.total(seated))
        else:
            yield wording.seat(seated.seat)


def _by_criterion(determination: Determination, result: CategoryResult, title: str) -> Table:
    rubric = result.given.rubric
    criteria = rubric.criteria if rubric is not None else ()
    return Table(
        name=gettext("{category}, criteria").format(category=title),
        columns=(
            Column(gettext("Candidate ID"), 11),
            Column(gettext("Name"), 22),
            *(
                Column(f"{c.title} ({figure(c.weight)})", max(8, 60 // len(criteria)), Align.RIGHT)
                for c in criteria
            ),
        ),
        rows=tuple(
            (
                candidate,
                heads.named(determination, candidate),
                *(_panel_value(result, candidate, at) for at in range(len(criteria))),
            )
            for candidate in _in_order(result)
        ),
    )


def _panel_value(result: CategoryResult, candidate: str, at: int) -> Cell:
    rubric = result.given.rubric
    if rubric is None:
        return "–"
    bench = result.given.benches[candidate]
    panel = criterion_panel(result.given.stage, rubric.criteria[at], bench)
    return Number(findings.exact(panel.value, _SHOWN, 4)) if panel is not None else "–"


def _flat(determination: Determination) -> Table:
    """Return every mark, a row each."""
    return Table(
        name=gettext("Marks"),
        columns=(
            Column(gettext("Category"), 16),
            Column(gettext("Candidate ID"), 11),
            Column(gettext("Name"), 24),
            Column(gettext("Scorer"), 11),
            Column(gettext("Criterion"), 24),
            Column(gettext("Weight"), 8, Align.RIGHT),
            Column(gettext("Mark"), 10, Align.RIGHT),
            Column(gettext("Counted"), 12),
            Column(gettext("Total of the sheet"), 12, Align.RIGHT),
            *heads.state_columns(),
        ),
        rows=tuple(
            row
            for bench in determination.benches
            for seated in bench.seats
            for row in _mark_rows(determination, seated)
        ),
    )


def _mark_rows(determination: Determination, seated: Seated) -> Iterator[tuple[Cell, ...]]:
    candidate = determination.candidates[seated.sheet.key.candidate]
    counted = seated.seat is Seat.COUNTED
    total: Cell = Number(findings.total(seated)) if seated.marks else ""
    if seated.sheet.stage.kind is Kind.GATE:
        return
    for criterion in seated.sheet.criteria:
        yield (
            heads.category_title(determination, candidate.category),
            candidate.id,
            candidate.name,
            seated.scorer,
            criterion.title,
            Number(format(criterion.weight, "f")),
            entries.mark(seated.sheet, criterion),
            gettext("yes") if counted else wording.seat(seated.seat),
            total,
            *heads.state_cells(determination),
        )
