"""Whether what the marks of a stage come to may be known yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from upakarti_tui.domain.proceedings import Proceedings


def sealed_stage(proceedings: Proceedings, stage_id: str) -> str | None:
    """Return the first sealed stage, up to this one, that nobody has opened; None without one.

    A later stage is closed to the eye, too: who enters it tells who was ahead.
    """
    template = proceedings.template
    reached = [s for s in template.stages if s.id == stage_id]
    for stage in (*template.before(stage_id), *reached):
        if stage.sealed and proceedings.opening(stage.id) is None:
            return stage.id
    return None
