"""This device and its clock, for the records to carry."""

from __future__ import annotations

import re
import secrets
from datetime import datetime
from typing import TYPE_CHECKING

from upakarti_tui.domain.problems import say
from upakarti_tui.errors import FileError
from upakarti_tui.storage import files

if TYPE_CHECKING:
    from pathlib import Path

_ID = re.compile(r"[0-9a-f]{16}")


def data_folder() -> Path:
    """Return this person's own folder for keys and the device's id; it is made when missing.

    Raises:
        FileError: it cannot be made.
    """
    from platformdirs import user_data_path  # noqa: PLC0415 -- slow import

    folder = user_data_path("upakarti", appauthor=False)
    files.make_folder(folder)
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
        files.replace(path, f"{secrets.token_hex(8)}\n".encode())
    except FileError:
        # Another process may have been quicker; its id is the device's.
        if not path.exists():
            raise


def local_time() -> str:
    """Return the local time with its offset, to the second, for people to read."""
    return datetime.now().astimezone().isoformat(timespec="seconds")
