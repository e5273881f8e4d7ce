"""What does not fit when records come together, by class."""

from __future__ import annotations

from enum import StrEnum

from upakarti_tui.domain.problems import Message
from upakarti_tui.domain.values import dataclass


class Class(StrEnum):
    """How a record, or a place where records meet, stands to the others."""

    SAME = "same"
    """Held already."""

    PARALLEL = "parallel"
    """New, and at odds with nothing."""

    CONFLICT = "conflict"
    """Different marks in one cell, neither of which has seen the other."""

    FORK = "fork"
    """Two records of one author, device and number: a cloned or restored book."""

    GAP = "gap"
    """A record is missing between those of one author on one device."""

    LATE = "late"
    """Entered after the sheet was closed or the stage was final; does not count."""

    AFTER_OPENING = "after_opening"
    """Entered after the sealed stage was opened."""

    UNKNOWN_AUTHOR = "unknown_author"
    IMPOSSIBLE = "impossible"
    """Says what this program never lets its author say."""

    FORGED = "forged"
    """Signed by nobody, or by another key than the scorer's."""

    OTHER_TEMPLATE = "other_template"
    OTHER_BOOK = "other_book"
    NEWER = "newer"
    DAMAGED = "damaged"


REFUSED = frozenset(
    {
        Class.UNKNOWN_AUTHOR,
        Class.IMPOSSIBLE,
        Class.FORGED,
        Class.OTHER_TEMPLATE,
        Class.OTHER_BOOK,
        Class.NEWER,
        Class.DAMAGED,
    }
)
"""What keeps a whole merge from happening. The others are taken in, told, and stay open."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not fit, or that somebody must decide."""

    kind: Class
    where: str
    """Ids joined by `/`: of the cell, or of author, device and number."""

    what: Message
    records: tuple[str, ...]
    """Ids of the records that it is about; sorted."""
