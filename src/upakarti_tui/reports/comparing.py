"""Comparing what is printed with what should be, text by text, row by row.

Spaces and line ends are no content: both sides are compared without them, in
reading order. What every page repeats is known and must be there: the fingerprint
at its foot, the page number, SEMENTARA on a draft, a table's headings.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from upakarti_tui.locale import gettext
from upakarti_tui.reports.document import Numbering, Table
from upakarti_tui.reports.marks_of_page import grouped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from upakarti_tui.reports.document import Document


@dataclass(frozen=True, slots=True)
class Difference:
    """The first place where paper and data part."""

    page: int
    """From 1."""

    row: str
    """Which row of which table, or empty for text that stands in none."""

    printed: str
    """The printed line; empty where the page ends."""

    due: str
    """What should stand there; empty where there should be nothing more."""


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    row: str = ""
    headings: str = ""
    """Headings of the table that this row stands in, squeezed; empty outside of rows."""


def _squeezed(text: str) -> str:
    return "".join(text.split())


def difference(document: Document, pages: Sequence[str]) -> Difference | None:
    """Return the first difference between a document and the text of its pages; None for none."""
    pieces = [piece for piece in _pieces(document) if _squeezed(piece.text)]
    at, offset = 0, 0
    for number, page in enumerate(pages, 1):
        lines = _Page(page)
        before, after = furniture(document, number, len(pages))
        rest = lines.text
        if not rest.startswith(before):
            return Difference(number, "", lines.line(0), before)
        if not rest.endswith(after):
            return Difference(number, "", lines.line(len(rest) - 1), after)
        place, end = len(before), len(rest) - len(after)
        if at < len(pieces) and (head := pieces[at].headings):
            if not rest.startswith(head, place):
                return Difference(number, pieces[at].row, lines.line(place), head)
            place += len(head)
        while at < len(pieces) and place < end:
            due = _squeezed(pieces[at].text)[offset:]
            found = rest[place : min(end, place + len(due))]
            if not due.startswith(found):
                return Difference(number, pieces[at].row, lines.line(place), pieces[at].text)
            place += len(found)
            offset = offset + len(found) if len(found) < len(due) else 0
            at += not offset
        if place < end:
            return Difference(number, "", lines.line(place), "")
    if at < len(pieces):
        return Difference(len(pages), pieces[at].row, "", pieces[at].text)
    return None


class _Page:
    """The text of a page without spaces, and the way back to its lines."""

    def __init__(self, page: str) -> None:
        self._lines = page.split("\n")
        self.text = _squeezed(page)

    def line(self, place: int) -> str:
        """Return the line that holds a place of the squeezed text."""
        passed = 0
        for line in self._lines:
            passed += len(_squeezed(line))
            if place < passed:
                return line.strip()
        return ""


def furniture(document: Document, number: int, pages: int) -> tuple[str, str]:
    """Return what stands on a page before and after its content, squeezed."""
    top = bottom = ""
    if document.numbering is Numbering.ANNEX:
        top = f"-{number}-" if number > 1 else ""
    else:
        bottom = f"{number}{gettext('of')}{pages}"
    seal = "".join(
        (
            gettext("Fingerprint"),
            grouped(document.fingerprint),
            gettext("Template"),
            document.source,
            document.notice,
        )
    )
    draft = gettext("DRAFT") if document.draft else ""
    return "", _squeezed(draft + top + seal + bottom)


def _pieces(document: Document) -> Iterator[_Piece]:
    for block in document.blocks:
        if isinstance(block, Table):
            yield from _table(block)
        else:
            yield from map(_Piece, block.texts)


def _table(table: Table) -> Iterator[_Piece]:
    yield _Piece(table.caption)
    for column in table.columns:
        yield _Piece(column.title)
    headings = _squeezed("".join(column.title for column in table.columns))
    for number, row in enumerate(table.rows, 1):
        name = f"{table.name} {number}"
        for at, cell in enumerate(row):
            # Only between rows can a page end; before the first, the headings have just come.
            yield _Piece(str(cell), name, headings if at or number > 1 else "")
    if not table.rows:
        yield _Piece(table.empty)
