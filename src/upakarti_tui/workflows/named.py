"""What a person named, looked up in the book; an unknown name is answered with the nearest.

Every job that takes a stage, a category, a candidate or a scorer by name asks
here, so the same slip gets the same answer on the command line and the screen.
"""

from __future__ import annotations

import unicodedata
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from upakarti_tui.domain.problems import Message, Problem, say
from upakarti_tui.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from upakarti_tui.domain.book.proceedings import Proceedings
    from upakarti_tui.domain.people.candidate import Candidate, Scorer
    from upakarti_tui.domain.programme.template import Category, Stage, Template

_ALIKE = 0.6
"""From 0 to 1; below it two names have little in common."""

_NEAREST = 3
_FEW = 8
"""So many known names are all told; of more, only those near the one asked for."""


def stage(template: Template, asked: str) -> Stage:
    """Return the stage of that id.

    Raises:
        UsageError: the template has none.
    """
    found = template.stage(asked)
    if found is None:
        raise unknown(say("There is no stage {name}", name=as_typed(asked)), asked, _ids(template))
    return found


def category(template: Template, asked: str) -> Category:
    """Return the category of that id.

    Raises:
        UsageError: the template has none.
    """
    found = template.category(asked)
    if found is None:
        missing = say("There is no category {name}", name=as_typed(asked))
        raise unknown(missing, asked, [c.id for c in template.categories])
    return found


def candidate(proceedings: Proceedings, asked: str) -> Candidate:
    """Return the candidate of that id.

    Raises:
        UsageError: the book has none.
    """
    found = proceedings.candidates.get(asked)
    if found is None:
        missing = say("There is no candidate {name}", name=as_typed(asked))
        raise unknown(missing, asked, proceedings.candidates)
    return found


def scorer(proceedings: Proceedings, asked: str) -> Scorer:
    """Return the scorer of that id.

    Raises:
        UsageError: the book has none.
    """
    found = proceedings.scorers.get(asked)
    if found is None:
        missing = say("There is no scorer {name}", name=as_typed(asked))
        raise unknown(missing, asked, proceedings.scorers)
    return found


def unknown(
    missing: Message, asked: str, known: Iterable[str], otherwise: Message | None = None
) -> UsageError:
    """Return the refusal of a name, with the nearest known ones or, of few, all.

    `otherwise` says what to do where neither helps.
    """
    names = sorted(known)
    nearest = _nearest(asked, names)
    mend: Message | None
    if nearest:
        mend = say("did you mean {names}?", names=", ".join(nearest))
    elif names and len(names) <= _FEW:
        mend = say("there are {names}", names=", ".join(names))
    else:
        mend = otherwise
    return UsageError(Problem(missing, mend))


def _nearest(asked: str, names: Sequence[str]) -> list[str]:
    """Return the names most like the one asked for, the nearest first, equals by name."""
    matcher = SequenceMatcher(b=asked.casefold())
    found = []
    for name in names:
        matcher.set_seq1(name.casefold())
        if matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE:
            found.append((-matcher.ratio(), name))
    return [name for _, name in sorted(found)[:_NEAREST]]


def as_typed(asked: str) -> str:
    """Return what somebody typed, short, visible, with nothing that moves a cursor."""
    short = asked if len(asked) <= 64 else f"{asked[:60]}…"  # noqa: PLR2004 -- an id's length
    escaped = (
        c.encode("unicode_escape").decode()
        if unicodedata.category(c)[0] in "CZ" and c != " "
        else c
        for c in short
    )
    return "".join(escaped) or "''"


def _ids(template: Template) -> list[str]:
    return [s.id for s in template.stages]
