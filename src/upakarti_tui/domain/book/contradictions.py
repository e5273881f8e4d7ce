"""Acts of the secretariat that contradict each other: of two offices that had not met."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, NamedTuple

from upakarti_tui.domain.book import deeds as d
from upakarti_tui.domain.book.merge_findings import Class, Finding
from upakarti_tui.domain.problems import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from upakarti_tui.domain.book.deeds import Deed
    from upakarti_tui.domain.book.proceedings import Proceedings
    from upakarti_tui.domain.book.records import Record

_ASIDE = frozenset({"configured", "enrolled", "scheduled"})
"""Topics that decide no place: documents, keys, the order of presentation."""


class Contradiction(NamedTuple):
    """One topic on which different things are said."""

    topic: tuple[str, ...]
    heads: tuple[Record, ...]
    """What stands on it, by record id."""

    @property
    def finding(self) -> Finding:
        """What is told of it."""
        what = say("Records contradict each other, and none has seen the other.")
        ids = tuple(record.id for record in self.heads)
        return Finding(Class.CONFLICT, "/".join(self.topic), what, ids)


def contradictions(proceedings: Proceedings) -> Iterator[Contradiction]:
    """Yield every topic that decides a place and on which different things are said, by topic."""
    for topic, heads in sorted(proceedings.standing.items()):
        if topic[0] not in _ASIDE and len({_said(record.deed) for record in heads}) > 1:
            yield Contradiction(topic, heads)


def _said(deed: Deed) -> object:
    """Return what a deed says, whatever it supersedes and however far it had seen."""
    if isinstance(deed, d.Finalised):
        return deed.stage, deed.digest
    aside = {"supersedes", "stamp", "salt"}
    return type(deed), tuple(getattr(deed, f.name) for f in fields(deed) if f.name not in aside)
