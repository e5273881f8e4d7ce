"""What a whole process costs, start-up and all."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PYTHON = [sys.executable]
UPAKARTI = [*PYTHON, "-m", "upakarti_tui"]


class Cost(NamedTuple):
    """What one run of a program took."""

    seconds: float
    """Processor time, the system's part included."""

    peak: float
    """Most memory held at once, in MiB."""

    printed: str


def cost(command: Sequence[str | os.PathLike[str]]) -> Cost:
    """Run a program to its end, as an installed one runs: from its bytecode."""
    installed = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=installed
    ) as process:
        printed = process.stdout.read() if process.stdout else b""
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, printed.decode())


def least(
    command: Sequence[str | os.PathLike[str]], makes: Path | None = None, runs: int = 3
) -> Cost:
    """Return the cheapest of some runs, each without the file that the one before made."""
    costs = []
    for _ in range(runs):
        if makes is not None:
            makes.unlink(missing_ok=True)
        costs.append(cost(command))
    return min(costs)
