"""Handing out: one scorer's part of the book as a book of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.book import handout
from upakarti_tui.domain.book.deeds import Assigned, Configured
from upakarti_tui.domain.book.records import SECRETARIAT
from upakarti_tui.domain.text import check_id
from upakarti_tui.errors import RefusedError
from upakarti_tui.storage import files
from upakarti_tui.storage.books.book import write_part, writing
from upakarti_tui.workflows import named
from upakarti_tui.workflows.allowed import refuse_part
from upakarti_tui.workflows.asking import all_asked_of

if TYPE_CHECKING:
    from pathlib import Path

    from upakarti_tui.domain.people.candidate import Assignment
    from upakarti_tui.storage.books.book import Book


def pack(book: Path, scorer: str, output: Path, *, force: bool = False) -> Path:
    """Write the book that is handed to a scorer, and record that it was handed out.

    Raises:
        UsageError: the book knows no such scorer.
        NotAllowedError: the book is itself a part.
        FileError: the output exists, is a link or the book itself, or cannot be written.
    """
    files.check_output(output, force=force)
    files.check_apart(book, output)
    with writing(book, SECRETARIAT) as opened:
        refuse_part(opened.proceedings)
        _hand_out(opened, named.scorer(opened.proceedings, scorer).id, output, force=force)
    return output


def pack_all(book: Path, folder: Path, *, force: bool = False) -> tuple[Path, ...]:
    """Write a book for every scorer who is asked for a sheet, as `SCORER.jsonl` in a folder.

    Raises:
        NotAllowedError: the book is itself a part.
        FileError: an output exists, is a link or the book itself, or cannot be written;
            nothing is written then.
    """
    with writing(book, SECRETARIAT) as opened:
        refuse_part(opened.proceedings)
        scorers = [
            x for x in sorted(opened.proceedings.scorers) if all_asked_of(opened.proceedings, x)
        ]
        outputs = {scorer: folder / f"{_as_name(scorer)}.jsonl" for scorer in scorers}
        for output in outputs.values():
            files.check_output(output, force=force)
            files.check_apart(book, output)
        files.make_folder(folder)
        for scorer, output in outputs.items():
            _hand_out(opened, scorer, output, force=force)
    return tuple(outputs.values())


def _as_name(scorer: str) -> str:
    """Return an id that is to name a file: a book may come from anybody."""
    wrong = check_id(scorer)
    if wrong is not None:
        raise RefusedError([wrong])
    return scorer


def _hand_out(opened: Book, scorer: str, output: Path, *, force: bool) -> None:
    asked = all_asked_of(opened.proceedings, scorer)
    _assign_alone(opened, scorer)
    part = handout.part(opened.proceedings, scorer, asked)
    (listed,) = opened.add(handout.manifest(scorer, part, asked))
    if not handout.holds_main(opened.records):
        # Otherwise nothing would tell the secretariat's own book from the part.
        opened.add(Configured(()))
    write_part(output, (*part, listed), force=force)


def _assign_alone(opened: Book, scorer: str) -> None:
    """Say again, alone, what was assigned to this scorer together with others."""
    alone: set[Assignment] = set()
    every: set[Assignment] = set()
    for record in opened.records:
        if isinstance(record.deed, Assigned):
            own = {x for x in record.deed.assignments if x.scorer == scorer}
            every |= own
            if len(own) == len(set(record.deed.assignments)):
                alone |= own
    if every - alone:
        opened.add(Assigned(tuple(sorted(every))))
