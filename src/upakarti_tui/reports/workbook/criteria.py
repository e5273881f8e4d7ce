"""Per category: what the panel makes of each criterion, and what that adds to the score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from upakarti_tui.domain.programme.template import Direction
from upakarti_tui.domain.scoring.sheet_total import weigh
from upakarti_tui.domain.scoring.stage_score import CriterionPanel, criterion_panel
from upakarti_tui.locale import gettext
from upakarti_tui.reports.workbook import formulas

if TYPE_CHECKING:
    from collections.abc import Sequence

    from upakarti_tui.domain.places.category_result import CategoryResult
    from upakarti_tui.reports.workbook.paper import Come, Paper
    from upakarti_tui.reports.workbook.scorers import Row


@dataclass(frozen=True, slots=True)
class Values:
    """Where the panel's values of one candidate stand."""

    value: Mapping[str, str]
    """By criterion."""

    merit: Mapping[str, str]
    """By criterion, turned so that more is better."""

    weighted: str
    """First and last cell of what the criteria add."""

    panels: Mapping[str, CriterionPanel | None]


def write(
    paper: Paper,
    result: CategoryResult,
    order: Sequence[str],
    rows: Mapping[str, Mapping[str, Row]],
) -> dict[str, Values]:
    """Write the sheet; rows are by scorer and candidate. Return where the values stand."""
    rubric = result.given.rubric
    assert rubric is not None  # noqa: S101 -- only scored categories come here
    headings = [
        gettext("Candidate ID"),
        gettext("Criterion"),
        *rows,
        gettext("Panel"),
        gettext("Better when higher"),
        gettext("Weight that applies"),
        gettext("Adds"),
    ]
    for column, heading in enumerate(headings):
        paper.pen.heading(paper.sheet, (0, column), heading)
    found = {}
    for number, candidate in enumerate(order):
        first = 1 + number * len(rubric.criteria)
        found[candidate] = _candidate(paper, first, result, candidate, rows)
    return found


def _candidate(
    paper: Paper,
    first: int,
    result: CategoryResult,
    candidate: str,
    rows: Mapping[str, Mapping[str, Row]],
) -> Values:
    rubric, stage = result.given.rubric, result.given.stage
    assert rubric is not None  # noqa: S101 -- as above
    bench = result.given.benches[candidate]
    panels = {c.id: criterion_panel(stage, c, bench) for c in rubric.criteria}
    lines = (
        {
            line.criterion.id: line
            for line in weigh(
                rubric, {c: p.value for c, p in panels.items() if p}, stage.rounding.weighted
            )
        }
        if any(panels.values())
        else {}
    )
    size, last = len(rubric.criteria), 1 + len(rows)
    value, merit, weight, adds = last + 1, last + 2, last + 3, last + 4
    by_criterion = stage.panel.by_criteria
    whole = formulas.constant(sum((Fraction(c.weight) for c in rubric.criteria), Fraction(0)))
    applicable = "+".join(
        f"ISNUMBER({paper.here(first + at, value)})*{formulas.constant(c.weight)}"
        for at, c in enumerate(rubric.criteria)
    )
    for at, criterion in enumerate(rubric.criteria):
        row = first + at
        paper.pen.cell(paper.sheet, (row, 0), candidate)
        paper.pen.cell(paper.sheet, (row, 1), criterion.title)
        for column, (scorer, of_scorer) in enumerate(rows.items(), 2):
            panel = panels[criterion.id]
            given = dict(panel.marks).get(scorer, "") if panel is not None else ""
            _mark(paper, (row, column), of_scorer.get(candidate), criterion.id, given)
        marks = paper.across(row, 2, last)
        panel = panels[criterion.id]
        made = formulas.agreed(stage.panel, marks)
        made = formulas.rounded(made, stage.rounding.criterion if by_criterion else None)
        said: Come = panel.value if panel is not None else ""
        paper.formula((row, value), f'IF(COUNT({marks})>0,{made},"")', said)
        own = paper.here(row, value)
        sign = "-" if criterion.direction is Direction.DOWN else ""
        turned: Come = panel.merit if panel is not None else ""
        paper.formula((row, merit), f'IF(ISNUMBER({own}),{sign}{own},"")', turned)
        line = lines.get(criterion.id)
        grown = f"{formulas.constant(criterion.weight)}*{whole}/({applicable})"
        paper.formula((row, weight), f'IF(ISNUMBER({own}),{grown},"")', line.weight if line else "")
        weighed = f"{formulas.share(criterion, rubric.total, own)}*{paper.here(row, weight)}"
        paper.formula(
            (row, adds),
            f'IF(ISNUMBER({own}),{formulas.rounded(weighed, stage.rounding.weighted)},"")',
            line.weighted if line else "",
        )
    return Values(
        {c.id: paper.ref(first + at, value) for at, c in enumerate(rubric.criteria)},
        {c.id: paper.ref(first + at, merit) for at, c in enumerate(rubric.criteria)},
        f"{paper.ref(first, adds)}:{paper.here(first + size - 1, adds)}",
        panels,
    )


def _mark(paper: Paper, at: tuple[int, int], row: Row | None, criterion: str, given: Come) -> None:
    if row is None:
        paper.pen.cell(paper.sheet, at, "")
        return
    address = row.marks[criterion]
    paper.formula(at, f'IF(ISNUMBER({address}),{address},"")', given)
