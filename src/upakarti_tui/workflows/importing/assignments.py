"""Bringing in who scores whom."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from upakarti_tui.domain.book.deeds import Assigned
from upakarti_tui.domain.book.sheet import asks_anything
from upakarti_tui.domain.people.candidate import Assignment
from upakarti_tui.domain.people.role_words import ROLES, in_words
from upakarti_tui.domain.problems import say
from upakarti_tui.storage.worksheets.headings import ASSIGNMENTS
from upakarti_tui.storage.worksheets.spreadsheets import read_table
from upakarti_tui.workflows import named
from upakarti_tui.workflows.importing.findings import Findings
from upakarti_tui.workflows.importing.glossary import AS_NAMED, Glossary
from upakarti_tui.workflows.importing.names import Names
from upakarti_tui.workflows.importing.preview import preview
from upakarti_tui.workflows.importing.table import understood
from upakarti_tui.workflows.importing.trial import importing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from upakarti_tui.domain.book.proceedings import Proceedings
    from upakarti_tui.workflows.importing.glossary import Readings
    from upakarti_tui.workflows.importing.report import ImportReport, Preview
    from upakarti_tui.workflows.importing.table import Line


def import_assignments(
    book: Path,
    file: Path,
    *,
    readings: Readings = AS_NAMED,
    partial: bool = False,
    dry_run: bool = False,
) -> ImportReport:
    """Add the assignments of a file to those of the book.

    Raises:
        UsageError: `readings` does not fit the file.
        FileError: the book or the file cannot be read.
        RefusedError: rows cannot be used; nothing is added unless `partial`.
        NotAllowedError: the book was handed to a scorer, or a stage is final.
    """
    read_file = read_table(file)
    with importing(book, dry_run=dry_run) as target:
        glossary = Glossary("assignments", target.proceedings, readings)
        table = understood(read_file, ASSIGNMENTS, glossary)
        findings = Findings(table)
        desk = _Desk(target.proceedings, findings)
        read = [(x.row, one) for x in table.lines if (one := desk.assignment(x)) is not None]
        findings.stop(partial=partial)
        bad = findings.bad_rows
        good = [(row, assignment) for row, assignment in read if row not in bad]
        new = {assignment for _, assignment in good} - target.proceedings.assignments
        target.add(*glossary.deeds(), *_deeds(new))
    trial = _preview(good) if dry_run else None
    return findings.report(len(new), len(good) - len(new), notes=False, trial=trial)


def _preview(good: Sequence[tuple[int, Assignment]]) -> Preview:
    fields = ("stage", "candidate", "scorer")
    rows = ((row, [(x, getattr(one, x)) for x in fields]) for row, one in good)
    return preview(rows, say("By stage: {counts}"), (one.stage for _, one in good))


def _deeds(assignments: Iterable[Assignment]) -> Iterator[Assigned]:
    """Yield a record for each scorer, because it is handed out with that scorer's book."""
    of: dict[str, list[Assignment]] = defaultdict(list)
    for assignment in sorted(assignments):
        of[assignment.scorer].append(assignment)
    for scorer in sorted(of):
        yield Assigned(tuple(of[scorer]))


class _Desk:
    """Looks the three names of a row up in the book."""

    def __init__(self, proceedings: Proceedings, findings: Findings) -> None:
        self._book = proceedings
        self._findings = findings
        self._names = Names(proceedings)
        self._rows: dict[Assignment, int] = {}

    def assignment(self, line: Line) -> Assignment | None:
        """Return what a row asks for; None where it cannot be."""
        stage = self._names.stage(line, self._findings)
        candidate = self._names.candidate(line, self._findings)
        scorer = self._names.scorer(line, self._findings)
        if stage is None or candidate is None or scorer is None:
            return None
        assignment = Assignment(stage, candidate, scorer)
        self._check(line.row, assignment)
        return assignment

    def _check(self, row: int, asked: Assignment) -> None:
        stage = named.stage(self._book.template, asked.stage)
        if self._book.final(asked.stage) is not None:
            self._findings.forbid(row, "stage", say("the stage {stage} is final", stage=stage.id))
        role = self._book.scorers[asked.scorer].role
        if role not in stage.scorers:
            self._findings.refuse(
                row,
                "scorer",
                say(
                    "{scorer} is {role}, who does not score here",
                    scorer=asked.scorer,
                    role=ROLES[role],
                ),
                say("here score: {roles}", roles=in_words(stage.scorers)),
            )
        category = self._book.candidates[asked.candidate].category
        if not asks_anything(self._book.template, stage, category):
            what = say("the stage {stage} asks nothing about {category}", stage=stage.id,
                       category=category)  # fmt: skip
            self._findings.refuse(row, "candidate", what)
        before = self._rows.setdefault(asked, row)
        if before != row:
            self._findings.warn(row, "", say("the row repeats row {row}", row=before))
