"""Whether a candidate may have received the award before: likenesses, never verdicts.

Names are spelt differently from edition to edition: with and without titles, in
the old spelling (Soetomo, Sutomo) and the new, with a letter more or less. So a
name of the register is offered beside a candidate whenever the two are alike,
and a person decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from upakarti_tui.domain.people.candidate import Candidate
from upakarti_tui.domain.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

ALIKE = 85
"""Percent of likeness from which a name is offered."""

_SHORT_FORM = 95

_TITLES = frozenset({
    "hj", "kh", "dr", "drs", "dra", "ir", "prof", "st", "se", "sh", "mm", "msi", "mt", "mba",
    "spd", "sip", "bapak", "ibu", "alm", "almh", "haji", "hajjah",
    "pt", "cv", "ud", "tbk", "persero", "koperasi", "yayasan",
})  # fmt: skip
_OLD_SPELLING = (
    ("oe", "u"), ("dj", "j"), ("tj", "c"), ("sj", "sy"), ("nj", "ny"), ("ch", "kh"),
    ("ph", "f"), ("v", "f"), ("y", "i"), ("kh", "h"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class Recipient:
    """One entry of the register of those who received the award."""

    name: str
    year: str
    """As written; empty where the register does not say."""

    category: str
    row: int
    """In the register, so that it can be looked up."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """A candidate beside an earlier recipient of a name like its own."""

    candidate: Candidate
    name: str
    """The candidate's name or organisation, whichever is alike."""

    recipient: Recipient
    percent: int
    """How alike the two names are: 100 where nothing but the spelling differs."""


def likenesses(
    candidates: Iterable[Candidate], register: Iterable[Recipient]
) -> tuple[Likeness, ...]:
    """Return every pair of names that are alike, by candidate, the most alike first."""
    entries: dict[str, list[tuple[tuple[str, ...], Recipient]]] = defaultdict(list)
    for recipient in register:
        words = spoken(recipient.name)
        for word in set(words):
            entries[word[:_SHARED]].append((words, recipient))
    found: dict[tuple[str, int], Likeness] = {}
    for candidate in candidates:
        for name in filter(None, {candidate.name, candidate.organisation}):
            words = spoken(name)
            near = {r.row: (w, r) for word in words for w, r in entries[word[:_SHARED]]}
            for others, recipient in near.values():
                percent = likeness(words, others)
                key = (candidate.id, recipient.row)
                if percent >= ALIKE and (key not in found or found[key].percent < percent):
                    found[key] = Likeness(candidate, name, recipient, percent)
    return tuple(
        sorted(found.values(), key=lambda x: (x.candidate.id, -x.percent, x.recipient.row))
    )


_SHARED = 2
"""Two names are compared only where two of their words begin alike with so many letters."""


def spoken(name: str) -> tuple[str, ...]:
    """Return a name's words as they sound: no titles, no accents, the new spelling."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c if c.isalnum() else " " for c in letters if not unicodedata.combining(c))
    words = [word for word in plain.split() if len(word) > 1 and word not in _TITLES]
    return tuple(map(_respelt, words or plain.split()))


def _respelt(word: str) -> str:
    for old, new in _OLD_SPELLING:
        word = word.replace(old, new)
    return _DOUBLED.sub(r"\1", word)


def likeness(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """Return how alike two names are in percent.

    The order of the words does not matter, nor where a word is parted (Nur Haliza,
    Nurhaliza); a short form of two words inside a long one counts as alike.
    """
    if sorted(one) == sorted(other):
        return 100
    if min(len(one), len(other)) > 1 and (set(one) <= set(other) or set(other) <= set(one)):
        return _SHORT_FORM
    if set(one) <= set(other) or set(other) <= set(one):
        # A single word, such as Ani, is in too many names to say anything.
        return 0
    ordered = SequenceMatcher(None, " ".join(sorted(one)), " ".join(sorted(other))).ratio()
    parted = SequenceMatcher(None, "".join(one), "".join(other)).ratio()
    return round(100 * max(ordered, parted))
