"""Dates and numbers as Indonesian offices write them, in figures and in words.

Deeds repeat a number in words, so that a changed digit contradicts the line it
stands on: `5 (lima)`, `50% (lima puluh persen)`, and decimals digit by digit,
`70,05 (tujuh puluh koma nol lima)`.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
"""From Monday, as `date.weekday` counts."""

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)

_ONES = (
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
)
_POWERS = ("", "ribu", "juta", "miliar", "triliun", "kuadriliun")
LARGEST = 1000 ** len(_POWERS) - 1
"""The largest whole number with words here."""


def _below_thousand(number: int) -> list[str]:
    words: list[str] = []
    hundreds, rest = divmod(number, 100)
    if hundreds == 1:
        words.append("seratus")
    elif hundreds:
        words += [_ONES[hundreds], "ratus"]
    tens, ones = divmod(rest, 10)
    if rest < len(_ONES):
        words += [_ONES[rest]] if rest else []
    elif tens == 1:
        words += [_ONES[ones], "belas"]
    else:
        words += [_ONES[tens], "puluh", *([_ONES[ones]] if ones else [])]
    return words


def _whole_words(number: int) -> str:
    if number > LARGEST:
        message = f"no words for a number above {LARGEST}"
        raise ValueError(message)
    groups: list[list[str]] = []
    for power, name in enumerate(_POWERS):
        group = number // 1000**power % 1000
        if name == "ribu" and group == 1:
            groups.append(["seribu"])
        elif group:
            groups.append([*_below_thousand(group), *filter(None, [name])])
    return " ".join(word for group in reversed(groups) for word in group) or "nol"


def number_in_words(number: Decimal | int) -> str:
    """Return a number in words; decimals digit by digit, `minus` before a negative one.

    Trailing zeros after the comma are read as they are written: 70.00 is
    `tujuh puluh koma nol nol`.

    Raises:
        ValueError: the number is above `LARGEST` or not finite.
    """
    written = format(Decimal(number), "f")
    sign = "minus " if written.startswith("-") else ""
    whole, _, decimals = written.lstrip("-").partition(".")
    said = sign + _whole_words(int(whole))
    if decimals:
        said += " koma " + " ".join(_ONES[int(digit)] for digit in decimals)
    return said


def figure(number: Decimal | int) -> str:
    """Return a number with thousands dots and a decimal comma, digits as they are."""
    return f"{Decimal(number):,f}".translate(str.maketrans(",.", ".,"))


def with_words(number: Decimal | int) -> str:
    """Return `5 (lima)`."""
    return f"{figure(number)} ({number_in_words(number)})"


def date_of(day: date) -> str:
    """Return `26 Agustus 2024`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def clock(moment: datetime) -> str:
    """Return `pukul 14.05`."""
    return f"pukul {moment:%H.%M}"


def date_in_words(day: date) -> str:
    """Return `Kamis tanggal Sepuluh bulan April tahun Dua Ribu Dua Puluh Empat`."""
    return (
        f"{DAYS[day.weekday()]} tanggal {number_in_words(day.day).title()} "
        f"bulan {MONTHS[day.month - 1]} tahun {number_in_words(day.year).title()}"
    )
