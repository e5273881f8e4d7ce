"""The log: where the program failed, in file names and line numbers.

What an exception says may hold a name or a mark, so its words stay out; what kind
it was, and where, is enough to find the fault.
"""

from __future__ import annotations

import os
import platform
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from upakarti_tui import __version__
from upakarti_tui.storage import files, whole_files
from upakarti_tui.storage.device import local_time

if TYPE_CHECKING:
    from collections.abc import Iterator

LIMIT = 256 * 1024
"""Bytes after which the log begins anew."""


def log_path() -> Path:
    """Return where the log lies, whether or not there is one."""
    from platformdirs import user_log_path  # noqa: PLC0415 -- slow import

    return user_log_path("upakarti", appauthor=False) / "upakarti.log"


def keep(error: BaseException, doing: str) -> Path:
    """Append where a failure happened; return the log.

    `doing` is the name of the command or screen.

    Raises:
        FileError: the log cannot be written.
    """
    path = log_path()
    whole_files.make_folder(path.parent)
    begun = path.is_file() and path.stat().st_size < LIMIT
    flags = os.O_WRONLY | os.O_CREAT | (os.O_APPEND if begun else os.O_TRUNC)
    with files.opened(path, flags) as descriptor:
        try:
            files.write_all(descriptor, "".join(f"{x}\n" for x in _lines(error, doing)).encode())
        except OSError as failed:
            files.raise_told(path, failed)
    return path


def _lines(error: BaseException, doing: str) -> Iterator[str]:
    yield f"{local_time()} upakarti {__version__}, Python {platform.python_version()}, {doing}"
    seen: BaseException | None = error
    while seen is not None:
        yield f"  {type(seen).__module__}.{type(seen).__qualname__}"
        for frame in traceback.extract_tb(seen.__traceback__, limit=-30):
            yield f"    {_short(frame.filename)}:{frame.lineno} {frame.name}"
        seen = seen.__cause__ or seen.__context__


def _short(filename: str) -> str:
    """Return a file name without the folders that name a person."""
    return "/".join(Path(filename).parts[-3:])
