"""The devices of the example: one for the secretariat, one for every scorer.

Each has its own data folder, device id, key and place in time, all made from its
owner's id, so that the books, signatures and lists come out the same everywhere.
Such a key protects nothing, and only the example uses it.
"""

from __future__ import annotations

import contextlib
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from typing import TYPE_CHECKING

from upakarti_tui.storage import device, whole_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_WIB = timezone(timedelta(hours=7))


class Laptops:
    """All devices of the example, in a folder that is thrown away afterwards."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._time = datetime(2024, 8, 27, 9, tzinfo=_WIB)
        self._salts = 0

    def until(self, month: int, day: int) -> None:
        """Let the calendar move on to nine o'clock of a day of 2024."""
        self._time = datetime(2024, month, day, 9, tzinfo=_WIB)

    @contextlib.contextmanager
    def of(self, owner: str) -> Iterator[None]:
        """Work on the owner's device."""
        home = self._folder / owner
        if not home.exists():
            _furnish(home, owner)
        with device.sitting_at(home, self._now, self._salt):
            yield

    def _now(self) -> str:
        self._time += timedelta(seconds=7)
        return self._time.isoformat(timespec="seconds")

    def _salt(self) -> str:
        self._salts += 1
        return sha256(f"upakarti demo {self._salts}".encode()).hexdigest()[:32]


def _furnish(home: Path, owner: str) -> None:
    from cryptography.hazmat.primitives import serialization as form  # noqa: PLC0415 -- slow import
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 -- slow import
        Ed25519PrivateKey,
    )

    seed = sha256(f"upakarti demo {owner}".encode()).digest()
    key = Ed25519PrivateKey.from_private_bytes(seed).private_bytes(
        form.Encoding.PEM, form.PrivateFormat.OpenSSH, form.NoEncryption()
    )
    whole_files.make_folder(home)
    whole_files.replace(home / "device", f"{seed.hex()[:16]}\n".encode())
    whole_files.replace(home / "key", key)
