"""Leaving when the terminal is gone or somebody ends the program.

A closed window or a dropped line must end the program within two seconds and
lose nothing; marks are on disk as they are typed, so ending is all there is to do.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App

PATIENCE = 1.5
"""Seconds that an orderly ending may take once the line is gone."""


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
