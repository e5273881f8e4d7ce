import os
import subprocess
import sys
from typing import NamedTuple

import pytest

from awards_typed import begin
from upakarti_tui import locale
from upakarti_tui.__main__ import main


class Ran(NamedTuple):
    """What one command came to."""

    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def _home(tmp_path_factory, monkeypatch):
    """Give every test a home, a folder and a language of its own."""
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(home))
    for name in ("UPAKARTI_LANG", "UPAKARTI_BOOK"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path_factory.mktemp("here"))
    monkeypatch.setattr(locale, "_chosen", None)


@pytest.fixture
def run(capfdbinary):
    """Run a command in this process."""

    def ran(*arguments):
        code = main([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return Ran(code, out.decode(), err.decode())

    return ran


@pytest.fixture
def start():
    """Start a command in a process of its own; `given` is what Popen takes beside."""

    def started(*arguments, **given):
        environment = os.environ | given.pop("env", {})
        return subprocess.Popen(
            [sys.executable, "-m", "upakarti_tui", *map(str, arguments)],
            env=environment,
            **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL}
            | given,
        )

    return started


@pytest.fixture
def book(run):
    """Begin a book in the current folder, with three candidates and two jurors."""
    return begin(run)
