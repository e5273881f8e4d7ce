"""Who may write what: every job that writes asks here first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.book.deeds import Filled
from upakarti_tui.domain.book.entries import Part
from upakarti_tui.domain.book.handout import is_packed
from upakarti_tui.domain.book.records import SECRETARIAT
from upakarti_tui.domain.book.secrecy import readable
from upakarti_tui.domain.problems import Problem, say
from upakarti_tui.errors import NotAllowedError, RefusedError

if TYPE_CHECKING:
    from upakarti_tui.domain.book.proceedings import Proceedings


def refuse_stranger(proceedings: Proceedings, scorer: str) -> None:
    """Refuse to let anybody but its scorer write in a handed-out book.

    Raises:
        NotAllowedError: the book was handed to somebody else.
    """
    holder = is_packed(proceedings)
    if holder not in {None, scorer}:
        raise NotAllowedError(
            say("This book was handed to {holder}, not to {scorer}.", holder=holder, scorer=scorer)
        )


def refuse_final(proceedings: Proceedings, stage: str) -> None:
    """Refuse to write to a stage that is closed.

    Raises:
        NotAllowedError: the stage is final.
    """
    if proceedings.final(stage) is not None:
        raise NotAllowedError(
            say("Stage {stage} is final; nothing in it can be changed.", stage=stage)
        )


def refuse_part(proceedings: Proceedings) -> None:
    """Refuse a job of the secretariat in a book that was handed to a scorer.

    Raises:
        NotAllowedError: names the scorer.
    """
    refuse_stranger(proceedings, SECRETARIAT)


def refuse_sealed(proceedings: Proceedings, stage: str) -> None:
    """Refuse to show or judge marks of a stage that is still sealed.

    Raises:
        NotAllowedError: the stage is sealed and not opened.
    """
    if not readable(proceedings, stage, SECRETARIAT):
        raise NotAllowedError(
            say("Stage {stage} is sealed. Open it first: upakarti open-stage", stage=stage)
        )


def refuse_sealed_sheets(proceedings: Proceedings, scorer: str, device: str) -> None:
    """Refuse to open, in the secretariat's book, sealed sheets that were filled on another device.

    Raises:
        NotAllowedError: names the stage.
    """
    if is_packed(proceedings) is not None:
        return
    stages = proceedings.template.stages
    sealed = {s.id for s in stages if not readable(proceedings, s.id, SECRETARIAT)}
    for record in proceedings.records if sealed else ():
        if (
            isinstance(record.deed, Filled)
            and record.deed.sheet.stage in sealed
            and record.author == scorer
            and record.device != device
            and any(entry.part is not Part.INTEREST for entry in record.deed.entries)
        ):
            raise NotAllowedError(
                say(
                    "{scorer} has filled sheets of the sealed stage {stage} elsewhere. Until it "
                    "is opened they are read only in the book handed to {scorer}.",
                    scorer=scorer,
                    stage=record.deed.sheet.stage,
                )
            )


def refuse_nameless(**said: str) -> None:
    """Refuse a ruling that does not say who rules, as what, where it stands and why.

    Raises:
        RefusedError: names what is left out.
    """
    missing = [name for name, text in said.items() if not text.strip()]
    if missing:
        raise RefusedError(
            [Problem(say("A ruling needs this: {names}", names=", ".join(missing)))],
        )
