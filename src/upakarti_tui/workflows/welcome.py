"""Looking at a book before anybody sits down at it: what it is, and whose."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from upakarti_tui.domain.people.candidate import Role, Scorer
from upakarti_tui.domain.problems import Message


@dataclass(frozen=True, slots=True)
class Look:
    """What stands on the cover of a book."""

    path: Path
    title: str
    notice: str
    fingerprint: str
    holder: Scorer | None
    """Whom the book was handed to; None: the secretariat's own book."""

    scorers: tuple[Scorer, ...]
    """Everybody on the roster, by role and id."""

    candidates: tuple[tuple[str, int], ...]
    """Title of each category and how many are nominated in it."""

    roles: tuple[tuple[Role, int], ...]
    stages: tuple[tuple[str, str], ...]
    """Id and title of each stage that scores or asks."""

    notices: tuple[Message, ...]
    """What reading the book brought to light."""


def look(path: Path) -> Look:
    """Read a book's cover.

    Raises:
        UpakartiError: it cannot be read.
    """
    from upakarti_tui.domain.book.handout import is_packed  # noqa: PLC0415 -- with the book
    from upakarti_tui.storage.books.book import read  # noqa: PLC0415 -- heavy, when needed

    opened = read(path)
    proceedings = opened.proceedings
    template = proceedings.template
    nominated = Counter(c.category for c in proceedings.candidates.values())
    scorers = tuple(sorted(proceedings.scorers.values(), key=lambda s: (s.role, s.id)))
    roles = Counter(s.role for s in scorers)
    return Look(
        path=path,
        title=template.title,
        notice=template.notice,
        fingerprint=proceedings.fingerprint,
        holder=proceedings.scorers.get(is_packed(proceedings) or ""),
        scorers=scorers,
        candidates=tuple((c.title, nominated[c.id]) for c in template.categories),
        roles=tuple(sorted(roles.items())),
        stages=tuple((s.id, s.title) for s in template.stages),
        notices=opened.notices,
    )
