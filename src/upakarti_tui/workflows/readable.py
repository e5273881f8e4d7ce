"""Whether a ranking may be read in a book at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.handout import is_packed
from upakarti_tui.domain.problems import say
from upakarti_tui.errors import NotAllowedError

if TYPE_CHECKING:
    from upakarti_tui.domain.proceedings import Proceedings


def refuse_part(proceedings: Proceedings) -> None:
    """Refuse in a book that was handed to one scorer: it lacks everybody else's marks.

    Raises:
        NotAllowedError: the book was handed out.
    """
    holder = is_packed(proceedings)
    if holder is not None:
        raise NotAllowedError(
            say("This book was handed to {holder}; only the secretariat's ranks.", holder=holder)
        )


def refuse_sealed(proceedings: Proceedings, stage_id: str) -> None:
    """Refuse to show what the marks of a sealed stage, or of one before it, come to.

    Raises:
        NotAllowedError: a sealed stage has not been opened.
    """
    template = proceedings.template
    reached = [s for s in template.stages if s.id == stage_id]
    for stage in (*template.before(stage_id), *reached):
        if stage.sealed and proceedings.opening(stage.id) is None:
            raise NotAllowedError(
                say("Stage {stage} is sealed until `open-stage` opens it.", stage=stage.id)
            )
