"""Bringing candidates in from the registration's table."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from upakarti_tui.domain.problems import say
from upakarti_tui.storage.worksheets.headings import CANDIDATES
from upakarti_tui.storage.worksheets.spreadsheets import read_table
from upakarti_tui.workflows.importing.crowd import Crowd
from upakarti_tui.workflows.importing.findings import Findings
from upakarti_tui.workflows.importing.glossary import AS_NAMED, Glossary
from upakarti_tui.workflows.importing.nominee import nominee
from upakarti_tui.workflows.importing.preview import preview
from upakarti_tui.workflows.importing.table import understood
from upakarti_tui.workflows.importing.trial import importing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from upakarti_tui.domain.book.proceedings import Proceedings
    from upakarti_tui.workflows.importing.glossary import Readings
    from upakarti_tui.workflows.importing.nominee import Nominee
    from upakarti_tui.workflows.importing.report import ImportReport, Preview


def import_candidates(
    book: Path,
    file: Path,
    *,
    readings: Readings = AS_NAMED,
    partial: bool = False,
    dry_run: bool = False,
) -> ImportReport:
    """Add the candidates of a file to the book; those it holds already change nothing.

    Raises:
        UsageError: `readings` does not fit the file.
        FileError: the book or the file cannot be read.
        RefusedError: rows cannot be used; nothing is added unless `partial`.
        NotAllowedError: the book was handed to a scorer.
    """
    read_file = read_table(file)
    with importing(book, dry_run=dry_run) as target:
        glossary = Glossary("candidates", target.proceedings, readings)
        table = understood(read_file, CANDIDATES, glossary)
        findings = Findings(table)
        template = target.proceedings.template
        read = [x for line in table.lines if (x := nominee(line, template, findings)) is not None]
        crowd = Crowd(target.proceedings, table.columns, findings)
        crowd.judge(read)
        findings.stop(partial=partial)
        bad = findings.bad_rows
        good = [x for x in read if x.row not in bad]
        new = [x for x in good if crowd.known_as(x) is None]
        _point_out_late(new, target.proceedings, findings)
        named = list(_with_ids(new, target.proceedings))
        target.add(*glossary.deeds(), *(deed for x in named for deed in x.deeds()))
    trial = _preview(good, named, crowd) if dry_run else None
    report = findings.report(len(named), len(good) - len(named), trial=trial)
    return replace(report, given_ids=_given(named, new))


def _preview(good: Iterable[Nominee], named: Iterable[Nominee], crowd: Crowd) -> Preview:
    """Return the first rows, with the ids that were given or that the book knows them by."""
    now = {x.row: x for x in named}
    taken = [now.get(x.row) or x.known_by(crowd.known_as(x) or "") for x in good]
    kinds = (x.candidate.category for x in taken)
    return preview(((x.row, x.columns()) for x in taken), say("By category: {counts}"), kinds)


def _given(named: Iterable[Nominee], new: Iterable[Nominee]) -> tuple[tuple[int, str], ...]:
    return tuple(
        (now.row, now.candidate.id)
        for now, before in zip(named, new, strict=True)
        if not before.candidate.id
    )


def _point_out_late(new: Sequence[Nominee], proceedings: Proceedings, findings: Findings) -> None:
    """Say once that newcomers take no part in a first stage that is final."""
    first = proceedings.template.stages[0].id
    if new and proceedings.final(first) is not None:
        what = say("the stage {stage} is final; who is added now takes no part in it", stage=first)
        findings.warn(new[0].row, "", what)


def _with_ids(nominees: Iterable[Nominee], proceedings: Proceedings) -> Iterator[Nominee]:
    """Give an id to whoever has none: the category's code and the number after the highest."""
    nominees = tuple(nominees)
    codes = {c.id: c.code or c.id.upper() for c in proceedings.template.categories}
    used = [*proceedings.candidates, *(x.candidate.id for x in nominees)]
    highest = {code: _highest(code, used) for code in codes.values()}
    for x in nominees:
        if x.candidate.id:
            yield x
            continue
        code = codes[x.candidate.category]
        highest[code] += 1
        yield x.known_by(f"{code}-{highest[code]:03d}")


def _highest(code: str, used: Iterable[str]) -> int:
    numbered = re.compile(rf"{re.escape(code)}-([0-9]{{1,9}})", re.IGNORECASE)
    return max((int(found[1]) for x in used if (found := numbered.fullmatch(x))), default=0)
