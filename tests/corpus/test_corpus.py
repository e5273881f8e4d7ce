"""Every hostile input gets a clear answer, and the book stays as it was.

Beside each input lies a file of the same name with `.expected`: the command, the
exit code, and how the first lines of the answer begin. Inputs under `cli` are
the arguments themselves.
"""

from __future__ import annotations

import json
import os
import resource
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from upakarti_tui import locale
from upakarti_tui.__main__ import main

HERE = Path(__file__).parent
BASE = HERE / "base.jsonl"
PATIENCE = 30
"""Seconds after which an input counts as one that hangs the program."""

MEMORY = 1 << 30
"""Bytes of address space that a process of its own is given."""

NUMBERS = ("3273014505800001", "3171014101800001")
"""The NIK of the inputs and of the book; no answer repeats one."""

PEAK = Path("/proc/self/status")

MAY_WRITE = {0, 5}
"""Exit codes of commands that did something."""


class Case(NamedTuple):
    """One input with what is expected of it."""

    input: Path
    command: tuple[str, ...]
    exit: int
    begins: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"{self.input.parent.name}/{self.input.name}"

    def arguments(self) -> list[str]:
        if self.command:
            return list(self.command)
        said = json.loads(self.input.read_text("utf-8"))
        return [x if isinstance(x, str) else x["text"] * x["times"] for x in said]


def cases() -> list[Case]:
    found = []
    for expected in sorted(HERE.glob("*/*.expected")):
        command, code, *begins = expected.read_text("utf-8").splitlines()
        found.append(
            Case(
                expected.with_suffix(""),
                tuple(shlex.split(command)[1:]),
                int(code.removeprefix("exit ")),
                tuple(begins),
            )
        )
    return found


CASES = cases()
each_case = pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder with a good book in it, and a person who speaks English."""
    folder = tmp_path / "meja"
    folder.mkdir(mode=0o700)
    place(BASE, folder / "upakarti.jsonl")
    monkeypatch.chdir(folder)
    for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "rumah"))
    monkeypatch.setenv("UPAKARTI_LANG", "en")
    monkeypatch.setattr(locale, "_chosen", None)
    return folder


@pytest.fixture
def _impatient():
    """Stop a test that hangs."""

    def stop(*_signal: object) -> None:
        message = f"no answer within {PATIENCE} seconds"
        raise TimeoutError(message)

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(PATIENCE)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def place(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)
    target.chmod(0o600 if target.suffix == ".jsonl" else 0o644)


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def check(case: Case, code: int, said: str, before: dict[str, bytes], folder: Path) -> None:
    assert code == case.exit, said
    assert "Traceback" not in said
    assert not any(number in said for number in NUMBERS)
    lines = [line for line in said.splitlines() if line.strip()]
    for begins in case.begins:
        assert any(line.strip().startswith(begins) for line in lines), said
    assert all(c.isprintable() or c == "\n" for c in said)
    if case.exit not in MAY_WRITE:
        assert files(folder) == before
    assert before.items() - files(folder).items() <= {("upakarti.jsonl", before["upakarti.jsonl"])}


def test_the_corpus_is_as_large_as_was_promised():
    folders = {case.input.parent for case in CASES}
    inputs = [p for f in folders for p in f.iterdir() if p.suffix != ".expected" and p.is_file()]
    assert len(CASES) == len(inputs) >= 120


@each_case
@pytest.mark.usefixtures("_impatient")
def test_p30_a_hostile_input_gets_a_clear_answer_and_changes_no_book(case, desk, capfdbinary):
    place(case.input, desk / case.input.name)
    before = files(desk)
    code = main(case.arguments())
    out, err = capfdbinary.readouterr()
    check(case, code, (err or out).decode("utf-8"), before, desk)


@each_case
@pytest.mark.usefixtures("_impatient")
def test_p30_a_refusal_speaks_indonesian_as_well(case, desk, capfdbinary, monkeypatch):
    if case.exit in MAY_WRITE:
        return
    place(case.input, desk / case.input.name)
    monkeypatch.setenv("UPAKARTI_LANG", "id")
    code = main(case.arguments())
    out, err = capfdbinary.readouterr()
    said = [line for line in (err or out).decode("utf-8").splitlines() if line.strip()]
    assert code == case.exit
    assert len(said) >= len(case.begins)
    assert not any(said[0].startswith(begins) for begins in case.begins[:1])


@pytest.mark.endurance
@each_case
def test_p30_an_answer_needs_little_time_and_memory(case, desk):
    """Run in a process of its own, with a limit on its memory."""
    place(case.input, desk / case.input.name)
    before = files(desk)
    program = "import json, sys; from upakarti_tui.__main__ import main; "
    program += "sys.exit(main(json.load(sys.stdin)))"
    ran = subprocess.run(
        [sys.executable, "-c", program],
        input=json.dumps(case.arguments()).encode(),
        capture_output=True,
        timeout=PATIENCE,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
        env=dict(os.environ),
        check=False,
    )
    check(case, ran.returncode, (ran.stderr or ran.stdout).decode("utf-8"), before, desk)


@pytest.mark.skipif(not PEAK.exists(), reason="this system does not tell a process's peak memory")
def test_p30_a_bomb_of_300_mb_is_refused_within_100_mb(desk):
    bomb = HERE / "candidates" / "zip-bomb-300-MB.xlsx"
    place(bomb, desk / bomb.name)
    program = (
        "import pathlib, sys; from upakarti_tui.__main__ import main; "
        f"code = main(['import', 'candidates', {bomb.name!r}]); "
        f"print(pathlib.Path({str(PEAK)!r}).read_text()); sys.exit(code)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    peak = next(line for line in ran.stdout.splitlines() if line.startswith(b"VmHWM"))
    assert ran.returncode == 3
    assert int(peak.split()[1]) < 100 * 1024
