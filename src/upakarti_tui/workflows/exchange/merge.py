"""Bringing books together: every record of every file, or nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from upakarti_tui.domain.book import closing, merging
from upakarti_tui.domain.book import proceedings as derived
from upakarti_tui.domain.book.admissible import inadmissible
from upakarti_tui.domain.book.merging import Class, Finding
from upakarti_tui.domain.problems import Message, Problem, say
from upakarti_tui.errors import MissingFileError, RefusedError
from upakarti_tui.storage import whole_files
from upakarti_tui.storage.books.book import ReadBook, read, replacing
from upakarti_tui.storage.books.journal import Line
from upakarti_tui.storage.books.keyring import forged
from upakarti_tui.workflows.scoring.bulk import in_bulk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from upakarti_tui.domain.book.proceedings import Proceedings
    from upakarti_tui.domain.book.records import Record


@dataclass(frozen=True, slots=True)
class Source:
    """What was found in one file."""

    path: Path
    records: int
    taken: int
    """Records that the target did not have."""

    receipt: str
    """Sixteen digits of all that the file holds: `verify` tells its owner the same."""

    slips: tuple[tuple[str, str, str], ...]
    """Scorer, stage and sixteen digits of every closing in it: to compare with the paper slip."""


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What a merge did, or would do."""

    into: Path
    dry_run: bool
    sources: tuple[Source, ...]
    """In the order the files were named."""

    records: int
    """Records in the target afterwards."""

    receipt: str
    """Sixteen digits of all that the target then holds: the same set, the same digits."""

    findings: tuple[Finding, ...]
    """What somebody must decide."""

    notices: tuple[Message, ...]

    @property
    def messages(self) -> tuple[Message, ...]:
        """The report, a sentence a line."""
        return tuple(_told(self))

    def __str__(self) -> str:
        return "\n".join(map(str, self.messages))


@in_bulk()
def merge(files: Sequence[Path], into: Path, *, dry_run: bool = False) -> MergeReport:
    """Bring the records of all files into one book; nothing when any of them cannot be used.

    The same records give the same file, whatever the order and repetition of the
    files. No file but the target is written to.

    Raises:
        FileError: a file is missing, or the target is a link, an input, or locked.
        DamagedError: a file is not what was written.
        RefusedError: another template, another book, a newer version, or records that
            their author cannot have written.
    """
    whole_files.check_output(into, force=True)
    _refuse_input_as_target(files, into)
    known: dict[str, Record] = {}
    sources = [read(path, known) for path in files]
    with replacing(into, dry_run=dry_run, known=known) as target:
        books = [*sources, *([target.book] if target.book is not None else [])]
        records = merging.union(*(book.records for book in books))
        proceedings = _checked(books, records)
        if not dry_run:
            target.replace(_lines(books, records))
    return _report(into, dry_run, sources, target.book, proceedings)


def _lines(books: Iterable[ReadBook], records: Iterable[Record]) -> Iterator[Line]:
    """Yield the lines of the records, from whatever book holds them."""
    places = {x: (book.lines, at) for book in books for at, x in enumerate(book.lines.ids)}
    for record in records:
        lines, at = places[record.id]
        yield Line(record.id, lines.body(at))


def _refuse_input_as_target(files: Iterable[Path], into: Path) -> None:
    for path in files:
        if not path.exists():
            raise MissingFileError(path)
        whole_files.check_apart(path, into)


def _checked(books: Sequence[ReadBook], records: Sequence[Record]) -> Proceedings:
    """Return what the union says, once everything in it can be used.

    Raises:
        RefusedError: names what cannot, and the files it stands in.
    """
    strangers = merging.foreign(records)
    if strangers:
        raise RefusedError(_where(books, strangers))
    proceedings = derived.read(records)
    wrong = (*inadmissible(proceedings, records), *forged(records))
    if wrong:
        raise RefusedError(_where(books, wrong))
    return proceedings


def _where(books: Iterable[ReadBook], findings: Iterable[Finding]) -> list[Problem]:
    """Return the findings with the file and the line where each stands."""
    wanted = {x: finding for finding in findings for x in finding.records}
    return [
        Problem(wanted[record.id].what, file=str(book.path), line=number)
        for book in books
        for number, record in enumerate(book.records, start=1)
        if record.id in wanted
    ]


def _report(
    into: Path,
    dry_run: bool,  # noqa: FBT001 -- handed on as it came
    sources: Sequence[ReadBook],
    target: ReadBook | None,
    proceedings: Proceedings,
) -> MergeReport:
    held = {x.id for x in target.records} if target is not None else set()
    return MergeReport(
        into=into,
        dry_run=dry_run,
        sources=tuple(_source(book, held) for book in sources),
        records=len(proceedings.records),
        receipt=closing.slip(proceedings.records),
        findings=merging.findings(proceedings),
        notices=tuple(notice for book in sources for notice in book.notices),
    )


def _source(book: ReadBook, held: set[str]) -> Source:
    return Source(
        path=book.path,
        records=len(book.records),
        taken=sum(1 for x in book.records if x.id not in held),
        receipt=closing.slip(book.records),
        slips=closing.slips(book.records),
    )


def _told(report: MergeReport) -> Iterable[Message]:
    for source in report.sources:
        yield say(
            "{path}: {records} records, {taken} of them new. Receipt: {receipt}",
            path=source.path,
            records=source.records,
            taken=source.taken,
            receipt=source.receipt,
        )
        for scorer, stage, digits in source.slips:
            yield say(
                "  {scorer} submitted {stage}: {digits}", scorer=scorer, stage=stage, digits=digits
            )
    if report.dry_run:
        yield say("{into} would hold {records} records.", into=report.into, records=report.records)
    else:
        yield say(
            "{into} holds {records} records. Receipt: {receipt}",
            into=report.into,
            records=report.records,
            receipt=report.receipt,
        )
    kinds = Counter(finding.kind for finding in report.findings)
    for kind, count in kinds.items():
        yield say(_COUNTED[kind].text, count=count)
    for finding in report.findings:
        yield say("{where}: {what}", where=finding.where, what=finding.what)


_COUNTED = {
    Class.CONFLICT: say("Conflicts to decide: {count}"),
    Class.FORK: say("Forked records: {count}"),
    Class.GAP: say("Missing records: {count}"),
    Class.AFTER_OPENING: say("Entries changed after opening: {count}"),
    Class.LATE: say("Entries that came too late: {count}"),
}
