"""A secretariat with its book, and scorers with machines of their own, as files on disk.

office = Office(tmp_path)
parts = office.hand_out()
office.fill(parts["j1"], "j1", "PG-001", {"a": 4, "b": 5})
office.submit(parts["j1"], "j1")
office.merge(parts["j1"])
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from builders import CATEGORY, STAGE, Number, a_mark, a_stage, a_template
from seats import seat
from upakarti_tui.domain.book.deeds import Appointed, Deed, Filled, Founded, Identified, Nominated
from upakarti_tui.domain.book.entries import Entry, Part, SheetKey
from upakarti_tui.domain.book.records import SECRETARIAT, Record
from upakarti_tui.domain.people.candidate import Candidate, Identity, Role, Scorer
from upakarti_tui.domain.programme.template import Fact, Template
from upakarti_tui.storage.books import book
from upakarti_tui.storage.books.signatures import Key, own_key
from upakarti_tui.storage.programmes import template_form
from upakarti_tui.workflows.exchange.merge import MergeReport, merge
from upakarti_tui.workflows.exchange.pack import pack
from upakarti_tui.workflows.scoring.submit import Submission, submit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

CLOCK = "2024-11-21T14:05:00+07:00"
NIK = "3174015501800001"
BOOK_ID = "b" * 32


def an_award(**options: object) -> Template:
    """Return a template with one stage of jurors and two criteria, `a` 60 % and `b` 40 %."""
    return a_template(a_stage(**options), facts=[Fact("mitra", "Mitra")])


def found(path: Path, template: Template | None = None, book_id: str = BOOK_ID) -> Path:
    """Make a book that holds nothing but its template."""
    template = template or an_award()
    founded = Founded(template, template_form.fingerprint(template))
    book.create(path, founded, book=book_id)
    return path


class Office:
    """The main book, and what happens to its parts elsewhere."""

    def __init__(
        self,
        folder: Path,
        template: Template | None = None,
        *,
        candidates: Iterable[str] = ("PG-001", "PG-002"),
        scorers: Iterable[str] = ("j1", "j2"),
        role: Role = Role.JUROR,
    ) -> None:
        self.folder = folder
        with self.at("office"):
            self.path = found(folder / "office" / "upakarti.jsonl", template)
        self.scorers = tuple(scorers)
        self.candidates = tuple(candidates)
        self.add(*(Nominated(Candidate(x, CATEGORY, f"Nama {x}")) for x in self.candidates))
        self.add(*(Identified(Identity(x, nik=NIK)) for x in self.candidates))
        self.add(*(Appointed(Scorer(x, f"Penilai {x}", role)) for x in self.scorers))

    @contextlib.contextmanager
    def at(self, machine: str, clock: str = CLOCK) -> Iterator[None]:
        """Work on a machine, with its device id, its key and that time on its clock."""
        with seat(self.folder / "machines", machine, clock):
            yield

    def key(self, machine: str) -> Key:
        """Return the key that signs on a machine."""
        with self.at(machine):
            return own_key()

    def add(
        self, *deeds: Deed, author: str = SECRETARIAT, path: Path | None = None, machine: str = ""
    ) -> tuple[Record, ...]:
        machine = machine or ("office" if author == SECRETARIAT else author)
        with self.at(machine), book.writing(path or self.path, author) as opened:
            return opened.add(*deeds)

    def hand_out(self, folder: str = "parts") -> dict[str, Path]:
        (self.folder / folder).mkdir(mode=0o700, exist_ok=True)
        with self.at("office"):
            return {
                x: pack(self.path, x, self.folder / folder / f"{x}.jsonl") for x in self.scorers
            }

    def fill(
        self,
        path: Path,
        scorer: str,
        candidate: str,
        marks: Mapping[str, Number | None],
        *more: Entry,
        stage: str = STAGE,
        machine: str = "",
        clock: str = CLOCK,
    ) -> tuple[Record, ...]:
        """Enter marks one by one, as the screen does."""
        key = SheetKey(stage, candidate, scorer)
        entries = [*(a_mark(item, mark) for item, mark in marks.items()), *more]
        added = []
        with self.at(machine or scorer, clock), book.writing(path, scorer) as opened:
            for entry in entries:
                held = opened.proceedings.sheets.get(key, {}).get(entry.cell)
                seen = tuple(sorted(x.record.id for x in held.heads)) if held else ()
                added += opened.add(Filled(key, (entry,), seen))
        return tuple(added)

    def complete(self, path: Path, scorer: str, mark: Number = 4) -> Submission:
        """Fill and submit every sheet of a scorer."""
        for candidate in self.candidates:
            self.fill(path, scorer, candidate, {"a": mark, "b": mark})
        return self.submit(path, scorer)

    def submit(self, path: Path, scorer: str, stage: str | None = None) -> Submission:
        with self.at(scorer):
            return submit(path, scorer, stage)

    def merge(self, *paths: Path, into: Path | None = None) -> MergeReport:
        return merge(paths, into or self.path)

    def marks(self, path: Path | None = None) -> dict[tuple[str, str, str], set[str]]:
        """Return every value that stands, by candidate, scorer and criterion."""
        return {
            (key.candidate, key.scorer, item): {head.entry.value for head in held.heads}
            for key, cells in book.read(path or self.path).proceedings.sheets.items()
            for (part, item), held in cells.items()
            if part is Part.MARK
        }
