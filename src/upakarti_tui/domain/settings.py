"""What a book carries besides its data: letterhead, paper, signatories, what headings mean.

The settings stand in the book as plain keys and values (`records.Configured`).
This is the one place that lists them:

| key | what it is | when absent |
|---|---|---|
| `letterhead.1` ... `letterhead.9` | lines above internal documents | none |
| `paper` | `A4`, or `F4` (215 x 330 mm) | `A4` |
| `place` | where documents are signed, `Jakarta` | dots to fill in |
| `minister.title` | office above the Minister's signature | Menteri Perindustrian ... |
| `minister.name` | the Minister's name | dots to fill in |
| `annex.about` | what the decree is about | the template's title |
| `minutes.number` | number of the berita acara | dots to fill in |
| `minutes.date` | day of the plenary, `2024-04-10` | dots to fill in |
| `minutes.place` | where the plenary met | dots to fill in |
| `signatory.1.position` ... | office of who signs internal documents | no block |
| `signatory.1.name` | their name | dots to fill in |
| `signatory.1.nip` | their NIP | left out |
| `nip.SCORER` | a juror's NIP in the berita acara | left out |
| `heading.TABLE.HEADING` | the column that a heading of imported tables means | kept as a note |
| `heading.TABLE.COLUMN:WORD` | the id that a word in that column means | refused as unknown |

Number and date of the decree are no settings: they stay blank on the draft.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Paper(StrEnum):
    """The paper that documents are laid out for."""

    A4 = "A4"
    F4 = "F4"
    """215 x 330 mm."""


@dataclass(frozen=True, slots=True)
class Signatory:
    """Somebody who signs. Empty fields are dots to fill in, an empty NIP is left out."""

    position: str
    name: str = ""
    nip: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one book. Empty text: to be filled in by hand."""

    letterhead: tuple[str, ...] = ()
    paper: Paper = Paper.A4
    place: str = ""
    minister: Signatory = Signatory("Menteri Perindustrian Republik Indonesia")
    about: str = ""
    """What the decree is about; empty: the template's title."""

    minutes_number: str = ""
    minutes_date: date | None = None
    minutes_place: str = ""
    signatories: tuple[Signatory, ...] = ()
    nips: tuple[tuple[str, str], ...] = ()
    """Scorer and NIP."""


_KEY = re.compile(
    r"letterhead\.[1-9]|paper|place|minister\.(title|name)|annex\.about"
    r"|minutes\.(number|date|place)|signatory\.[1-9]\.(position|name|nip)"
    r"|nip\.[A-Za-z0-9][A-Za-z0-9._-]{0,63}"
    r"|heading\.[a-z]{1,20}\..{1,300}"
)
_COLUMN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,63}")


def is_key(key: str) -> bool:
    """Tell whether there is a setting of that name."""
    return key.isprintable() and _KEY.fullmatch(key) is not None


def allows(key: str, value: str) -> bool:
    """Tell whether the setting takes this value; every text setting takes any text."""
    match key.partition("."):
        case ("paper", _, _):
            return value in set(Paper)
        case ("minutes", _, "date"):
            return _day(value) is not None
        case ("heading", _, _):
            return _COLUMN.fullmatch(value) is not None
        case _:
            return True


def standing(stood: Iterable[Iterable[tuple[str, str]]]) -> dict[str, str]:
    """Return the settings that stand, of all records that nothing supersedes.

    Where two books that were set apart are merged, a setting that they do not agree
    on stands for neither: no order and no clock decides.
    """
    return {key: texts[0] for key, texts in _texts(stood).items() if len(texts) == 1}


def differing(stood: Iterable[Iterable[tuple[str, str]]]) -> dict[str, tuple[str, ...]]:
    """Return the settings that merged books do not agree on, each with its texts in order."""
    return {key: texts for key, texts in _texts(stood).items() if len(texts) > 1}


def _texts(stood: Iterable[Iterable[tuple[str, str]]]) -> dict[str, tuple[str, ...]]:
    said: defaultdict[str, set[str]] = defaultdict(set)
    for settings_of_one in stood:
        for key, text in settings_of_one:
            said[key].add(text)
    return {key: tuple(sorted(texts)) for key, texts in sorted(said.items())}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def settings(configured: Iterable[tuple[str, str]]) -> Settings:
    """Return the settings that keys and values say; unknown ones are passed over."""
    given = {key: value for key, value in configured if allows(key, value)}
    default = Settings()
    return Settings(
        letterhead=_numbered(given, "letterhead.{}"),
        paper=Paper(given.get("paper", default.paper)),
        place=given.get("place", ""),
        minister=Signatory(
            given.get("minister.title", default.minister.position), given.get("minister.name", "")
        ),
        about=given.get("annex.about", ""),
        minutes_number=given.get("minutes.number", ""),
        minutes_date=_day(given.get("minutes.date", "")),
        minutes_place=given.get("minutes.place", ""),
        signatories=tuple(
            Signatory(
                given[f"signatory.{n}.position"],
                given.get(f"signatory.{n}.name", ""),
                given.get(f"signatory.{n}.nip", ""),
            )
            for n in range(1, 10)
            if f"signatory.{n}.position" in given
        ),
        nips=tuple(
            sorted((key[4:], value) for key, value in given.items() if key.startswith("nip."))
        ),
    )


def _numbered(given: dict[str, str], form: str) -> tuple[str, ...]:
    keys = (form.format(n) for n in range(1, 10))
    return tuple(given[key] for key in keys if key in given)
