"""The terminal below the screens: how it is set up, and how it is left.

A closed window or a dropped line must end the program within two seconds and
lose nothing; marks are on disk as they are typed, so ending is all there is to do.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from textual import constants

from upakarti_tui.domain.problems import say
from upakarti_tui.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from textual.app import App
    from textual.driver import Driver

PATIENCE = 1.5
"""Seconds that an orderly ending may take once the line is gone."""


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


def leave_on_hang_up(app: App[int]) -> None:
    """End the program when its window is closed or it is told to end."""
    if sys.platform == "win32":
        return
    loop = asyncio.get_running_loop()

    def leave(signal_number: int) -> None:
        give_up_later()
        app.exit(128 + signal_number)

    for number in (signal.SIGHUP, signal.SIGTERM):
        # A program started by nohup keeps ignoring the hang-up; it ends with its input.
        if signal.getsignal(number) is not signal.SIG_IGN:
            try:
                loop.add_signal_handler(number, leave, number)
            except (RuntimeError, ValueError):
                # Not the main thread: a test runs the app, and nobody hangs up.
                return


def give_up_later() -> None:
    """End the process even if the terminal that is gone holds up the ending."""
    timer = threading.Timer(PATIENCE, os._exit, args=(1,))
    timer.daemon = True
    timer.start()
