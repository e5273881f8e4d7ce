"""One sheet of a workbook: where each filled cell stands, and what it holds."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from upakarti_tui.domain.problems import say
from upakarti_tui.domain.programme.marks import plain
from upakarti_tui.storage import limits
from upakarti_tui.storage.worksheets.cells import Cell, CellKind
from upakarti_tui.storage.worksheets.xlsx_package import Package
from upakarti_tui.storage.worksheets.xlsx_styles import date_text
from upakarti_tui.storage.worksheets.xlsx_xml import walk

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_PLAIN_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_DIGITS_OF_A_DOUBLE = 15


@dataclass
class SheetReader:
    """Listens to a sheet's part and keeps what its cells hold."""

    package: Package
    strings: list[str]
    kinds: list[CellKind]
    era_1904: bool = False
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    """Row and column, both from 1, and the cell; empty cells are left out."""

    merged: list[str] = field(default_factory=list)
    """Areas of merged cells, as `A1:C1`."""

    hidden: set[int] = field(default_factory=set)
    """Rows that Excel does not show: hidden by hand, or filtered out."""

    _row: int = 0
    _column: int = 0
    _attributes: dict[str, str] = field(default_factory=dict)
    _value: str = ""
    _formula: bool = False
    _phonetic: bool = False

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """Hear that an element begins."""
        match name:
            case "row":
                self._row = self._number(attributes.get("r"), self._row + 1)
                self._column = 0
                if attributes.get("hidden") in {"1", "true"}:
                    self.hidden.add(self._row)
            case "c":
                self._place(attributes.get("r"))
                self._attributes, self._value, self._formula = attributes, "", False
            case "rPh":
                self._phonetic = True
            case "mergeCell":
                self.merged.append(attributes.get("ref", ""))

    def finish(self, name: str, text: str) -> None:
        """Hear that an element ends."""
        match name:
            case "v":
                self._value = text
            case "t" if not self._phonetic:
                self._value += text
            case "rPh":
                self._phonetic = False
            case "f":
                self._formula = True
            case "c":
                self._keep()

    def _number(self, written: str | None, otherwise: int) -> int:
        if written is None:
            return otherwise
        if not (written.isascii() and written.isdigit() and len(written) <= 7):  # noqa: PLR2004 -- 1,048,576 rows
            raise self.package.refusal(say("the workbook is damaged"))
        return int(written)

    def _place(self, reference: str | None) -> None:
        if reference is None:
            self._column += 1
            return
        found = _REFERENCE.fullmatch(reference)
        if found is None:
            raise self.package.refusal(say("the workbook is damaged"))
        self._column = column_number(found[1])
        self._row = int(found[2])

    def _keep(self) -> None:
        cell = self._cell()
        if cell is None:
            return
        if self._row > limits.ROWS + 1:
            raise self.package.refusal(
                say("the table has more than {most} rows", most=limits.ROWS),
                say("split it into several files"),
            )
        if self._column > limits.COLUMNS:
            raise self.package.refusal(
                say("the table has more than {most} columns", most=limits.COLUMNS),
                say("clear the cells that do not belong to the table"),
            )
        if (self._row, self._column) in self.cells or len(self.cells) >= limits.CELLS:
            raise self.package.refusal(say("the workbook is damaged"))
        self.cells[self._row, self._column] = cell

    def _cell(self) -> Cell | None:
        """Return what the cell holds; None where it holds nothing."""
        if self._formula:
            return Cell(kind=CellKind.FORMULA)
        value = self._value
        if not value:
            return None
        match self._attributes.get("t", "n"):
            case "s":
                return self._shared(value)
            case "b":
                return Cell("TRUE" if value == "1" else "FALSE", CellKind.TRUTH)
            case "e":
                return Cell(value[:20], CellKind.ERROR)
            case "d":
                return Cell(value.replace("T", " ").removesuffix(" 00:00:00"), CellKind.DATE)
            case "n":
                return self._numeric(value)
            case _:
                return Cell(unescaped(value))

    def _shared(self, value: str) -> Cell | None:
        at = self._number(value, 0)
        if at >= len(self.strings):
            raise self.package.refusal(say("the workbook is damaged"))
        return Cell(unescaped(self.strings[at])) if self.strings[at] else None

    def _numeric(self, value: str) -> Cell:
        style = self._number(self._attributes.get("s"), 0)
        kind = self.kinds[style] if style < len(self.kinds) else CellKind.NUMBER
        try:
            number = float(value)
        except ValueError as error:
            raise self.package.refusal(say("the workbook is damaged")) from error
        if kind is CellKind.DATE:
            moment = date_text(number, era_1904=self.era_1904)
            return Cell(moment, kind) if moment else Cell(value[:20], CellKind.ERROR)
        return Cell(number_text(value), kind)


def unescaped(text: str) -> str:
    """Return a text with the characters that a workbook writes as `_x000D_`."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def number_text(value: str) -> str:
    """Write a number of a workbook as Excel shows it in full.

    A workbook keeps binary numbers, some of them with 17 digits of which Excel
    shows 15: `82.099999999999994` is what somebody typed as 82.1.
    """
    if len(value) <= _DIGITS_OF_A_DOUBLE and _PLAIN_NUMBER.fullmatch(value):
        return plain(Decimal(value))
    shown = Decimal(format(float(value), f".{_DIGITS_OF_A_DOUBLE}g"))
    return plain(shown) if shown.is_finite() else str(shown)


def column_number(letters: str) -> int:
    """Return the number of a column, from 1, by its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def read_sheet(part: str, reader: SheetReader) -> SheetReader:
    """Fill a reader with the cells of one sheet."""
    walk(reader.package, part, reader)
    return reader
