"""What keeping, merging and verifying cost, against the least that must be done anyway.

Run it by itself: `python tests/benchmarks/books.py [MARKS]`, with the marks of each of
ten books (200,000 where none is given). Each row is a ratio taken in this process.

- A save: against one write and one fsync of the same bytes to another file.
- Merge and verify: processor time against reading, SHA-256 and an orjson parse of the
  same bytes.
"""

import hashlib
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import orjson

sys.path.insert(0, str(Path(__file__).parent.parent))

from builders import CATEGORY, STAGE, a_criterion, a_mark, a_rubric, a_scale, a_stage, a_template
from offices import CLOCK, found
from upakarti_tui.domain.candidate import Candidate, Role, Scorer
from upakarti_tui.domain.records import (
    SECRETARIAT,
    Appointed,
    Filled,
    Nominated,
    Record,
    SheetKey,
)
from upakarti_tui.domain.template import Fact
from upakarti_tui.storage import book, files, journal
from upakarti_tui.storage.journal import Line
from upakarti_tui.storage.records import sealed
from upakarti_tui.workflows.merge import merge
from upakarti_tui.workflows.verify_book import verify_book

tell = sys.stdout.write

CRITERIA = 20
BOOKS = 10
SAVES = 300


def an_award(folder: Path, candidates: int) -> Path:
    """Make a main book with its candidates and scorers."""
    rubric = a_rubric(*(a_criterion(f"k{n}", 5, a_scale(0, 100, None)) for n in range(CRITERIA)))
    template = a_template(a_stage(), rubrics=[rubric], facts=[Fact("mitra", "Mitra")])
    path = found(folder / "main" / "b.jsonl", template)
    with book.writing(path, SECRETARIAT, device="office", now=lambda: CLOCK) as opened:
        names = (f"PG-{n:05d}" for n in range(candidates))
        opened.add(*(Nominated(Candidate(x, CATEGORY, f"Nama {x}")) for x in names))
        opened.add(*(Appointed(Scorer(f"j{n}", f"Juri {n}", Role.JUROR)) for n in range(BOOKS)))
    return path


def filled(scorer: str, candidates: int) -> Iterable[Line]:
    """Yield the lines of a scorer's sheets, a record a sheet."""
    last: Record | None = None
    for n in range(candidates):
        marks = tuple(a_mark(f"k{k}", (n * 7 + k * 13 + ord(scorer[1])) % 101) for k in range(20))
        deed = Filled(SheetKey(STAGE, f"PG-{n:05d}", scorer), marks)
        seq, prev = (last.seq + 1, last.id) if last is not None else (1, "")
        last, body = sealed(Record("", "b" * 32, scorer, "d1", seq, prev, CLOCK, deed))
        yield Line(last.id, body)


def parts(folder: Path, main: Path, candidates: int) -> list[Path]:
    """Write the books of all scorers, each with its own sheets."""
    shared = list(journal.read(main).lines)
    paths = []
    for n in range(BOOKS):
        path = folder / f"j{n}.jsonl"
        files.replace(path, journal.chained([*shared, *filled(f"j{n}", candidates)])[0])
        paths.append(path)
    return paths


def least(paths: Iterable[Path]) -> None:
    """Read, hash and parse: what nobody can leave out."""
    for path in paths:
        raw = path.read_bytes()
        hashlib.sha256(raw).digest()
        for line in raw.splitlines():
            orjson.loads(line[65:])


def taken(work: Callable[[], object]) -> float:
    """Return the processor time of some work, in seconds."""
    before = time.process_time()
    work()
    return time.process_time() - before


def save_ratio(path: Path) -> float:
    """Return how many times a bare write and fsync a save takes, at the median."""
    scorer, key = "j0", SheetKey(STAGE, "PG-00000", "j0")
    saves, bare = [], []
    with (
        book.writing(path, scorer, device="d2", now=lambda: CLOCK) as opened,
        path.with_name("bare").open("ab", buffering=0) as raw,
    ):
        for n in range(SAVES):
            size = path.stat().st_size
            begun = time.perf_counter()
            opened.add(Filled(key, (a_mark("k0", n % 101),)))
            saves.append(time.perf_counter() - begun)
            line = b"x" * (path.stat().st_size - size)
            begun = time.perf_counter()
            raw.write(line)
            os.fsync(raw.fileno())
            bare.append(time.perf_counter() - begun)
    return statistics.median(saves) / statistics.median(bare)


def main() -> None:
    """Print a row a measure."""
    marks = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    candidates = marks // CRITERIA
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        office = an_award(root, candidates)
        paths = parts(root, office, candidates)
        small = an_award(root / "small", 10)
        tell(f"save in a book of {small.stat().st_size:,} bytes: {save_ratio(small):.2f}\n")
        tell(f"save in a book of {paths[0].stat().st_size:,} bytes: {save_ratio(paths[0]):.2f}\n")
        whole = root / "all.jsonl"
        reference = min(taken(lambda: least(paths)) for _ in range(3))
        tell(
            f"merge of {BOOKS} x {marks:,}: {taken(lambda: merge(paths, whole)) / reference:.2f}\n"
        )
        reference = min(taken(lambda: least([whole])) for _ in range(3))
        tell(f"verify of the result: {taken(lambda: verify_book(whole)) / reference:.2f}\n")


if __name__ == "__main__":
    main()
