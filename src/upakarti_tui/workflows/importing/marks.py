"""Bringing in marks, gate answers and findings from paper sheets and other systems."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, NamedTuple

from upakarti_tui.domain.book import closing
from upakarti_tui.domain.book.deeds import Filled
from upakarti_tui.domain.book.entries import SheetKey, State
from upakarti_tui.domain.book.handout import is_packed
from upakarti_tui.domain.book.records import SECRETARIAT
from upakarti_tui.domain.book.secrecy import readable
from upakarti_tui.domain.book.sheet import INTEREST, sheet
from upakarti_tui.domain.problems import Message, Problem, say
from upakarti_tui.domain.text import clean
from upakarti_tui.errors import UsageError
from upakarti_tui.storage.books import book as books
from upakarti_tui.storage.worksheets.spreadsheets import read_table
from upakarti_tui.workflows import named
from upakarti_tui.workflows.allowed import refuse_final
from upakarti_tui.workflows.importing.findings import Findings
from upakarti_tui.workflows.importing.glossary import AS_NAMED, Glossary
from upakarti_tui.workflows.importing.mark_preview import preview_marks
from upakarti_tui.workflows.importing.rows import MarkRows
from upakarti_tui.workflows.importing.trial import Trial, importing
from upakarti_tui.workflows.scoring.submit import close_sheets, gap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from upakarti_tui.domain.book.entries import Entry
    from upakarti_tui.domain.book.proceedings import Proceedings
    from upakarti_tui.domain.book.sheet import CellKey
    from upakarti_tui.storage.books.book import Book
    from upakarti_tui.workflows.importing.glossary import Readings
    from upakarti_tui.workflows.importing.report import ImportReport
    from upakarti_tui.workflows.importing.rows import Placed


class _Closing(NamedTuple):
    closed: int = 0
    left_open: tuple[Problem, ...] = ()


def import_marks(
    book: Path,
    file: Path,
    stage: str,
    *,
    submitted: bool = False,
    by: str = "",
    readings: Readings = AS_NAMED,
    partial: bool = False,
    dry_run: bool = False,
) -> ImportReport:
    """Put the entries of a file on their sheets; what stands there already changes nothing.

    In the secretariat's book the entries are typed in for their scorers; in a
    book that was handed out they are the scorer's own.

    Args:
        book: the book to put them in.
        file: one row an entry, or one row a sheet.
        stage: id of the stage they belong to.
        submitted: whether to close the sheets of the file that are complete.
        by: who typed them in; the secretariat where nobody is named.
        readings: what else the headings of the file mean.
        partial: whether to bring in the good rows where others are wrong.
        dry_run: whether to stop short of writing.

    Raises:
        UsageError: there is no such stage, `by` is no name, or `readings` does not fit.
        FileError: the book or the file cannot be read.
        RefusedError: rows cannot be used; nothing is added unless `partial`.
        NotAllowedError: the stage is final, a sheet submitted or another scorer's.
    """
    typist = clean(by)
    if isinstance(typist, Message):
        raise UsageError(typist)
    holder = is_packed(books.read(book).proceedings)
    typed_by = typist if holder else typist or SECRETARIAT
    table = read_table(file)
    with importing(book, dry_run=dry_run, author=holder or SECRETARIAT) as target:
        proceedings = target.proceedings
        asked = named.stage(proceedings.template, stage)
        refuse_final(proceedings, asked.id)
        glossary = Glossary("marks", proceedings, readings)
        rows = MarkRows(table, proceedings, asked, glossary)
        findings = Findings(rows.table)
        placed = tuple(rows.placed(findings))
        findings.stop(partial=partial)
        bad = findings.bad_rows
        good = [one for one in placed if one.row not in bad]
        new = _new(good, proceedings, holder)
        _point_out_replaced(new, proceedings, findings, own=holder is not None)
        deeds = tuple(_deeds(new, proceedings, typed_by))
        remembered = () if holder else glossary.deeds()
        target.add(*remembered, *deeds)
        keys = sorted({one.sheet for one in good})
        closed = _close(target, holder, keys, typed_by) if submitted else _Closing()
    new_rows, good_rows = {one.row for one in new}, {one.row for one in good}
    trial = preview_marks(good) if dry_run else None
    report = findings.report(len(new_rows), len(good_rows) - len(new_rows), trial=trial)
    return dataclasses.replace(
        report, left_open=closed.left_open, closed=closed.closed, remembers=holder is None
    )


def _new(placed: Iterable[Placed], proceedings: Proceedings, holder: str | None) -> list[Placed]:
    """Return the entries that say something else than what stands.

    Whether a mark equals one that must not be read is not told either: there
    every entry counts as new.
    """
    return [one for one in placed if not _stands(one, proceedings, holder or SECRETARIAT)]


def _stands(one: Placed, proceedings: Proceedings, reader: str) -> bool:
    entry = one.entry
    held = proceedings.sheets.get(one.sheet, {}).get(entry.cell)
    if held is None:
        return entry.state is State.BLANK and not entry.note
    scorer = one.sheet.scorer
    own = any(head.record.author == scorer for head in held.heads)
    if own and scorer != reader and not readable(proceedings, one.sheet.stage, reader):
        return False
    if entry.cell == INTEREST:
        return held.entry is not None and held.entry.state is State.RECUSED
    return held.entry == entry


def _point_out_replaced(
    new: Iterable[Placed], proceedings: Proceedings, findings: Findings, *, own: bool
) -> None:
    """Say where what is typed in takes the place of what a scorer entered."""
    for one in new:
        held = proceedings.sheets.get(one.sheet, {}).get(one.entry.cell)
        scorer = one.sheet.scorer
        if not own and held is not None and any(h.record.author == scorer for h in held.heads):
            what = say("this replaces what {scorer} has entered", scorer=scorer)
            findings.warn(one.row, "criterion", what)


def _deeds(new: Iterable[Placed], proceedings: Proceedings, typed_by: str) -> Iterator[Filled]:
    """Yield one record a sheet, in an order that the file's does not change."""
    sheets: dict[SheetKey, dict[CellKey, Entry]] = {}
    for one in new:
        sheets.setdefault(one.sheet, {}).setdefault(one.entry.cell, one.entry)
    for key in sorted(sheets):
        cells = proceedings.sheets.get(key, {})
        entries = tuple(sheets[key][cell] for cell in sorted(sheets[key]))
        seen = {
            head.record.id
            for entry in entries
            if entry.cell in cells
            for head in cells[entry.cell].heads
        }
        yield Filled(key, entries, tuple(sorted(seen)), typed_by)


def _close(
    target: Book | Trial, holder: str | None, keys: Sequence[SheetKey], typed_by: str
) -> _Closing:
    """Close the complete ones of these sheets; the others stay open and are told."""
    proceedings = target.proceedings
    unfinished = closing.unfinished(proceedings, keys)
    left_open = tuple(dataclasses.replace(gap(one), file="/".join(one.key)) for one in unfinished)
    gaps = {one.key for one in unfinished}
    complete = [key for key in keys if key not in gaps and _may_close(proceedings, key)]
    if isinstance(target, Trial):
        return _Closing(len(complete), left_open)
    for scorer in sorted({key.scorer for key in complete}):
        own = tuple(key for key in complete if key.scorer == scorer)
        if holder is not None:
            close_sheets(target, scorer, {own[0].stage: own})
        else:
            deed = closing.closing(target.proceedings, scorer, own[0].stage, own, target.last)
            target.add(dataclasses.replace(deed, typed_by=typed_by))
    return _Closing(len(complete), left_open)


def _may_close(proceedings: Proceedings, key: SheetKey) -> bool:
    """Tell whether there is anything to close: a recused sheet is not submitted."""
    one = sheet(proceedings, key)
    return not one.submitted and not one.recused
