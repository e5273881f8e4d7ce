"""Working a book out again: everything in it that can be checked, and by whom it is signed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from upakarti_tui.domain.book import closing, merging
from upakarti_tui.domain.book import proceedings as derived
from upakarti_tui.domain.book.admissible import inadmissible
from upakarti_tui.domain.book.deeds import Packed, Submitted
from upakarti_tui.domain.book.handout import is_packed, many, root, within
from upakarti_tui.domain.book.merging import Class, Finding
from upakarti_tui.domain.places.ranking import rank
from upakarti_tui.domain.problems import Message, Problem, say
from upakarti_tui.domain.scoring.recounting import Recount
from upakarti_tui.errors import DamagedError, OpenItemsError
from upakarti_tui.storage import whole_files
from upakarti_tui.storage.books.book import ReadBook, read
from upakarti_tui.storage.books.keyring import Keyring, forged
from upakarti_tui.storage.books.signatures import SUBMISSION, statement_of
from upakarti_tui.workflows.scoring.bulk import in_bulk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from upakarti_tui.domain.book.proceedings import Proceedings
    from upakarti_tui.domain.book.records import Record


_SHOWN = 12
"""Characters of a hash that are told to people."""


@dataclass(frozen=True, slots=True)
class BookReport:
    """A book that is what was written."""

    path: Path
    records: int
    packed_for: str | None
    """The scorer it was handed to; None for a book of the secretariat."""

    receipt: str
    """Sixteen digits of all it holds."""

    slips: tuple[tuple[str, str, str], ...]
    """Scorer, stage and sixteen digits of every closing: to compare with the paper slips."""

    commitments: tuple[closing.Commitment, ...]
    """What was closed, in numbers: of a sealed stage, too."""

    findings: tuple[Finding, ...]
    """What somebody must decide: conflicts and late entries."""

    notices: tuple[Message, ...]

    @property
    def messages(self) -> tuple[Message, ...]:
        """The report, a sentence a line."""
        return (
            say(
                "{path}: {records} records, every one as it was written. Receipt: {receipt}",
                path=self.path,
                records=self.records,
                receipt=self.receipt,
            ),
            *self.notices,
            *(
                say("{scorer} submitted {stage}: {digits}", scorer=x, stage=stage, digits=digits)
                for x, stage, digits in self.slips
            ),
            *map(_committed, self.commitments),
            *(say("{where}: {what}", where=x.where, what=x.what) for x in self.findings),
        )

    def __str__(self) -> str:
        return "\n".join(map(str, self.messages))


def _committed(commitment: closing.Commitment) -> Message:
    return say(
        "  {scorer}, {stage}: {sheets} sheets, {count} records, head {head}, root {root}",
        scorer=commitment.scorer,
        stage=commitment.stage,
        sheets=commitment.sheets,
        count=commitment.count,
        head=commitment.head[:_SHOWN] or "–",
        root=commitment.root[:_SHOWN],
    )


@in_bulk()
def verify_book(path: Path) -> BookReport:
    """Check a book's chain, records, numbers, manifests, closings, signatures and results.

    Raises:
        FileError: it cannot be read.
        RefusedError: a newer version wrote it, or its template is not its own.
        DamagedError: names every line that cannot be what was written.
        OpenItemsError: names the lines of a book that was copied and used twice.
    """
    book = read(path)
    proceedings = derived.read(book.records)
    damage = tuple(wrong(proceedings))
    if damage:
        raise DamagedError(*_where(book, damage))
    forked = merging.forks(book.records)
    if forked:
        raise OpenItemsError(*_where(book, forked))
    return BookReport(
        path=path,
        records=len(book.records),
        packed_for=is_packed(proceedings),
        receipt=closing.slip(book.records),
        slips=closing.slips(book.records),
        commitments=tuple(
            commitment
            for stage in proceedings.template.stages
            for commitment in closing.commitments(proceedings, stage.id)
        ),
        findings=merging.findings(proceedings),
        notices=book.notices,
    )


def wrong(proceedings: Proceedings) -> Iterator[Finding]:
    """Yield what no book of this program holds."""
    records = proceedings.records
    impossible = tuple(inadmissible(proceedings, records))
    yield from impossible
    yield from forged(records)
    yield from merging.gaps(records)
    recount = Recount(proceedings)
    for record in records:
        deed = record.deed
        if isinstance(deed, Submitted) and not recount.fits(record, deed):
            what = say(
                "The sheets closed here are not what was closed: count, head or root differ."
            )
            yield _found(record, what)
        elif isinstance(deed, Packed) and not _fits(records, deed):
            what = say(
                "The records handed to {scorer} are not what was handed.", scorer=deed.scorer
            )
            yield _found(record, what)
    if not impossible:
        yield from _results(proceedings)


def _found(record: Record, what: Message) -> Finding:
    return Finding(Class.DAMAGED, "/".join(map(str, record.place)), what, (record.id,))


def _fits(records: tuple[Record, ...], deed: Packed) -> bool:
    """Tell whether everything on the list of a handing out is there.

    A book that was handed to somebody else holds none of it.
    """
    handed = {(author, device): said for author, device, said in deed.handed}
    ids = [
        x.id
        for x in records
        if (x.author, x.device) in handed and within(handed[x.author, x.device], x.seq)
    ]
    forked = len(ids) > sum(many(said) for said in handed.values())
    return forked or deed.root == root(ids)


def _results(proceedings: Proceedings) -> Iterator[Finding]:
    """Yield every final stage whose ranking, worked out again, is another."""
    for stage in proceedings.template.stages:
        if proceedings.final(stage.id) is None:
            continue
        ids = tuple(x.id for x in proceedings.standing["finalised", stage.id])
        items = rank(proceedings, stage.id).open_items
        yield from (
            Finding(Class.DAMAGED, stage.id, item.what, ids)
            for item in items
            if item.kind == "digest"
        )


def _where(book: ReadBook, findings: tuple[Finding, ...]) -> Iterator[Problem]:
    lines = {record.id: number for number, record in enumerate(book.records, start=1)}
    for finding in findings:
        for record_id in finding.records:
            yield Problem(finding.what, file=str(book.path), line=lines[record_id])


def write_evidence(path: Path, folder: Path, *, force: bool = False) -> tuple[Path, ...]:
    """Write what stock OpenSSH needs to check every closing without this program.

    `allowed_signers`, and for each closing its statement (`.json`) and its
    signature (`.json.sig`):
    `ssh-keygen -Y verify -f allowed_signers -I SCORER -n upakarti-submission -s X.sig < X`

    Raises:
        FileError: a file is there already, or cannot be written.
        DamagedError, RefusedError: as `verify_book`.
    """
    book = read(path)
    keys = Keyring(book.records).everyone()
    signers = "".join(f'{scorer} namespaces="{SUBMISSION}" {key}\n' for scorer, key in keys)
    contents = {Path("allowed_signers"): signers.encode()}
    for record in book.records:
        deed = record.deed
        if isinstance(deed, Submitted) and deed.signature:
            name = f"{deed.scorer}-{deed.stage}-{record.id[:8]}.json"
            contents[Path(name)] = statement_of(record, deed, book.proceedings.fingerprint)
            contents[Path(f"{name}.sig")] = deed.signature.encode()
    whole_files.make_folder(folder)
    outputs = {folder / name: content for name, content in contents.items()}
    for output in outputs:
        whole_files.check_output(output, force=force)
    for output, content in outputs.items():
        whole_files.replace(output, content, force=force)
    return tuple(outputs)
