"""The award of 2024, played through the jobs that a user has.

Proposals are imported, books handed out, sheets filled in them, submitted, merged,
ranked and made final, stage by stage, and the documents are written.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from upakarti_tui.domain.book.entries import InterestKind, SheetKey
from upakarti_tui.domain.problems import Message, say
from upakarti_tui.domain.standing import Outcome
from upakarti_tui.errors import FileError
from upakarti_tui.storage.books import book as books
from upakarti_tui.workflows.deciding.lots import record_lots
from upakarti_tui.workflows.deciding.recuse import recuse
from upakarti_tui.workflows.demo import chance, people, script, tables
from upakarti_tui.workflows.demo.laptops import Laptops
from upakarti_tui.workflows.demo.office import BOOK, HOME, Office
from upakarti_tui.workflows.papers.export import export
from upakarti_tui.workflows.preferences import BOOK_NAME
from upakarti_tui.workflows.scoring.score import desk
from upakarti_tui.workflows.scoring.submit import submit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from upakarti_tui.domain.programme.template import Criterion, Stage
    from upakarti_tui.workflows.demo.script import Row


DOCUMENTS = {
    "determination": ("csv", "json", "pdf"),
    "minutes": ("pdf",),
    "recap": ("xlsx",),
}
"""What is written at the end: the list, the berita acara, and the working papers."""


@dataclass(frozen=True, slots=True)
class Step:
    """How many candidates came through one stage."""

    title: str | Message
    """As the template calls the stage."""

    by_category: tuple[tuple[str, int], ...]
    """Title of the category and number, in the order of the template."""

    @property
    def total(self) -> int:
        """All of them."""
        return sum(count for _, count in self.by_category)


@dataclass(frozen=True, slots=True)
class Played:
    """What the example made."""

    steps: tuple[Step, ...]
    documents: tuple[Path, ...]


def play(folder: Path, note: Callable[[Message], None]) -> Played:
    """Play the award in a folder; a folder that holds an earlier play is replaced.

    Args:
        folder: made if it is missing.
        note: told what is being done.

    Raises:
        FileError: the folder holds something else, or cannot be written.
    """
    _clear(folder)
    with tempfile.TemporaryDirectory() as homes:
        return _Play(Office(folder, Laptops(Path(homes))), note).all()


def _clear(folder: Path) -> None:
    if not folder.exists() or not any(folder.iterdir()):
        return
    book = folder / BOOK_NAME
    if not book.is_file() or books.read(book).records[0].book != BOOK:
        raise FileError(
            say("{folder} is not empty and holds no example. Name another folder.", folder=folder)
        )
    shutil.rmtree(folder)


class _Play:
    """The award, a stage a method."""

    def __init__(self, office: Office, note: Callable[[Message], None]) -> None:
        self.office = office
        self.laptops = office.laptops
        self.note = note
        self.cast = script.cast()

    def all(self) -> Played:
        """Play every stage in turn and write the documents."""
        self.note(say("The secretariat begins a book and imports the proposals."))
        self.office.open()
        self.template = self.office.proceedings().template
        steps = (self._proposals(), self._gate(), self._substance(), self._visits(), self._jury())
        self.note(say("The documents are written."))
        return Played(steps, self._documents())

    def _proposals(self) -> Step:
        candidates = self.office.proceedings().candidates.values()
        return self._step(say("Registration"), (c.category for c in candidates))

    def _gate(self) -> Step:
        self.laptops.until(8, 27)
        everyone = [p.id for p in people.candidates()]
        self.office.assign("administrasi", everyone, [f"SEK-{n:02}" for n in range(1, 4)], each=1)
        self.note(say("Three checkers answer the questions of the gate."))
        asked = self.office.asked("administrasi")
        self.office.have_filled("administrasi", script.gate_rows(self.template, asked, self.cast))
        return self._close("administrasi")

    def _substance(self) -> Step:
        self.laptops.until(9, 10)
        evaluators = [f"EVA-{n:02}" for n in range(1, 7)]
        self.office.assign("substansi", sorted(self.cast.through_gate), evaluators, each=3)
        self.note(say("Six evaluators score the proposals, three of them each."))
        self.office.have_filled("substansi", self._substance_rows())
        return self._close("substansi")

    def _substance_rows(self) -> Iterator[Row]:
        for sheet in self.office.asked("substansi"):
            passes = sheet.candidate in self.cast.through_substance
            level = script.level("substansi", sheet.candidate, passes=passes)
            yield from script.mark_rows(self._criteria(sheet), sheet, level)

    def _visits(self) -> Step:
        self.laptops.until(10, 1)
        teams = [f"TIM-{n}" for n in range(1, 8)]
        self.office.assign("lapangan", sorted(self.cast.through_substance), teams, each=1)
        self.note(say("Seven field teams visit the candidates and talk to their partners."))
        self.office.have_filled("lapangan", self._visit_rows())
        return self._close("lapangan")

    def _visit_rows(self) -> Iterator[Row]:
        for sheet in self.office.asked("lapangan"):
            worthy = sheet.candidate in self.cast.through_visit
            level = script.level("lapangan", sheet.candidate, passes=True)
            yield from script.mark_rows(self._criteria(sheet), sheet, level)
            facts = self.template.facts_of(self._stage("lapangan"), _category(sheet.candidate))
            yield from script.visit_rows(facts, sheet, worthy=worthy)

    def _jury(self) -> Step:
        self.laptops.until(10, 22)
        finalists = sorted(self.cast.through_visit)
        with self.laptops.of(HOME):
            for category in people.CODES:
                record_lots(
                    self.office.book, "penjurian", category, self._lots(category, finalists)
                )
            recuse(
                self.office.book,
                finalists[-1],
                "JURI-10",
                "penjurian",
                InterestKind.ADVISER.value,
                "Pernah menjadi penasihat calon.",
            )
        self.note(say("Ten jurors hear the candidates and mark them, a key a criterion."))
        packed = self.office.hand_out("penjurian")
        for scorer, path in packed.items():
            self._mark_by_hand(scorer, path)
        self.office.bring_together(packed.values())
        return self._close("penjurian")

    def _mark_by_hand(self, scorer: str, path: Path) -> None:
        """Mark every sheet of a juror one key after the other, as on the screen."""
        with self.laptops.of(scorer):
            with desk(path, scorer) as own:
                for sheet in own.keys:
                    own.declare(sheet, None)
                for sheet in own.keys:
                    level = script.final_level(sheet.candidate)
                    for row in script.mark_rows(self._criteria(sheet), sheet, level):
                        own.mark(sheet, row.criterion, row.mark)
            submit(path, scorer, "penjurian")

    def _lots(self, category: str, finalists: list[str]) -> Path:
        order = chance.shuffled([c for c in finalists if _category(c) == category], "lots")
        rows = [tables.Lot(candidate, at) for at, candidate in enumerate(order, start=1)]
        return self.office.table(f"undian-{category}", rows)

    def _close(self, stage: str) -> Step:
        ranking = self.office.close(stage)
        selected = (
            category.id
            for category in ranking.categories
            for standing in category.standings
            if standing.outcome is Outcome.SELECTED
        )
        step = self._step(self._stage(stage).title, selected)
        self.note(say("{stage} is final: {count} go on.", stage=step.title, count=step.total))
        return step

    def _documents(self) -> tuple[Path, ...]:
        folder = self.office.folder / "exports"
        with self.laptops.of(HOME):
            return tuple(
                path
                for kind, formats in DOCUMENTS.items()
                for path in export(self.office.book, kind, formats, folder)
            )

    def _step(self, title: str | Message, categories: Iterable[str]) -> Step:
        counts = Counter(categories)
        return Step(title, tuple((c.title, counts[c.id]) for c in self.template.categories))

    def _stage(self, stage_id: str) -> Stage:
        return next(stage for stage in self.template.stages if stage.id == stage_id)

    def _criteria(self, sheet: SheetKey) -> tuple[Criterion, ...]:
        rubric = self.template.rubric_of(self._stage(sheet.stage), _category(sheet.candidate))
        return rubric.criteria if rubric is not None else ()


def _category(candidate: str) -> str:
    return next(name for name, code in people.CODES.items() if candidate.startswith(code))
