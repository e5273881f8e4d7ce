"""What a book is made of: records that are added and never changed.

A record says who did one thing, on which device, as the how-manieth thing they
did there. Everything else (the mark that stands, who has submitted, who is
ahead) is derived from the set of records, whatever order they come in.
"""

from __future__ import annotations

from dataclasses import field

from upakarti_tui.domain.book.deeds import Deed
from upakarti_tui.domain.values import dataclass

SECRETARIAT = "secretariat"
"""The author of what the secretariat does. No scorer may have this id."""


@dataclass(frozen=True, slots=True)
class Record:
    """One deed, with who did it and where it stands in what they did."""

    id: str
    """SHA-256 of the canonical body, in hexadecimal."""

    book: str
    """Id of the book that this belongs to; the same in all its copies and parts."""

    author: str
    """`SECRETARIAT` or a scorer's id."""

    device: str
    seq: int
    """From 1, without gaps, for each author on each device."""

    prev: str
    """Id of the author's record before this one on this device; empty for the first."""

    at: str
    """Local time with offset, for people. Decides nothing."""

    deed: Deed = field(compare=False)

    @property
    def place(self) -> tuple[str, str, int]:
        """Where this stands in what its author did. Unique, or there is a fork."""
        return self.author, self.device, self.seq
