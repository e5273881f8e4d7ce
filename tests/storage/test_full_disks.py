"""P4: a full disk is told, costs no mark, and is no end of the marking."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess

import pytest

from builders import a_mark
from offices import Office
from processes import KEY, Child, numbers
from tiers import full
from upakarti_tui.domain.book.deeds import Filled
from upakarti_tui.errors import FileError
from upakarti_tui.storage.books import book


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


@pytest.mark.parametrize(("levels", "tries"), [(20, 20), full(20, 50)])
def test_p04_a_full_disk_says_so_keeps_what_was_and_goes_on(tmp_path, levels, tries):
    for level in range(levels):
        office = Office(tmp_path / str(level), candidates=["PG-001"], scorers=["j1"])
        said = Child(crowded(office.path, level * 173, tries)).end()
        assert said[-1] == str(tries)
        assert len(said) <= tries
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
            said, told = [], []
            with book.writing(office.path, "j1") as opened:
                for number in range(50):
                    try:
                        opened.add(Filled(KEY, (a_mark("a", 3, f"{number} " + "x" * 400),)))
                        said.append(number)
                    except FileError as error:
                        told.append(str(error))
                assert len(said) < 50
                assert all("NOT saved" in message for message in told)
                ballast.unlink()
                opened.add(Filled(KEY, (a_mark("a", 3, "50"),)))
            assert numbers(office.path) == [*said, 50]
            shutil.rmtree(point / str(level))
    finally:
        subprocess.run(["umount", str(point)], check=False)
