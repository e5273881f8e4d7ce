"""This device and its clock, for the records to carry."""

from __future__ import annotations

import contextlib
import os
import re
from contextvars import ContextVar
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from upakarti_tui.domain.problems import say
from upakarti_tui.errors import FileError
from upakarti_tui.storage import files, whole_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_ID = re.compile(r"[0-9a-f]{16}")


class _Desk(NamedTuple):
    folder: Path
    now: Callable[[], str]
    salt: Callable[[], str]


_DESK: ContextVar[_Desk | None] = ContextVar("desk", default=None)


@contextlib.contextmanager
def sitting_at(
    folder: Path, now: Callable[[], str], salt: Callable[[], str] | None = None
) -> Iterator[None]:
    """Work as somebody else would, on a device with this data folder, clock and chance.

    An example that is the same on every machine needs it, and whoever tries out what
    several people do to each other's books.
    """
    token = _DESK.set(_Desk(folder, now, salt or _random))
    try:
        yield
    finally:
        _DESK.reset(token)


def data_folder() -> Path:
    """Return this person's own folder for keys and the device's id; it is made when missing.

    Raises:
        FileError: it cannot be made.
    """
    from platformdirs import user_data_path  # noqa: PLC0415 -- slow import

    desk = _DESK.get()
    folder = desk.folder if desk else user_data_path("upakarti", appauthor=False)
    whole_files.make_folder(folder)
    return folder


def device_id() -> str:
    """Return the random id of this person's device; made on first use. Two homes are two devices.

    Raises:
        FileError: it can be neither read nor made.
    """
    path = data_folder() / "device"
    if not path.exists():
        _make(path)
    said = files.read(path, 64).decode("ascii", "replace").strip()
    if not _ID.fullmatch(said):
        raise FileError(
            say("{path} holds no device id. Remove it; a new one is then made.", path=path)
        )
    return said


def _make(path: Path) -> None:
    try:
        whole_files.replace(path, f"{os.urandom(8).hex()}\n".encode())
    except FileError:
        # Another process may have been quicker; its id is the device's.
        if not path.exists():
            raise


def local_time() -> str:
    """Return the local time with its offset, to the second, for people to read."""
    desk = _DESK.get()
    return desk.now() if desk else datetime.now().astimezone().isoformat(timespec="seconds")


def salt() -> str:
    """Return random text that nobody can guess."""
    desk = _DESK.get()
    return desk.salt() if desk else _random()


def _random() -> str:
    # What `secrets` would do, without the four modules that it loads at every start.
    return os.urandom(16).hex()
