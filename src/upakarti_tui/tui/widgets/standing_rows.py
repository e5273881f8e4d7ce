"""The standings of a category as rows: places, the line of the passing grade, pictures."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from upakarti_tui.domain.places.placing import passes_grade
from upakarti_tui.domain.scoring.counting import Seat
from upakarti_tui.domain.standing import Outcome, Standing, Unranked
from upakarti_tui.locale import gettext, told
from upakarti_tui.tui.widgets import glyphs
from upakarti_tui.tui.widgets.bars import grade_bar, spread
from upakarti_tui.tui.widgets.line import Ink, Line, wrapped
from upakarti_tui.tui.words import OUTCOMES, UNPLACED, number, score

if TYPE_CHECKING:
    from collections.abc import Iterator

    from upakarti_tui.workflows.deciding.standings import Standings

Row = Standing | Unranked | str
"""A candidate, or a line across the table: `GRADE`, `QUOTA` or `UNRANKED`."""

GRADE, QUOTA, UNRANKED = "grade", "quota", "unranked"
SEATS = {Seat.ABSTAINED: "abs", Seat.RECUSED: glyphs.NOT, Seat.CONFLICT: "!"}
PLACE, SIGN, SCORE, COUNTED, TOTAL = 5, 2, 9, 9, 6
LONGEST_NUMBER = 10
PICTURE = 16
NARROWEST_WITH_PICTURE = 76
BESIDE = 75
"""Columns that everything but the scorers' totals takes in a wide window."""

MOST_SAID = 2
"""Rows of words on the row under the cursor."""


class Columns(NamedTuple):
    """How wide the columns of a table are, and whose totals it shows."""

    number: int
    name: int
    province: int
    picture: int
    scorers: tuple[str, ...] = ()

    @classmethod
    def of(cls, standings: Standings, width: int, *, wide: bool) -> Columns:
        """Return the columns that a window has room for."""
        panel = tuple(scorer.id for scorer in standings.scorers)
        scorers = panel if wide and TOTAL * len(panel) <= width - BESIDE else ()
        ranking = standings.ranking
        listed = [row.candidate for row in ranking.standings]
        listed += [row.candidate for row in ranking.unranked]
        longest = max(len(text) for text in (*listed, gettext("Number")))
        number = min(LONGEST_NUMBER, longest) + 1
        rest = width - 3 - PLACE - SIGN - number - SCORE - COUNTED - TOTAL * len(scorers)
        province = min(18, rest // 4) if wide else 0
        picture = PICTURE if not scorers and width >= NARROWEST_WITH_PICTURE else 0
        return cls(number, rest - province - picture - 2, province, picture, scorers)


def by_place(standings: Standings) -> list[Row]:
    """Return the rows by place, with a line where the passing grade or the quota parts them."""
    return [*_placed(standings), *_unranked(standings)]


def _placed(standings: Standings) -> Iterator[Row]:
    crossed, ended = False, False
    for standing in standings.ranking.standings:
        # A line stands where the grade is crossed, or on top where nobody reaches it.
        if not crossed and not _reaches(standings, standing):
            yield GRADE
            crossed = True
        if standing.outcome is Outcome.BEYOND_QUOTA and not ended:
            yield QUOTA
            ended = True
        yield standing


def _unranked(standings: Standings) -> list[Row]:
    unranked: list[Row] = list(standings.ranking.unranked)
    return [UNRANKED, *unranked] if unranked else []


def by_number(standings: Standings) -> list[Row]:
    """Return the rows by candidate."""
    ranking = standings.ranking
    listed: list[Standing | Unranked] = [*ranking.standings, *ranking.unranked]
    return [*sorted(listed, key=lambda row: row.candidate)]


def _reaches(standings: Standings, standing: Standing) -> bool:
    """Tell whether a score meets the passing grade, whatever else its outcome says."""
    grade = standings.ranking.passing_grade
    # The score has as many decimals as tell it from the passing grade.
    decided = Fraction(standing.score)
    return passes_grade(standings.stage, decided, None if grade is None else Fraction(grade))


def heading(columns: Columns) -> Line:
    """Return the names of the columns."""
    line = Line("   ").put(gettext("Place"), Ink.FAINT, PLACE + SIGN - 1).put(" ")
    line.put(gettext("Number"), Ink.FAINT, columns.number)
    line.put(gettext("Candidate"), Ink.FAINT, columns.name).put(" ")
    if columns.province:
        line.put(gettext("Province"), Ink.FAINT, columns.province)
    for scorer in columns.scorers:
        line.right(scorer[-5:], TOTAL, Ink.FAINT)
    if columns.picture:
        line.put(" ").put(gettext("Spread"), Ink.FAINT, columns.picture - 1)
    line.right(gettext("Score"), SCORE, Ink.FAINT)
    return line.right(gettext("Counted"), COUNTED, Ink.FAINT)


def candidate_row(
    line: Line, standings: Standings, row: Standing | Unranked, columns: Columns, ink: Ink
) -> Line:
    """Write a candidate behind the sign of the cursor: place, outcome, name, marks, score."""
    candidate = standings.candidates[row.candidate]
    if isinstance(row, Standing):
        sign, _, sign_ink = OUTCOMES[row.outcome]
        line.right(f"{row.place}{'=' if row.tied else ' '}", PLACE - 1, Ink.STRONG).put(" ")
        line.put(sign, sign_ink, SIGN)
    else:
        line.right("- ", PLACE).put(" " * SIGN)
    line.put(candidate.id, ink, columns.number - 1).put(" ")
    line.put(candidate.name, ink, columns.name).put(" ")
    if columns.province:
        line.put(candidate.province, Ink.PLAIN, columns.province)
    for scorer in columns.scorers:
        line.right(_total(standings, row.candidate, scorer), TOTAL)
    if columns.picture:
        line.put(" ").put(_spread(standings, row.candidate, columns.picture - 2)).put(" ")
    if isinstance(row, Unranked):
        sign, word = UNPLACED[row.reason]
        return line.right(f"{sign} {told(word)}", SCORE + COUNTED, Ink.WARN)
    line.right(number(row.score), SCORE, Ink.STRONG)
    return line.right(f"{row.counted}/{row.panel}", COUNTED)


def _total(standings: Standings, candidate: str, scorer: str) -> str:
    total = standings.totals.get(candidate, {}).get(scorer)
    if total is not None:
        return score(total, 1)
    seat = standings.seats.get(candidate, {}).get(scorer)
    return SEATS.get(seat, "-") if seat is not None else "-"


def _spread(standings: Standings, candidate: str, width: int) -> str:
    values = list(standings.totals.get(candidate, {}).values())
    every = [v for several in standings.totals.values() for v in several.values()]
    return spread(values, min(every), max(every), width) if every else ""


def across(kind: str, standings: Standings, width: int) -> Line:
    """Return a line across the table."""
    ranking = standings.ranking
    if kind == GRADE:
        reaching = sum(_reaches(standings, standing) for standing in ranking.standings)
        words = gettext("passing grade {grade} · {above} reach it · {below} do not").format(
            grade=score(Fraction(ranking.passing_grade or 0)),
            above=reaching,
            below=len(ranking.standings) - reaching,
        )
    elif kind == QUOTA:
        words = gettext("quota {quota}").format(quota=ranking.quota)
    else:
        words = gettext("not ranked")
    line = Line("   ").put(f"{glyphs.RULE * 3} {words} ", Ink.STRONG)
    return line.put(glyphs.RULE * max(0, width - line.width - 1), Ink.FAINT)


def known_of(row: Row, standings: Standings, width: int) -> list[Line]:
    """Return what is known of a row: its outcome and why, and its score against the grade."""
    if isinstance(row, str):
        return []
    if isinstance(row, Unranked):
        said = wrapped(f"{row.candidate}: {told(row.detail)}", width - 3)
        return [Line(" ").put(text, Ink.WARN) for text in said[:MOST_SAID]]
    sign, word, ink = OUTCOMES[row.outcome]
    parts = [f"{row.candidate} {sign} {told(word)}"]
    if row.outcome is Outcome.TIED_AT_LINE:
        parts.append(gettext("quota {quota}").format(quota=standings.ranking.quota))
    if row.tie_broken_by:
        parts.append(gettext("tie broken by {rule}").format(rule=row.tie_broken_by))
    parts += [told(reason) for reason in row.reasons]
    said = wrapped(" · ".join(parts), width - 3)
    lines = [Line(" ").put(text, ink) for text in said[:MOST_SAID]]
    if standings.stage.rubric and row.exact <= 100:  # noqa: PLR2004 -- percent
        grade = standings.ranking.passing_grade
        limit = Fraction(grade) if grade is not None else None
        bar = grade_bar(row.exact, limit, Fraction(0), Fraction(100), min(60, width - 24))
        lines.append(Line(" 0 ").beside(bar, 3).put(" 100 ").put(number(row.score), Ink.STRONG))
    return lines
