from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upakarti_tui.domain.scoring.rounding import (
    decimals_to_agree,
    decimals_to_tell_apart,
    half_up,
    written,
)


@given(st.decimals(min_value=-(10**6), max_value=10**6, places=6), st.integers(0, 5))
def test_half_up_is_what_decimal_calls_so(number, decimals):
    expected = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    assert half_up(Fraction(number), decimals) == Fraction(expected)
    assert Decimal(written(Fraction(number), decimals)) == expected


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        ("70", 2, "70.00"), ("69.996", 3, "69.996"), ("1/3", 2, "0.33"), ("2/3", 0, "1"),
        ("0.005", 2, "0.01"), ("-0.005", 2, "-0.01"), ("-0.004", 2, "0.00"), ("-12.5", 0, "-13"),
        ("100", 0, "100"),
    ],
)  # fmt: skip
def test_a_number_is_written_with_its_decimals(value, decimals, text):
    assert written(Fraction(value), decimals) == text


def test_without_a_step_a_value_stays_exact():
    assert half_up(Fraction(1, 3), None) == Fraction(1, 3)


@pytest.mark.parametrize(
    ("one", "other", "decimals"),
    [("84.671", "84.669", 3), ("84.67", "84.66", 2), ("84.6701", "84.6699", 4), ("1", "1", 2)],
)
def test_as_many_decimals_as_tell_two_values_apart(one, other, decimals):
    assert decimals_to_tell_apart(Fraction(one), Fraction(other), 2) == decimals


@pytest.mark.parametrize(
    ("value", "line", "decimals"),
    [("69.996", "70", 3), ("69.9949", "70", 2), ("69.9996", "70", 4), ("70", "70", 2),
     ("70.0049", "70.004", 3)],
)  # fmt: skip
def test_as_many_decimals_as_keep_a_value_on_its_side(value, line, decimals):
    assert decimals_to_agree(Fraction(value), Fraction(line), 2) == decimals


@given(st.fractions(), st.fractions(), st.integers(0, 4))
def test_what_is_told_apart_stays_in_order_with_more_decimals(one, other, least):
    low, high = sorted((one, other))
    decimals = decimals_to_tell_apart(low, high, least)
    if low != high:
        assert half_up(low, decimals) < half_up(high, decimals + 1)
        assert half_up(low, decimals + 1) < half_up(high, decimals)
