"""NIK and NPWP: reading them, what is odd about one, and never showing them.

A NIK has no check digit and keeps the region that issued it, whose code may
since have changed; so oddities are remarked and never refused. No message of
this module repeats a digit.
"""

from __future__ import annotations

import re

from upakarti_tui.domain.problems import Message, say
from upakarti_tui.domain.text import folded

MASK = "*" * 16
"""What every view shows in place of a number, whatever its length."""

_NIK = re.compile(r"[0-9]{16}")
_NPWP = re.compile(r"[0-9]{15,16}")
_NPWP_MARKS = str.maketrans("", "", ".- ")
_WOMEN = 40
_LAST_DAY = 31
_LAST_MONTH = 12

# Sixteen digits in a row that could be a NIK, or the points and dash of an NPWP.
_LIKE_NIK = re.compile(r"(?<![0-9])[1-9][0-9]{5}([0-9]{2})([0-9]{2})[0-9]{6}(?![0-9])")
_LIKE_NPWP = re.compile(r"[0-9]{2}\.[0-9]{3}\.[0-9]{3}\.[0-9]-[0-9]{3}\.[0-9]{3}")

PROVINCES = {
    "11": "Aceh", "12": "Sumatera Utara", "13": "Sumatera Barat", "14": "Riau", "15": "Jambi",
    "16": "Sumatera Selatan", "17": "Bengkulu", "18": "Lampung",
    "19": "Kepulauan Bangka Belitung", "21": "Kepulauan Riau", "31": "DKI Jakarta",
    "32": "Jawa Barat", "33": "Jawa Tengah", "34": "DI Yogyakarta", "35": "Jawa Timur",
    "36": "Banten", "51": "Bali", "52": "Nusa Tenggara Barat", "53": "Nusa Tenggara Timur",
    "61": "Kalimantan Barat", "62": "Kalimantan Tengah", "63": "Kalimantan Selatan",
    "64": "Kalimantan Timur", "65": "Kalimantan Utara", "71": "Sulawesi Utara",
    "72": "Sulawesi Tengah", "73": "Sulawesi Selatan", "74": "Sulawesi Tenggara",
    "75": "Gorontalo", "76": "Sulawesi Barat", "81": "Maluku", "82": "Maluku Utara",
    "91": "Papua", "92": "Papua Barat", "93": "Papua Selatan", "94": "Papua Tengah",
    "95": "Papua Pegunungan", "96": "Papua Barat Daya",
}  # fmt: skip
"""The 38 provinces by the first two digits of a NIK."""

_PAPUA = {"91", "92", "93", "94", "95", "96"}
"""Divided since most of their NIK were issued."""


def read_nik(text: str) -> str | Message:
    """Return the 16 digits of a NIK; a message where there are not exactly 16."""
    if _NIK.fullmatch(text):
        return text
    return say("a NIK has exactly 16 digits; this cell does not")


def read_npwp(text: str) -> str | Message:
    """Return the 15 or 16 digits of an NPWP, written with or without its points and dash."""
    digits = text.translate(_NPWP_MARKS)
    if _NPWP.fullmatch(digits):
        return digits
    return say("an NPWP has 15 or 16 digits; this cell does not")


def one_npwp(digits: str) -> str:
    """Return the one form by which old and new NPWP are compared: 16 digits."""
    return digits.zfill(16)


def masked(number: str) -> str:
    """Return what is shown in place of a NIK or NPWP; empty where there is none."""
    return MASK if number else ""


def betrays_number(text: str) -> bool:
    """Tell whether a text that is not masked holds something like a NIK or an NPWP."""
    if _LIKE_NPWP.search(text):
        return True
    return any(_possible_birth(found[1], found[2]) for found in _LIKE_NIK.finditer(text))


def nik_remarks(nik: str, province: str) -> tuple[Message, ...]:
    """Return what is odd about a NIK of somebody said to come from a province."""
    odd: list[Message] = []
    if not _possible_birth(nik[6:8], nik[8:10]):
        odd.append(say("the NIK holds no possible date of birth"))
    code = nik[:2]
    issued = PROVINCES.get(code)
    said = next((c for c, name in PROVINCES.items() if _same(name, province)), None)
    if issued is None:
        odd.append(say("the NIK begins with no known province"))
    elif said is not None and said != code and not {said, code} <= _PAPUA:
        odd.append(say("the NIK was issued in another province than {province}", province=province))
    return tuple(odd)


def npwp_remarks(npwp: str) -> tuple[Message, ...]:
    """Return what is odd about an NPWP: the first nine digits of an old one carry a check digit."""
    old = npwp[1:] if len(npwp) == 16 and npwp.startswith("0") else npwp  # noqa: PLR2004 -- fifteen digits and a zero before
    if len(old) == 16 or _luhn(old[:9]):  # noqa: PLR2004 -- a NIK has no check digit
        return ()
    return (say("the check digit of the NPWP does not fit; was it mistyped?"),)


def _possible_birth(day: str, month: str) -> bool:
    born = int(day)
    return 1 <= (born - _WOMEN if born > _WOMEN else born) <= _LAST_DAY and (
        1 <= int(month) <= _LAST_MONTH
    )


def _same(name: str, said: str) -> bool:
    words = folded(said).removeprefix("provinsi").removeprefix("propinsi")
    full = folded(name)
    return words in {full, full.removeprefix("dki"), full.removeprefix("di")}


def _luhn(digits: str) -> bool:
    total = 0
    for at, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (1 + at % 2)
        total += doubled // 10 + doubled % 10
    return total % 10 == 0
