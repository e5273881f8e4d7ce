"""What a shell sees: pipes, signals, closed streams, odd environments."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from screens import a_jury
from upakarti_tui.cli.app import COMMANDS
from upakarti_tui.errors import Exit

HEAVY = (
    "textual",
    "weasyprint",
    "rich",
    "pydantic",
    "asyncio",
    "tinydb",
    "yaml",
    "msgspec",
    "babel",
    "openpyxl",
    "xlsxwriter",
)
"""What is slow to load, and not wanted by whoever asks for help."""


def loaded_by(code, packages=HEAVY):
    """Return which of the packages a piece of code loads."""
    program = (
        f"import sys; {code}\nprint(*sorted({set(packages)!r} & {{*sys.modules}}), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return done.stderr.split("\n")[-2].split()


@pytest.mark.parametrize(
    "code",
    [
        "import upakarti_tui.cli.run",
        "from upakarti_tui.__main__ import main; main(['--help'])",
        "from upakarti_tui.__main__ import main; main(['rank', '--help'])",
        "from upakarti_tui.__main__ import main; main(['score', '--help'])",
        "from upakarti_tui.__main__ import main; main(['export', '--help'])",
        "from upakarti_tui.__main__ import main; main(['template', '--help'])",
        (
            "import importlib; from upakarti_tui.cli.app import COMMANDS; "
            "[importlib.import_module('upakarti_tui.cli.' + c) for c in COMMANDS.values()]"
        ),
    ],
)
def test_asking_for_help_loads_nothing_heavy(code):
    assert loaded_by(code) == []


def test_the_version_loads_no_command_line():
    code = "from upakarti_tui.__main__ import main; main(['--version'])"
    assert loaded_by(code, ["typer", "upakarti_tui.cli"]) == []


def test_question_by_question_needs_no_screen():
    code = "import upakarti_tui.tui.plain"
    assert loaded_by(code, ["textual", "rich", "weasyprint", "tinydb"]) == []


def test_a_closed_pipe_ends_quietly(start):
    reading, writing = os.pipe()
    os.close(reading)
    process = start("--help", stdout=writing)
    os.close(writing)
    _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (0, b"")


def test_the_first_line_can_be_taken_alone(start):
    process = start("import", "--help")
    assert process.stdout.readline().startswith(b"P")
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(timeout=30) == 0


@pytest.mark.parametrize(
    ("streams", "code", "said"),
    [
        ("<&-", 0, 0),
        (">&- </dev/null", 0, 0),
        ("<&- >&- 2>&-", 0, 0),
        (">/dev/full </dev/null", Exit.FILES, 1),
    ],
)
def test_questions_that_nobody_can_hear_or_answer_end_quietly(tmp_path, streams, code, said):
    book = a_jury(tmp_path)
    command = f'"{sys.executable}" -m upakarti_tui score "{book}" --as J04 --plain {streams}'
    done = subprocess.run(["sh", "-c", command], capture_output=True, check=False)
    assert (done.returncode, done.stderr.count(b"\n")) == (code, said)


def test_questions_end_quietly_when_their_reader_goes_away(tmp_path):
    book = a_jury(tmp_path)
    command = [sys.executable, "-m", "upakarti_tui", "score", str(book), "--as", "J04", "--plain"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout.readline()
        process.stdout.close()
        process.stdin.write(b"\n4\n5\n")
        process.stdin.close()
        assert (process.wait(timeout=30), process.stderr.read()) == (0, b"")


def test_a_full_disk_below_the_result_is_told(start):
    device = Path("/dev/full")
    if not device.exists():
        pytest.skip("this machine has no /dev/full")
    with device.open("wb") as full:
        process = start("--help", stdout=full)
        _, err = process.communicate(timeout=30)
    assert process.returncode == Exit.FILES
    assert err.count(b"\n") == 1
    assert b"Traceback" not in err


def test_an_interrupt_ends_with_130_and_one_line():
    program = textwrap.dedent("""
        import os, signal, sys
        from upakarti_tui.cli import run as runner
        # A shell starts what it puts in the background with interrupts ignored.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        def interrupted(arguments):
            os.kill(os.getpid(), signal.SIGINT)
            import time; time.sleep(30)
        runner._run = interrupted
        sys.exit(runner.run([]))
    """)
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, timeout=30, check=False
    )
    assert done.returncode == Exit.INTERRUPTED
    assert done.stderr.count(b"\n") == 1
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_failure(closed):
    done = subprocess.run(
        ["sh", "-c", f'"{sys.executable}" -m upakarti_tui --help {closed}'],
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    "environment",
    [
        {"LANG": "C", "LC_ALL": "C"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1"},
        {"TERM": "dumb", "COLUMNS": "20"},
        {"TERM": "", "NO_COLOR": ""},
    ],
)
def test_help_and_mistakes_stand_every_environment(start, environment):
    process = start("--help", env=environment)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (0, b"")
    assert b"rank" in out
    process = start("rnk", env=environment)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (Exit.USAGE, b"")
    assert b"rank" in err
    assert b"Traceback" not in err


def test_what_an_encoding_lacks_becomes_like_it(start):
    process = start("statu", "--lang", "id", env={"PYTHONIOENCODING": "ascii"})
    _, err = process.communicate(timeout=30)
    assert err == b"Tidak ada perintah statu - maksud Anda status, stats?\n"


def test_every_command_has_help_in_both_languages(run):
    for name in COMMANDS:
        for language in ("id", "en"):
            ran = run(name, "--help", "--lang", language)
            assert (ran.code, ran.err) == (Exit.DONE, ""), name
            assert f"upakarti {name}" in ran.out
