from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upakarti_tui.domain.problems import Message
from upakarti_tui.domain.programme.marks import plain, read_mark, read_number
from upakarti_tui.domain.programme.template import Scale

PERCENT = Scale(Decimal(0), Decimal(100))
LEVELS = Scale(Decimal(1), Decimal(5), Decimal(1))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", "0"),
        ("70", "70"),
        ("70.5", "70.5"),
        ("70,5", "70.5"),
        ("82,50", "82.5"),
        ("80,001", "80.001"),
        ("-3", "-3"),
        ("0,25", "0.25"),
        ("9" * 30, "9" * 30),
    ],
)
def test_digits_with_at_most_one_comma_or_dot_are_a_number(text, number):
    assert read_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", " 7", "7 ", "7 5", "7\t5", "1.000,5", "1,000.5", "75,5,5", "1e2", "1E2", "nan",
        "NaN", "inf", "-inf", "Infinity", "+80", "--1", "1_0", "0x1F", "0b1", "１００", "٧٥",
        "७५", "²", "½", "Ⅴ", ".5", "5.", ",", ".", "-", "12:30", "60:40", "80%", "80/100", "8\n",
        "8\x00", "8\u200b", "−5", "9" * 31, "9" * 5000, "011", "-011,5", "00", "-0", "-0,0", "ya",
    ],
)  # fmt: skip
def test_what_programs_read_differently_is_no_number(text):
    assert isinstance(read_number(text), Message)


def test_a_leading_zero_and_minus_zero_are_told_apart_from_nonsense():
    assert str(read_number("011")).startswith("011 is not clear")
    assert str(read_number("-0")) == "-0 is not clear: write 0"


def test_what_was_written_reaches_no_terminal_as_it_was():
    assert "\x1b" not in str(read_number("\x1b[2J"))


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("7E+1", "70"),
        ("70.0", "70"),
        ("70.50", "70.5"),
        ("-0", "0"),
        ("-0.00", "0"),
        ("0.0", "0"),
        ("1E-3", "0.001"),
        ("100", "100"),
    ],
)
def test_one_number_has_one_form(number, text):
    assert plain(Decimal(number)) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-999, max_value=999))
def test_what_is_written_plain_is_read_back(number):
    assert read_number(plain(number)) == number


@given(st.text())
def test_any_text_is_a_number_or_a_message(text):
    assert isinstance(read_number(text), Decimal | Message)


@pytest.mark.parametrize(
    ("text", "scale", "said"),
    [
        ("101", PERCENT, "101 is not on the scale: 0 to 100"),
        ("-1", PERCENT, "-1 is not on the scale: 0 to 100"),
        ("2,5", LEVELS, "2.5 is not on the scale: 1 to 5 in steps of 1"),
        ("0", LEVELS, "0 is not on the scale: 1 to 5 in steps of 1"),
    ],
)
def test_a_mark_off_the_scale_is_told_with_the_scale(text, scale, said):
    assert str(read_mark(text, scale)) == said


def test_a_mark_on_the_scale_is_its_number():
    assert read_mark("82,5", PERCENT) == Decimal("82.5")
    assert read_mark("5", LEVELS) == Decimal(5)


def test_a_mark_that_is_no_number_is_told_before_the_scale():
    assert str(read_mark("lima", LEVELS)).startswith("“lima” is not a number")
