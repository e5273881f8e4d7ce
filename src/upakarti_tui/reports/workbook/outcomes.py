"""Per category: from scores to who passes, in which place, and with what outcome."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from upakarti_tui.domain.scoring import gates
from upakarti_tui.domain.scoring.stage_score import lower_is_better
from upakarti_tui.domain.standing import Outcome
from upakarti_tui.locale import gettext
from upakarti_tui.reports import wording
from upakarti_tui.reports.workbook import formulas, ladder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from upakarti_tui.reports.workbook.derivation import Derivation
    from upakarti_tui.reports.workbook.paper import Come


@dataclass(frozen=True, slots=True)
class Placed:
    """Where the outcome of one candidate stands."""

    place: str
    score: str
    outcome: str


def write(derivation: Derivation) -> dict[str, Placed]:
    """Write a category's derivation; return where each candidate's outcome stands."""
    scored = derivation.write()
    decided = scored.decided
    passing = passes(derivation, decided)
    keys = [decided, *ladder.columns(derivation, scored.totals, scored.own, decided)]
    rank = place(derivation, keys)
    told = outcome(derivation, rank, passing, decided)
    paper = derivation.paper
    return {
        candidate: Placed(paper.ref(row, rank), paper.ref(row, decided), paper.ref(row, told))
        for row, candidate in enumerate(derivation.given.order, derivation.first)
    }


def passes(derivation: Derivation, decided: int) -> int:
    """Write whether a candidate passes: nothing in the way, minimums met, grade reached."""
    result, here = derivation.given.result, derivation.paper.here
    barred = derivation.column(gettext("Kept back (1/0)"))
    column = derivation.column(gettext("Passes (1/0)"))
    outcomes = {s.candidate: s.outcome for s in derivation.standings}
    for row, candidate in enumerate(derivation.given.order, derivation.first):
        bench = result.given.benches[candidate]
        sheets = [seated.sheet for seated in bench.counted]
        derivation.paper.input((row, barred), int(bool(gates.barriers(sheets))))
        conditions = [f"{here(row, barred)}=0", *_minimums(derivation, candidate)]
        if result.given.grade is not None:
            sign = "<=" if lower_is_better(result.given.stage) else ">="
            grade = formulas.constant(result.given.grade)
            conditions.append(f"{here(row, decided)}{sign}{grade}")
        formula = f'IF(ISNUMBER({here(row, decided)}),IF(AND({",".join(conditions)}),1,0),"")'
        said: Come = ""
        if candidate in outcomes:
            said = int(outcomes[candidate] is not Outcome.FAILS)
        derivation.paper.formula((row, column), formula, said)
    return column


def _minimums(derivation: Derivation, candidate: str) -> Sequence[str]:
    rubric = derivation.given.result.given.rubric
    cells = derivation.given.values[candidate].value
    return [
        f"OR(NOT(ISNUMBER({cells[c.id]})),"
        f"ROUND({cells[c.id]},{formulas.EQUAL})>={formulas.constant(c.minimum)})"
        for c in (rubric.criteria if rubric is not None else ())
        if c.minimum is not None
    ]


def place(derivation: Derivation, keys: Sequence[int]) -> int:
    """Write the places by the keys of the ladder, the first above all others."""
    column = derivation.column(gettext("Rank"))
    places = {s.candidate: s.place for s in derivation.standings}
    lowest = lower_is_better(derivation.given.result.given.stage)
    ranges = [derivation.reach(key) for key in keys]
    for row, candidate in enumerate(derivation.given.order, derivation.first):
        cells = [derivation.paper.here(row, key) for key in keys]
        made = formulas.place(ranges, cells, lowest_first=lowest)
        formula = f'IF(ISNUMBER({cells[0]}),{made},"")'
        derivation.paper.formula((row, column), formula, places.get(candidate, ""), 0)
    return column


def outcome(derivation: Derivation, place: int, passes: int, decided: int) -> int:
    """Write what each place means: who is proposed, who is beyond the quota, who fails."""
    column = derivation.column(gettext("Outcome"))
    quota = derivation.given.result.ranking.quota
    outcomes = {s.candidate: s.outcome for s in derivation.standings}
    words = {each: f'"{wording.outcome(each)}"' for each in Outcome}
    missing = gettext("no place")
    for row, candidate in enumerate(derivation.given.order, derivation.first):
        own = derivation.paper.here(row, place)
        places, passing = derivation.reach(place), f"({derivation.reach(passes)}=1)"
        ahead = f"SUMPRODUCT(ISNUMBER({places})*({places}<{own})*{passing})"
        equal = f"SUMPRODUCT(({places}={own})*{passing})"
        selected = words[Outcome.SELECTED]
        if quota is not None:
            selected = (
                f"IF({ahead}+{equal}<={quota},{selected},"
                f"IF({ahead}>={quota},{words[Outcome.BEYOND_QUOTA]},"
                f"{words[Outcome.TIED_AT_LINE]}))"
            )
        said = wording.outcome(outcomes[candidate]) if candidate in outcomes else missing
        fails, passed = words[Outcome.FAILS], derivation.paper.here(row, passes)
        found = f"IF({passed}=0,{fails},{selected})"
        scored = f"ISNUMBER({derivation.paper.here(row, decided)})"
        derivation.paper.formula((row, column), f'IF({scored},{found},"{missing}")', said)
    return column
