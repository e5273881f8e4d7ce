"""Does what is printed agree with the records it rests on?

A book is checked record by record. A JSON or a PDF of ours carries the records
that decided; the result is computed again from them and compared with all that the
file says. A PDF must come out again byte for byte where the same versions draw it;
where others do, its seal must hold and every printed text must be the computed one.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from upakarti_tui import __version__, locale
from upakarti_tui.domain.problems import Message, say
from upakarti_tui.errors import Exit, UpakartiError
from upakarti_tui.reports import as_pdf, comparing, papers, reading_pdf, sealing
from upakarti_tui.reports.marks_of_page import grouped
from upakarti_tui.storage import files
from upakarti_tui.storage.canonical import read_json
from upakarti_tui.workflows.papers import verify_book
from upakarti_tui.workflows.papers.determined import FORMAT, LONGEST, Determined, reread
from upakarti_tui.workflows.papers.export import laid_out

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from upakarti_tui.reports.comparing import Difference
    from upakarti_tui.reports.document import Document
    from upakarti_tui.reports.reading_pdf import PrintedPdf


BOOK_SUFFIX = ".jsonl"
"""A file of this name is a book, however little of its beginning is left."""

_BEGINNING = 64
"""Bytes that tell a book, which begins with a hash, from a document."""


class Answer(StrEnum):
    """What a check comes to."""

    AGREES = "agrees"
    DIFFERS = "differs"
    UNCHECKED = "unchecked"
    """The file holds nothing to compute it again from."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer, in one line; after it what else a book tells."""

    answer: Answer
    message: Message
    more: tuple[Message, ...] = ()

    @property
    def exit(self) -> Exit:
        """How a command ends that gives this answer."""
        return {
            Answer.AGREES: Exit.DONE,
            Answer.DIFFERS: Exit.DAMAGED,
            Answer.UNCHECKED: Exit.REFUSED,
        }[self.answer]

    def __str__(self) -> str:
        return "\n".join(map(locale.told, (self.message, *self.more)))


def _differs(what: Message) -> Verdict:
    return Verdict(Answer.DIFFERS, say("Differs: {what}", what=what))


def _unchecked(what: Message) -> Verdict:
    return Verdict(Answer.UNCHECKED, say("Cannot be checked: {what}", what=what))


def verify(path: Path) -> Verdict:
    """Check a book, or a document that was exported as PDF or JSON.

    Raises:
        FileError: the file cannot be read.
        DamagedError: it is a book, and not what was written.
    """
    begins = files.read(path, LONGEST, first=_BEGINNING)
    pdf = begins.startswith(b"%PDF-")
    if not pdf and (path.suffix == BOOK_SUFFIX or begins.isalnum()):
        return _of_book(path)
    raw = files.read(path, LONGEST)
    if pdf:
        return _of_pdf(raw)
    if raw.lstrip().startswith(b"{"):
        found = _of_json(raw)
        return found if isinstance(found, Verdict) else _agrees(found)
    return _unchecked(say("it is no book, and no PDF or JSON of upakarti."))


def _agrees(result: Determined) -> Verdict:
    return Verdict(
        Answer.AGREES,
        say(
            "Agrees: {stage}, {count} proposed, computed again from {records} records; {state}; "
            "fingerprint {fingerprint}.",
            stage=result.determination.stage.title,
            count=sum(len(p.proposed) for p in result.determination.proposals),
            records=len(result.records),
            state=say("final") if not result.determination.draft else say("draft"),
            fingerprint=grouped(result.fingerprint),
        ),
    )


def _of_book(path: Path) -> Verdict:
    report = verify_book.verify_book(path)
    first, *more = report.messages
    return Verdict(Answer.AGREES, first, tuple(more))


def _of_json(raw: bytes) -> Determined | Verdict:
    """Return what a canonical determination holds, or why it is not to be believed."""
    try:
        claimed = read_json(raw)
    except ValueError as error:
        return _unchecked(say("it is no JSON of upakarti ({error}).", error=error))
    if not isinstance(claimed, dict) or claimed.get("format") != FORMAT:
        return _unchecked(say("it carries no records to compute it from again."))
    try:
        result = reread(raw)
    except (ValueError, KeyError, StopIteration, IndexError, ArithmeticError) as error:
        return _differs(say("its records cannot be read ({error}).", error=_short(error)))
    if result.document != raw:
        return _first_difference(claimed, read_json(result.document))
    known = {record.id for record in result.records}
    for finding in verify_book.wrong(result.proceedings):
        if known.issuperset(finding.records):
            return _differs(say("{where}: {what}", where=finding.where, what=finding.what))
    return result


def _short(error: Exception) -> str:
    return "".join(c for c in str(error) if c.isprintable())[:160]


def _first_difference(claimed: object, computed: object) -> Verdict:
    for where, said, due in _differences(claimed, computed, ""):
        return _differs(
            say("{where} says {said}, and should say {due}.", where=where, said=said, due=due)
        )
    return _differs(say("it is not written in canonical form."))


def _differences(said: Any, due: Any, where: str) -> Iterator[tuple[str, str, str]]:  # noqa: ANN401
    """Yield each place where two JSON values part."""
    if isinstance(said, dict) and isinstance(due, dict):
        for key in sorted(said.keys() | due.keys()):
            at = f"{where}.{key}".lstrip(".")
            yield from _differences(said.get(key), due.get(key), at)
    elif isinstance(said, list) and isinstance(due, list) and len(said) == len(due):
        for place, (one, other) in enumerate(zip(said, due, strict=True)):
            yield from _differences(one, other, f"{where}[{place}]")
    elif said != due:
        yield where, _brief(said), _brief(due)


def _brief(value: object) -> str:
    if isinstance(value, list):
        return f"[{len(value)}]"
    said = f"“{value}”" if isinstance(value, str) else str(value)
    return "".join(c for c in said if c.isprintable())[:80]


# --- PDF -----------------------------------------------------------------------------


def _of_pdf(raw: bytes) -> Verdict:
    try:
        printed = reading_pdf.read(raw)
    except reading_pdf.UnreadableError as error:
        if sealing.claims(raw):
            return _differs(say("the PDF is damaged ({error}).", error=_short(error)))
        return _unchecked(say("the PDF cannot be read ({error}).", error=_short(error)))
    attached = [content for name, content in printed.attached if name == as_pdf.DATA]
    if not attached:
        return _unchecked(say("the PDF carries no determination of upakarti."))
    if len(printed.attached) > 1:
        names = ", ".join(name for name, _ in printed.attached)
        return _differs(
            say("more is attached than was written: {names}.", names=_short_text(names))
        )
    result = _of_json(attached[0])
    if isinstance(result, Verdict):
        return result
    with _speaking(dict(printed.about).get("language", "")):
        return _of_print(raw, printed, result)


def _short_text(text: str) -> str:
    return "".join(c for c in text if c.isprintable())[:160]


@contextmanager
def _speaking(language: str) -> Iterator[None]:
    """Speak the language of a document while it is made again."""
    before = locale.language()
    if language in locale.LANGUAGES:
        locale.choose(language)
    try:
        yield
    finally:
        locale.choose(before)


def _of_print(raw: bytes, printed: PrintedPdf, result: Determined) -> Verdict:
    document = _document(printed, result)
    if document is None:
        return _differs(say("the PDF does not say which document it is."))
    found = comparing.difference(document, printed.pages)
    sealed = sealing.holds(raw)
    # A broken seal is never mended by drawing again, and drawing is slow.
    again = _drawn_again(document, result) if sealed else None
    if again is not None and again == raw:
        return _agrees(result)
    if found is not None and sealed and not _is_ours(printed.creator):
        return _unchecked(
            say(
                "the data agree with their records, but {maker} wrote the file, "
                "and this version says things in other words.",
                maker=_short_text(printed.creator.partition(";")[0]) or "?",
            )
        )
    if found is not None:
        return _told(found)
    if printed.odd:
        parts = ", ".join(printed.odd)
        return _differs(say("the PDF has parts that were not written: {parts}.", parts=parts))
    if not sealed:
        return _differs(say("the texts agree, but the file was changed or saved again since."))
    if again is not None and _creator(again) == printed.creator:
        return _differs(say("the texts agree, but the same versions draw another file."))
    return _agrees(result)


def _is_ours(creator: str) -> bool:
    """Tell whether this very version of the program wrote the words of a file."""
    return creator.partition(";")[0] == f"upakarti {__version__}"


def _told(found: Difference) -> Verdict:
    return _differs(
        say(
            "page {page}, {row}: printed “{printed}”, should be “{due}”.",
            page=found.page,
            row=_short_text(found.row) or say("text"),
            printed=_short_text(found.printed),
            due=_short_text(found.due),
        )
    )


def _creator(raw: bytes) -> str:
    return reading_pdf.read(raw).creator


def _document(printed: PrintedPdf, result: Determined) -> Document | None:
    about = dict(printed.about)
    kind = about.pop("kind", "")
    about.pop("language", None)
    if kind not in papers.KINDS or kind in papers.BARE:
        return None
    if about.get("candidate", "") not in {"", *result.determination.candidates}:
        return None
    made = papers.KINDS[kind](result.source(about.get("candidate")))
    return next((each for each in made if dict(each.about) == about), None)


def _drawn_again(document: Document, result: Determined) -> bytes | None:
    try:
        return laid_out(document, "pdf", result)
    except UpakartiError:
        return None
