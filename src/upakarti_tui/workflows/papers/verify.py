"""Does what is printed agree with the records it rests on?

A book is checked record by record. A JSON or a PDF of ours carries the records
that decided; the result is computed again from them and compared with all that the
file says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.problems import say
from upakarti_tui.storage import files
from upakarti_tui.workflows.papers.verdict import Answer, Verdict, unchecked

if TYPE_CHECKING:
    from pathlib import Path

BOOK_SUFFIX = ".jsonl"
"""A file of this name is a book, however little of its beginning is left."""

LONGEST = 256 * 1024 * 1024
"""Bytes of the largest file that is read."""

_BEGINNING = 64
"""Bytes that tell a book, which begins with a hash, from a document."""


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
        from upakarti_tui.workflows.papers.verify_pdf import verify_pdf  # noqa: PLC0415 -- papers

        return verify_pdf(raw)
    if raw.lstrip().startswith(b"{"):
        from upakarti_tui.workflows.papers.verify_json import verify_json  # noqa: PLC0415 -- papers

        return verify_json(raw)
    return unchecked(say("it is no book, and no PDF or JSON of upakarti."))


def _of_book(path: Path) -> Verdict:
    from upakarti_tui.workflows.papers.verify_book import verify_book  # noqa: PLC0415 -- books only

    first, *more = verify_book(path).messages
    return Verdict(Answer.AGREES, first, tuple(more))


__all__ = ["Answer", "Verdict", "verify"]
