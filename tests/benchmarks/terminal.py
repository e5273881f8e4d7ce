"""What the screens cost a terminal: bytes, time to the screen, first paint, memory.

Runs the program in a real pseudo-terminal and an empty Textual app beside it in
the same minute, and prints a table with the budgets. Nothing here passes or
fails; the figures stand in the README with their date.

    python tests/benchmarks/terminal.py [CANDIDATES ...]
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import shutil
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from screens import a_jury

EMPTY = """
import os
os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
from textual.app import App
class Empty(App):
    pass
Empty(ansi_color=True).run(mouse=False)
"""
QUIET = 0.25
"""Seconds without a byte after which a screen counts as drawn."""


class Terminal:
    """A program in a pseudo-terminal that answers nothing and counts bytes."""

    def __init__(self, argv: list[str], size: tuple[int, int] = (80, 24)) -> None:
        self.started = time.perf_counter()
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", LANG="C.UTF-8", COLUMNS="", LINES="")
            for name in ("COLUMNS", "LINES", "NO_COLOR"):
                os.environ.pop(name, None)
            os.execv(argv[0], argv)
        columns, lines = size
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def read(self, quiet: float = QUIET, until: bytes = b"") -> tuple[bytes, float]:
        """Return what arrives until it is quiet, and when the last byte of it came."""
        got, last = b"", time.perf_counter()
        while select.select([self.master], [], [], quiet)[0]:
            try:
                part = os.read(self.master, 1 << 16)
            except OSError:
                break
            got, last = got + part, time.perf_counter()
            if until and until in got:
                break
        return got, last

    def wait_for(self, sign: bytes, seconds: float = 60) -> float:
        """Return how long after the start a sign stood on the screen."""
        got, end = b"", time.monotonic() + seconds
        while sign not in got and time.monotonic() < end:
            if select.select([self.master], [], [], 0.05)[0]:
                try:
                    got += os.read(self.master, 1 << 16)
                except OSError:
                    break
        return time.perf_counter() - self.started

    def press(self, keys: str) -> tuple[int, float]:
        """Return bytes sent for keys, and milliseconds until the first of them."""
        before = time.perf_counter()
        os.write(self.master, keys.encode())
        if not select.select([self.master], [], [], 5)[0]:
            return 0, 0.0
        first = (time.perf_counter() - before) * 1000
        return len(self.read()[0]), first

    def memory(self) -> float:
        """Return resident memory in MiB."""
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
        return 0.0

    def close(self) -> None:
        """End the program."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.master)


def median_first_paint(argv: list[str], sign: bytes, times: int = 5) -> tuple[float, float]:
    """Return the median time to a sign on the screen, and the memory then."""
    paints, memory = [], 0.0
    for _ in range(times):
        terminal = Terminal(argv)
        paints.append(terminal.wait_for(sign))
        terminal.read()
        memory = terminal.memory()
        terminal.close()
    return statistics.median(paints), memory


def fsync_here(folder: Path, times: int = 60) -> float:
    """Return the median milliseconds of one write and one fsync of a mark's size."""
    waits = []
    with (folder / "reference").open("ab", buffering=0) as file:
        for _ in range(times):
            before = time.perf_counter()
            file.write(b"x" * 600)
            os.fsync(file.fileno())
            waits.append((time.perf_counter() - before) * 1000)
    return statistics.median(waits)


def measure(book: Path, empty: tuple[float, float]) -> list[tuple[str, str, str]]:
    """Return the rows of one book: what, measured, budget."""
    program = [sys.executable, "-m", "upakarti_tui", "score", str(book), "--as", "J04"]
    paint, _ = median_first_paint(program, b"Membaca")
    terminal = Terminal(program)
    terminal.wait_for(b"\xe2\x96\xba")
    terminal.read()
    down, _ = terminal.press("\x1b[B")
    change, _ = terminal.press("\r")
    costs, waits = [], []
    for at in range(60):
        if at % 6 == 0 and at:
            terminal.press("n")
        sent, wait = terminal.press("12345"[at % 5])
        costs.append(sent)
        waits.append(wait)
    terminal.read(1)
    idle = len(terminal.read(10)[0])
    back, _ = terminal.press("\x1b")
    # With the book read and pages opened; while the first page is up, it is still being read.
    memory = terminal.memory()
    terminal.close()
    waits.sort()
    return [
        ("first paint", f"{paint / empty[0]:.2f} x ({paint * 1000:.0f} ms)", "<= 1.2 x"),
        ("memory", f"{memory / empty[1]:.2f} x ({memory:.0f} MiB)", "<= 1.3 x"),
        ("a mark with its descriptors", f"{statistics.median(costs):.0f} bytes", "<= 800"),
        ("the same, most", f"{max(costs)} bytes", ""),
        ("cursor down", f"{down} bytes", ""),
        ("list to sheet", f"{change} bytes", "<= 4,000"),
        ("sheet to list", f"{back} bytes", "<= 4,000"),
        ("10 s idle", f"{idle} bytes", "0"),
        ("key to screen, median", f"{statistics.median(waits):.1f} ms", "<= 10"),
        ("  of it one write and one fsync", f"{fsync_here(book.parent):.1f} ms", ""),
        ("key to screen, slowest of 60", f"{waits[-1]:.1f} ms", "<= 30"),
    ]


def main() -> None:
    """Measure books of so many candidates each."""
    folder = Path(tempfile.mkdtemp(prefix="upakarti-"))
    os.environ["XDG_DATA_HOME"] = str(folder / "data")
    os.environ["UPAKARTI_LANG"] = "id"
    script = folder / "empty.py"
    script.write_text(EMPTY)
    empty = median_first_paint([sys.executable, str(script)], b"\x1b[?2004h")
    sys.stdout.write(f"empty Textual app: {empty[0] * 1000:.0f} ms, {empty[1]:.0f} MiB\n")
    for count in [int(n) for n in sys.argv[1:]] or [250, 10_000]:
        book = a_jury(folder / str(count), names=[f"Yayasan {n}" for n in range(count)])
        sys.stdout.write(f"\n{count} candidates, 80x24\n")
        for what, measured, budget in measure(book, empty):
            sys.stdout.write(f"  {what:32}{measured:>24}   {budget}\n")
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
