"""What papers are made from."""

from __future__ import annotations

from dataclasses import dataclass

from upakarti_tui.domain.book.proceedings import Proceedings
from upakarti_tui.domain.places.determination import Determination


@dataclass(frozen=True, slots=True)
class Source:
    """A determination, and what its canonical form adds to the paper."""

    determination: Determination
    proceedings: Proceedings
    """What it was determined from."""

    draft: bool
    """Whether complete sheets count before they are submitted."""

    fingerprint: str
    """SHA-256 of the canonical form; printed on every page."""

    key: bytes = b""
    """Known only to who holds the canonical form; never printed. Codes for people come from it."""

    only: str | None = None
    """The one candidate asked for, where a paper is about single ones; None: all of the stage."""
