"""What is drawn of a category: scores against the grade, their spread, the panel's agreement."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from upakarti_tui.domain.figures.panel_figures import panel_figures
from upakarti_tui.domain.scoring.rounding import written
from upakarti_tui.locale import gettext
from upakarti_tui.reports import charts
from upakarti_tui.reports.charts import Bar
from upakarti_tui.reports.document import Block, Paragraph, Role
from upakarti_tui.reports.papers import findings, heads
from upakarti_tui.reports.speech import figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from upakarti_tui.domain.places.category_result import CategoryResult
    from upakarti_tui.domain.places.determination import Determination

NEIGHBOURS = 7
"""Candidates drawn on each side of the one that a dossier is about."""

_SHOWN = 2
"""Decimals."""


def _line(result: CategoryResult) -> tuple[Fraction, str] | None:
    grade = result.given.grade
    if grade is None:
        return None
    return grade, gettext("passing grade {grade}").format(
        grade=figure(findings.exact(grade, _SHOWN, _SHOWN))
    )


def against_the_grade(
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


def spread(determination: Determination, result: CategoryResult) -> Iterator[Block]:
    """Yield the totals of every candidate's sheets on one line; nothing for sums of ranks."""
    rows = tuple(
        Bar(heads.named(determination, s.candidate), s.exact, s.score, own.totals)
        for s in result.ranking.standings
        if (own := result.scores[s.candidate].own) is not None and not own.ranks
    )
    if rows:
        yield from charts.spread(
            rows, gettext("Spread of the sheets of each candidate"), _line(result)
        )


def agreement(determination: Determination, result: CategoryResult) -> Iterator[Block]:
    """Yield how far the panel agrees, and who is stricter than the others."""
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
