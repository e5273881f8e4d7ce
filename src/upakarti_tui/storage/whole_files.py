"""Writing whole files, so that none is ever half there.

The one module that does so: written beside, forced to disk, put in place by a
rename, and the folder forced to disk, too.
"""

from __future__ import annotations

import contextlib
import os
import stat
from typing import TYPE_CHECKING

from upakarti_tui.domain.problems import say
from upakarti_tui.errors import FileError
from upakarti_tui.storage import files
from upakarti_tui.storage.files import CLOSE, PLAIN, PRIVATE, PRIVATE_FOLDER, raise_told, write_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


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
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | PLAIN, mode)
    try:
        # A umask may have narrowed the mode; a stick with FAT knows none.
        with contextlib.suppress(OSError, AttributeError):
            os.fchmod(descriptor, mode)
        write_all(descriptor, content)
        files.force(descriptor)
    finally:
        os.close(descriptor)


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
        descriptor = os.open(folder, os.O_RDONLY | CLOSE)
    except OSError as error:
        raise_told(folder, error)
    try:
        os.fsync(descriptor)
    except OSError as error:
        raise_told(folder, error)
    finally:
        os.close(descriptor)
