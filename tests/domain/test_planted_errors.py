"""Errors planted on purpose: each of them must make the table of cases fail."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from cases import ladder, numbers, panels, states
from upakarti_tui.domain.book.sheet import Sheet, SheetState
from upakarti_tui.domain.places import judging, tiebreak
from upakarti_tui.domain.programme.template import Method
from upakarti_tui.domain.scoring import counting, panel, stage_score
from upakarti_tui.domain.scoring import sheet_total as scoring
from upakarti_tui.domain.scoring.counting import Seat
from upakarti_tui.domain.scoring.rounding import half_up

if TYPE_CHECKING:
    from cases.row import Row

TABLE = (*states.ROWS, *panels.ROWS, *numbers.ROWS, *ladder.ROWS)
Plant = Callable[[pytest.MonkeyPatch], None]


def everywhere(patch: pytest.MonkeyPatch, true: object, planted: object) -> None:
    """Put something else in the place of a function, in every module of the rules."""
    for name, module in list(sys.modules.items()):
        if name.startswith("upakarti_tui.domain."):
            for attribute, value in list(vars(module).items()):
                if value is true:
                    patch.setattr(module, attribute, planted)


def float_arithmetic(patch: pytest.MonkeyPatch) -> None:
    """Add and divide marks as floating-point numbers."""
    exact = panel.agree

    def floating(rules, values):
        found = exact(rules, values)
        total = 0.0
        for value in values:
            total += float(value)
        if found.method is Method.MEAN:
            total /= len(values)
        elif found.method is not Method.SUM:
            return found
        return replace(found, value=Fraction(total))

    everywhere(patch, exact, floating)


def blank_as_zero(patch: pytest.MonkeyPatch) -> None:
    """Count a sheet with gaps, the gaps as zero."""
    true = Sheet.state.fget

    def filled(sheet):
        found = true(sheet)
        return SheetState.COMPLETE if found is SheetState.BLANK else found

    def zeros(sheet, confirmed, *, draft):
        seated = counting_seat(sheet, confirmed, draft=draft)
        marks = {c.id: sheet.mark(c.id) or 0 for c in sheet.criteria}
        return replace(seated, marks=marks) if seated.seat is Seat.COUNTED else seated

    counting_seat = counting.seat
    patch.setattr(Sheet, "state", property(filled))
    everywhere(patch, counting.seat, zeros)


def rounding_first(patch: pytest.MonkeyPatch) -> None:
    """Round every sheet to two decimals before the panel."""
    total = scoring.Sheets.total
    patch.setattr(scoring.Sheets, "total", lambda self, marks: half_up(total(self, marks), 2))


def median_as_mean(patch: pytest.MonkeyPatch) -> None:
    """Take the mean where the template says median."""
    everywhere(patch, panel.median, panel.mean)


def name_as_tie_break(patch: pytest.MonkeyPatch) -> None:
    """Put the tied in the order of their ids."""
    climb = tiebreak.climb

    def by_name(tied, steps, evidence):
        groups, rungs = climb(tied, steps, evidence)
        return tuple((c,) for group in groups for c in group), rungs

    everywhere(patch, tiebreak.climb, by_name)


def banker_rounding(patch: pytest.MonkeyPatch) -> None:
    """Round a half to the even digit."""

    def to_even(value, decimals):
        return value if decimals is None else round(value, decimals)

    everywhere(patch, half_up, to_even)


def trimming_every_equal(patch: pytest.MonkeyPatch) -> None:
    """Drop all of equal highest and lowest."""

    def trimmed(rules, values):
        kept = tuple(v for v in values if min(values) < v < max(values)) or values
        return panel.agree(replace(rules, method=panel.PLAIN[rules.method]), kept)

    patch.setattr(panel, "_trimmed", trimmed)


def above_the_grade(patch: pytest.MonkeyPatch) -> None:
    """Ask for more than the passing grade."""
    patch.setattr(
        judging, "passes_grade", lambda _, decided, grade: grade is None or decided > grade
    )


def failing_seats(patch: pytest.MonkeyPatch) -> None:
    """Let those who fail take seats of the quota."""
    place = judging.place

    def everybody(evidence, passing, line):
        outcomes = {p.candidate: p for p in place(evidence, frozenset(evidence.scores), line)}
        return tuple(
            p if p.candidate not in passing else outcomes[p.candidate]
            for p in place(evidence, passing, line)
        )

    patch.setattr(judging, "place", everybody)


def next_place_follows(patch: pytest.MonkeyPatch) -> None:
    """Number places 1, 1, 2."""
    place = judging.place

    def dense(evidence, passing, line):
        placed = place(evidence, passing, line)
        order = sorted({p.place for p in placed})
        return tuple(replace(p, place=order.index(p.place) + 1) for p in placed)

    patch.setattr(judging, "place", dense)


def weights_not_rescaled(patch: pytest.MonkeyPatch) -> None:
    """Leave the other weights alone where something does not apply."""
    patch.setattr(
        scoring,
        "weights",
        lambda rubric, ids: {c.id: Fraction(c.weight) for c in rubric.criteria if c.id in ids},
    )


def recusal_counted(patch: pytest.MonkeyPatch) -> None:
    """Count the mark of a recused scorer."""
    patch.setattr(Sheet, "recused", property(lambda _: False))


def ranks_among_all(patch: pytest.MonkeyPatch) -> None:
    """Take ranks among those who cannot be placed, too."""
    true = stage_score._rank_sums

    def among_all(sheets, benches):
        scores = true(sheets, benches)
        scorers = sorted({s.scorer for b in benches for s in b.counted})
        ranks = {
            who: panel.mid_ranks(
                {
                    b.candidate: sheets.total(s.marks)
                    for b in benches
                    for s in b.counted
                    if s.scorer == who
                }
            )
            for who in scorers
        }
        return {
            c: replace(own, value=sum(ranks[who][c] for who in scorers))
            for c, own in scores.items()
        }

    patch.setattr(stage_score, "_rank_sums", among_all)


PLANTS: tuple[Plant, ...] = (
    float_arithmetic, blank_as_zero, rounding_first, median_as_mean, name_as_tie_break,
    banker_rounding, trimming_every_equal, above_the_grade, failing_seats, next_place_follows,
    weights_not_rescaled, recusal_counted, ranks_among_all,
)  # fmt: skip


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.__name__)
def test_a_planted_error_is_found_by_the_table(plant: Plant, monkeypatch: pytest.MonkeyPatch):
    plant(monkeypatch)
    assert [row.says for row in TABLE if not survives(row)]


def survives(row: Row) -> bool:
    try:
        return row.holds()
    except (ArithmeticError, LookupError, TypeError, ValueError):
        return False


def test_without_a_planted_error_the_table_holds():
    assert all(row.holds() for row in TABLE)
