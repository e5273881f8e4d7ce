"""The terminal below the screens: what it can do, and how it is set up."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from textual import constants

from upakarti_tui.domain.problems import say
from upakarti_tui.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from textual.driver import Driver


def driver() -> type[Driver] | None:
    """Return our driver where there is one; None: Textual's own."""
    if sys.platform == "win32" or "TEXTUAL_DRIVER" in os.environ:
        return None
    from upakarti_tui.tui.driver import LineDriver  # noqa: PLC0415 -- not on Windows

    return LineDriver


@contextmanager
def prepared() -> Iterator[None]:
    """Keep to what every terminal and slow line understands."""
    # The Kitty protocol makes every key a long sequence, over SSH for nothing.
    constants.DISABLE_KITTY_KEY = True  # type: ignore[misc]
    yield


def refuse_blind() -> None:
    """Refuse to draw where nobody can see it or type.

    Raises:
        UsageError: input or output is no terminal, or one that cannot move its cursor.
    """
    streams = (sys.__stdout__, sys.__stderr__)
    seen = any(stream is not None and stream.isatty() for stream in streams)
    if sys.__stdin__ is None or not sys.__stdin__.isatty() or not seen:
        raise UsageError(say("The screens need a terminal."), _PLAIN)
    if os.environ.get("TERM", "") == "dumb":
        raise UsageError(say("This terminal cannot show the screens."), _PLAIN)


_PLAIN = say("For a scorer, `upakarti score --as SCORER --plain` asks question by question.")


def mouse_wanted(environment: Mapping[str, str]) -> bool:
    """Tell whether the mouse is listened to: not over SSH, unless asked for."""
    asked = environment.get("UPAKARTI_MOUSE")
    if asked is not None:
        return asked not in {"", "0"}
    return not (environment.get("SSH_CONNECTION") or environment.get("SSH_TTY"))
