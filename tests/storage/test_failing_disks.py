"""P5: a system call that fails draws no tick, and no mark is lost by it."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from builders import a_mark
from offices import Office
from processes import KEY, numbers, survives
from upakarti_tui.domain.book.deeds import Filled
from upakarti_tui.errors import FileError
from upakarti_tui.storage import whole_files
from upakarti_tui.storage.books import book
from upakarti_tui.workflows.exchange.merge import merge

TESTS = str(Path(__file__).parent.parent)
CHANGING = (
    "write,fsync,fdatasync,ftruncate,flock,rename,renameat,renameat2,link,linkat,unlink,unlinkat,"
    "chmod,fchmod,fchmodat,mkdir,mkdirat"
)
"""Every system call by which the program changes what is on a disk, and what another may do."""

MARKS = """
import pathlib, sys
sys.path.insert(0, sys.argv[1])
from processes import marking
marking(pathlib.Path(sys.argv[2]), "j1", int(sys.argv[3]), 3)(lambda word: print(word, flush=True))
"""
MERGES = """
import pathlib, sys
from upakarti_tui.workflows.exchange.merge import merge
target, *parts = map(pathlib.Path, sys.argv[1:])
merge(parts, target)
print("merged", flush=True)
"""
needs_strace = pytest.mark.skipif(
    not shutil.which("strace"), reason="P5 needs strace to let system calls fail"
)


def traced(folder, options, program, *arguments):
    """Run a program under strace; return what it said and the calls that were traced."""
    log = folder / "trace"
    command = ["strace", "-f", "-o", str(log), *options, sys.executable, "-c", program]
    done = subprocess.run(
        [*command, *map(str, arguments)], capture_output=True, check=False, text=True
    )
    return done.stdout.split(), log.read_text()


def each_failing(folder, program, *arguments):
    """Yield the options that let one changing call fail, for every one that a good run makes."""
    for _ in range(2):  # the first makes the folder and the id of the device
        _, trace = traced(folder, ["-e", f"trace={CHANGING}"], program, *arguments)
    made = Counter(re.findall(r"^[0-9]+ +([a-z0-9]+)\(", trace, re.MULTILINE))
    for call, times in sorted(made.items()):
        for turn in range(1, times + 1):
            yield ["-e", f"trace={call}", "-e", f"inject={call}:error=EIO:when={turn}"]


@needs_strace
@pytest.mark.endurance
def test_p05_no_failing_system_call_loses_an_acknowledged_mark(path, tmp_path):
    kept = path.read_bytes()
    calls = set()
    for options in list(each_failing(tmp_path, MARKS, TESTS, path, 0)):
        whole_files.replace(path, kept, force=True)
        acknowledged, trace = traced(tmp_path, options, MARKS, TESTS, path, 0)
        assert "INJECTED" in trace, options
        calls.add(options[1])
        survives(path, acknowledged)
        assert acknowledged == [str(n) for n in range(len(acknowledged))]
        more, _ = traced(tmp_path, [], MARKS, TESTS, path, 10)
        assert more == ["10", "11", "12"]
        assert survives(path, [*acknowledged, *more])
    assert {"trace=write", "trace=fsync", "trace=flock"} <= calls


@needs_strace
@pytest.mark.endurance
def test_p05_no_failing_system_call_leaves_half_a_merge(tmp_path):
    office = Office(tmp_path)
    parts = office.hand_out()
    for scorer, part in parts.items():
        office.complete(part, scorer)
    before = office.path.read_bytes()
    merge(list(parts.values()), office.path)
    after = office.path.read_bytes()
    calls = set()
    whole_files.replace(office.path, before, force=True)
    for options in list(each_failing(tmp_path, MERGES, office.path, *parts.values())):
        whole_files.replace(office.path, before, force=True)
        said, trace = traced(tmp_path, options, MERGES, office.path, *parts.values())
        assert "INJECTED" in trace, options
        calls.add(options[1])
        assert office.path.read_bytes() in ({after} if said else {before, after}), options
    assert {"trace=write", "trace=fsync", "trace=rename"} <= calls


@pytest.mark.parametrize("call", ["write", "fsync", "lstat"])
@pytest.mark.parametrize("turn", [1, 2, 3])
def test_p05_a_failing_call_ends_the_marking_and_no_mark_is_lost(path, call, turn, monkeypatch):
    """Without strace: one call fails, all others succeed, and nothing more is taken."""
    said = []
    with book.writing(path, "j1") as opened:
        count = [0]
        owner = type(path) if call == "lstat" else os
        real = getattr(owner, call)

        def fail(*arguments, **options):
            count[0] += 1
            if count[0] == turn:
                raise OSError(errno.EIO, "Input/output error")
            return real(*arguments, **options)

        with monkeypatch.context() as patch:
            patch.setattr(owner, call, fail)
            for number in range(5):
                with contextlib.suppress(FileError):
                    opened.add(Filled(KEY, (a_mark("a", 3, str(number)),)))
                    said.append(number)
    assert said == list(range(turn - 1))
    held = numbers(path)
    assert held in (said, [*said, turn - 1])
    with book.writing(path, "j1") as opened:
        opened.add(Filled(KEY, (a_mark("a", 3, "9"),)))
    assert numbers(path) == [*held, 9]
