"""P2: a disk whose power is cut keeps every mark that was acknowledged before."""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import random
import shutil
import subprocess
import time

import pytest

from offices import Office
from processes import Child, marking, survives
from tiers import full
from upakarti_tui.storage import whole_files

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


@pytest.mark.parametrize("cuts", [5, full(200)])
def test_p02_a_power_cut_loses_no_acknowledged_mark(tmp_path, cuts):
    chance = random.Random(2)
    with a_disk(tmp_path) as (point, cut, back):
        path = point / "book" / "b.jsonl"
        office = Office(tmp_path, candidates=["PG-001"], scorers=["j1"])
        whole_files.make_folder(path.parent)
        whole_files.replace(path, office.path.read_bytes())
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
                whole_files.replace(path, office.path.read_bytes(), force=True)
                acknowledged, first = [], 0
