"""The whole workbook: the standings in front, everything they come from behind."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import xlsxwriter

from upakarti_tui.locale import gettext
from upakarti_tui.reports import as_xlsx, wording
from upakarti_tui.reports.as_xlsx import Pen
from upakarti_tui.reports.workbook import criteria, outcomes, scorers
from upakarti_tui.reports.workbook.derivation import Derivation, Given, order
from upakarti_tui.reports.workbook.paper import Paper

if TYPE_CHECKING:
    from upakarti_tui.domain.places.category_result import CategoryResult
    from upakarti_tui.domain.places.determination import Determination
    from upakarti_tui.reports.document import Document
    from upakarti_tui.reports.workbook.outcomes import Placed
    from upakarti_tui.reports.workbook.scorers import Row


def workbook(document: Document, determination: Determination) -> bytes:
    """Return the workbook of a recapitulation."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, as_xlsx.OPTIONS) as book:
        as_xlsx.properties(book, document)
        book.set_calc_mode("auto")
        _Book(book, document, determination).write()
    return written.getvalue()


class _Book:
    def __init__(self, book: Any, document: Document, determination: Determination) -> None:  # noqa: ANN401 -- XlsxWriter declares no types
        self._document = document
        self._determination = determination
        self._results = [r for r in determination.worked_out if r.given.rubric is not None]
        self._scorers = sorted(
            {
                seated.scorer
                for result in self._results
                for bench in result.given.benches.values()
                for seated in bench.seats
            }
        )
        titles = [determination.category(r.given.category).title for r in self._results]
        names = as_xlsx.tab_names(
            [
                gettext("Recapitulation"),
                *self._scorers,
                *(gettext("Derivation {category}").format(category=t) for t in titles),
                *(gettext("Criteria {category}").format(category=t) for t in titles),
            ]
        )
        pen = Pen(book)
        papers = [Paper(pen, book.add_worksheet(name), name) for name in names]
        self._front = papers[0]
        count, size = len(self._scorers), len(self._results)
        self._of_scorers = papers[1 : 1 + count]
        self._derivations = papers[1 + count : 1 + count + size]
        self._criteria = papers[1 + count + size :]

    def write(self) -> None:
        names = {c.id: c.name for c in self._determination.candidates.values()}
        rows = self._marks(names)
        placed: dict[str, Placed] = {}
        for at, result in enumerate(self._results):
            listed = order(result)
            of_category = {
                scorer: found
                for scorer in self._scorers
                if (found := {c: r for c, r in rows[scorer].items() if c in listed})
            }
            if not listed or not of_category:
                continue
            values = criteria.write(self._criteria[at], result, listed, of_category)
            given = Given(result, listed, names, of_category, values)
            placed |= outcomes.write(Derivation(self._derivations[at], given))
        self._standings(names, placed)
        for paper in (*self._of_scorers, *self._derivations, *self._criteria):
            self._frame(paper)

    def _marks(self, names: dict[str, str]) -> dict[str, dict[str, Row]]:
        rows: dict[str, dict[str, Row]] = {}
        for scorer, paper in zip(self._scorers, self._of_scorers, strict=True):
            rows[scorer], first = {}, 0
            for result in self._results:
                first, found = scorers.write_block(paper, first, result, scorer, names)
                rows[scorer] |= found
        return rows

    def _standings(self, names: dict[str, str], placed: dict[str, Placed]) -> None:
        front, pen = self._front, self._front.pen
        document = self._document
        lines = (document.title, as_xlsx.draft_word(document), document.notice)
        row = 0
        for line in filter(None, lines):
            pen.line(front.sheet, row, line)
            row += 1
        headings = (
            gettext("Category"),
            gettext("Candidate ID"),
            gettext("Name"),
            gettext("Rank"),
            gettext("Score"),
            gettext("Outcome"),
        )
        for column, heading in enumerate(headings):
            pen.heading(front.sheet, (row, column), heading)
        first = row
        for result in self._results:
            for candidate in order(result):
                if candidate in placed:
                    row += 1
                    self._line(row, result, candidate, names[candidate], placed[candidate])
        for column, width in enumerate((20, 12, 34, 9, 12, 26)):
            front.sheet.set_column(column, column, width)
        front.sheet.freeze_panes(first + 1, 0)
        front.sheet.repeat_rows(first)
        front.sheet.print_area(0, 0, row, len(headings) - 1)
        as_xlsx.set_up_page(front.sheet, document)

    def _line(
        self, row: int, result: CategoryResult, candidate: str, name: str, placed: Placed
    ) -> None:
        front = self._front
        standing = {s.candidate: s for s in result.ranking.standings}.get(candidate)
        title = self._determination.category(result.given.category).title
        for column, text in enumerate((title, candidate, name)):
            front.pen.cell(front.sheet, (row, column), text)
        score = result.scores[candidate].decided if candidate in result.scores else ""
        decimals = len(standing.score.partition(".")[2]) if standing is not None else None
        outcome = wording.outcome(standing.outcome) if standing else gettext("no place")
        front.formula((row, 3), placed.place, standing.place if standing else "", 0)
        front.formula((row, 4), placed.score, score, decimals)
        front.formula((row, 5), placed.outcome, outcome)

    def _frame(self, paper: Paper) -> None:
        paper.sheet.freeze_panes(1, 2)
        paper.sheet.set_column(0, 0, 12)
        paper.sheet.set_column(1, 1, 28)
        paper.sheet.set_column(2, 60, 12)
        paper.sheet.repeat_rows(0)
        as_xlsx.set_up_page(paper.sheet, self._document, landscape=True)
