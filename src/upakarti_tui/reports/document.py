"""A document before it has a form: the same rows for paper, screen and spreadsheet.

A document is built once, as blocks of finished text and exact numbers. CSV, XLSX,
HTML and PDF lay the same blocks out and decide nothing about what is said.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from upakarti_tui.domain.settings import Paper
from upakarti_tui.reports.speech import figure


@dataclass(frozen=True, slots=True)
class Number:
    """An exact number in a cell; shown as written, a real number in a spreadsheet."""

    written: str
    """Plain decimal text: `69.996`, `5`."""

    def __str__(self) -> str:
        return figure(self.written)

    @property
    def value(self) -> Decimal:
        """The number itself."""
        return Decimal(self.written)


Cell: TypeAlias = str | Number


class Align(StrEnum):
    """Where the text of a column stands."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    title: str
    width: int
    """Share of the table's width; the shares of a table need not sum to anything."""

    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings."""

    name: str
    """Short, for the tab of a spreadsheet."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    tall: bool = False
    """Whether rows leave room for handwriting."""

    empty: str = ""
    """What stands in place of the rows where there are none."""


class Role(StrEnum):
    """What a line of text is to the page."""

    BODY = "body"
    CENTRED = "centred"
    SMALL = "small"
    REMARK = "remark"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The lines above an internal document."""

    lines: tuple[str, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """What it prints, in reading order."""
        return self.lines


@dataclass(frozen=True, slots=True)
class AnnexHead:
    """The block at the right-hand top that says which decree this is the annex of."""

    lines: tuple[str, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """What it prints, in reading order."""
        return self.lines


@dataclass(frozen=True, slots=True)
class Title:
    """The centred title, a line each."""

    lines: tuple[str, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """What it prints, in reading order."""
        return self.lines


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within the document."""

    text: str

    @property
    def texts(self) -> tuple[str, ...]:
        """What it prints, in reading order."""
        return (self.text,)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    text: str
    role: Role = Role.BODY

    @property
    def texts(self) -> tuple[str, ...]:
        """What it prints, in reading order."""
        return (self.text,)


@dataclass(frozen=True, slots=True)
class Listing:
    """Numbered sentences."""

    items: tuple[str, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """What it prints, in reading order."""
        return tuple(f"{number}. {item}" for number, item in enumerate(self.items, 1))


@dataclass(frozen=True, slots=True)
class Pairs:
    """Labels with what they stand for."""

    pairs: tuple[tuple[str, Cell], ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """What it prints, in reading order."""
        return tuple(str(text) for pair in self.pairs for text in pair)


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing, with the sentence that says what it shows."""

    svg: str
    says: str
    drawn: tuple[str, ...]
    """The text drawn in it, in the order of drawing."""

    @property
    def texts(self) -> tuple[str, ...]:
        """What it prints, in reading order."""
        return (self.says, *self.drawn)


@dataclass(frozen=True, slots=True)
class Mark:
    """A code on paper that leads back to a row of the book."""

    code: str

    @property
    def texts(self) -> tuple[str, ...]:
        """What it prints, in reading order."""
        return (self.code,)


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Room for one signature; lines above and below it."""

    above: tuple[str, ...]
    below: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signatures:
    """Signature blocks, filled from the right; a single one stands at the right."""

    blocks: tuple[SignatureBlock, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """What it prints, in reading order."""
        return tuple(text for each in self.blocks for text in (*each.above, *each.below))


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a page."""

    @property
    def texts(self) -> tuple[str, ...]:
        """What it prints, in reading order."""
        return ()


Block: TypeAlias = (
    Letterhead
    | AnnexHead
    | Title
    | Heading
    | Paragraph
    | Listing
    | Pairs
    | Table
    | Chart
    | Mark
    | Signatures
    | PageBreak
)


class Numbering(StrEnum):
    """How pages are counted."""

    ANNEX = "annex"
    """`-2-` at the top, from the second page on, as decrees do."""

    OF = "of"
    """`2 dari 4` at the foot."""


@dataclass(frozen=True, slots=True)
class Document:
    """One document, finished but for its form."""

    kind: str
    stem: str
    """File name without its ending; ASCII letters, digits, dots and dashes."""

    title: str
    language: str
    blocks: tuple[Block, ...]
    flat: Table
    """The content as one rectangular table."""

    fingerprint: str
    """SHA-256 of the canonical determination, in hexadecimal."""

    source: str
    """Template id and the first digits of its fingerprint."""

    at: str
    """Local time of the last record it rests on, in ISO form."""

    draft: bool
    """Whether it says SEMENTARA."""

    notice: str = ""
    """Printed on every page and sheet while the template carries it."""

    paper: Paper = Paper.A4
    landscape: bool = False
    numbering: Numbering = Numbering.OF
    about: tuple[tuple[str, str], ...] = field(default=())
    """What tells this document from others of the same determination: candidate, ..."""

    @property
    def tabs(self) -> tuple[Table, ...]:
        """The tables of a spreadsheet: those of the pages, or one for all where pages repeat."""
        if any(isinstance(block, PageBreak) for block in self.blocks) or self.about:
            return (self.flat,)
        return tuple(b for b in self.blocks if isinstance(b, Table)) or (self.flat,)
