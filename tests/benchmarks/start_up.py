"""How long the command line takes to start, against a Typer program with one empty command.

Run it by itself: `python tests/benchmarks/start_up.py`. Each row is a ratio
of processor times, the least of several runs that alternate with the reference.
The start-up share of a command is what it takes beyond the work itself; the work is
timed by doing it a second time in the same process.
"""

import os
import resource
import subprocess
import sys
import tempfile

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
import contextlib, os, sys, time
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


def taken(command: list[str], environment: dict[str, str]) -> tuple[float, str]:
    """Return the processor time of one run in seconds, and what it printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used, done.stdout


def ratio(command: list[str], reference: list[str], environment: dict[str, str]) -> float:
    """Return how many times the reference a command takes; work done twice is taken off."""
    least = least_reference = float("inf")
    for _ in range(RUNS):
        least_reference = min(least_reference, taken(reference, environment)[0])
        used, printed = taken(command, environment)
        work = float(printed) if TWICE in command else 0.0
        least = min(least, used - 2 * work)
    return least / least_reference


def main() -> None:
    """Print a row a command."""
    python = sys.executable
    upakarti = [python, "-m", "upakarti_tui"]
    with tempfile.TemporaryDirectory() as folder:
        # Compiled files as an installed program has them.
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        environment |= {"PYTHONPYCACHEPREFIX": f"{folder}/compiled", "HOME": folder}
        book = f"{folder}/upakarti.jsonl"
        taken([*upakarti, "init", folder, "--template", "upakarti-2024"], environment)
        empty = [python, "-c", EMPTY]
        twice = [python, "-c", TWICE]
        rows = [
            ("--version", [*upakarti, "--version"], empty, "1.2"),
            ("--help", [*upakarti, "--help"], [*empty, "--help"], "1.2"),
            ("rank, start-up", [*twice, "rank", book, "--stage", "penjurian"], empty, "1.5"),
            ("status, start-up", [*twice, "status", book], empty, "1.5"),
            (
                "merge, start-up",
                [*twice, "merge", book, "--into", f"{folder}/all.jsonl", "--dry-run"],
                empty,
                "1.5",
            ),
        ]
        for name, command, reference, budget in rows:
            taken(command, environment)
            print(f"{name:18} {ratio(command, reference, environment):5.2f} x  (budget {budget})")  # noqa: T201 -- the result


if __name__ == "__main__":
    main()
