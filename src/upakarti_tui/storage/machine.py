"""What this machine offers, found out without changing anything on it."""

from __future__ import annotations

import os
import platform
import shutil
import stat
import sys
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from upakarti_tui.storage import networks

_GROUP_AND_OTHERS = 0o077


@dataclass(frozen=True, slots=True)
class Terminal:
    """Where the screen would be drawn."""

    interactive: bool
    """Whether input and output are a terminal, not a file or a pipe."""

    kind: str
    """`TERM`; empty where nothing says it."""

    columns: int
    rows: int
    encoding: str
    colours: bool
    """Whether colours are wanted: `NO_COLOR` forbids them."""


@dataclass(frozen=True, slots=True)
class Folder:
    """Where books would lie."""

    path: Path
    exists: bool
    writable: bool
    private: bool
    """Whether nobody else may look in; where the system knows no such thing, yes."""

    network: str
    """Kind of the network file system it is on; empty for a local disk."""

    free_megabytes: int


def terminal() -> Terminal:
    """Look at the terminal that the program was started in."""
    size = shutil.get_terminal_size((0, 0))
    return Terminal(
        interactive=sys.stdin.isatty() and sys.stdout.isatty(),
        kind=os.environ.get("TERM", ""),
        columns=size.columns,
        rows=size.lines,
        encoding=(sys.stdout.encoding or "").lower(),
        colours="NO_COLOR" not in os.environ,
    )


def folder(path: Path) -> Folder:
    """Look at a folder, or at the nearest one above it that is there."""
    there = next((p for p in (path, *path.absolute().parents) if p.is_dir()), Path(path.anchor))
    mode = stat.S_IMODE(there.stat().st_mode)
    return Folder(
        path=path,
        exists=path.is_dir(),
        writable=os.access(there, os.W_OK | os.X_OK),
        private=os.name != "posix" or not mode & _GROUP_AND_OTHERS,
        network=networks.kind_of(there),
        free_megabytes=shutil.disk_usage(there).free // 1_000_000,
    )


def system() -> str:
    """Return the name and version of the operating system."""
    return f"{platform.system()} {platform.release()}"


def python() -> str:
    """Return the version of Python."""
    return platform.python_version()


def version(library: str) -> str:
    """Return the version of an installed library; empty where it is not installed."""
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return ""
