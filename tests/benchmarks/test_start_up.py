"""How long the command line takes to start, against a Typer program with one empty command.

The start-up share of a command is what it takes beyond the work itself; the work
is timed by doing it twice more in the same process.
"""

from __future__ import annotations

import pytest

from benchmarks.processes import PYTHON, UPAKARTI, cost

RUNS = 15
EMPTY = """
import typer
app = typer.Typer(add_completion=False, rich_markup_mode=None)
@app.command()
def main() -> None:
    "Nothing."
app()
"""
TWICE = """
import os, sys, time
from upakarti_tui.__main__ import main
nowhere = os.open(os.devnull, os.O_WRONLY)
told = os.dup(1)
os.dup2(nowhere, 1)
main(sys.argv[1:])
begun = time.process_time()
main(sys.argv[1:])
again = time.process_time() - begun
os.write(told, f"{again}".encode())
"""


def ratio(command, reference):
    """Return how many times the reference a command takes; work done twice is taken off."""
    cost(command)
    most = float("inf")
    least = least_reference = most
    for _ in range(RUNS):
        least_reference = min(least_reference, cost(reference).seconds)
        used = cost(command)
        work = float(used.printed) if TWICE in command else 0.0
        least = min(least, used.seconds - 2 * work)
    return least / least_reference


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_what_asks_for_no_book(option, row):
    reference = [*PYTHON, "-c", EMPTY, *([option] if option == "--help" else [])]
    row(f"upakarti {option}", f"{ratio([*UPAKARTI, option], reference):.2f} x", "<= 1.2 x")


@pytest.mark.parametrize(
    "command",
    [
        ("rank", "upakarti.jsonl", "--stage", "penjurian"),
        ("status", "upakarti.jsonl"),
        ("merge", "upakarti.jsonl", "--into", "all.jsonl", "--dry-run"),
    ],
    ids=lambda command: command[0],
)
def test_what_reads_a_book(command, tmp_path, monkeypatch, row):
    monkeypatch.chdir(tmp_path)
    cost([*UPAKARTI, "init", ".", "--template", "upakarti-2024"])
    found = ratio([*PYTHON, "-c", TWICE, *command], [*PYTHON, "-c", EMPTY])
    row(f"upakarti {command[0]}: start-up", f"{found:.2f} x", "<= 1.5 x")
