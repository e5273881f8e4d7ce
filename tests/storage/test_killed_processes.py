"""P1, P7, P11: what a process that is ended, or starved of memory, had acknowledged is kept."""

from __future__ import annotations

import contextlib
import random
import resource
import signal
import time
from pathlib import Path

import pytest

from processes import Child, marking, numbers, survives
from tiers import full
from upakarti_tui.errors import FileError


@pytest.mark.parametrize("kills", [50, full(1000)])
def test_p01_a_killed_process_loses_no_acknowledged_mark(path, kills):
    chance = random.Random(1)
    acknowledged: list[str] = []
    first = 0
    for _ in range(kills):
        child = Child(marking(path, "j1", first))
        child.heard(wait=5)
        time.sleep(chance.random() * 0.003)
        acknowledged += child.kill()
        held = survives(path, acknowledged)
        first = max(held, default=-1) + 1
    assert len(acknowledged) >= kills


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM, signal.SIGINT])
def test_p07_a_hang_up_loses_no_acknowledged_mark(path, number):
    def work(say):
        signal.signal(number, signal.SIG_DFL)
        marking(path, "j1", 0)(say)

    child = Child(work)
    child.heard(wait=5)
    assert survives(path, child.kill(number))


@pytest.mark.parametrize("step", range(12))
def test_p11_little_memory_loses_no_acknowledged_mark(path, step):
    def work(say):
        used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + step * 200_000, resource.RLIM_INFINITY))
        with contextlib.suppress(MemoryError, OSError, FileError):
            marking(path, "j1", 0, 200)(say)

    said = Child(work).end()
    assert [str(n) for n in numbers(path)][: len(said)] == said
