"""How far somebody had seen: what a decision was taken on."""

from __future__ import annotations

from upakarti_tui.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Stamp:
    """How far each author had got on each device: which records somebody had seen."""

    seen: tuple[tuple[str, str, int], ...]
    """Author, device, last sequence number; sorted."""

    def covers(self, place: tuple[str, str, int]) -> bool:
        """Tell whether the record of this place was already there."""
        author, device, seq = place
        return any(
            author == by and device == where and seq <= last for by, where, last in self.seen
        )


NOTHING_SEEN = Stamp(())
