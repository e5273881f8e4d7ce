"""A sheet per scorer: marks to look at and to change, and the total they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from upakarti_tui.domain.book.entries import Part, State
from upakarti_tui.domain.scoring.counting import Seat
from upakarti_tui.domain.scoring.sheet_total import Sheets, sheet_rounding
from upakarti_tui.locale import gettext
from upakarti_tui.reports import wording
from upakarti_tui.reports.document import Number
from upakarti_tui.reports.workbook import formulas

if TYPE_CHECKING:
    from upakarti_tui.domain.places.category_result import CategoryResult
    from upakarti_tui.domain.programme.template import Criterion, Rubric
    from upakarti_tui.domain.scoring.counting import Seated
    from upakarti_tui.reports.workbook.paper import Come, Paper

NOT_APPLICABLE = "N/A"


@dataclass(frozen=True, slots=True)
class Row:
    """Where one sheet of marks stands in the workbook."""

    total: str
    """Address of its total; empty text where the sheet does not count."""

    marks: Mapping[str, str]
    """By criterion: address of the mark as far as it counts."""

    came_to: Fraction | None
    """The total; None where the sheet does not count."""


def write_block(
    paper: Paper, first: int, result: CategoryResult, scorer: str, names: Mapping[str, str]
) -> tuple[int, dict[str, Row]]:
    """Write one category's marks of a scorer from a row on; return the next row and the rows."""
    rubric = result.given.rubric
    seats = {
        candidate: seated
        for candidate, bench in sorted(result.given.benches.items())
        for seated in bench.seats
        if seated.scorer == scorer
    }
    if rubric is None or not seats:
        return first, {}
    _headings(paper, first, rubric)
    rows = {}
    for row, (candidate, seated) in enumerate(seats.items(), first + 1):
        paper.pen.cell(paper.sheet, (row, 0), candidate)
        paper.pen.cell(paper.sheet, (row, 1), names[candidate])
        rows[candidate] = _row(paper, row, rubric, seated)
    return first + len(seats) + 3, rows


def _headings(paper: Paper, row: int, rubric: Rubric) -> None:
    headings = [
        gettext("Candidate ID"),
        gettext("Name"),
        *(f"{c.title} ({wording.plain_number(format(c.weight, 'f'))})" for c in rubric.criteria),
        gettext("Counts (1/0)"),
        gettext("Weight that applies"),
        gettext("Total"),
        *(f"→ {c.title}" for c in rubric.criteria),
        gettext("State"),
    ]
    for column, heading in enumerate(headings):
        paper.pen.heading(paper.sheet, (row, column), heading)


def _row(paper: Paper, row: int, rubric: Rubric, seated: Seated) -> Row:
    criteria = rubric.criteria
    start, size = 2, len(criteria)
    counts, weight, total = start + size, start + size + 1, start + size + 2
    for at, criterion in enumerate(criteria):
        paper.input((row, start + at), _mark(seated, criterion))
    counted = seated.seat is Seat.COUNTED
    paper.input((row, counts), int(counted))
    applies = "+".join(
        f"ISNUMBER({paper.here(row, start + at)})*{formulas.constant(c.weight)}"
        for at, c in enumerate(criteria)
    )
    weighs = sum((Fraction(c.weight) for c in criteria if _applies(seated, c)), Fraction(0))
    paper.formula((row, weight), applies, weighs)
    came_to = Sheets(rubric, seated.sheet.stage).total(seated.marks) if seated.marks else None
    paper.formula(
        (row, total),
        _total(paper, row, rubric, seated, (counts, weight)),
        "" if came_to is None else came_to,
        2 if came_to is not None and came_to.denominator == 1 else None,
    )
    for at, criterion in enumerate(criteria):
        mark = paper.here(row, start + at)
        value: Come = ""
        if criterion.id in seated.marks:
            value = Fraction(seated.marks[criterion.id])
        own = paper.here(row, total)
        formula = f'IF(ISNUMBER({own}),IF(ISNUMBER({mark}),{mark},""),"")'
        paper.formula((row, total + 1 + at), formula, value)
    paper.pen.cell(paper.sheet, (row, total + 1 + size), wording.seat(seated.seat))
    return Row(
        paper.ref(row, total),
        {c.id: paper.ref(row, total + 1 + at) for at, c in enumerate(criteria)},
        came_to,
    )


def _applies(seated: Seated, criterion: Criterion) -> bool:
    return isinstance(_mark(seated, criterion), Fraction)


def _mark(seated: Seated, criterion: Criterion) -> Fraction | str | None:
    held = seated.sheet.held(Part.MARK, criterion.id)
    entry = held.entry if held is not None else None
    if entry is not None and entry.value:
        return Fraction(Number(entry.value).value)
    if entry is not None and entry.state is State.NOT_APPLICABLE:
        return NOT_APPLICABLE
    return None


def _total(paper: Paper, row: int, rubric: Rubric, seated: Seated, columns: tuple[int, int]) -> str:
    """Return the formula of a total; empty text unless every criterion is answered."""
    counts, weight = (paper.here(row, column) for column in columns)
    rounding = sheet_rounding(seated.sheet.stage)
    whole = formulas.constant(sum((Fraction(c.weight) for c in rubric.criteria), Fraction(0)))
    terms = []
    for at, criterion in enumerate(rubric.criteria, 2):
        mark = paper.here(row, at)
        part = formulas.share(criterion, rubric.total, mark)
        weighed = f"{part}*{formulas.constant(criterion.weight)}*{whole}/{weight}"
        terms.append(f"IF(ISNUMBER({mark}),{formulas.rounded(weighed, rounding.weighted)},0)")
    answered = paper.across(row, 2, 1 + len(rubric.criteria))
    complete = f"AND({counts}=1,{weight}>0,COUNTA({answered})={len(rubric.criteria)})"
    return f'IF({complete},{formulas.rounded("+".join(terms), rounding.sheet)},"")'
