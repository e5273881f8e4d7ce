"""Whether what the marks of a stage come to may be shown at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.book.secrecy import unopened
from upakarti_tui.domain.problems import say
from upakarti_tui.errors import NotAllowedError

if TYPE_CHECKING:
    from upakarti_tui.domain.book.proceedings import Proceedings


def refuse_sealed(proceedings: Proceedings, stage_id: str) -> None:
    """Refuse to show what the marks of a sealed stage, or of one before it, come to.

    Raises:
        NotAllowedError: a sealed stage has not been opened.
    """
    sealed = unopened(proceedings, stage_id)
    if sealed is not None:
        raise NotAllowedError(say("Stage {stage} is sealed until it is opened.", stage=sealed))
