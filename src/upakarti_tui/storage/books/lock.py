"""One writer a book: the lock, and words about who holds it.

The lock is the system's own on the open file, so it goes when its process goes,
however that ends. The words stand beside the book while it is written to and
decide nothing.
"""

from __future__ import annotations

import contextlib
import os
import platform
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from upakarti_tui.domain.problems import say
from upakarti_tui.domain.values import dataclass
from upakarti_tui.errors import FileError
from upakarti_tui.storage.device import local_time

if TYPE_CHECKING:
    from pathlib import Path

if sys.platform != "win32":
    import fcntl

    def _try_lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
else:  # pragma: no cover -- measured on POSIX
    import msvcrt

    def _try_lock(descriptor: int) -> None:
        # Far beyond any byte of the book: Windows would keep readers from a locked byte.
        os.lseek(descriptor, 1 << 62, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who is writing to a book."""

    process: int
    host: str
    since: str


class LockedError(FileError):
    """Another process is writing to the book."""

    def __init__(self, path: Path, holder: Holder | None) -> None:
        if holder is None:
            message = say("{path} is being written by another process.", path=path)
        else:
            message = say(
                "{path} is being written by process {process} on {host} since {since}. "
                "Close it there first.",
                path=path,
                process=holder.process,
                host=holder.host,
                since=holder.since,
            )
        super().__init__(message)
        self.holder = holder


def take(descriptor: int, path: Path) -> None:
    """Lock an open book for writing, and say so beside it.

    Raises:
        LockedError: another process has it.
    """
    try:
        _try_lock(descriptor)
    except OSError as error:
        raise LockedError(path, _holder(path)) from error
    import json  # noqa: PLC0415 -- only who writes a book needs it

    me = Holder(os.getpid(), platform.node(), local_time())
    # Words only: a disk too full for them must not keep anybody from opening the book.
    with contextlib.suppress(OSError):
        _write_words(_beside(path), json.dumps(asdict(me)))


def release(path: Path) -> None:
    """Take the words away. The lock itself goes with the descriptor."""
    with contextlib.suppress(OSError):
        _beside(path).unlink()


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.lock")


def _write_words(path: Path, words: str) -> None:
    with contextlib.suppress(FileNotFoundError):
        path.unlink()
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0)
    descriptor = os.open(path, flags, 0o600)
    try:
        os.write(descriptor, words.encode())
    finally:
        os.close(descriptor)


def _holder(path: Path) -> Holder | None:
    import json  # noqa: PLC0415 -- only who is kept out needs it

    try:
        said = json.loads(_beside(path).read_bytes()[:4096])
        return Holder(int(said["process"]), str(said["host"]), str(said["since"]))
    except (OSError, ValueError, TypeError, KeyError):
        return None
