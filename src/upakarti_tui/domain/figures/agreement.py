"""How far the scorers of a panel agree, and who is strict.

Everything is worked out in fractions from a table of totals, candidates x
scorers, in which cells may be missing. None of it changes a place: it stands
beside the ranking. A figure that the table cannot carry is None.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

from upakarti_tui.domain.problems import Message, say
from upakarti_tui.domain.scoring.panel import mean, median, mid_ranks
from upakarti_tui.domain.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

Table: TypeAlias = Mapping[str, Mapping[str, Fraction]]
"""By candidate and scorer: the total of a counted sheet."""

_TWO = 2
_FOR_FENCES = 4
"""Fewer totals than this have no quartiles worth the name."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """The figures of a whole panel."""

    kendall_w: Fraction | None
    """Concordance of the rankings, corrected for ties: 0 none, 1 complete."""

    icc: Mapping[str, Fraction | None] | None
    """Intraclass correlations by Shrout and Fleiss, `1,1` to `3,k`."""

    alpha_interval: Fraction | None
    alpha_ordinal: Fraction | None
    why: tuple[tuple[str, Message], ...] = ()
    """The figure's name and why it is None."""


@dataclass(frozen=True, slots=True)
class ScorerFigures:
    """One scorer beside the others."""

    scorer: str
    severity: Fraction | None
    """Mean, over the candidates shared, of the others' mean minus this total: + is stricter."""

    variance: Fraction | None
    """Of the scorer's totals, with n - 1; the spread is its root."""

    outliers: tuple[str, ...]
    """Candidates whose total by this scorer lies outside the fences of the panel's."""


def agreement(table: Table) -> Agreement:
    """Return the panel's figures. W and ICC use the candidates scored by all."""
    scorers = sorted({scorer for row in table.values() for scorer in row})
    full = [
        [row[s] for s in scorers] for _, row in sorted(table.items()) if len(row) == len(scorers)
    ]
    why: list[tuple[str, Message]] = []
    w: Fraction | None = None
    icc: dict[str, Fraction | None] | None = None
    if len(scorers) < _TWO:
        why += [(name, say("There are fewer than two scorers.")) for name in ("kendall_w", "icc")]
    elif len(full) < _TWO:
        what = say("Fewer than two candidates are scored by all.")
        why += [(name, what) for name in ("kendall_w", "icc")]
    else:
        w, icc = kendall_w(full), intraclass(full)
        if w is None:
            why.append(("kendall_w", say("Every scorer gives all candidates one total.")))
        if None in icc.values():
            why.append(("icc", say("The totals do not vary enough.")))
    rows = [list(row.values()) for row in table.values()]
    interval, ordinal = alpha(rows), alpha(ranked(rows))
    if interval is None:
        what = say("No candidate has two totals, or all totals are equal.")
        why.append(("krippendorff_alpha", what))
    return Agreement(w, icc, interval, ordinal, tuple(why))


def kendall_w(rows: list[list[Fraction]]) -> Fraction | None:
    """Return Kendall's W, corrected for ties, of candidates each scored by all scorers."""
    n, m = len(rows), len(rows[0])
    columns = [{str(i): row[j] for i, row in enumerate(rows)} for j in range(m)]
    ranks = [mid_ranks(column) for column in columns]
    sums = tuple(sum((r[str(i)] for r in ranks), Fraction(0)) for i in range(n))
    ties = sum(t**3 - t for column in columns for t in _ties(column.values()))
    whole = m * m * (n**3 - n) - m * ties
    return 12 * _squares(sums) / whole if whole else None


def _ties(values: Iterable[Fraction]) -> list[int]:
    return [len(list(same)) for _, same in groupby(sorted(values))]


def intraclass(rows: list[list[Fraction]]) -> dict[str, Fraction | None]:
    """Return the six intraclass correlations of candidates each scored by all scorers."""
    n, k = len(rows), len(rows[0])
    total = _squares(tuple(x for row in rows for x in row))
    between = k * _squares(tuple(mean(tuple(row)) for row in rows))
    scorers = n * _squares(tuple(mean(column) for column in zip(*rows, strict=True)))
    msr = between / (n - 1)
    msw = (total - between) / (n * (k - 1))
    msc = scorers / (k - 1)
    mse = (total - between - scorers) / ((n - 1) * (k - 1))
    return {
        "1,1": _part(msr - msw, msr + (k - 1) * msw),
        "2,1": _part(msr - mse, msr + (k - 1) * mse + k * (msc - mse) / n),
        "3,1": _part(msr - mse, msr + (k - 1) * mse),
        "1,k": _part(msr - msw, msr),
        "2,k": _part(msr - mse, msr + (msc - mse) / n),
        "3,k": _part(msr - mse, msr),
    }


def _part(part: Fraction, whole: Fraction) -> Fraction | None:
    return part / whole if whole else None


def alpha(rows: list[list[Fraction]]) -> Fraction | None:
    """Return Krippendorff's alpha for interval data; rows may be of different lengths."""
    pairable = [row for row in rows if len(row) >= _TWO]
    values = [x for row in pairable for x in row]
    expected = _disagreement(values)
    if not expected:
        return None
    observed = sum((_disagreement(row) / (len(row) - 1) for row in pairable), Fraction(0))
    return 1 - observed * (len(values) - 1) / expected


def _disagreement(values: list[Fraction]) -> Fraction:
    """Return the sum of squared differences over all ordered pairs."""
    squares = sum((x * x for x in values), Fraction(0))
    return 2 * (len(values) * squares - sum(values, Fraction(0)) ** 2)


def ranked(rows: list[list[Fraction]]) -> list[list[Fraction]]:
    """Put mid-ranks among all pairable values in their place: alpha of them is the ordinal one."""
    pairable = sorted(x for row in rows if len(row) >= _TWO for x in row)
    places: dict[Fraction, Fraction] = {}
    before = 0
    for value, same in groupby(pairable):
        count = len(list(same))
        places[value] = before + Fraction(count, 2)
        before += count
    return [[places[x] for x in row] for row in rows if len(row) >= _TWO]


def scorer_figures(table: Table) -> tuple[ScorerFigures, ...]:
    """Return each scorer's figures, by scorer id."""
    scorers = sorted({scorer for row in table.values() for scorer in row})
    outlying = {candidate: _outlying(row) for candidate, row in table.items()}
    return tuple(
        ScorerFigures(
            scorer,
            _severity(table, scorer),
            _variance(tuple(row[scorer] for row in table.values() if scorer in row)),
            tuple(sorted(c for c, found in outlying.items() if scorer in found)),
        )
        for scorer in scorers
    )


def _severity(table: Table, scorer: str) -> Fraction | None:
    differences = []
    for row in table.values():
        others = tuple(total for who, total in row.items() if who != scorer)
        if scorer in row and others:
            differences.append(mean(others) - row[scorer])
    return mean(tuple(differences)) if differences else None


def _variance(totals: tuple[Fraction, ...]) -> Fraction | None:
    return None if len(totals) < _TWO else _squares(totals) / (len(totals) - 1)


def _squares(numbers: tuple[Fraction, ...]) -> Fraction:
    """Return the sum of squared distances from the mean."""
    middle = mean(numbers)
    return sum(((x - middle) ** 2 for x in numbers), Fraction(0))


def _outlying(row: Mapping[str, Fraction]) -> frozenset[str]:
    """Return the scorers whose total lies beyond 1.5 interquartile ranges from the middle half."""
    if len(row) < _FOR_FENCES:
        return frozenset()
    rising = sorted(row.values())
    half = len(rising) // 2
    lower, upper = median(tuple(rising[:half])), median(tuple(rising[-half:]))
    reach = (upper - lower) * 3 / 2
    return frozenset(s for s, t in row.items() if not lower - reach <= t <= upper + reach)
