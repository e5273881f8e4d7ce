"""Checking a PDF of ours: the records it carries against all that it prints.

It must come out again byte for byte where the same versions draw it. Where others
do, its seal must hold, every printed text must be the computed one, and every part
of it must be a part of what is drawn here: a line that hides a number or a letter
with another's shape leaves no trace in the texts.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from upakarti_tui import __version__, locale
from upakarti_tui.domain.problems import say
from upakarti_tui.errors import UpakartiError
from upakarti_tui.reports import (
    as_pdf,
    comparing,
    letters_of_pdf,
    likeness_of_pdf,
    papers,
    reading_pdf,
    sealing,
)
from upakarti_tui.workflows.papers.export import laid_out
from upakarti_tui.workflows.papers.verdict import Answer, Verdict, differs, short, unchecked
from upakarti_tui.workflows.papers.verify_json import agrees, computed_again

if TYPE_CHECKING:
    from collections.abc import Iterator

    from upakarti_tui.reports.comparing import Difference
    from upakarti_tui.reports.document import Document
    from upakarti_tui.reports.reading_pdf import PrintedPdf
    from upakarti_tui.workflows.papers.determined import Determined


def verify_pdf(raw: bytes) -> Verdict:
    """Check a document that was exported as PDF."""
    try:
        printed = reading_pdf.read(raw)
    except reading_pdf.UnreadableError:
        if sealing.claims(raw):
            return differs(say("the PDF is damaged."))
        return unchecked(say("the PDF cannot be read."))
    attached = [content for name, content in printed.attached if name == as_pdf.DATA]
    if not attached:
        return unchecked(say("the PDF carries no determination of upakarti."))
    if len(printed.attached) > 1:
        names = ", ".join(name for name, _ in printed.attached)
        return differs(say("more is attached than was written: {names}.", names=short(names)))
    result = computed_again(attached[0])
    if isinstance(result, Verdict):
        return result
    with _speaking(dict(printed.about).get("language", "")):
        return _of_print(raw, printed, result)


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
    document = the_document(printed, result)
    if document is None:
        return differs(say("the PDF does not say which document it is."))
    found = comparing.difference(document, printed.pages)
    sealed = sealing.holds(raw)
    # A broken seal is never mended by drawing again, and drawing is slow.
    again = _drawn_again(document, result) if sealed else None
    if again is not None and again == raw:
        return agrees(result)
    if found is not None and sealed and not _is_ours(printed.creator):
        return unchecked(
            say(
                "the data agree with their records, but {maker} wrote the file, "
                "and this version says things in other words.",
                maker=_maker(printed),
            )
        )
    if found is not None:
        return _told(found)
    if printed.odd:
        parts = ", ".join(printed.odd)
        return differs(say("the PDF has parts that were not written: {parts}.", parts=short(parts)))
    if not sealed:
        return differs(say("the texts agree, but the file was changed or saved again since."))
    return _of_drawing(raw, again, printed, result)


def _of_drawing(
    raw: bytes, again: bytes | None, printed: PrintedPdf, result: Determined
) -> Verdict:
    """Answer for a file whose texts agree and whose seal holds, and which is not drawn alike."""
    if again is None:
        return _of_letters(raw, printed, result)
    if reading_pdf.read(again).creator == printed.creator:
        return differs(say("the texts agree, but the same versions draw another file."))
    if not likeness_of_pdf.alike(raw, again):
        return unchecked(
            say(
                "the texts agree, but {maker} drew the file, and these versions draw it otherwise.",
                maker=_maker(printed),
            )
        )
    return agrees(result)


def _of_letters(raw: bytes, printed: PrintedPdf, result: Determined) -> Verdict:
    """Answer where nothing can be drawn: as far as the shapes of letters go, and no further."""
    if not letters_of_pdf.are_ours(raw):
        return unchecked(
            say("the texts agree, but {maker} drew them in other letters.", maker=_maker(printed))
        )
    return Verdict(
        Answer.AGREES,
        say(
            "{agrees} Only texts and letters were compared: nothing can be drawn without Pango.",
            agrees=agrees(result).message,
        ),
    )


def _maker(printed: PrintedPdf) -> str:
    return short(printed.creator) or "?"


def _is_ours(creator: str) -> bool:
    """Tell whether this very version of the program wrote the words of a file."""
    return creator.partition(";")[0] == f"upakarti {__version__}"


def _told(found: Difference) -> Verdict:
    return differs(
        say(
            "page {page}, {row}: printed “{printed}”, should be “{due}”.",
            page=found.page,
            row=short(found.row) or say("text"),
            printed=short(found.printed),
            due=short(found.due),
        )
    )


def the_document(printed: PrintedPdf, result: Determined) -> Document | None:
    """Return the document that a PDF says it is, made again; None where it says none."""
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
