"""Settings of a book: what its documents carry besides its data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from upakarti_tui.domain.book.deeds import Configured
from upakarti_tui.domain.book.records import SECRETARIAT
from upakarti_tui.domain.problems import Problem, say
from upakarti_tui.domain.settings import allows, differing, is_key, standing
from upakarti_tui.errors import UsageError
from upakarti_tui.storage.books.book import read, writing
from upakarti_tui.workflows.allowed import refuse_part
from upakarti_tui.workflows.named import as_typed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from upakarti_tui.domain.book.proceedings import Proceedings


@dataclass(frozen=True, slots=True)
class Found:
    """The settings of a book, by name."""

    agreed: dict[str, str]
    differing: dict[str, tuple[str, ...]]
    """What merged books set to different texts; it stands for neither until it is set again."""


def found(book: Path) -> Found:
    """Return the settings that stand, and those that merged books do not agree on."""
    said = read(book).proceedings.configured()
    return Found(standing(said), differing(said))


def configured(book: Path) -> dict[str, str]:
    """Return the settings that stand, by name."""
    return found(book).agreed


def configure(book: Path, changes: Mapping[str, str]) -> dict[str, str]:
    """Change settings, and return all that stand; an empty text takes one away.

    Raises:
        UsageError: there is no such setting, or it does not take this text.
        NotAllowedError: the book was handed out.
    """
    _check(changes)
    with writing(book, SECRETARIAT) as opened:
        refuse_part(opened.proceedings)
        opened.add(*changed(opened.proceedings, changes))
        return standing(opened.proceedings.configured())


def changed(proceedings: Proceedings, changes: Mapping[str, str]) -> tuple[Configured, ...]:
    """Return the record that changes settings; none where they stand so already.

    What merged books do not agree on goes on so, text beside text, until it is itself set.
    """
    before = {pair for said in proceedings.configured() for pair in said}
    after = {(key, text) for key, text in before if key not in changes}
    after |= {(key, text) for key, text in changes.items() if text}
    if after == before:
        return ()
    old = proceedings.standing.get(("configured",), ())
    return (Configured(tuple(sorted(after)), tuple(record.id for record in old)),)


def _check(changes: Mapping[str, str]) -> None:
    wrong = []
    for key, text in changes.items():
        if not is_key(key):
            mend = say("for example letterhead.1, paper, place, signatory.1.name")
            wrong.append(Problem(say("There is no setting {name}", name=as_typed(key)), mend))
        elif text and not allows(key, text):
            wrong.append(Problem(say("{name} cannot be {text}", name=key, text=as_typed(text))))
    if wrong:
        raise UsageError(*wrong)
