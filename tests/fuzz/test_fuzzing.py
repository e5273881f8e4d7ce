from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fuzz_targets import TARGETS, seeds

RUNNER = Path(__file__).parent / "fuzz_one.py"
PATIENCE = 1800

each_reader = pytest.mark.parametrize("name", TARGETS)


@each_reader
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_p30_nothing_escapes_from_a_reader(name, data):
    target, _ = TARGETS[name]
    target(data.draw(st.binary(max_size=200)))


@each_reader
def test_p30_nothing_escapes_from_damaged_good_input(name):
    target, _ = TARGETS[name]
    chance = Random(7)
    good = seeds(name)
    for _ in range(60):
        raw = bytearray(chance.choice(good))
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(raw) + 1)
            raw[at : at + chance.randint(0, 3)] = chance.randbytes(chance.randint(0, 3))
        target(bytes(raw))


def test_a_million_runs_are_asked_for_in_all():
    assert sum(runs for _, runs in TARGETS.values()) == 1_000_000


@pytest.mark.endurance
@pytest.mark.skipif(
    importlib.util.find_spec("atheris") is None, reason="atheris, the fuzzer, is not installed"
)
@each_reader
def test_p30_nothing_escapes_from_a_reader_under_a_coverage_guided_fuzzer(name, tmp_path):
    _, runs = TARGETS[name]
    ran = subprocess.run(
        [sys.executable, str(RUNNER), name, str(runs)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    found = [path.read_bytes() for path in tmp_path.glob("crash-*")]
    assert (ran.returncode, found) == (0, []), ran.stderr[-2000:]
