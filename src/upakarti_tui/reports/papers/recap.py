"""Rekapitulasi: every scorer's marks beside the ranking, for the plenary and the auditor."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from upakarti_tui.domain.figures.panel_figures import panel_figures
from upakarti_tui.domain.programme.template import Kind
from upakarti_tui.domain.scoring.counting import Seat
from upakarti_tui.domain.scoring.rounding import written
from upakarti_tui.domain.scoring.stage_score import criterion_panel
from upakarti_tui.locale import gettext
from upakarti_tui.reports import charts, wording
from upakarti_tui.reports.charts import Bar
from upakarti_tui.reports.document import (
    Align,
    Block,
    Column,
    Document,
    Heading,
    Number,
    Paragraph,
    Role,
    Table,
    Title,
)
from upakarti_tui.reports.papers import findings, heads, sheets, standings
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
NEIGHBOURS = 7
"""Candidates drawn on each side of the one that a dossier is about."""


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
    yield from grade_chart(determination, result)
    yield from _spread(determination, result)
    yield Heading(gettext("{category}: totals by scorer").format(category=title))
    yield _by_scorer(determination, result, title)
    yield Heading(gettext("{category}: panel by criterion").format(category=title))
    yield _by_criterion(determination, result, title)
    yield Heading(gettext("{category}: agreement of the panel").format(category=title))
    yield from _agreement(determination, result)


def _in_order(result: CategoryResult) -> list[str]:
    return [s.candidate for s in result.ranking.standings]


def _line(result: CategoryResult) -> tuple[Fraction, str] | None:
    grade = result.given.grade
    if grade is None:
        return None
    return grade, gettext("passing grade {grade}").format(grade=shown(grade))


def shown(value: Fraction) -> str:
    """Return a value for reading, with the separators of the language."""
    return figure(findings.exact(value, _SHOWN, _SHOWN))


def grade_chart(
    determination: Determination, result: CategoryResult, only: str | None = None
) -> Iterator[Block]:
    """Yield the scores of a category as bars against its passing grade.

    With `only`, those of one candidate and of its neighbours by place.
    """
    shown_of = result.ranking.standings
    if only is not None:
        at = next(i for i, s in enumerate(shown_of) if s.candidate == only)
        shown_of = shown_of[max(0, at - NEIGHBOURS) : at + NEIGHBOURS + 1]
    rows = tuple(
        Bar(
            f"{standing.place}. {heads.named(determination, standing.candidate)}",
            standing.exact,
            standing.score,
            dark=standing.candidate == only if only else standing.outcome.value == "selected",
        )
        for standing in shown_of
    )
    most = max((row.value for row in rows), default=Fraction(100))
    grade = result.given.grade or Fraction(0)
    yield from charts.bars(
        rows,
        gettext("Scores against the passing grade"),
        max(most, grade, Fraction(1)),
        _line(result),
    )


def _spread(determination: Determination, result: CategoryResult) -> Iterator[Block]:
    rows = tuple(
        Bar(heads.named(determination, s.candidate), s.exact, s.score, own.totals)
        for s in result.ranking.standings
        if (own := result.scores[s.candidate].own) is not None and not own.ranks
    )
    if rows:
        yield from charts.spread(
            rows, gettext("Spread of the sheets of each candidate"), _line(result)
        )


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


def _agreement(determination: Determination, result: CategoryResult) -> Iterator[Block]:
    figures = panel_figures(result)
    found = figures.agreement
    said = [
        f"{name} {figure(written(value, 3))}"
        for name, value in (
            (gettext("Kendall's W"), found.kendall_w),
            (gettext("Krippendorff's alpha"), found.alpha_interval),
            ("ICC(2,1)", found.icc["2,1"] if found.icc is not None else None),
        )
        if value is not None
    ]
    said = said or [gettext("The sheets are too few to say how far the panel agrees.")]
    yield Paragraph("; ".join(said) + ".", Role.SMALL)
    rows = tuple(
        Bar(heads.scorer(determination, s.scorer), s.severity, written(s.severity, _SHOWN))
        for s in figures.scorers
        if s.severity is not None
    )
    if rows:
        yield from charts.around_zero(
            rows, gettext("Strictness: the others' mean minus the scorer's (+ is stricter)")
        )
    yield Paragraph(
        gettext("These figures stand beside the ranking and change nothing in it."), Role.SMALL
    )


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
            sheets.mark(seated.sheet, criterion),
            gettext("yes") if counted else wording.seat(seated.seat),
            total,
            *heads.state_cells(determination),
        )
