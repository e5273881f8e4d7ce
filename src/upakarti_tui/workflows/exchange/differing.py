"""Conflicts with the names that a person knows the parts by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from upakarti_tui.domain.book.entries import Part
from upakarti_tui.domain.problems import Message
from upakarti_tui.storage.books.book import read
from upakarti_tui.workflows.exchange.conflicts import Conflict, conflicts_of, withheld
from upakarti_tui.workflows.exchange.disagreeing import disagreeing

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Differing:
    """What differs in a book."""

    conflicts: tuple[Conflict, ...]
    names: dict[str, str]
    """Of candidates and scorers, by id."""

    titles: dict[tuple[str, str], str]
    """Of criteria, questions and facts, by part and id."""

    withheld: tuple[Message, ...] = ()
    """What is said of conflicts in stages that are sealed."""

    disagreeing: tuple[Message, ...] = ()
    """Records about one candidate, scorer or draw that contradict each other."""


def differing(book: Path) -> Differing:
    """Return the conflicts of a book; those of sealed stages are only counted.

    Raises:
        UpakartiError: it cannot be read.
    """
    proceedings = read(book).proceedings
    template = proceedings.template
    titles = {(Part.MARK.value, c.id): c.title for x in template.rubrics for c in x.criteria}
    titles |= {(Part.GATE.value, c.id): c.title for _, items in template.checklists for c in items}
    titles |= {(Part.FACT.value, f.id): f.title for _, items in template.fact_sheets for f in items}
    names = {candidate.id: candidate.name for candidate in proceedings.candidates.values()}
    names |= {scorer.id: scorer.name for scorer in proceedings.scorers.values()}
    return Differing(
        conflicts_of(proceedings), names, titles, withheld(proceedings), disagreeing(proceedings)
    )
