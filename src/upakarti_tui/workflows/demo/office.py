"""The secretariat of the example: what it does at every stage, whoever scores there."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from upakarti_tui.domain.places.ranking import asked
from upakarti_tui.storage import whole_files
from upakarti_tui.storage.books import book as books
from upakarti_tui.workflows.deciding.finalize import finalize
from upakarti_tui.workflows.deciding.rank import rank
from upakarti_tui.workflows.demo import people, tables
from upakarti_tui.workflows.exchange.merge import merge
from upakarti_tui.workflows.exchange.pack import pack
from upakarti_tui.workflows.importing.assignments import import_assignments
from upakarti_tui.workflows.importing.candidates import import_candidates
from upakarti_tui.workflows.importing.marks import import_marks
from upakarti_tui.workflows.importing.roster import import_roster
from upakarti_tui.workflows.preferences import BOOK_NAME
from upakarti_tui.workflows.scoring.submit import submit
from upakarti_tui.workflows.start import begin

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from upakarti_tui.domain.book.entries import SheetKey
    from upakarti_tui.domain.book.proceedings import Proceedings
    from upakarti_tui.domain.standing import Ranking
    from upakarti_tui.workflows.demo.laptops import Laptops
    from upakarti_tui.workflows.demo.script import Row

BOOK = "0f2024" + "0" * 26
"""Id of the example's book: only a folder that holds it is ever replaced."""

HOME = "sekretariat"
TYPED = "masukan"
"""The folder of the tables that are typed up and imported."""

_CHAIR = ("Kinasih Lembayung", "Ketua Panitia Seleksi")


class Office:
    """The folder of the award, and the desk from which it is run."""

    def __init__(self, folder: Path, laptops: Laptops) -> None:
        self.folder = folder
        self.book = folder / BOOK_NAME
        self.laptops = laptops

    def open(self) -> None:
        """Begin the book, with everybody in it."""
        with self.laptops.of(HOME):
            begin(self.folder, "upakarti-2024", name=BOOK)
            import_candidates(self.book, self.table("calon", people.candidates()))
            import_roster(self.book, self.table("penilai", people.roster()))

    def assign(self, stage: str, candidates: Iterable[str], scorers: list[str], each: int) -> None:
        """Ask so many scorers for each candidate, in turn."""
        rows = [
            tables.Asked(stage, candidate, scorers[(at * each + n) % len(scorers)])
            for at, candidate in enumerate(candidates)
            for n in range(each)
        ]
        with self.laptops.of(HOME):
            import_assignments(self.book, self.table(f"penugasan-{stage}", rows))

    def hand_out(self, stage: str) -> dict[str, Path]:
        """Pack the books of a stage and return them by scorer."""
        folder = self.folder / "buku" / stage
        whole_files.make_folder(folder)
        scorers = sorted({sheet.scorer for sheet in self.asked(stage)})
        with self.laptops.of(HOME):
            return {
                scorer: pack(self.book, scorer, folder / f"{scorer}.jsonl") for scorer in scorers
            }

    def have_filled(self, stage: str, rows: Iterable[Row]) -> int:
        """Hand out, let everybody fill and submit their own book, bring together.

        Returns how many books came back.
        """
        by_scorer: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            by_scorer[row.scorer].append(row)
        packed = self.hand_out(stage)
        for scorer, path in packed.items():
            table = self.table(f"nilai-{stage}-{scorer}", by_scorer[scorer])
            with self.laptops.of(scorer):
                import_marks(path, table, stage)
                submit(path, scorer, stage)
        self.bring_together(packed.values())
        return len(packed)

    def bring_together(self, packed: Iterable[Path]) -> None:
        """Merge what came back."""
        with self.laptops.of(HOME):
            merge(tuple(packed), self.book)

    def close(self, stage: str) -> Ranking:
        """Make a stage final and return its ranking."""
        with self.laptops.of(HOME):
            finalize(self.book, stage, *_CHAIR)
            return rank(self.book, stage)

    def table(self, name: str, rows: Sequence[tables.AnyRow]) -> Path:
        """Write a table as it is typed up, and return its path."""
        return tables.write(self.folder / TYPED / f"{name}.csv", rows)

    def proceedings(self) -> Proceedings:
        """Return what the book says now."""
        return books.read(self.book).proceedings

    def asked(self, stage: str) -> tuple[SheetKey, ...]:
        """Return the sheets that a stage asks for."""
        return asked(self.proceedings(), stage)
