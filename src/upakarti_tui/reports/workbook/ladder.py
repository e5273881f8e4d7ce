"""The tie ladder as columns: a number a step, of which more is better.

A step tells nothing where one of those still tied has no number; its column is
then 0 for all of them, and the next column is asked.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from upakarti_tui.domain.places import tiebreak
from upakarti_tui.domain.scoring.panel import median
from upakarti_tui.reports.wording import tie_step
from upakarti_tui.reports.workbook import formulas

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from upakarti_tui.reports.workbook.derivation import Derivation
    from upakarti_tui.reports.workbook.paper import Come

_FUNCTIONS: dict[str, tuple[str, Callable[[tuple[Fraction, ...]], Fraction]]] = {
    tiebreak.MEDIAN: ("MEDIAN", median),
    tiebreak.HIGHEST_SHEET: ("MAX", max),
    tiebreak.LOWEST_SHEET: ("MIN", min),
}
_PAIR = 2


def columns(
    derivation: Derivation, totals: tuple[int, int], own: int, decided: int
) -> tuple[int, ...]:
    """Write two columns a step: its number, and the number as far as it tells anything."""
    given = derivation.given.result.given
    steps = list(given.stage.tie_break)
    if given.plenary:
        steps.append(tiebreak.PLENARY)
    scores = derivation.given.result.scores
    groups: dict[str, tuple[Fraction, ...]] = {
        c: (scores[c].decided,) for c in derivation.given.order if c in scores
    }
    keys = [decided]
    for step in steps:
        tied = {c: [o for o in groups if groups[o] == groups[c]] for c in groups}
        raw, values = _raw(derivation, step, (totals, own, keys), tied)
        column = derivation.column(tie_step(step))
        for row, candidate in enumerate(derivation.given.order, derivation.first):
            cells = [derivation.paper.here(row, key) for key in keys]
            same = formulas.same([derivation.reach(key) for key in keys], cells)
            empty = f'SUMPRODUCT({same}*({derivation.reach(raw)}=""))'
            cell = derivation.paper.here(row, raw)
            formula = f"IF(ISNUMBER({cells[0]}),IF({empty}>0,0,{cell}),0)"
            told = Fraction(0)
            if candidate in groups and all(values.get(o) is not None for o in tied[candidate]):
                told = values[candidate] or Fraction(0)
            derivation.paper.formula((row, column), formula, told)
            if candidate in groups:
                groups[candidate] = (*groups[candidate], told)
        keys.append(column)
    return tuple(keys[1:])


def _raw(
    derivation: Derivation,
    step: str,
    reads: tuple[tuple[int, int], int, Sequence[int]],
    tied: dict[str, list[str]],
) -> tuple[int, dict[str, Fraction | None]]:
    """Write the number that a step has for each candidate."""
    totals, own, keys = reads
    column = derivation.column(step)
    found: dict[str, Fraction | None] = {}
    for row, candidate in enumerate(derivation.given.order, derivation.first):
        formula, value = _number(derivation, step, (row, candidate), totals, own)
        if step == tiebreak.HEAD_TO_HEAD:
            formula = _wins(derivation, row, totals, keys)
            value = _won(derivation, candidate, tied.get(candidate, []))
        found[candidate] = value
        said: Come = "" if value is None else value
        if formula is None:
            derivation.paper.input((row, column), value)
        else:
            derivation.paper.formula((row, column), formula, said)
    return column, found


def _number(
    derivation: Derivation,
    step: str,
    at: tuple[int, str],
    totals: tuple[int, int],
    own: int,
) -> tuple[str | None, Fraction | None]:
    """Return formula and number of a step; no formula where the number is given."""
    row, candidate = at
    result = derivation.given.result
    given, score = result.given, result.scores.get(candidate)
    kind, _, item = step.partition(":")
    if kind == "criterion":
        values = derivation.given.values[candidate]
        cell = values.merit.get(item)
        panel = values.panels.get(item)
        if cell is None:
            return None, None
        value = panel.merit if panel is not None else None
        return f'IF(ISNUMBER({cell}),ROUND({cell},{formulas.EQUAL}),"")', value
    if kind == "stage" and item != given.stage.id:
        earlier = given.earlier.get(item)
        return None, earlier.merits.get(candidate) if earlier is not None else None
    if kind == "stage":
        cell = derivation.paper.here(row, own)
        value = score.own.value if score is not None and score.own is not None else None
        return f'IF(ISNUMBER({cell}),ROUND({cell},{formulas.EQUAL}),"")', value
    if kind in _FUNCTIONS:
        name, function = _FUNCTIONS[kind]
        across = derivation.paper.across(row, *totals)
        numbers = score.own.totals if score is not None and score.own is not None else ()
        formula = f'IF(COUNT({across})>0,ROUND({name}({across}),{formulas.EQUAL}),"")'
        return formula, function(numbers) if numbers else None
    if kind == tiebreak.LOT:
        lot = given.lots.get(candidate)
        return None, Fraction(-lot) if lot is not None else None
    if kind == tiebreak.PLENARY:
        order = given.plenary
        return None, Fraction(len(order) - order.index(candidate) if candidate in order else 0)
    return None, None


def _wins(derivation: Derivation, row: int, totals: tuple[int, int], keys: Sequence[int]) -> str:
    """Return how many scorers of both have this one higher, where exactly two are tied."""
    here = derivation.paper.here
    same = formulas.same([derivation.reach(k) for k in keys], [here(row, k) for k in keys])
    terms = "+".join(
        f"ISNUMBER({here(row, column)})*SUMPRODUCT({same}*ISNUMBER({derivation.reach(column)})"
        f"*({derivation.reach(column)}<{here(row, column)}))"
        for column in range(totals[0], totals[1] + 1)
    )
    return f'IF(SUMPRODUCT({same}*1)={_PAIR},{terms},"")'


def _won(derivation: Derivation, candidate: str, pair: list[str]) -> Fraction | None:
    if len(pair) != _PAIR:
        return None
    rival = next(c for c in pair if c != candidate)
    sheets = derivation.given.rows.values()
    both = [
        (r[candidate].came_to, r[rival].came_to) for r in sheets if {candidate, rival} <= r.keys()
    ]
    return Fraction(sum(1 for a, b in both if a is not None and b is not None and a > b))
