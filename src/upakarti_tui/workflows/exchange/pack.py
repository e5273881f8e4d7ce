"""Handing out: one scorer's part of the book as a book of its own."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from upakarti_tui.domain.book import handout
from upakarti_tui.domain.book.deeds import Assigned, Configured
from upakarti_tui.domain.book.records import SECRETARIAT
from upakarti_tui.domain.text import check_id
from upakarti_tui.errors import RefusedError
from upakarti_tui.storage import whole_files
from upakarti_tui.storage.books.book import part_beside, writing
from upakarti_tui.workflows import named
from upakarti_tui.workflows.allowed import refuse_part
from upakarti_tui.workflows.asking import all_asked_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from upakarti_tui.domain.book.records import Record
    from upakarti_tui.domain.people.candidate import Assignment
    from upakarti_tui.storage.books.book import Book
    from upakarti_tui.storage.books.pending import Pending


def pack(book: Path, scorer: str, output: Path, *, force: bool = False) -> Path:
    """Write the book that is handed to a scorer, and record that it was handed out.

    Raises:
        UsageError: the book knows no such scorer.
        NotAllowedError: the book is itself a part.
        FileError: the output exists, is a link or the book itself, or cannot be written.
    """
    whole_files.check_output(output, force=force)
    whole_files.check_apart(book, output)
    with writing(book, SECRETARIAT) as opened:
        refuse_part(opened.proceedings)
        _hand_out(opened, {named.scorer(opened.proceedings, scorer).id: output}, force=force)
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
            whole_files.check_output(output, force=force)
            whole_files.check_apart(book, output)
        whole_files.make_folder(folder)
        _hand_out(opened, outputs, force=force)
    return tuple(outputs.values())


def _as_name(scorer: str) -> str:
    """Return an id that is to name a file: a book may come from anybody."""
    wrong = check_id(scorer)
    if wrong is not None:
        raise RefusedError([wrong])
    return scorer


def _hand_out(opened: Book, outputs: Mapping[str, Path], *, force: bool) -> None:
    """Write the parts of these scorers, and record that they were handed out.

    A part is written beside its place first: where there is no room for it, nothing
    is on record. What is on record has its part, but for a crash in between.
    """
    pending = opened.pending()
    with ExitStack() as stack:
        ready = [
            stack.enter_context(part_beside(output, _part(opened, pending, scorer), force=force))
            for scorer, output in outputs.items()
        ]
        opened.keep(pending)
        for put_in_place in ready:
            put_in_place()


def _part(opened: Book, pending: Pending, scorer: str) -> tuple[Record, ...]:
    """Return what a scorer is handed; what of it is new is pending afterwards."""
    asked = all_asked_of(opened.proceedings, scorer)
    alone = pending.add(*_alone(opened, scorer))
    part = (*handout.part(opened.proceedings, scorer, asked), *alone)
    (listed,) = pending.add(handout.manifest(scorer, part, asked))
    if not handout.holds_main((*opened.records, *pending.records)):
        # Otherwise nothing would tell the secretariat's own book from the part.
        pending.add(Configured(()))
    return (*part, listed)


def _alone(opened: Book, scorer: str) -> tuple[Assigned, ...]:
    """Return what was assigned to a scorer together with others, to be said again, alone."""
    alone: set[Assignment] = set()
    every: set[Assignment] = set()
    for record in opened.records:
        if isinstance(record.deed, Assigned):
            own = {x for x in record.deed.assignments if x.scorer == scorer}
            every |= own
            if len(own) == len(set(record.deed.assignments)):
                alone |= own
    return (Assigned(tuple(sorted(every))),) if every - alone else ()
