"""Whether what the marks of a stage come to may be shown at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.problems import say
from upakarti_tui.errors import NotAllowedError

if TYPE_CHECKING:
    from upakarti_tui.domain.proceedings import Proceedings


def sealed_stage(proceedings: Proceedings, stage_id: str) -> str | None:
    """Return the first sealed stage, up to this one, that nobody has opened; None without one.

    Who enters a later stage tells who was ahead in the sealed one.
    """
    template = proceedings.template
    reached = [s for s in template.stages if s.id == stage_id]
    for stage in (*template.before(stage_id), *reached):
        if stage.sealed and proceedings.opening(stage.id) is None:
            return stage.id
    return None


def refuse_sealed(proceedings: Proceedings, stage_id: str) -> None:
    """Refuse to show what the marks of a sealed stage, or of one before it, come to.

    Raises:
        NotAllowedError: a sealed stage has not been opened.
    """
    sealed = sealed_stage(proceedings, stage_id)
    if sealed is not None:
        raise NotAllowedError(say("Stage {stage} is sealed until it is opened.", stage=sealed))
