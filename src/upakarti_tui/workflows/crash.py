"""Telling a failure of the program itself: what is safe, and where the log lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.problems import say
from upakarti_tui.errors import FileError
from upakarti_tui.storage import log

if TYPE_CHECKING:
    from upakarti_tui.domain.problems import Message


def report(error: BaseException, doing: str) -> tuple[Message, ...]:
    """Note the failure in the log, and return what to tell the person.

    `doing` is the name of the command or screen; nothing that was typed or read.
    """
    safe = (
        say("The program has failed ({kind}). This is a fault of ours.", kind=type(error).__name__),
        say("What was acknowledged as saved is on disk, and no book was left half written."),
    )
    try:
        path = log.keep(error, doing)
    except FileError:
        return (*safe, say("The log could not be written."))
    return (
        *safe,
        say(
            "Where it failed stands in {path}, without marks or personal data. "
            "Please send it to whoever looks after the program.",
            path=path,
        ),
    )
