"""The program in a real pseudo-terminal, with the screen that a person would see.

with Program("score", str(book), "--as", "J04") as program:
    program.wait_for("►")
    program.type("\\r4")
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from typing import TYPE_CHECKING, Self

import pexpect
import pyte

if TYPE_CHECKING:
    from collections.abc import Mapping

PATIENCE = 60
"""Seconds until what is waited for must have come; a machine under load is slow."""

QUIET = 0.6
"""Seconds without a byte after which nothing more is expected."""

OF_THE_SHELL = ("LC_ALL", "COLUMNS", "LINES", "NO_COLOR", "SSH_CONNECTION", "SSH_TTY")
"""What the terminal of whoever runs the tests says of itself, and not of this one."""


def _as_a_terminal_does() -> None:
    # Tests that are run in the background, or by nohup, were told to ignore these.
    for number in (signal.SIGHUP, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)


class Program:
    def __init__(
        self,
        *arguments: str,
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str] | None = None,
        ignoring_hang_up: bool = False,
    ) -> None:
        columns, lines = size
        self.screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self.screen)
        self.bytes = b""
        environment = {
            **{name: value for name, value in os.environ.items() if name not in OF_THE_SHELL},
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "UPAKARTI_LANG": "id",
            **(env or {}),
        }
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "upakarti_tui", *arguments],
            dimensions=(lines, columns),
            env=environment,
            timeout=PATIENCE,
            ignore_sighup=ignoring_hang_up,
            preexec_fn=None if ignoring_hang_up else _as_a_terminal_does,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.child.isalive():
            os.kill(self.child.pid, signal.SIGKILL)
        self.child.close(force=True)

    def read(self, seconds: float = 0.05) -> bool:
        """Take what has arrived; tell whether anything had."""
        try:
            got = self.child.read_nonblocking(1 << 16, timeout=seconds)
        except pexpect.TIMEOUT:
            return False
        except pexpect.EOF:
            return False
        self.bytes += got
        self._stream.feed(got)
        return True

    @property
    def text(self) -> str:
        return "\n".join(self.screen.display)

    def wait_for(self, words: str) -> None:
        """Wait until words stand on the screen."""
        end = time.monotonic() + PATIENCE
        while words not in self.text:
            assert time.monotonic() < end, f"{words!r} never came:\n{self.text}"
            self.read()

    def settle(self) -> None:
        """Read until nothing more comes."""
        while self.read(QUIET):
            pass

    def type(self, keys: str) -> None:
        self.child.send(keys)

    def resize(self, columns: int, lines: int) -> None:
        """Make the window another size."""
        self.screen.resize(lines, columns)
        self.child.setwinsize(lines, columns)

    def close_window(self) -> None:
        """Take the terminal away; nothing can be read from it any more."""
        self.child.ptyproc.fileobj.close()

    def gone_within(self, seconds: float) -> bool:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.child.ptyproc.fileobj.closed:
                time.sleep(0.02)
            else:
                with contextlib.suppress(OSError, ValueError):
                    self.read(0.02)
            if not self.child.isalive():
                return True
        return False
