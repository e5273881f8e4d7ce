"""What saving costs, and what ranking, merging and verifying large books cost.

Whole processes, against programs that do the least that must be done anyway.
"""

from __future__ import annotations

import os
import statistics
import time

import pytest

from benchmarks import data_frames
from benchmarks.big_books import CRITERIA, SCORERS, STAGE, scorers_books
from benchmarks.processes import PYTHON, UPAKARTI, cost, least
from builders import a_mark
from upakarti_tui.domain.book.deeds import Filled
from upakarti_tui.domain.book.entries import SheetKey
from upakarti_tui.storage.books import book

SAVES = 300
SIZES = (200_000, 2_000_000)
PARSED = """
import sys, orjson
for name in sys.argv[1:]:
    with open(name, "rb") as file:
        for line in file:
            orjson.loads(line[65:])
"""
HASHED_AND_PARSED = """
import hashlib, sys, orjson
for name in sys.argv[1:]:
    with open(name, "rb") as file:
        for line in file:
            hashlib.sha256(line).digest()
            orjson.loads(line[65:])
"""


@pytest.mark.parametrize("candidates", [10, 10_000])
def test_a_save(candidates, tmp_path, row):
    """Add one mark after the other, and write as many bytes to a bare file in between."""
    path = scorers_books(tmp_path, candidates)[0]
    key = SheetKey(STAGE, "A-00000", SCORERS[0])
    saves, bare = [], []
    with (
        book.writing(path, SCORERS[0]) as opened,
        path.with_name("bare").open("ab", buffering=0) as file,
    ):
        for number in range(SAVES):
            size = path.stat().st_size
            begun = time.perf_counter()
            opened.add(Filled(key, (a_mark(CRITERIA[0], number % 101),)))
            saves.append(time.perf_counter() - begun)
            line = b"x" * (path.stat().st_size - size)
            begun = time.perf_counter()
            file.write(line)
            os.fsync(file.fileno())
            bare.append(time.perf_counter() - begun)
    ratio = statistics.median(saves) / statistics.median(bare)
    row(f"a save, p50, in a book of {candidates:,} sheets", f"{ratio:.2f} x", "<= 2 x")


def test_large_books(tmp_path, row):
    spent = {}
    for marks in SIZES:
        folder = tmp_path / str(marks)
        folder.mkdir(mode=0o700)
        books = scorers_books(folder, marks // len(SCORERS) // len(CRITERIA))
        whole = folder / "all.jsonl"
        spent[marks] = [
            _measured(row, f"merge of {len(books)} books, {marks:,} marks", books, whole),
            _measured(row, f"verify of {marks:,} marks", [whole]),
            _measured(row, f"rank of {marks:,} marks", [whole]),
        ]
    _beside_data_frames(row, whole, spent[marks][-1])
    few, many = SIZES
    for job, before, after in zip(("merge", "verify", "rank"), *spent.values(), strict=True):
        row(f"{job}: {many / few:.0f} x the marks", f"{after / before:.1f} x", "linear: <= 10 x")


def _measured(row, what, books, into=None):
    """Add a row for one job on books, and return its processor time."""
    job = what.split()[0]
    command = [*UPAKARTI, job, *books]
    if job == "rank":
        command += ["--stage", STAGE]
    if into is not None:
        command += ["--into", into]
    program, budget = (PARSED, "<= 2 x, < 1,024 MiB") if job == "rank" else (HASHED_AND_PARSED, "")
    found = least(command, into)
    ratio = found.seconds / least([*PYTHON, "-c", program, *books]).seconds
    row(what, f"{ratio:.1f} x, {found.peak:,.0f} MiB", budget or "<= 3 x")
    return found.seconds


def _beside_data_frames(row, book, ranked):
    """Add a row for each library that adds the same marks up, and say which is missing."""
    for library, program in data_frames.PROGRAMS.items():
        what = f"rank of {SIZES[-1]:,} marks, against {library}"
        if not data_frames.is_there(library):
            row(what, "left out: not installed", "pip install upakarti-tui[bench]")
            continue
        found = least([*PYTHON, "-c", program, book])
        assert found.printed.split() == [_first(book)]
        row(what, f"{ranked / found.seconds:.2f} x", f"< 1 x; {library}: {found.peak:,.0f} MiB")


def _first(book):
    """Return who is first, by the program that is measured."""
    places = cost([*UPAKARTI, "rank", book, "--stage", STAGE, "--format", "csv"]).printed
    rows = [line.split(",") for line in places.splitlines()]
    place, candidate = rows[0].index("place"), rows[0].index("candidate")
    return next(line[candidate] for line in rows if line[place] == "1")
