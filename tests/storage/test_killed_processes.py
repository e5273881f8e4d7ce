"""P1, P7, P11: what a process that is ended, or starved of memory, had acknowledged is kept."""

from __future__ import annotations

import contextlib
import itertools
import random
import resource
import signal
import time
from fractions import Fraction
from pathlib import Path

import pytest

from builders import a_mark
from offices import Office
from processes import KEY, Child, marking, survives
from tiers import full
from upakarti_tui.domain.book.deeds import Filled
from upakarti_tui.errors import FileError
from upakarti_tui.storage.books import book


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


# --- P11: memory runs out ------------------------------------------------------------------


MOST_LEFT = 4 << 20
"""Bytes. A process that has done much before holds far more, and would mark for minutes."""


def starved(path, share):
    """Return work that marks in so much of the memory a process holds and does not use."""

    def work(say):
        used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used, resource.RLIM_INFINITY))
        hoard = []
        for size in (1 << 16, 1 << 12, 400):
            with contextlib.suppress(MemoryError):
                while True:
                    hoard.append(bytes(size))
        left = int(share * min(MOST_LEFT, sum(map(len, hoard))))
        while left > 0 and hoard:
            left -= len(hoard.pop())
        with contextlib.suppress(MemoryError, OSError, FileError), book.writing(path, "j1") as desk:
            for number in itertools.count():
                desk.add(Filled(KEY, (a_mark("a", number % 5 + 1, f"{number} {'x' * 3500}"),)))
                say(str(number))

    return work


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="P11 needs Linux's /proc")
def test_p11_little_memory_loses_no_acknowledged_mark(tmp_path):
    marked = []
    for step in range(12):
        path = Office(tmp_path / str(step), candidates=["PG-001"], scorers=["j1"]).path
        said = Child(starved(path, Fraction(step, 11))).end()
        said = [word for word in said if not word.startswith("!")]
        survives(path, said)
        marked.append(len(said))
    # Memory must end both before the first mark and among many, or nothing was looked for.
    assert min(marked) == 0
    assert max(marked) > 10
