"""Numbers and dates in the language that the documents speak."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from upakarti_tui.domain import indonesian
from upakarti_tui.locale import language

_ENGLISH_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
DOTS = "…" * 8
"""A blank to be filled in by hand."""

BLANK = "…" * 4
"""A short one, for a number."""


def _indonesian() -> bool:
    return language() == "id"


def figure(number: Decimal | int | str) -> str:
    """Return a number with the separators of the language, digits as they are."""
    number = Decimal(number)
    return indonesian.figure(number) if _indonesian() else f"{number:,f}"


def local(text: str) -> str:
    """Return plain decimal text with the decimal sign of the language, digits as they are."""
    return text.replace(".", ",") if _indonesian() else text


def with_words(number: Decimal | int) -> str:
    """Return a number for a deed; in words, too, where the language is Indonesian."""
    return indonesian.with_words(number) if _indonesian() else figure(number)


def day(when: date) -> str:
    """Return `26 Agustus 2024`, or `26 August 2024`."""
    if _indonesian():
        return indonesian.date_of(when)
    return f"{when.day} {_ENGLISH_MONTHS[when.month - 1]} {when.year}"


def day_in_words(when: date | None) -> str:
    """Return the day as a deed begins; blanks to fill in where it is not known."""
    if when is None:
        if _indonesian():
            return f"{DOTS} tanggal {DOTS} bulan {DOTS} tahun {DOTS}"
        return DOTS
    return indonesian.date_in_words(when) if _indonesian() else f"{when:%A}, {day(when)}"


def moment(when: str) -> str:
    """Return a local time in ISO form as day and time of day; as it is if it is none."""
    try:
        read = datetime.fromisoformat(when)
    except ValueError:
        return when
    return f"{day(read)}, {indonesian.clock(read) if _indonesian() else f'{read:%H:%M}'}"
