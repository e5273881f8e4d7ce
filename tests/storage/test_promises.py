"""What is promised about acknowledged marks, with real processes and real faults.

Each promise has a quick count here and its full count behind `-m endurance`.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import fcntl
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from builders import STAGE, a_mark
from offices import Office
from processes import Child, marking, numbers
from upakarti_tui.domain.book.closing import slips
from upakarti_tui.domain.book.deeds import Filled
from upakarti_tui.domain.book.entries import SheetKey
from upakarti_tui.errors import DamagedError, FileError
from upakarti_tui.storage import files
from upakarti_tui.storage.books import book, journal
from upakarti_tui.storage.books.lock import LockedError
from upakarti_tui.workflows.exchange.merge import merge

KEY = SheetKey(STAGE, "PG-001", "j1")


def full(count):
    """Return a count that only the endurance tier reaches."""
    return pytest.param(count, marks=pytest.mark.endurance)


@pytest.fixture
def path(tmp_path):
    return Office(tmp_path, candidates=["PG-001"], scorers=["j1"]).path


def survives(path, acknowledged):
    """Check that a book opens and holds every acknowledged mark, each once, in order."""
    held = numbers(path)
    assert [int(word) for word in acknowledged] == [n for n in held if str(n) in set(acknowledged)]
    assert held == sorted(set(held))
    return held


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


# --- P2: power cuts -----------------------------------------------------------------------

EXT4_IOC_SHUTDOWN = 0x8004587D
NO_LOG_FLUSH = 2


@contextlib.contextmanager
def a_disk(folder):
    """Yield functions that cut the power of an ext4 disk in a file, and give it back."""
    image, point = folder / "disk.img", folder / "disk"
    point.mkdir()
    with image.open("wb") as raw:
        raw.truncate(24 << 20)

    def run(*command):
        return subprocess.run(command, check=False, capture_output=True)

    if os.geteuid() != 0 or not shutil.which("mkfs.ext4"):
        pytest.skip("P2 needs root and mkfs.ext4")
    run("mkfs.ext4", "-q", "-F", str(image))
    if run("mount", "-o", "loop", str(image), str(point)).returncode:
        pytest.skip("P2 needs a loop device; this machine mounts none")

    def cut():
        descriptor = os.open(point, os.O_RDONLY)
        try:
            fcntl.ioctl(descriptor, EXT4_IOC_SHUTDOWN, ctypes.c_uint32(NO_LOG_FLUSH))
        finally:
            os.close(descriptor)

    def back():
        assert run("umount", str(point)).returncode == 0
        assert run("mount", "-o", "loop", str(image), str(point)).returncode == 0

    try:
        yield point, cut, back
    finally:
        run("umount", str(point))


@pytest.mark.parametrize("cuts", [full(200)])
def test_p02_a_power_cut_loses_no_acknowledged_mark(tmp_path, cuts):
    chance = random.Random(2)
    with a_disk(tmp_path) as (point, cut, back):
        path = point / "book" / "b.jsonl"
        office = Office(tmp_path, candidates=["PG-001"], scorers=["j1"])
        files.make_folder(path.parent)
        files.replace(path, office.path.read_bytes())
        acknowledged: list[str] = []
        first = 0
        for _ in range(cuts):
            child = Child(marking(path, "j1", first))
            child.heard(wait=5)
            time.sleep(chance.random() * 0.02)
            # What is acknowledged after this moment may be lost.
            before = child.heard()
            cut()
            child.kill()
            acknowledged += before
            back()
            held = survives(path, acknowledged)
            first = max(held, default=-1) + 1
            if first > 2000:
                files.replace(path, office.path.read_bytes(), force=True)
                acknowledged, first = [], 0


# --- P3: torn records ---------------------------------------------------------------------


@pytest.mark.parametrize("percent", [1, 25, 50, 75, 99])
def test_p03_a_torn_record_is_set_aside_and_never_a_mark(path, percent):
    with book.writing(path, "j1") as opened:
        opened.add(Filled(KEY, (a_mark("a", 3, "0"),)))
        whole = path.stat().st_size
        opened.add(Filled(KEY, (a_mark("a", 5, "1"),)))
    raw = path.read_bytes()
    torn = max(1, (len(raw) - whole) * percent // 100)
    files.replace(path, raw[: whole + torn], force=True)
    assert numbers(path) == [0]
    assert "cut off" in str(book.read(path).notices[0])
    with book.writing(path, "j1") as opened:
        assert "does not count" in str(opened.notices[0])
        opened.add(Filled(KEY, (a_mark("a", 4, "2"),)))
    assert numbers(path) == [0, 2]


@pytest.mark.parametrize("percent", [1, 25, 50, 75, 99])
def test_p03_a_write_that_the_system_cuts_short_is_no_mark(path, percent, monkeypatch):
    real = os.write

    def short(descriptor, raw):
        return real(descriptor, raw[: max(1, len(raw) * percent // 100)])

    with book.writing(path, "j1") as opened:
        with monkeypatch.context() as patch:
            patch.setattr(os, "write", short)
            with pytest.raises(FileError, match="NOT saved"):
                opened.add(Filled(KEY, (a_mark("a", 5, "0"),)))
        opened.add(Filled(KEY, (a_mark("a", 4, "1"),)))
    assert numbers(path) == [1]


# --- P4: full disks -----------------------------------------------------------------------


def crowded(path, room, tries):
    """Return work that marks with so much room, then with plenty."""

    def work(say):
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        with book.writing(path, "j1") as opened:
            resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + room, hard))
            for number in range(tries):
                try:
                    opened.add(Filled(KEY, (a_mark("a", 3, f"{number} " + "x" * (number % 97)),)))
                    say(str(number))
                except FileError as error:
                    if "NOT saved" not in str(error):
                        raise
            resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
            opened.add(Filled(KEY, (a_mark("a", 3, str(tries)),)))
            say(str(tries))

    return work


@pytest.mark.parametrize(
    ("levels", "tries"), [(20, 20), pytest.param(20, 50, marks=pytest.mark.endurance)]
)
def test_p04_a_full_disk_says_so_keeps_what_was_and_goes_on(tmp_path, levels, tries):
    for level in range(levels):
        office = Office(tmp_path / str(level), candidates=["PG-001"], scorers=["j1"])
        said = Child(crowded(office.path, level * 173, tries)).end()
        assert said[-1] == str(tries)
        assert [str(n) for n in numbers(office.path)] == said


@pytest.mark.endurance
def test_p04_a_full_tmpfs_says_so_keeps_what_was_and_goes_on(tmp_path):
    point = tmp_path / "small"
    point.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m,mode=0700", "tmpfs", str(point)]
    if os.geteuid() or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("P4 on a real full disk needs root and a tmpfs")
    try:
        for level in range(20):
            office = Office(point / str(level), candidates=["PG-001"], scorers=["j1"])
            ballast = point / "ballast"
            free = os.statvfs(point).f_bavail * os.statvfs(point).f_frsize
            ballast.write_bytes(b"x" * max(0, free - level * 1024))
            said = []
            with book.writing(office.path, "j1") as opened:
                for number in range(50):
                    with contextlib.suppress(FileError):
                        opened.add(Filled(KEY, (a_mark("a", 3, f"{number} " + "x" * 400),)))
                        said.append(number)
                ballast.unlink()
                opened.add(Filled(KEY, (a_mark("a", 3, "50"),)))
            assert numbers(office.path) == [*said, 50]
            shutil.rmtree(point / str(level))
    finally:
        subprocess.run(["umount", str(point)], check=False)


# --- P5: failing disks --------------------------------------------------------------------

PROGRAM = """
import pathlib, sys
sys.path.insert(0, sys.argv[2])
from processes import marking
marking(pathlib.Path(sys.argv[1]), "j1", int(sys.argv[3]), 3)(lambda word: print(word, flush=True))
"""


@pytest.mark.endurance
@pytest.mark.parametrize("call", ["write", "fsync", "ftruncate", "openat", "flock", "rename"])
def test_p05_no_failing_system_call_loses_an_acknowledged_mark(path, call, tmp_path):
    if not shutil.which("strace"):
        pytest.skip("P5 needs strace to let system calls fail")
    tests = str(Path(__file__).parent.parent)
    acknowledged: list[str] = []
    first = 0
    for turn in range(1, 9):
        log = tmp_path / "trace"
        inject = f"inject={call}:error=EIO:when={turn}"
        # Only what concerns the book: elsewhere Python itself would fail.
        command = ["strace", "-f", "-o", str(log), "-P", str(path), "-e", inject]
        done = subprocess.run(
            [*command, sys.executable, "-c", PROGRAM, str(path), tests, str(first)],
            capture_output=True,
            check=False,
            text=True,
        )
        acknowledged += done.stdout.split()
        held = survives(path, acknowledged)
        first = max([*held, first + 3]) + 1
    assert acknowledged


@pytest.mark.parametrize("call", ["write", "fsync", "ftruncate", "lstat"])
@pytest.mark.parametrize("turn", [1, 2, 3])
def test_p05_a_failing_call_ends_the_marking_and_no_mark_is_lost(path, call, turn, monkeypatch):
    """Without strace: the n-th call of each kind fails, and so do all after it."""
    said = []
    with book.writing(path, "j1") as opened:
        count = [0]
        owner = type(path) if call == "lstat" else os
        real = getattr(owner, call)

        def fail(*arguments, **options):
            count[0] += 1
            if count[0] >= turn:
                raise OSError(errno.EIO, "Input/output error")
            return real(*arguments, **options)

        with monkeypatch.context() as patch:
            patch.setattr(owner, call, fail)
            for number in range(5):
                with contextlib.suppress(FileError):
                    opened.add(Filled(KEY, (a_mark("a", 3, str(number)),)))
                    said.append(number)
    held = numbers(path)
    assert said == held[: len(said)]
    assert len(held) <= len(said) + 1
    with book.writing(path, "j1") as opened:
        opened.add(Filled(KEY, (a_mark("a", 3, "9"),)))
    assert numbers(path) == [*held, 9]


# --- P8, P9, P11: many writers, little memory ----------------------------------------------


def racing(path, start, stop):
    def work(say):
        os.read(start, 1)
        try:
            with book.writing(path, "j1"):
                say("holds")
                os.read(stop, 1)
        except LockedError as error:
            say(f"refused {error.holder.process if error.holder else 0}")

    return work


@pytest.mark.parametrize("races", [20, full(200)])
def test_p08_of_racing_writers_exactly_one_holds_the_book(path, races):
    for _ in range(races):
        (start, go), (stop, leave) = os.pipe(), os.pipe()
        children = [Child(racing(path, start, stop)) for _ in range(4)]
        os.write(go, b"x" * 4)
        words = []
        for child in children:
            while not (said := child.heard(wait=0.1)):
                pass
            words += said
        os.write(leave, b"x" * 4)
        for child in children:
            child.end()
        for descriptor in (start, go, stop, leave):
            os.close(descriptor)
        holding = [c.pid for c, word in zip(children, words, strict=True) if word == "holds"]
        assert len(holding) == 1
        assert {word for word in words if word != "holds"} <= {f"refused {holding[0]}", "refused 0"}


@pytest.mark.parametrize("marks", [20, full(600)])
def test_p09_ten_writers_of_ten_books_lose_nothing_in_the_merge(tmp_path, marks):
    scorers = [f"j{n}" for n in range(10)]
    office = Office(tmp_path, candidates=["PG-001"], scorers=scorers)
    parts = office.hand_out()
    children = [Child(marking(parts[x], x, 0, marks)) for x in scorers]
    assert [len(child.end()) for child in children] == [marks] * 10
    merge(list(parts.values()), office.path)
    assert sorted(numbers(office.path)) == sorted(list(range(marks)) * 10)


@pytest.mark.parametrize("step", range(12))
def test_p11_little_memory_loses_no_acknowledged_mark(path, step):
    def work(say):
        used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + step * 200_000, resource.RLIM_INFINITY))
        with contextlib.suppress(MemoryError, OSError, FileError):
            marking(path, "j1", 0, 200)(say)

    said = Child(work).end()
    assert [str(n) for n in numbers(path)][: len(said)] == said


# --- P14, P15: books that somebody changed --------------------------------------------------


@pytest.fixture
def submitted(tmp_path):
    """A scorer's book, submitted, with the slip."""
    office = Office(tmp_path)
    part = office.hand_out()["j1"]
    return part, office.complete(part, "j1").fingerprint


@pytest.mark.parametrize("flips", [200, full(1000)])
def test_p14_every_flipped_bit_is_named_by_its_line(submitted, flips):
    part, _ = submitted
    raw = part.read_bytes()
    chance = random.Random(14)
    for _ in range(flips):
        at = chance.randrange(len(raw))
        changed = bytearray(raw)
        changed[at] ^= 1 << chance.randrange(8)
        line = raw[:at].count(b"\n") + 1
        if at == len(raw) - 1:
            assert f"Line {line}" in str(journal.cut_off(part, journal.parse(part, changed))[0])
            continue
        with pytest.raises(DamagedError) as error:
            journal.parse(part, bytes(changed))
        assert error.value.messages[0].line == line


@pytest.mark.parametrize("changes", [100, full(1000)])
def test_p14_every_edit_removal_insertion_and_swap_is_named(submitted, changes):
    part, _ = submitted
    lines = part.read_bytes().splitlines(keepends=True)
    chance = random.Random(15)
    for _ in range(changes):
        at, to = chance.sample(range(len(lines) - 1), 2)
        for changed in (
            [*lines[:at], lines[at].replace(b'"', b"'", 1), *lines[at + 1 :]],
            [*lines[:at], *lines[at + 1 :]],
            [*lines[:to], lines[at], *lines[to:]],
            [lines[to] if n == at else lines[at] if n == to else x for n, x in enumerate(lines)],
        ):
            with pytest.raises(DamagedError) as error:
                journal.parse(part, b"".join(changed))
            assert error.value.messages[0].line <= max(at, to) + 1


def test_p15_no_cut_tail_keeps_the_number_on_the_slip(submitted):
    part, slip = submitted
    raw = part.read_bytes()
    assert slips(book.read(part).records)[0][2] == slip
    cuts = [at + 1 for at, byte in enumerate(raw[:-1]) if byte == 10]
    for cut in cuts:
        files.replace(part, raw[:cut], force=True)
        assert slips(book.read(part).records) == ()
