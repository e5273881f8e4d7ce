"""Processes that mark in a book until something happens to them.

The child acknowledges a mark through a pipe once `Book.add` has returned, which is
the moment the screen draws its tick.
"""

from __future__ import annotations

import os
import select
import signal
import traceback
from typing import TYPE_CHECKING

from builders import STAGE, a_mark
from upakarti_tui.domain.book.deeds import Filled
from upakarti_tui.domain.book.entries import SheetKey
from upakarti_tui.storage.books import book

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


KEY = SheetKey(STAGE, "PG-001", "j1")
"""The sheet that is marked where only one is."""


class Child:
    """A forked process with a pipe to its parent."""

    def __init__(self, work: Callable[[Callable[[str], None]], None]) -> None:
        self._reading, writing = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            status = 1
            try:
                os.close(self._reading)
                work(lambda word: os.write(writing, f"{word}\n".encode()) and None)
                status = 0
            except BaseException:  # noqa: BLE001 -- a forked test must never return into pytest
                os.write(writing, f"! {traceback.format_exc()!r}\n".encode())
            finally:
                os._exit(status)
        os.close(writing)
        self._raw = b""

    def heard(self, wait: float = 0) -> list[str]:
        """Return all words so far; waits at most so long for the first new ones."""
        while select.select([self._reading], [], [], wait)[0]:
            chunk = os.read(self._reading, 65536)
            if not chunk:
                break
            self._raw += chunk
            wait = 0
        return self._raw.decode().splitlines() if self._raw.endswith(b"\n") else []

    def kill(self, number: int = signal.SIGKILL) -> list[str]:
        """End the process with a signal and return all it ever said."""
        os.kill(self.pid, number)
        return self.end()

    def end(self) -> list[str]:
        """Wait until the process has ended and return all it ever said."""
        while chunk := os.read(self._reading, 65536):
            self._raw += chunk
        os.close(self._reading)
        os.waitpid(self.pid, 0)
        return self._raw.decode().splitlines()


def marking(
    path: Path, scorer: str, first: int, most: int = 1_000_000
) -> Callable[[Callable[[str], None]], None]:
    """Return work that enters mark after mark, each with its number as the note."""

    def work(say: Callable[[str], None]) -> None:
        key = SheetKey(STAGE, "PG-001", scorer)
        with book.writing(path, scorer) as opened:
            for number in range(first, first + most):
                note = f"{number} " + "x" * (number % 300)
                opened.add(Filled(key, (a_mark("a", number % 5 + 1, note),)))
                say(str(number))

    return work


def numbers(path: Path) -> list[int]:
    """Return the numbers of all marks in a book, in the order of the file."""
    return [
        int(record.deed.entries[0].note.split(" ")[0])
        for record in book.read(path).records
        if isinstance(record.deed, Filled)
    ]


def survives(path: Path, acknowledged: Sequence[str]) -> list[int]:
    """Return the numbers in a book that opens and holds every acknowledged one, once, in order."""
    held = numbers(path)
    told = set(acknowledged)
    assert [int(word) for word in acknowledged] == [n for n in held if str(n) in told]
    assert held == sorted(set(held))
    return held
