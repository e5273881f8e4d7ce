"""Seats at devices of others: a folder each, with the device's id in it."""

from __future__ import annotations

import contextlib
import hashlib
from typing import TYPE_CHECKING

from upakarti_tui.storage import device, whole_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def id_of(machine: str) -> str:
    """Return the id of the device of that name."""
    return hashlib.sha256(machine.encode()).hexdigest()[:16]


@contextlib.contextmanager
def seat(folder: Path, machine: str, clock: str) -> Iterator[None]:
    """Work on the device of that name, whose own folder lies in `folder`, at that time."""
    home = folder / machine
    if not home.exists():
        whole_files.make_folder(home)
        whole_files.replace(home / "device", f"{id_of(machine)}\n".encode())
    with device.sitting_at(home, lambda: clock):
        yield
