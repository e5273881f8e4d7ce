"""Per category: from the totals of the sheets to the score that decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from upakarti_tui.domain.places.category_result import CategoryResult
from upakarti_tui.domain.programme.template import Combine, DecideOn, Method
from upakarti_tui.locale import gettext
from upakarti_tui.reports.workbook import formulas
from upakarti_tui.reports.workbook.criteria import Values
from upakarti_tui.reports.workbook.scorers import Row

if TYPE_CHECKING:
    from upakarti_tui.domain.standing import Standing
    from upakarti_tui.reports.workbook.paper import Come, Paper


@dataclass(frozen=True, slots=True)
class Given:
    """What a derivation is written from."""

    result: CategoryResult
    order: tuple[str, ...]
    """Candidates, as listed."""

    names: Mapping[str, str]
    rows: Mapping[str, Mapping[str, Row]]
    """Sheets of marks, by scorer and candidate."""

    values: Mapping[str, Values]
    """The panel's values, by candidate."""

    @property
    def ranks(self) -> bool:
        """Whether places come from sums of ranks."""
        return self.result.given.stage.panel.method is Method.RANK_SUM


@dataclass(frozen=True, slots=True)
class Scored:
    """The columns that scores stand in."""

    totals: tuple[int, int]
    """First and last of the sheets' totals, a scorer each."""

    own: int
    """The panel's own score."""

    decided: int
    """The score that decides."""


class Derivation:
    """Writes one sheet, column after column, a candidate a row."""

    def __init__(self, paper: Paper, given: Given) -> None:
        self.paper = paper
        self.given = given
        self.first = 1
        self.last = len(given.order)
        self._next = 0

    def column(self, heading: str) -> int:
        """Begin a column and return its number."""
        self.paper.pen.heading(self.paper.sheet, (0, self._next), heading)
        self._next += 1
        return self._next - 1

    def reach(self, column: int) -> str:
        """Return the address of a whole column of candidates."""
        return self.paper.column(self.first, self.last, column)

    def write(self) -> Scored:
        """Write everything up to the score that decides."""
        self._names()
        totals = self._totals()
        own = self._own(totals, self._counted(totals))
        return Scored(totals, own, self._decided(self._exact(own)))

    def _names(self) -> None:
        ids, names = self.column(gettext("Candidate")), self.column(gettext("Name"))
        for row, candidate in enumerate(self.given.order, self.first):
            self.paper.pen.cell(self.paper.sheet, (row, ids), candidate)
            self.paper.pen.cell(self.paper.sheet, (row, names), self.given.names[candidate])

    def _totals(self) -> tuple[int, int]:
        columns = [self.column(scorer) for scorer in self.given.rows]
        for row, candidate in enumerate(self.given.order, self.first):
            for column, of_scorer in zip(columns, self.given.rows.values(), strict=True):
                found = of_scorer.get(candidate)
                if found is None:
                    self.paper.pen.cell(self.paper.sheet, (row, column), "")
                    continue
                said: Come = "" if found.came_to is None else found.came_to
                formula = f'IF(ISNUMBER({found.total}),{found.total},"")'
                self.paper.formula((row, column), formula, said)
        return columns[0], columns[-1]

    def _counted(self, totals: tuple[int, int]) -> int:
        column = self.column(gettext("Sheets that count"))
        for row, candidate in enumerate(self.given.order, self.first):
            bench = self.given.result.given.benches[candidate]
            formula = f"COUNT({self.paper.across(row, *totals)})"
            self.paper.formula((row, column), formula, len(bench.counted))
        return column

    def _own(self, totals: tuple[int, int], counted: int) -> int:
        """Write the panel's own score of each candidate that reaches the quorum."""
        stage = self.given.result.given.stage
        ranks = self._ranks(totals, counted) if self.given.ranks else None
        column = self.column(gettext("Panel"))
        for row, candidate in enumerate(self.given.order, self.first):
            score = self.given.result.scores.get(candidate)
            made = self._panel(row, candidate, ranks or totals)
            enough = f"{self.paper.here(row, counted)}>={stage.panel.quorum}"
            if ranks:
                enough += f"+COUNT({self.paper.across(row, *ranks)})*0"
                enough = f"AND({enough},COUNT({self.paper.across(row, *ranks)})>0)"
            said: Come = score.own.value if score is not None and score.own is not None else ""
            self.paper.formula((row, column), f'IF({enough},{made},"")', said)
        return column

    def _panel(self, row: int, candidate: str, numbers: tuple[int, int]) -> str:
        stage = self.given.result.given.stage
        across = self.paper.across(row, *numbers)
        if self.given.ranks:
            return f"SUM({across})"
        if stage.panel.combine is Combine.CRITERIA:
            return f"SUM({self.given.values[candidate].weighted})"
        return formulas.agreed(stage.panel, across)

    def _ranks(self, totals: tuple[int, int], counted: int) -> tuple[int, int]:
        """Write each scorer's ranks among the candidates that every counted scorer scored."""
        scorers = totals[1] - totals[0] + 1
        whole = self.column(gettext("Scored by all (1/0)"))
        here = self.paper.here
        quorum = self.given.result.given.stage.panel.quorum
        busy = "+".join(
            f"(COUNT({self.reach(column)})>0)" for column in range(totals[0], totals[1] + 1)
        )
        for row, candidate in enumerate(self.given.order, self.first):
            score = self.given.result.scores.get(candidate)
            formula = f"IF(AND({here(row, counted)}={busy},{here(row, counted)}>={quorum}),1,0)"
            self.paper.formula((row, whole), formula, int(score is not None))
        columns = [self.column(f"# {scorer}") for scorer in self.given.rows]
        for row, candidate in enumerate(self.given.order, self.first):
            score = self.given.result.scores.get(candidate)
            ranks = score.own.ranks if score is not None and score.own is not None else ()
            for at, column in enumerate(columns):
                cell = here(row, totals[0] + at)
                rank = formulas.mid_rank(self.reach(totals[0] + at), self.reach(whole), cell)
                said: Come = ranks[at] if len(ranks) == scorers else ""
                formula = f'IF(AND({here(row, whole)}=1,ISNUMBER({cell})),{rank},"")'
                self.paper.formula((row, column), formula, said)
        return columns[0], columns[-1]

    def _exact(self, own: int) -> int:
        """Write the score before the final rounding: own, or weighed with earlier stages."""
        given = self.given.result.given
        parts = {
            stage: self._earlier(stage) for stage, _ in given.stage.weigh if stage in given.earlier
        }
        column = self.column(gettext("Exact score"))
        for row, candidate in enumerate(self.given.order, self.first):
            score = self.given.result.scores.get(candidate)
            cells = {stage: self.paper.here(row, at) for stage, at in parts.items()}
            cells.setdefault(given.stage.id, self.paper.here(row, own))
            weighed = [(cells[stage], percent) for stage, percent in given.stage.weigh]
            weighed = weighed or [(self.paper.here(row, own), Decimal(100))]
            made = "+".join(f"{cell}*{formulas.constant(percent)}/100" for cell, percent in weighed)
            present = ",".join(f"ISNUMBER({cell})" for cell, _ in weighed)
            said: Come = score.exact if score is not None else ""
            formula = f'IF(AND({present}),ROUND({made},{formulas.EQUAL}),"")'
            self.paper.formula((row, column), formula, said)
        return column

    def _earlier(self, stage: str) -> int:
        column = self.column(gettext("Score in {stage}").format(stage=stage))
        scores = self.given.result.given.earlier[stage].own
        for row, candidate in enumerate(self.given.order, self.first):
            self.paper.input((row, column), scores.get(candidate))
        return column

    def _decided(self, exact: int) -> int:
        """Write the number that meets the passing grade and the ranking."""
        stage = self.given.result.given.stage
        decimals = stage.rounding.final if stage.decide_on is DecideOn.ROUNDED else None
        shown = {s.candidate: len(s.score.partition(".")[2]) for s in self.standings}
        column = self.column(gettext("Score"))
        for row, candidate in enumerate(self.given.order, self.first):
            score = self.given.result.scores.get(candidate)
            cell = self.paper.here(row, exact)
            formula = f'IF(ISNUMBER({cell}),{formulas.rounded(cell, decimals)},"")'
            said: Come = score.decided if score is not None else ""
            self.paper.formula((row, column), formula, said, shown.get(candidate))
        return column

    @property
    def standings(self) -> tuple[Standing, ...]:
        """Who has a place."""
        return self.given.result.ranking.standings


def order(result: CategoryResult) -> tuple[str, ...]:
    """Return the candidates as they are listed: by place, then those without one."""
    placed = [s.candidate for s in result.ranking.standings]
    rest = [c for c in sorted(result.given.benches) if c not in placed]
    return (*placed, *rest)
