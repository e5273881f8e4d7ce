"""Books as large as no award will ever be: ten scorers, each with one book from paper."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING

from upakarti_tui.domain.book import deeds as d
from upakarti_tui.domain.book.entries import Entry, Part, SheetKey, State
from upakarti_tui.domain.book.handout import root
from upakarti_tui.domain.book.records import SECRETARIAT, Record
from upakarti_tui.domain.book.stamp import Stamp
from upakarti_tui.domain.people.candidate import Candidate, Role, Scorer
from upakarti_tui.domain.programme.marks import plain
from upakarti_tui.domain.programme.template import (
    Category,
    Criterion,
    Kind,
    Rubric,
    Scale,
    Stage,
    Template,
)
from upakarti_tui.storage.books import book as books
from upakarti_tui.storage.books.chain import Line
from upakarti_tui.storage.books.records import TAG, encode
from upakarti_tui.storage.canonical import digest
from upakarti_tui.storage.programmes.template_form import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SCORERS = tuple(f"J{number}" for number in range(10))
CRITERIA = tuple(f"k{number:02}" for number in range(20))
STAGE = "juri"


def scorers_books(folder: Path, candidates: int) -> list[Path]:
    """Write a book a scorer, each with the marks of all candidates, and return their paths."""
    rubric = Rubric("r", tuple(_criterion(name) for name in CRITERIA))
    stage = Stage(STAGE, "Juri", Kind.SCORE, (Role.JUROR,), rubric=(("a", rubric.id),))
    template = Template("besar", "Besar", (Category("a", "A"),), (stage,), (rubric,))
    names = [f"A-{number:05}" for number in range(candidates)]
    begun = _Author("d0")
    begun.do(d.Founded(template, fingerprint(template)))
    for scorer in SCORERS:
        begun.do(d.Appointed(Scorer(scorer, scorer, Role.JUROR)))
    for name in names:
        begun.do(d.Nominated(Candidate(name, "a", f"Calon {name}")))
    chance = Random(1)
    paths = []
    for scorer in SCORERS:
        typist = _Author(scorer)
        for name in names:
            typist.do(d.Filled(SheetKey(STAGE, name, scorer), _marks(chance), typed_by="Ani"))
        typist.close(scorer, names)
        paths.append(folder / f"{scorer}.jsonl")
        books.write_lines(paths[-1], [*begun.lines, *typist.lines], force=False)
    return paths


class _Author:
    """The secretariat at one of its devices."""

    def __init__(self, device: str) -> None:
        self.lines: list[Line] = []
        self._device = device

    def do(self, deed: d.Deed) -> None:
        prev = self.lines[-1].id if self.lines else ""
        seq = len(self.lines) + 1
        at = "2024-11-21T14:05:00+07:00"
        body = encode(Record("", "b" * 32, SECRETARIAT, self._device, seq, prev, at, deed))
        self.lines.append(Line(digest(TAG, body), body))

    def close(self, scorer: str, names: Iterable[str]) -> None:
        count = len(self.lines)
        seen = Stamp(((SECRETARIAT, self._device, count),))
        ids = root(line.id for line in self.lines)
        head = self.lines[-1].id
        self.do(d.Submitted(scorer, STAGE, tuple(names), count, head, ids, (), "", "Ani", seen))


def _criterion(name: str) -> Criterion:
    return Criterion(name, name, Decimal(5), Scale(Decimal(0), Decimal(100)))


def _marks(chance: Random) -> tuple[Entry, ...]:
    quarters = (Decimal(chance.randint(0, 400)) / 4 for _ in CRITERIA)
    return tuple(
        Entry(Part.MARK, name, State.MARKED, plain(mark))
        for name, mark in zip(CRITERIA, quarters, strict=True)
    )
