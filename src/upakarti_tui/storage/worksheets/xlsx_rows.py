"""The one filled sheet of an Excel workbook, as rows.

A part of our own reads the XML instead of a library, because a juror's mark, a
formula's last result and a date must not look alike, and because libraries make
room for every cell between A1 and the last one a hostile file names.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple

from upakarti_tui.domain.problems import say
from upakarti_tui.storage.worksheets.cells import EMPTY, Sheet
from upakarti_tui.storage.worksheets.xlsx_package import Package
from upakarti_tui.storage.worksheets.xlsx_sheet import SheetReader, read_sheet
from upakarti_tui.storage.worksheets.xlsx_styles import styles
from upakarti_tui.storage.worksheets.xlsx_xml import walk

if TYPE_CHECKING:
    from upakarti_tui.storage.worksheets.cells import Cell

_STRINGS = "xl/sharedStrings.xml"
_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"


class _Listed(NamedTuple):
    name: str
    relation: str
    hidden: bool


class _Workbook:
    """Listens to the list of sheets."""

    def __init__(self) -> None:
        self.sheets: list[_Listed] = []
        self.era_1904 = False

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == "workbookPr":
            self.era_1904 = attributes.get("date1904", "0") in {"1", "true"}
        elif name == "sheet":
            relation = next((v for k, v in attributes.items() if k.rpartition(":")[2] == "id"), "")
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append(_Listed(attributes.get("name", ""), relation, hidden))

    def finish(self, name: str, text: str) -> None:
        """Nothing is said between the elements."""


class _Relations:
    """Listens to where the sheets lie."""

    def __init__(self) -> None:
        self.parts: dict[str, str] = {}

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
            target = posixpath.join("/xl", attributes.get("Target", ""))
            self.parts[attributes.get("Id", "")] = posixpath.normpath(target).lstrip("/")

    def finish(self, name: str, text: str) -> None:
        """Nothing is said between the elements."""


class _Strings:
    """Listens to the texts that cells share."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._phonetic = False

    def begin(self, name: str, _attributes: dict[str, str]) -> None:
        if name == "si":
            self.texts.append("")
        elif name == "rPh":
            self._phonetic = True

    def finish(self, name: str, text: str) -> None:
        if name == "rPh":
            self._phonetic = False
        elif name == "t" and self.texts and not self._phonetic:
            self.texts[-1] += text


def read_xlsx(raw: bytes, file: str) -> Sheet:
    """Return the only filled sheet.

    Raises:
        RefusedError: no workbook, several filled sheets, merged cells, or too large.
    """
    package = Package(raw, file)
    workbook = _Workbook()
    walk(package, _WORKBOOK, workbook)
    relations = _Relations()
    if _RELATIONS in package:
        walk(package, _RELATIONS, relations)
    strings = _Strings()
    if _STRINGS in package:
        walk(package, _STRINGS, strings)
    kinds = styles(package)
    filled: list[tuple[str, SheetReader]] = []
    for sheet in workbook.sheets:
        part = relations.parts.get(sheet.relation)
        if part is None or sheet.hidden:
            continue
        reader = SheetReader(package, strings.texts, kinds, workbook.era_1904)
        if read_sheet(part, reader).cells:
            filled.append((sheet.name, reader))
    if len(filled) > 1:
        raise package.refusal(
            say(
                "the workbook has several filled sheets: {names}",
                names=", ".join(name for name, _ in filled[:8]),
            ),
            say("keep one sheet, or save the one that is meant as CSV UTF-8"),
        )
    return _sheet(package, filled[0][1]) if filled else Sheet([])


def _sheet(package: Package, sheet: SheetReader) -> Sheet:
    if sheet.merged:
        raise package.refusal(
            say("the sheet has merged cells: {areas}", areas=", ".join(sheet.merged[:8])),
            say("unmerge them, so that every row has its own cells"),
        )
    rows: dict[int, dict[int, Cell]] = {}
    for (row, column), cell in sheet.cells.items():
        rows.setdefault(row, {})[column] = cell
    grid = [
        (row, tuple(rows[row].get(at, EMPTY) for at in range(1, max(rows[row]) + 1)))
        for row in sorted(rows)
    ]
    return Sheet(grid, tuple(row for row, _ in grid if row in sheet.hidden))
