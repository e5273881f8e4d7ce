"""Comparing what is printed with what should be, text by text, row by row.

Spaces and line ends are no content: both sides are compared without them, in
reading order. What every page repeats is known and must be there: the fingerprint
at its foot, the page number, SEMENTARA on a draft, a table's headings.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from upakarti_tui.domain.text import shown
from upakarti_tui.locale import gettext
from upakarti_tui.reports.document import Chart, Numbering, Table
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

    drawn: tuple[str, ...] = ()
    """Texts of the drawing that this is the caption of."""


def _squeezed(text: str) -> str:
    return "".join(shown(text).split())


def difference(document: Document, pages: Sequence[str]) -> Difference | None:
    """Return the first difference between a document and the text of its pages; None for none."""
    due = [piece for piece in _pieces(document) if _squeezed(piece.text)]
    walk = _Walk(due)
    for number, page in enumerate(pages, 1):
        found = walk.over(_Page(page), number, furniture(document, number, len(pages)))
        if found is not None:
            return found
    rest = walk.next
    return Difference(len(pages), rest.row, "", rest.text) if rest is not None else None


class _Walk:
    """Goes through what is due, page by page."""

    def __init__(self, due: list[_Piece]) -> None:
        self._due = due
        self._at = 0
        self._done = 0
        """Signs of the piece at hand that stood on the page before."""

    @property
    def next(self) -> _Piece | None:
        """What is due next; None at the end."""
        return self._due[self._at] if self._at < len(self._due) else None

    def over(self, page: _Page, number: int, foot: str) -> Difference | None:
        """Compare one page; None where all of it is due."""
        if not page.text.endswith(foot):
            return Difference(number, "", page.line(len(page.text) - 1), foot)
        place, end = 0, len(page.text) - len(foot)
        headings = self.next.headings if self.next is not None else ""
        if not page.text.startswith(headings):
            return Difference(number, self._row, page.line(0), headings)
        place += len(headings)
        # Drawings come after the text of their page, whatever stands below them.
        drawn = ""
        while (piece := self.next) is not None and place < end - len(drawn):
            rest = _squeezed(piece.text)[self._done :]
            found = page.text[place : min(end - len(drawn), place + len(rest))]
            if not rest.startswith(found):
                return Difference(number, piece.row, page.line(place), piece.text)
            place += len(found)
            self._done += len(found)
            if len(found) == len(rest):
                drawn += _squeezed("".join(piece.drawn))
                self._at, self._done = self._at + 1, 0
        if page.text[place:end] != drawn:
            wrong = place + _common(page.text[place:end], drawn)
            return Difference(number, "", page.line(wrong), drawn[wrong - place :][:40])
        return None

    @property
    def _row(self) -> str:
        return self.next.row if self.next is not None else ""


def _common(one: str, other: str) -> int:
    """Return how many signs two texts begin with in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


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


def furniture(document: Document, number: int, pages: int) -> str:
    """Return what stands on a page after its content, squeezed."""
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
    return _squeezed(draft + top + seal + bottom)


def _pieces(document: Document) -> Iterator[_Piece]:
    for block in document.blocks:
        if isinstance(block, Table):
            yield from _table(block)
        elif isinstance(block, Chart):
            yield _Piece(block.says, drawn=block.drawn)
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
