"""Templates, candidates, scorers and records for tests, built the short way.

ledger = Ledger(a_template(a_stage(pass_at=70)))
ledger.candidates("PG-001", "PG-002")
ledger.scorers("j1", "j2")
ledger.sheet("penjurian", "PG-001", "j1", {"a": 4, "b": 5})
rank(ledger.proceedings, "penjurian")
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from upakarti_tui.domain.book import deeds as d
from upakarti_tui.domain.book.entries import Entry, Part, SheetKey, State
from upakarti_tui.domain.book.proceedings import Proceedings, read
from upakarti_tui.domain.book.records import SECRETARIAT, Record
from upakarti_tui.domain.people.candidate import Assignment, Candidate, Role, Scorer
from upakarti_tui.domain.programme.marks import plain
from upakarti_tui.domain.programme.template import (
    Category,
    ChecklistItem,
    Criterion,
    Fact,
    Kind,
    Panel,
    Rounding,
    Rubric,
    Scale,
    Stage,
    Template,
    Total,
)
from upakarti_tui.storage.books import book as books
from upakarti_tui.storage.books.records import TAG, encode
from upakarti_tui.storage.canonical import digest
from upakarti_tui.storage.programmes.template_form import fingerprint

if TYPE_CHECKING:
    from pathlib import Path

BOOK = "b" * 32
CATEGORY = "pengabdian"
STAGE = "penjurian"
Number = int | str | Decimal


def number(value: Number) -> Decimal:
    return Decimal(str(value).replace(",", "."))


def a_scale(least: Number = 1, most: Number = 5, step: Number | None = 1, **options: Any) -> Scale:
    return Scale(number(least), number(most), None if step is None else number(step), **options)


def a_criterion(
    name: str, weight: Number = 100, scale: Scale | None = None, **options: Any
) -> Criterion:
    for key in ("minimum", "note_below"):
        if key in options:
            options[key] = number(options[key])
    return Criterion(name, name.title(), number(weight), scale or a_scale(), **options)


def a_rubric(*criteria: Criterion, total: Total = Total.PERCENT, name: str = "rubric") -> Rubric:
    return Rubric(name, criteria or (a_criterion("a", 60), a_criterion("b", 40)), total)


def a_stage(
    name: str = STAGE,
    *,
    rubric: str = "rubric",
    pass_at: Number | None = None,
    quota: int | None = None,
    categories: Iterable[str] = (CATEGORY,),
    role: Role = Role.JUROR,
    weigh: Mapping[str, Number] | None = None,
    rounding: Mapping[str, int] | None = None,
    panel: Mapping[str, Any] | None = None,
    **options: Any,
) -> Stage:
    """Build a stage that scores every category with one rubric."""
    categories = tuple(categories)
    return Stage(
        id=name,
        title=name.title(),
        kind=options.pop("kind", Kind.SCORE),
        scorers=options.pop("scorers", (role,)),
        rubric=tuple((c, rubric) for c in categories) if rubric else (),
        grade=() if pass_at is None else tuple((c, number(pass_at)) for c in categories),
        quota=() if quota is None else tuple((c, quota) for c in categories),
        weigh=tuple((s, number(p)) for s, p in (weigh or {}).items()),
        rounding=Rounding(**(rounding or {})),
        panel=Panel(**(panel or {})),
        **options,
    )


def a_gate(
    name: str = "administrasi",
    *,
    checklist: str = "gate",
    categories: Iterable[str] = (CATEGORY,),
    **options: Any,
) -> Stage:
    return a_stage(
        name,
        rubric="",
        kind=Kind.GATE,
        role=Role.SECRETARIAT,
        checklist=tuple((c, checklist) for c in categories),
        **options,
    )


def a_template(
    *stages: Stage,
    rubrics: Iterable[Rubric] = (),
    categories: Iterable[str] = (CATEGORY,),
    checklist: Sequence[ChecklistItem] = (ChecklistItem("lima_tahun", "Lima tahun"),),
    facts: Sequence[Fact] = (),
    **options: Any,
) -> Template:
    return Template(
        id="contoh",
        title="Contoh",
        categories=tuple(Category(c, c.title()) for c in categories),
        stages=stages or (a_stage(),),
        rubrics=tuple(rubrics) or (a_rubric(),),
        checklists=(("gate", tuple(checklist)),) if checklist else (),
        fact_sheets=(("facts", tuple(facts)),) if facts else (),
        **options,
    )


class Ledger:
    """Records as they are added, each author on one device unless told otherwise."""

    def __init__(self, template: Template | None = None) -> None:
        self.template = template or a_template()
        self.records: list[Record] = []
        self._last: dict[tuple[str, str], Record] = {}
        self._proceedings: Proceedings | None = None
        self.add(d.Founded(self.template, fingerprint(self.template)))

    def add(self, deed: d.Deed, author: str = SECRETARIAT, device: str = "d1") -> Record:
        last = self._last.get((author, device))
        seq = last.seq + 1 if last else 1
        prev = last.id if last else ""
        at = "2024-11-21T14:05:00+07:00"
        unsealed = Record("", BOOK, author, device, seq, prev, at, deed)
        record = replace(unsealed, id=digest(TAG, encode(unsealed)))
        self._last[author, device] = record
        self.records.append(record)
        self._proceedings = None
        return record

    @property
    def proceedings(self) -> Proceedings:
        if self._proceedings is None:
            self._proceedings = read(self.records)
        return self._proceedings

    def write(self, path: Path) -> Path:
        """Write the records as a book."""
        books.write_whole(path, self.records)
        return path

    def candidates(self, *ids: str, category: str = CATEGORY) -> None:
        for each in ids:
            self.add(d.Nominated(Candidate(each, category, f"Nama {each}")))

    def scorers(self, *ids: str, role: Role = Role.JUROR) -> None:
        for each in ids:
            self.add(d.Appointed(Scorer(each, f"Penilai {each}", role)))

    def assign(self, stage: str, *pairs: tuple[str, str]) -> None:
        """Assign candidate and scorer, pair by pair."""
        self.add(d.Assigned(tuple(Assignment(stage, c, s) for c, s in pairs)))

    def fill(
        self,
        stage: str,
        candidate: str,
        scorer: str,
        *entries: Entry,
        device: str = "d1",
        supersedes: Iterable[Record] = (),
        **options: Any,
    ) -> Record:
        key = SheetKey(stage, candidate, scorer)
        gone = tuple(sorted(record.id for record in supersedes))
        return self.add(d.Filled(key, entries, gone, **options), scorer, device)

    def sheet(
        self,
        stage: str,
        candidate: str,
        scorer: str,
        marks: Mapping[str, Number | None],
        *more: Entry,
        submitted: bool = True,
        **options: Any,
    ) -> Record:
        """Fill a sheet with marks (None: not applicable) and, as a rule, submit it."""
        entries = tuple(a_mark(criterion, mark) for criterion, mark in marks.items())
        record = self.fill(stage, candidate, scorer, *entries, *more, **options)
        if submitted:
            self.submit(stage, scorer, candidate, device=options.get("device", "d1"))
        return record

    def submit(self, stage: str, scorer: str, *candidates: str, device: str = "d1") -> Record:
        return self.add(d.Submitted(scorer, stage, candidates, 0, "", ""), scorer, device)

    def recuse(
        self, stage: str, candidate: str, scorer: str, state: State = State.RECUSED
    ) -> Record:
        return self.add(
            d.Filled(
                SheetKey(stage, candidate, scorer),
                (Entry(Part.INTEREST, "", state, more=(("kind", "family"),)),),
                self.heads(stage, candidate, scorer, Part.INTEREST),
            )
        )

    def abstain(self, stage: str, candidate: str, scorer: str) -> Record:
        return self.fill(stage, candidate, scorer, Entry(Part.SHEET, "", State.ABSTAINED))

    def heads(
        self, stage: str, candidate: str, scorer: str, part: Part, item: str = ""
    ) -> tuple[str, ...]:
        """Return the ids of what stands in a cell."""
        cells = self.proceedings.sheets.get(SheetKey(stage, candidate, scorer), {})
        held = cells.get((part, item))
        return tuple(h.record.id for h in held.heads) if held else ()

    def panel(
        self, stage: str, candidate: str, marks: Iterable[Number | Mapping[str, Number | None]]
    ) -> None:
        """Let scorers j1, j2, ... fill and submit; a bare number is the mark of `a`."""
        for i, mark in enumerate(marks, 1):
            sheet = mark if isinstance(mark, Mapping) else {"a": mark}
            self.sheet(stage, candidate, f"j{i}", sheet)


def a_mark(criterion: str, mark: Number | None, note: str = "") -> Entry:
    if mark is None:
        return Entry(Part.MARK, criterion, State.NOT_APPLICABLE, note=note)
    return Entry(Part.MARK, criterion, State.MARKED, plain(number(mark)), note)


def an_answer(item: str, answer: str) -> Entry:
    return Entry(Part.GATE, item, State.MARKED, answer)


def a_verdict(verdict: str, note: str = "") -> Entry:
    return Entry(Part.RECOMMENDATION, "", State.MARKED, verdict, note)
