"""Which numbers of a workbook are dates or percentages: its styles say so, not its cells."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from upakarti_tui.storage.worksheets.cells import CellKind
from upakarti_tui.storage.worksheets.xlsx_xml import walk

if TYPE_CHECKING:
    from upakarti_tui.storage.worksheets.xlsx_package import Package

_PART = "xl/styles.xml"
_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_PERCENTS = {9, 10}
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_ERA = datetime(1899, 12, 30)  # noqa: DTZ001 -- a date in a cell has no time zone
_ERA_1904 = datetime(1904, 1, 1)  # noqa: DTZ001 -- a cell's date has no zone


class _Styles:
    """Listens to the styles part."""

    def __init__(self) -> None:
        self.kinds: list[CellKind] = []
        self._codes: dict[str, str] = {}
        self._cells = False

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self._codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._cells = True
        elif name == "xf" and self._cells:
            number = attributes.get("numFmtId", "0")
            self.kinds.append(_kind(number, self._codes.get(number, "")))

    def finish(self, name: str, _text: str) -> None:
        if name == "cellXfs":
            self._cells = False


def styles(package: Package) -> list[CellKind]:
    """Return what a number is under each cell style, by the style's index."""
    if _PART not in package:
        return []
    listener = _Styles()
    walk(package, _PART, listener)
    return listener.kinds


def _kind(number: str, code: str) -> CellKind:
    bare = _LITERAL.sub("", code).casefold()
    known = int(number) if number.isascii() and number.isdigit() and len(number) < 9 else 0  # noqa: PLR2004 -- no workbook has more styles
    if known in _PERCENTS or "%" in bare:
        return CellKind.PERCENT
    if known in _DATES or (re.search("[dmyhs]", bare) and "general" not in bare):
        return CellKind.DATE
    return CellKind.NUMBER


def date_text(serial: float, *, era_1904: bool) -> str | None:
    """Return the date of a serial number as `2024-08-26`; None where there is none."""
    try:
        moment = (_ERA_1904 if era_1904 else _ERA) + timedelta(days=serial)
    except (OverflowError, ValueError):
        return None
    moment = (moment + timedelta(seconds=30)).replace(second=0, microsecond=0)
    return f"{moment:%Y-%m-%d}" if not moment.hour + moment.minute else f"{moment:%Y-%m-%d %H:%M}"
