"""What a half-filled sheet adds up to."""

from __future__ import annotations

from fractions import Fraction

from builders import STAGE, Ledger, a_criterion, a_rubric, a_stage, a_template
from upakarti_tui.domain.book.entries import SheetKey
from upakarti_tui.domain.book.sheet import sheet
from upakarti_tui.domain.programme.template import Total
from upakarti_tui.domain.scoring.tally import tally


def tallied(marks, rubric=None):
    rubric = rubric or a_rubric(
        a_criterion("a", 50), a_criterion("b", 30, not_applicable=True), a_criterion("c", 20)
    )
    ledger = Ledger(a_template(a_stage(), rubrics=[rubric]))
    ledger.candidates("PG-001")
    ledger.scorers("j1")
    if marks:
        ledger.sheet(STAGE, "PG-001", "j1", marks, submitted=False)
    return tally(sheet(ledger.proceedings, SheetKey(STAGE, "PG-001", "j1")))


def test_an_empty_sheet_has_no_mean():
    so_far = tallied({})
    assert (so_far.filled, so_far.asked, so_far.total, so_far.mean) == (0, 3, 0, None)


def test_the_mean_of_what_is_filled_stands_on_the_scale_of_the_whole():
    so_far = tallied({"a": 4})
    assert (so_far.total, so_far.weight, so_far.mean) == (40, 50, 80)


def test_what_does_not_apply_leaves_its_weight_to_the_others():
    so_far = tallied({"a": 5, "b": None, "c": 4})
    assert so_far.filled == 3
    assert so_far.weight == 100
    assert so_far.total == so_far.mean == Fraction(500, 7) + Fraction(20 * 4 * 100, 70 * 5)


def test_a_plain_sum_is_compared_with_the_sum_of_its_weights():
    rubric = a_rubric(a_criterion("a", 2), a_criterion("b", 3), total=Total.SUM)
    so_far = tallied({"a": 4}, rubric)
    assert (so_far.total, so_far.mean) == (8, 20)


def test_a_sheet_on_which_nothing_applies_adds_up_to_nothing():
    rubric = a_rubric(a_criterion("a", 60, not_applicable=True), a_criterion("b", 40))
    assert tallied({"a": None}, rubric).mean is None
    rubric = a_rubric(*(a_criterion(c, 50, not_applicable=True) for c in "ab"))
    so_far = tallied({"a": None, "b": None}, rubric)
    assert (so_far.filled, so_far.asked) == (2, 2)
    assert (so_far.total, so_far.weight, so_far.mean) == (0, 0, None)
