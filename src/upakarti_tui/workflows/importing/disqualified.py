"""Bringing in candidates that dropped out (gugur), with date and reason."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from upakarti_tui.domain.book.deeds import Disqualified
from upakarti_tui.domain.problems import Message, say
from upakarti_tui.domain.text import NOTE_LIMIT
from upakarti_tui.storage.worksheets.headings import DISQUALIFIED
from upakarti_tui.storage.worksheets.spreadsheets import read_table
from upakarti_tui.workflows.importing.findings import Findings
from upakarti_tui.workflows.importing.glossary import AS_NAMED, Glossary
from upakarti_tui.workflows.importing.kept import kept_text
from upakarti_tui.workflows.importing.names import Names
from upakarti_tui.workflows.importing.preview import preview
from upakarti_tui.workflows.importing.table import understood
from upakarti_tui.workflows.importing.trial import importing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from upakarti_tui.domain.book.proceedings import Proceedings
    from upakarti_tui.workflows.importing.glossary import Readings
    from upakarti_tui.workflows.importing.report import ImportReport, Preview
    from upakarti_tui.workflows.importing.table import Line

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_IN_WORDS = re.compile(r"([0-9]{1,2}) ([a-z]+) ([0-9]{4})")
_MONTHS = (
    "januari", "februari", "maret", "april", "mei", "juni",
    "juli", "agustus", "september", "oktober", "november", "desember",
)  # fmt: skip


def import_disqualified(
    book: Path,
    file: Path,
    *,
    readings: Readings = AS_NAMED,
    partial: bool = False,
    dry_run: bool = False,
) -> ImportReport:
    """Record who dropped out; what the book says already changes nothing.

    Raises:
        UsageError: `readings` does not fit the file.
        FileError: the book or the file cannot be read.
        RefusedError: rows cannot be used; nothing is added unless `partial`.
        NotAllowedError: the book was handed to a scorer, or a stage is final.
    """
    read_file = read_table(file)
    with importing(book, dry_run=dry_run) as target:
        glossary = Glossary("disqualified", target.proceedings, readings)
        table = understood(read_file, DISQUALIFIED, glossary)
        findings = Findings(table)
        names = Names(target.proceedings)
        read = [
            (line.row, deed)
            for line in table.lines
            if (deed := _deed(line, names, target.proceedings, findings)) is not None
        ]
        _judge(read, target.proceedings, findings)
        findings.stop(partial=partial)
        bad = findings.bad_rows
        good = [(row, deed) for row, deed in read if row not in bad]
        new = [deed for _, deed in good if not _stands(deed, target.proceedings)]
        target.add(*glossary.deeds(), *new)
    trial = _preview(good) if dry_run else None
    return findings.report(len(new), len(good) - len(new), notes=False, trial=trial)


def _preview(good: Sequence[tuple[int, Disqualified]]) -> Preview:
    fields = ("candidate", "stage", "date", "reason")
    rows = ((row, [(x, getattr(one, x)) for x in fields]) for row, one in good)
    return preview(rows, say("By stage: {counts}"), (one.stage for _, one in good))


def _deed(
    line: Line, names: Names, proceedings: Proceedings, findings: Findings
) -> Disqualified | None:
    candidate, stage = names.candidate(line, findings), names.stage(line, findings)
    if stage is not None and proceedings.final(stage) is not None:
        findings.forbid(line.row, "stage", say("the stage {stage} is final", stage=stage))
    day = read_date(line.text("date"))
    if isinstance(day, Message):
        findings.refuse(line.row, "date", day, say("write it as 2024-08-26 or 26/08/2024"))
    reason = kept_text(line, "reason", findings, required=True, limit=NOTE_LIMIT)
    if candidate is None or stage is None or isinstance(day, Message):
        return None
    heads = proceedings.standing.get(("disqualified", candidate), ())
    return Disqualified(candidate, stage, day, reason, supersedes=tuple(x.id for x in heads))


def _judge(
    read: list[tuple[int, Disqualified]], proceedings: Proceedings, findings: Findings
) -> None:
    rows: dict[str, int] = {}
    for row, deed in read:
        before = rows.setdefault(deed.candidate, row)
        if before != row:
            what = say("{candidate} stands in row {row} already", candidate=deed.candidate,
                       row=before)  # fmt: skip
            findings.refuse(row, "candidate", what)
        standing = _out(deed.candidate, proceedings)
        if standing is not None and not _stands(deed, proceedings):
            what = say("{candidate} has dropped out already, with other values",
                       candidate=deed.candidate)  # fmt: skip
            findings.refuse(row, "candidate", what, say("undo that first"))


def _out(candidate: str, proceedings: Proceedings) -> Disqualified | None:
    deeds = proceedings.stood("disqualified", candidate)
    return next((d for d in deeds if isinstance(d, Disqualified) and d.out), None)


def _stands(deed: Disqualified, proceedings: Proceedings) -> bool:
    known = _out(deed.candidate, proceedings)
    return known is not None and (known.stage, known.date, known.reason) == (
        deed.stage,
        deed.date,
        deed.reason,
    )


def read_date(text: str) -> str | Message:
    """Return a day as `2024-08-26`, written so, as `26/08/2024` or as `26 Agustus 2024`."""
    wrong = say("{text} is no day", text=f"“{text}”")
    words = " ".join(text.casefold().split())
    if found := _ISO.fullmatch(words):
        year, month, day = found.groups()
    elif found := _DAY_FIRST.fullmatch(words):
        day, month, year = found.groups()
    elif (found := _IN_WORDS.fullmatch(words)) and found[2] in _MONTHS:
        day, year = found[1], found[3]
        month = str(_MONTHS.index(found[2]) + 1)
    else:
        return wrong
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return wrong
