"""A jury session as a screen shows it: everybody who presents, in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from upakarti_tui.domain.people.candidate import Candidate
from upakarti_tui.domain.places.ranking import entrants
from upakarti_tui.domain.programme.template import Category
from upakarti_tui.storage.books.book import read
from upakarti_tui.workflows import named
from upakarti_tui.workflows.allowed import refuse_part
from upakarti_tui.workflows.scoring.agenda import agenda

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Session:
    """One category's session in one stage."""

    stage: str
    """Its title."""

    category: Category
    categories: tuple[Category, ...]
    order: tuple[Candidate, ...]
    """As scheduled, then the others who enter the stage, by id."""

    presenting: str
    """Id of who presents now; empty for nobody."""

    discussing: bool


def session(book: Path, stage: str, category: str | None = None) -> Session:
    """Return the session of one category; of the first where none is named.

    Raises:
        UsageError: the template has no such stage or category.
        NotAllowedError: the book was handed out.
    """
    proceedings = read(book).proceedings
    template = proceedings.template
    chosen = named.category(template, category or template.categories[0].id)
    title = named.stage(template, stage).title
    refuse_part(proceedings)
    stands = agenda(book, stage, chosen.id)
    enter = entrants(proceedings, stage, draft=True).get(chosen.id, ())
    others = sorted(set(enter) - set(stands.order))
    order = [*(c for c in stands.order if c in proceedings.candidates), *others]
    return Session(
        stage=title,
        category=chosen,
        categories=template.categories,
        order=tuple(proceedings.candidates[c] for c in order),
        presenting=stands.presenting,
        discussing=stands.discussing,
    )
