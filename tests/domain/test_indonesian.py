from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upakarti_tui.domain.indonesian import (
    LARGEST,
    clock,
    date_in_words,
    date_of,
    figure,
    number_in_words,
    with_words,
)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("0", "nol"),
        ("5", "lima"),
        ("10", "sepuluh"),
        ("11", "sebelas"),
        ("12", "dua belas"),
        ("20", "dua puluh"),
        ("21", "dua puluh satu"),
        ("100", "seratus"),
        ("110", "seratus sepuluh"),
        ("999", "sembilan ratus sembilan puluh sembilan"),
        ("1000", "seribu"),
        ("1001", "seribu satu"),
        ("2024", "dua ribu dua puluh empat"),
        ("101000", "seratus satu ribu"),
        ("1000000", "satu juta"),
        ("1001000", "satu juta seribu"),
        ("5000000000", "lima miliar"),
        ("70.00", "tujuh puluh koma nol nol"),
        ("70.05", "tujuh puluh koma nol lima"),
        ("-2.5", "minus dua koma lima"),
    ],
)
def test_numbers_are_said_as_deeds_say_them(number, words):
    assert number_in_words(Decimal(number)) == words


ONES = (
    *("nol", "satu", "dua", "tiga", "empat", "lima", "enam"),
    *("tujuh", "delapan", "sembilan", "sepuluh", "sebelas"),
)
POWERS = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12, "kuadriliun": 10**15}


def understood(words: str) -> int:
    """Read number words by their own grammar, the other way round."""
    total = group = 0
    for word in words.split():
        if word in ONES:
            group += ONES.index(word)
        elif word == "belas":
            group += 10
        elif word == "puluh":
            group += group % 10 * 9
        elif word == "ratus":
            group *= 100
        elif word == "seratus":
            group += 100
        elif word == "seribu":
            total += 1000
        else:
            total += group * POWERS[word]
            group = 0
    return total + group


@given(st.integers(0, LARGEST))
def test_words_read_back_as_the_number(number):
    assert understood(number_in_words(number)) == number


def test_a_number_beyond_words_is_refused():
    with pytest.raises(ValueError, match="above"):
        number_in_words(LARGEST + 1)


def test_figures_have_thousands_dots_and_a_decimal_comma():
    assert figure(Decimal("1234567.80")) == "1.234.567,80"


def test_deeds_repeat_numbers_in_words():
    assert with_words(5) == "5 (lima)"


def test_dates_are_written_and_said():
    assert date_of(date(2024, 8, 26)) == "26 Agustus 2024"
    assert clock(datetime(2024, 8, 26, 14, 5)) == "pukul 14.05"  # noqa: DTZ001 -- a wall clock
    assert date_in_words(date(2024, 4, 11)) == (
        "Kamis tanggal Sebelas bulan April tahun Dua Ribu Dua Puluh Empat"
    )
