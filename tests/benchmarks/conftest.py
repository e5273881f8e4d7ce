"""Measures, not tests: `pytest tests/benchmarks` takes them and prints a table of ratios.

Each is taken against a reference in the same minute, for machines differ and are
noisy; none passes or fails. The default test command leaves this folder out.
"""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS = pytest.StashKey[list[tuple[str, str, str]]]()


def pytest_configure(config):
    config.stash[ROWS] = []


@pytest.fixture
def row(request) -> Callable[[str, str, str], None]:
    """Add a row to the table: what was measured, the figure, its budget."""

    def add(what: str, measured: str, budget: str = "") -> None:
        request.config.stash[ROWS].append((what, measured, budget))

    return add


@pytest.fixture(autouse=True, scope="session")
def compiled(tmp_path_factory):
    """Keep compiled files, as an installed program does."""
    os.environ["PYTHONPYCACHEPREFIX"] = str(tmp_path_factory.mktemp("compiled"))
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_terminal_summary(terminalreporter, config):
    terminalreporter.section(f"benchmarks of {time.strftime('%Y-%m-%d')}")
    for what, measured, budget in config.stash[ROWS]:
        terminalreporter.write_line(f"{what:52}{measured:>26}   {budget}")
