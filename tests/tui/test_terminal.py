"""Real terminals: hung up, told to end, resized, colourless, plain, flooded."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time

import pytest

from builders import STAGE
from ptys import Program
from screens import CRITERIA, a_jury
from upakarti_tui.domain.book.entries import SheetKey
from upakarti_tui.domain.book.sheet import sheet
from upakarti_tui.storage.books.book import read

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
SIX = "453452"
WAYS = (signal.SIGHUP, None, signal.SIGTERM)
"""How a program ends that is not asked whether it may; None: its window is closed."""

COLOUR = re.compile(rb"\x1b\[(?:[0-9;]*;)?(?:3[0-7]|4[0-7]|9[0-7]|10[0-7]|[34]8)[;m]")


def marks(book):
    found = sheet(read(book).proceedings, SheetKey(STAGE, "PG-001", "J04"))
    return [found.mark(name) for name, _, _ in CRITERIA]


def scoring(book, **options):
    return Program("score", str(book), "--as", "J04", **options)


def test_p01_killed_after_the_sixth_digit_none_of_the_six_is_lost(tmp_path):
    book = a_jury(tmp_path)
    with scoring(book) as program:
        program.wait_for("►")
        program.type("\r")
        program.wait_for("K1")
        program.type(SIX)
        program.wait_for("Terisi 6/6")
        os.kill(program.child.pid, signal.SIGKILL)
        program.gone_within(2)
    assert marks(book) == [4, 5, 3, 4, 5, 2]


def test_p07_a_closed_window_ends_the_program_and_loses_nothing(tmp_path):
    book = a_jury(tmp_path)
    with scoring(book) as program:
        program.wait_for("►")
        program.type("\r45")
        program.wait_for("Terisi 2/6")
        os.kill(program.child.pid, signal.SIGHUP)
        assert program.gone_within(2)
        assert b"\x1b[?1049l" in program.bytes
    assert marks(book)[:3] == [4, 5, None]


def test_p07_told_to_end_it_restores_the_terminal(tmp_path):
    book = a_jury(tmp_path)
    with scoring(book) as program:
        program.wait_for("►")
        program.type("\r4")
        program.wait_for("Terisi 1/6")
        os.kill(program.child.pid, signal.SIGTERM)
        assert program.gone_within(2)
        assert b"\x1b[?1049l" in program.bytes
        assert program.child.exitstatus == 128 + signal.SIGTERM
    assert marks(book)[0] == 4


def test_p07_with_the_hang_up_ignored_it_ends_with_its_terminal(tmp_path):
    with scoring(a_jury(tmp_path), ignoring_hang_up=True) as program:
        program.wait_for("►")
        program.close_window()
        assert program.gone_within(2)


@pytest.mark.parametrize("times", [3, pytest.param(100, marks=pytest.mark.endurance)])
def test_p07_hung_up_at_any_moment_it_loses_nothing_acknowledged(tmp_path, times):
    chance = random.Random(times)
    for at in range(times):
        hung_up(a_jury(tmp_path / str(at)), WAYS[at % len(WAYS)], chance)


def hung_up(book, way, chance):
    """End a program at some moment while six marks are typed, and look what is left of them."""
    with scoring(book) as program:
        program.wait_for("►")
        program.type("\r")
        program.wait_for("K1")
        end = time.monotonic() + chance.uniform(0, 0.5)
        for digit in SIX:
            program.type(digit)
            program.read(chance.uniform(0, 0.08))
        while (left := end - time.monotonic()) > 0:
            program.read(left)
        drawn = re.search(r"Terisi (\d)/6", program.text)
        acknowledged = int(drawn[1]) if drawn else 0
        if way is None:
            program.close_window()
        else:
            os.kill(program.child.pid, way)
        assert program.gone_within(2)
        if way is not None:
            restored = program.bytes.rpartition(b"\x1b[?1049l")
            assert restored[1]
            assert b"\x1b[?25h" in restored[2]
            assert not re.search(rb"\x1b\[\d+;\d+H", restored[2])
    left = "".join("" if mark is None else str(mark) for mark in marks(book))
    assert len(left) >= acknowledged
    assert SIX.startswith(left)


@pytest.mark.parametrize("shell", [{}, {"COLUMNS": "80", "LINES": "24"}])
def test_a_larger_window_shows_more(tmp_path, shell):
    with scoring(a_jury(tmp_path), env=shell) as program:
        program.wait_for("►")
        program.resize(120, 40)
        program.wait_for("Penilaian saya")
        program.resize(50, 12)
        program.wait_for("perbesar jendela")
        program.resize(120, 40)
        program.wait_for("Penilaian saya")


def test_with_no_color_no_colour_is_sent(tmp_path):
    with scoring(a_jury(tmp_path), env={"NO_COLOR": "1"}) as program:
        program.wait_for("►")
        program.type("\r4")
        program.wait_for("Terisi 1/6")
        assert not COLOUR.search(program.bytes)
        assert re.search(rb"\x1b\[1[;m]", program.bytes)


def test_colours_are_the_terminals_own_sixteen(tmp_path):
    with scoring(a_jury(tmp_path)) as program:
        program.wait_for("►")
        program.type("\r4")
        program.wait_for("Terisi 1/6")
        assert COLOUR.search(program.bytes)
        assert not re.search(rb"\x1b\[[0-9;]*[34]8;", program.bytes)


def test_where_the_encoding_lacks_the_signs_plain_ones_stand(tmp_path):
    with scoring(a_jury(tmp_path), env={"LC_ALL": "C"}) as program:
        program.wait_for(">")
        program.type("\r4")
        program.wait_for("Terisi 1/6")
        program.settle()
        assert program.bytes.isascii()
        assert "+ K1" in program.text


def test_a_paste_of_two_megabytes_is_a_note_of_the_length_allowed(tmp_path):
    book = a_jury(tmp_path)
    with scoring(book) as program:
        program.wait_for("►")
        program.type("\r4")
        program.wait_for("Terisi 1/6")
        program.type("\x1b[A")
        program.settle()
        program.type("c")
        program.wait_for("0/4000")
        program.type(f"\x1b[200~{'abc ' * 500_000}\x1b[201~")
        program.wait_for("4000/4000")
        program.type("\r")
        program.wait_for("“abc abc")
    held = read(book).proceedings.sheets[SheetKey(STAGE, "PG-001", "J04")]
    assert {len(h.entry.note) for h in held.values()} == {3999}


@pytest.mark.parametrize("bracketed", [True, False])
def test_a_paste_of_two_megabytes_of_digits_gives_no_mark(tmp_path, bracketed):
    book = a_jury(tmp_path)
    flood = "5" * 2_000_000
    with scoring(book) as program:
        program.wait_for("►")
        program.type("\r")
        program.wait_for("K1")
        program.type(f"\x1b[200~{flood}\x1b[201~" if bracketed else flood)
        program.wait_for("Tempelan tidak menjadi nilai")
        program.settle()
        program.type("4")
        program.wait_for("Terisi 1/6")
    assert [mark for mark in marks(book) if mark is not None] == [4]


def test_nothing_is_sent_while_nothing_happens(tmp_path):
    with scoring(a_jury(tmp_path)) as program:
        program.wait_for("►")
        program.settle()
        assert not program.read(2)


def test_the_first_page_says_which_book_is_being_read(tmp_path):
    """It stands on the terminal before the reading begins, every time."""
    book = a_jury(tmp_path)
    for _ in range(5):
        with scoring(book) as program:
            program.wait_for("►")
            assert b"Membaca" in program.bytes


def test_over_ssh_neither_mouse_nor_kitty_keys_are_asked_for(tmp_path):
    with scoring(a_jury(tmp_path), env={"SSH_CONNECTION": "a 1 b 2"}) as program:
        program.wait_for("►")
        assert b"\x1b[?1003h" not in program.bytes
        assert not re.search(rb"\x1b\[>\d+u", program.bytes)


@pytest.mark.parametrize("name", ["\x1b]52;c;eA==\x07", "\x1b[2J[/bold]", "\x9b31mmerah"])
def test_p25_no_escape_from_a_name_reaches_the_terminal(tmp_path, name):
    """Such a book is refused; not even the refusal repeats the name."""
    with scoring(a_jury(tmp_path, names=[name])) as program:
        program.wait_for("menggerakkan")
        program.settle()
        assert b"\x1b]52" not in program.bytes
        assert b"\x1b[2J" not in program.bytes
        assert b"\xc2\x9b" not in program.bytes


def test_p24_markup_in_a_name_stands_on_the_terminal_letter_by_letter(tmp_path):
    names = ["[@click=app.quit]x[/]", "[/bold]"]
    with scoring(a_jury(tmp_path, names=names)) as program:
        program.wait_for("[@click=app.quit]x[/]")
        program.wait_for("[/bold]")
        program.type("\r")
        program.wait_for("K1")


@pytest.mark.parametrize("environment", [{"TERM": "dumb"}, {}])
def test_where_nothing_can_be_drawn_it_says_what_to_do(tmp_path, environment):
    book = a_jury(tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "upakarti_tui", "score", str(book), "--as", "J04"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env={**os.environ, **environment},
        check=False,
        timeout=30,
    )
    assert done.returncode == 2
    assert b"--plain" in done.stderr
    assert not done.stdout


def test_a_missing_book_is_told_in_words_with_its_exit_code(tmp_path):
    with Program("open", str(tmp_path / "none.jsonl")) as program:
        assert program.gone_within(20)
        assert program.child.exitstatus == 6
        assert b"none.jsonl" in program.bytes
