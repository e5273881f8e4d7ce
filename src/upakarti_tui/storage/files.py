"""Opening files so that nothing is followed, waited for or read by others."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
from typing import TYPE_CHECKING, NoReturn

from upakarti_tui.domain.problems import say
from upakarti_tui.errors import FileError, MissingFileError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PRIVATE = 0o600
PRIVATE_FOLDER = 0o700
if sys.platform != "win32":  # pragma: no branch -- measured on POSIX
    import fcntl

_WIDER = 0o077
_OTHERS_WRITE = 0o022

# Windows has neither links to follow here nor modes of this kind.
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)
CLOSE = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOINHERIT", 0)
_BINARY = getattr(os, "O_BINARY", 0)
PLAIN = _NO_FOLLOW | _NO_WAIT | CLOSE | _BINARY


@contextlib.contextmanager
def opened(path: Path, flags: int = os.O_RDONLY) -> Iterator[int]:
    """Open a regular file without following a link or waiting for anything.

    Raises:
        FileError: it is missing, a folder, a link, a pipe, a device, or may not be opened.
    """
    descriptor = open_regular(path, flags)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def open_regular(path: Path, flags: int = os.O_RDONLY) -> int:
    """Return a descriptor of a regular file; see `opened`. The caller closes it."""
    try:
        descriptor = os.open(path, flags | PLAIN, PRIVATE)
    except (OSError, ValueError) as error:
        raise_told(path, error)
    mode = os.fstat(descriptor).st_mode
    if stat.S_ISREG(mode):
        return descriptor
    os.close(descriptor)
    if stat.S_ISDIR(mode):
        raise FileError(say("{path} is a folder, not a file.", path=path))
    raise FileError(say("{path} is no ordinary file.", path=path))


def raise_told(path: Path, error: OSError | ValueError) -> NoReturn:
    """Raise what a failed system call means for the person at the keyboard.

    Raises:
        FileError: always.
    """
    code = error.errno if isinstance(error, OSError) else None
    if code == errno.ENOENT:
        raise MissingFileError(path) from error
    if code in {errno.ELOOP, errno.EMLINK}:
        raise FileError(
            say("{path} is a link, and links are not followed. Name the file itself.", path=path)
        ) from error
    if code == errno.EISDIR:
        raise FileError(say("{path} is a folder, not a file.", path=path)) from error
    if code == errno.ENOTDIR:
        raise FileError(say("{path} is no folder.", path=path.parent)) from error
    if code in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        raise FileError(
            say("The disk is full: {path} is NOT saved. Make room and try again.", path=path)
        ) from error
    if code == errno.EEXIST:
        raise FileError(say("{path} exists already.", path=path)) from error
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    raise FileError(say("{path}: {reason}.", path=path, reason=reason)) from error


def read(path: Path, limit: int | None = None, *, first: int | None = None) -> bytes:
    """Return the bytes of a regular file: all, or the first so many.

    Raises:
        FileError: it cannot be read, or holds more than `limit` bytes.
    """
    with opened(path) as descriptor:
        if limit is not None and os.fstat(descriptor).st_size > limit:
            raise FileError(
                say("{path} is larger than {limit} bytes.", path=path, limit=limit),
            )
        try:
            return read_all(descriptor) if first is None else os.read(descriptor, first)
        except OSError as error:
            raise_told(path, error)


def read_all(descriptor: int) -> bytes:
    """Return everything from the beginning of an open file."""
    os.lseek(descriptor, 0, os.SEEK_SET)
    chunks = []
    size = os.fstat(descriptor).st_size + 1
    while chunk := os.read(descriptor, size):
        chunks.append(chunk)
    return b"".join(chunks)


def refuse_wider(path: Path, status: os.stat_result) -> None:
    """Refuse a file that others may reach, or that stands where others may replace it.

    Raises:
        FileError: says how to mend it.
    """
    if os.name != "posix":
        return
    if status.st_nlink > 1:
        raise FileError(
            say("{path} has a second name (hard link). Copy it and use the copy.", path=path)
        )
    if status.st_mode & _WIDER:
        raise FileError(
            say(
                "{path} is open to other people ({mode}). Run: chmod 600 {path}",
                path=path,
                mode=f"{stat.S_IMODE(status.st_mode):04o}",
            )
        )
    folder = path.absolute().parent
    mode = folder.stat().st_mode
    # In a sticky folder like /tmp nobody can replace somebody else's file.
    if mode & _OTHERS_WRITE and not mode & stat.S_ISVTX:
        raise FileError(
            say(
                "Other people may write in {folder} ({mode}). Run: chmod 700 {folder}",
                folder=folder,
                mode=f"{stat.S_IMODE(mode):04o}",
            )
        )


def force(descriptor: int) -> None:
    """Force what was written to the disk itself.

    Raises:
        OSError: the disk failed. Never to be tried again.
    """
    if sys.platform == "darwin":  # pragma: no cover -- there, fsync stops at the drive's cache
        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    else:
        os.fsync(descriptor)


def write_all(descriptor: int, content: bytes) -> None:
    """Write all the bytes, however many calls the system takes for them.

    Raises:
        OSError: as the system says; some of the bytes may be written.
    """
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
