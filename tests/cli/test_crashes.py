import stat
import sys
from pathlib import Path

import pexpect
import pytest

from upakarti_tui.errors import Exit
from upakarti_tui.storage import log
from upakarti_tui.workflows import start

SECRET = "Siti Rahma 3171234567890001 mark 87.5"


@pytest.fixture
def _broken(monkeypatch):
    """Make beginning a book fail as only a bug can, with words that must not get out."""

    def fail(_folder, _template):
        inner = {SECRET: 1}
        return inner["absent " + SECRET]

    monkeypatch.setattr(start, "begin", fail)


@pytest.mark.usefixtures("_broken")
def test_a_bug_is_told_in_words_with_the_place_of_the_log(run):
    ran = run("init", "x", "--template", "y", "--lang", "en")
    assert (ran.code, ran.out) == (Exit.FAILURE, "")
    assert "KeyError" in ran.err
    assert str(log.log_path()) in ran.err
    assert "Traceback" not in ran.err
    assert SECRET not in ran.err


@pytest.mark.usefixtures("_broken")
def test_the_log_says_where_it_failed_and_nothing_that_was_read(run):
    run("init", "x", "--template", "y")
    run("init", "x", "--template", "y")
    text = log.log_path().read_text()
    assert text.count("KeyError") == 2
    assert ", init\n" in text
    assert "test_crashes.py" in text
    assert SECRET not in text
    assert str(Path.home()) not in text
    assert stat.S_IMODE(log.log_path().stat().st_mode) == 0o600


@pytest.mark.usefixtures("_broken")
def test_a_log_that_cannot_be_written_is_told_too(run):
    log.log_path().mkdir(parents=True)
    ran = run("init", "x", "--template", "y", "--lang", "en")
    assert ran.code == Exit.FAILURE
    assert "The log could not be written." in ran.err


ON_SCREEN = f"""
import sys
from upakarti_tui.tui.screens.start import StartPage
def fail(self):
    inner = {SECRET!r}
    raise ValueError(inner)
StartPage.on_mount = fail
from upakarti_tui.__main__ import main
sys.exit(main(["open", "--lang", "en"]))
"""


@pytest.mark.usefixtures("book")
def test_a_bug_on_the_screen_is_told_like_any_other():
    screen = pexpect.spawn(
        sys.executable, ["-c", ON_SCREEN], encoding="utf-8", dimensions=(24, 80), timeout=30
    )
    screen.expect(pexpect.EOF)
    screen.close()
    assert screen.exitstatus == Exit.FAILURE
    assert "The program has failed (ValueError)" in screen.before
    assert SECRET not in screen.before
    assert "Traceback" not in screen.before
    assert SECRET not in log.log_path().read_text()
