"""Lines that are only ever added: telling and asking on a scrolling terminal."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from upakarti_tui.domain.problems import say
from upakarti_tui.domain.text import NOTE_LIMIT, shown
from upakarti_tui.errors import FileError, UpakartiError
from upakarti_tui.locale import gettext, told
from upakarti_tui.tui.widgets import glyphs

if TYPE_CHECKING:
    from collections.abc import Callable

    from upakarti_tui.domain.problems import Message
    from upakarti_tui.workflows.scoring.score import Saved

QUIT = "q"


class OverError(Exception):
    """The person is done, or the input is at its end. Everything is saved."""


def tell(text: str | Message) -> None:
    """Add lines."""
    words = text if isinstance(text, str) else told(text)
    lines = (glyphs.drawable(shown(line)) for line in words.split("\n"))
    _put("\n".join(lines) + "\n")


def _put(text: str) -> None:
    """Write, and at once.

    Raises:
        OverError: nobody is listening any more.
        FileError: what is told is kept in a file, and its disk is full.
    """
    if sys.stdout is None:
        return
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError as error:
        _abandon()
        raise OverError from error
    except OSError as error:
        _abandon()
        raise FileError(
            say("The result could not be written: {reason}.", reason=error.strerror)
        ) from error


def _abandon() -> None:
    """Let everything further told vanish, what Python still holds of it included."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def ask(question: str) -> str:
    """Ask, and return the answer without the spaces around it.

    Raises:
        OverError: the person types q, or nothing more comes.
    """
    _put(f"{glyphs.drawable(shown(question))} > ")
    # A scheduler may start a program without any input at all.
    line = sys.stdin.readline(NOTE_LIMIT * 4) if sys.stdin is not None else ""
    answer = line.strip()
    if not line or answer.lower() == QUIT:
        raise OverError
    return answer


def number(question: str, most: int) -> int:
    """Ask for a number from 1; 0 for Enter alone."""
    while True:
        answer = ask(question)
        if not answer:
            return 0
        if answer.isascii() and answer.isdigit() and 0 < int(answer) <= most:
            return int(answer)
        tell(gettext("Choose 1 to {most}.").format(most=most))


def keep(deed: Callable[[], Saved]) -> bool:
    """Do one thing that is saved, and tell it; or tell why not. Return whether it was done."""
    try:
        saved = deed()
    except UpakartiError as error:
        refuse(error)
        return False
    clock = saved.record.at[11:19].replace(":", ".")
    tell(f"{told(saved.told)} · {gettext('saved')} {clock}")
    return True


def refuse(error: UpakartiError) -> None:
    """Tell why something was not done."""
    for message in error.messages:
        tell(f"! {told(message)}")
