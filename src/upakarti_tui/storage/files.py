"""Opening and replacing files so that nothing is followed, widened or half written.

The one module that replaces whole files: written beside, forced to disk, put in
place by a rename, and the folder forced to disk, too.
"""

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
    from collections.abc import Callable, Iterator
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
_CLOSE = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOINHERIT", 0)
_BINARY = getattr(os, "O_BINARY", 0)
_PLAIN = _NO_FOLLOW | _NO_WAIT | _CLOSE | _BINARY


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
        descriptor = os.open(path, flags | _PLAIN, PRIVATE)
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


def make_folder(folder: Path) -> None:
    """Make a folder for this person alone, whatever the umask; one that exists stays as it is.

    Raises:
        FileError: something else is there, or it cannot be made.
    """
    if folder.is_dir():
        return
    if not folder.parent.is_dir() and folder.parent != folder:
        make_folder(folder.parent)
    try:
        folder.mkdir(PRIVATE_FOLDER)
        # mkdir obeys the umask, this does not; a stick with FAT knows no mode.
        with contextlib.suppress(PermissionError):
            folder.chmod(PRIVATE_FOLDER)
    except FileExistsError as error:
        if not folder.is_dir():
            raise FileError(say("{path} is no folder.", path=folder)) from error
    except (OSError, ValueError) as error:
        raise_told(folder, error)


def replace(path: Path, content: bytes, *, force: bool = False, mode: int = PRIVATE) -> None:
    """Write a whole file: all of it or nothing, and never through a link.

    Raises:
        FileError: it exists and `force` is not given, something that is no file is
            there, or it cannot be written.
    """
    with beside(path, content, force=force, mode=mode) as put_in_place:
        put_in_place()


@contextlib.contextmanager
def beside(
    path: Path, content: bytes, *, force: bool = False, mode: int = PRIVATE
) -> Iterator[Callable[[], None]]:
    """Write a whole file beside where it goes; what is yielded puts it in place when called.

    Left without that, nothing is there. So another file can be written in between,
    once it is certain that there is room for both.

    Raises:
        FileError: as `replace`.
    """
    _check_output(path, force=force)
    aside = path.with_name(f".{path.name[:100]}.{os.urandom(6).hex()}.tmp")

    def put() -> None:
        try:
            _put_in_place(aside, path, force=force)
        except (OSError, ValueError) as error:
            raise_told(path, error)

    try:
        try:
            _write_new(aside, content, mode)
        except (OSError, ValueError) as error:
            refuse_homeless(path)
            raise_told(path, error)
        yield put
    finally:
        with contextlib.suppress(OSError):
            aside.unlink()
    sync_folder(path.parent)


def refuse_homeless(path: Path) -> None:
    """Refuse a file whose folder is missing, and name the folder.

    Raises:
        FileError: there is none.
    """
    if not path.parent.exists():
        raise FileError(say("There is no folder {folder}.", folder=path.parent))


def check_output(path: Path, *, force: bool = False) -> None:
    """Refuse a path that `replace` would refuse, before any work is done for it.

    Raises:
        FileError: it exists and `force` is not given, or something that is no file is there.
    """
    _check_output(path, force=force)


def check_apart(read: Path, written: Path) -> None:
    """Refuse to write over the file that the job reads, whatever the two are called.

    Raises:
        FileError: both are one file.
    """
    if written.exists() and read.exists() and read.samefile(written):
        raise FileError(say("{path} is both read and written. Name another target.", path=read))


def _check_output(path: Path, *, force: bool) -> None:
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        raise_told(path, error)
    if stat.S_ISLNK(mode):
        raise FileError(
            say("{path} is a link, and links are not followed. Name the file itself.", path=path)
        )
    if stat.S_ISDIR(mode):
        raise FileError(say("{path} is a folder, not a file.", path=path))
    if not stat.S_ISREG(mode):
        raise FileError(say("{path} is no ordinary file.", path=path))
    if not force:
        raise FileError(say("{path} exists already. Use --force to replace it.", path=path))


def _write_new(path: Path, content: bytes, mode: int) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _PLAIN, mode)
    try:
        # A umask may have narrowed the mode; a stick with FAT knows none.
        with contextlib.suppress(OSError, AttributeError):
            os.fchmod(descriptor, mode)
        write_all(descriptor, content)
        force(descriptor)
    finally:
        os.close(descriptor)


def write_all(descriptor: int, content: bytes) -> None:
    """Write all the bytes, however many calls the system takes for them.

    Raises:
        OSError: as the system says; some of the bytes may be written.
    """
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _put_in_place(beside: Path, path: Path, *, force: bool) -> None:
    if force:
        beside.replace(path)
        return
    try:
        # A link fails where a file has appeared since; a rename would replace it.
        os.link(beside, path)
    except FileExistsError:
        raise
    except OSError:
        # Sticks with FAT know no links.
        _check_output(path, force=False)
        beside.rename(path)


def sync_folder(folder: Path) -> None:
    """Force a folder's list of files to disk, where the system can.

    Raises:
        FileError: the disk failed.
    """
    if os.name != "posix":
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY | _CLOSE)
    except OSError as error:
        raise_told(folder, error)
    try:
        os.fsync(descriptor)
    except OSError as error:
        raise_told(folder, error)
    finally:
        os.close(descriptor)
