"""What a table holds before anybody has asked what it means."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class CellKind(StrEnum):
    """What a spreadsheet says that a cell is. In CSV everything is text."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    """`text` is then `2024-08-26`, with `14:05` after a space where there is a time."""

    PERCENT = "percent"
    """A number shown with `%`: 82% is kept by Excel as 0.82."""

    TRUTH = "truth"
    FORMULA = "formula"
    ERROR = "error"
    """A formula that failed: `#N/A`, `#DIV/0!`."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what it shows, and what kind of thing that is."""

    text: str = ""
    kind: CellKind = CellKind.TEXT


EMPTY = Cell()

Grid: TypeAlias = list[tuple[int, tuple[Cell, ...]]]
"""Rows with their numbers, from 1. Rows may differ in length."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook."""

    rows: Grid
    hidden: tuple[int, ...] = ()
    """Numbers of rows that hold something and are not shown: hidden, or filtered out."""
