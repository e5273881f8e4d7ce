"""Which sheets a scorer is to fill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.places.ranking import asked

if TYPE_CHECKING:
    from upakarti_tui.domain.book.entries import SheetKey
    from upakarti_tui.domain.book.proceedings import Proceedings


def asked_of(proceedings: Proceedings, scorer: str, stage: str) -> tuple[SheetKey, ...]:
    """Return the sheets of a stage that a scorer is to fill, by candidate."""
    return tuple(key for key in asked(proceedings, stage) if key.scorer == scorer)


def all_asked_of(proceedings: Proceedings, scorer: str) -> tuple[SheetKey, ...]:
    """Return the sheets of every stage that a scorer is to fill."""
    stages = proceedings.template.stages
    return tuple(key for stage in stages for key in asked_of(proceedings, scorer, stage.id))
