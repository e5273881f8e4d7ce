"""Bringing in those who score, with their roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.book.deeds import Appointed
from upakarti_tui.domain.book.records import SECRETARIAT
from upakarti_tui.domain.people.candidate import Role, Scorer
from upakarti_tui.domain.problems import say
from upakarti_tui.domain.text import check_id, folded
from upakarti_tui.storage.worksheets.headings import ROSTER
from upakarti_tui.storage.worksheets.spreadsheets import read_table
from upakarti_tui.workflows.importing.findings import Findings
from upakarti_tui.workflows.importing.glossary import AS_NAMED, Glossary
from upakarti_tui.workflows.importing.kept import kept_notes, kept_text, refuse_person_numbers
from upakarti_tui.workflows.importing.names import known_name, quoted
from upakarti_tui.workflows.importing.preview import preview
from upakarti_tui.workflows.importing.table import understood
from upakarti_tui.workflows.importing.trial import importing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from upakarti_tui.workflows.importing.glossary import Readings
    from upakarti_tui.workflows.importing.report import ImportReport, Preview
    from upakarti_tui.workflows.importing.table import Line

ROLES = {
    "secretariat": Role.SECRETARIAT, "sekretariat": Role.SECRETARIAT,
    "evaluator": Role.EVALUATOR, "penilai substansi": Role.EVALUATOR,
    "team": Role.TEAM, "tim": Role.TEAM, "tim lapangan": Role.TEAM,
    "juror": Role.JUROR, "juri": Role.JUROR, "dewan juri": Role.JUROR,
}  # fmt: skip
"""How a role may be written."""


def import_roster(
    book: Path,
    file: Path,
    *,
    readings: Readings = AS_NAMED,
    partial: bool = False,
    dry_run: bool = False,
) -> ImportReport:
    """Add the scorers of a file to the book; those it holds already change nothing.

    Raises:
        UsageError: `readings` does not fit the file.
        FileError: the book or the file cannot be read.
        RefusedError: rows cannot be used; nothing is added unless `partial`.
        NotAllowedError: the book was handed to a scorer.
    """
    read_file = read_table(file)
    with importing(book, dry_run=dry_run) as target:
        glossary = Glossary("roster", target.proceedings, readings)
        table = understood(read_file, ROSTER, glossary)
        findings = Findings(table)
        known = target.proceedings.scorers
        read = [(line.row, x) for line in table.lines if (x := _scorer(line, findings)) is not None]
        _judge(read, known, table.columns, findings)
        findings.stop(partial=partial)
        bad = findings.bad_rows
        good = [(row, scorer) for row, scorer in read if row not in bad]
        new = [scorer for _, scorer in good if scorer.id not in known]
        target.add(*glossary.deeds(), *map(Appointed, new))
    trial = _preview(good) if dry_run else None
    return findings.report(len(new), len(good) - len(new), trial=trial)


def _preview(good: Sequence[tuple[int, Scorer]]) -> Preview:
    fields = ("id", "name", "role", "institution", "position")
    rows = ((row, [*((x, getattr(one, x)) for x in fields), *one.notes]) for row, one in good)
    return preview(rows, say("By role: {counts}"), (one.role for _, one in good))


def _scorer(line: Line, findings: Findings) -> Scorer | None:
    """Return whom a row appoints; None where the id or the role cannot be used."""
    scorer_id = line.text("id")
    wrong = check_id(scorer_id)
    if wrong is not None:
        findings.refuse(line.row, "id", wrong)
    elif folded(scorer_id) == SECRETARIAT:
        wrong = say("{id} is the secretariat's own name", id=scorer_id)
        findings.refuse(line.row, "id", wrong, say("give another id"))
    roles = {folded(word): role.value for word, role in ROLES.items()}
    unknown = say("there is no role {name}", name=quoted(line, "role"))
    role = known_name(line, "role", roles, findings, unknown)
    name = kept_text(line, "name", findings, required=True)
    institution = kept_text(line, "institution", findings)
    position = kept_text(line, "position", findings)
    refuse_person_numbers(line, findings, say("remove it"))
    notes = kept_notes(line, findings)
    if wrong is not None or role is None:
        return None
    return Scorer(scorer_id, name, Role(role), institution, position, notes)


def _judge(
    read: list[tuple[int, Scorer]],
    known: Mapping[str, Scorer],
    columns: frozenset[str],
    findings: Findings,
) -> None:
    """Hold every row against the book and the rows before it."""
    used = {folded(scorer_id): (scorer_id, 0) for scorer_id in known}
    for row, scorer in read:
        other, before = used.get(folded(scorer.id), (scorer.id, 0))
        if before:
            what = say("the id {id} stands in row {row} already", id=scorer.id, row=before)
            findings.refuse(row, "id", what, say("give each scorer an id"))
        elif other != scorer.id:
            what = say("the id {id} is {other} in the book", id=scorer.id, other=other)
            findings.refuse(row, "id", what, say("give each scorer an id"))
        used[folded(scorer.id)] = (scorer.id, row)
        differing = _differing(scorer, known[scorer.id], columns) if scorer.id in known else []
        if differing:
            what = say(
                "{id} is in the book with another {columns}",
                id=scorer.id,
                columns=", ".join(differing),
            )
            findings.refuse(row, differing[0], what, say("give another id, or leave the row out"))


def _differing(scorer: Scorer, known: Scorer, columns: frozenset[str]) -> list[str]:
    """Return the columns in which a row says something else than the book."""
    fields = (x for x in ("name", "role", "institution", "position") if x in columns)
    notes = dict(known.notes)
    return [x for x in fields if getattr(scorer, x) != getattr(known, x)] + [
        heading for heading, text in scorer.notes if notes.get(heading) != text
    ]
