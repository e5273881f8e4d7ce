"""Finding candidates and scorers by some words about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from upakarti_tui.domain.people.candidate import Candidate, Scorer
from upakarti_tui.domain.problems import Message, say
from upakarti_tui.domain.text import folded
from upakarti_tui.storage.books.book import read
from upakarti_tui.storage.books.tables import CANDIDATES, SCORERS, Tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Found:
    """Who fits all of the words, by id."""

    candidates: tuple[Candidate, ...]
    scorers: tuple[Scorer, ...]

    @property
    def messages(self) -> tuple[Message, ...]:
        """One line each, the candidates first. No number that identifies a person."""
        return (
            *(
                say(
                    "{id}  {category}  {name}{about}",
                    id=x.id,
                    category=x.category,
                    name=x.name,
                    about=_about(x.organisation, x.regency, x.province),
                )
                for x in self.candidates
            ),
            *(
                say(
                    "{id}  {category}  {name}{about}",
                    id=x.id,
                    category=x.role.value,
                    name=x.name,
                    about=_about(x.position, x.institution),
                )
                for x in self.scorers
            ),
        )


def _about(*said: str) -> str:
    known = ", ".join(filter(None, said))
    return f"  ({known})" if known else ""


def find(book: Path, words: Iterable[str]) -> Found:
    """Return the candidates and scorers in whose row every word occurs, whatever its case.

    Raises:
        FileError, DamagedError, RefusedError: the book cannot be read.
    """
    opened = read(book)
    tables = Tables(opened)
    fits = _fits(tuple(map(folded, words)))
    proceedings = opened.proceedings
    return Found(
        tuple(proceedings.candidates[x] for x in _ids(tables, CANDIDATES, fits)),
        tuple(proceedings.scorers[x] for x in _ids(tables, SCORERS, fits)),
    )


def _ids(tables: Tables, name: str, fits: Callable[[Mapping[str, Any]], bool]) -> list[str]:
    return sorted(str(row["id"]) for row in tables.table(name).all() if fits(row))


def _fits(words: tuple[str, ...]) -> Callable[[Mapping[str, Any]], bool]:
    def fits(row: Mapping[str, Any]) -> bool:
        texts = [str(x) for x in row.values() if not isinstance(x, dict)]
        texts += row["notes"].values()
        about = [folded(text) for text in texts]
        return all(any(word in text for text in about) for word in words)

    return fits
