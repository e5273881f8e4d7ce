"""The XML inside an XLSX, walked once, with nothing in it that could expand.

A part is fed to the parser whole: fed in pieces, one enormous attribute would be
scanned again with every piece.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol
from xml.parsers import expat

from upakarti_tui.domain.problems import say
from upakarti_tui.storage import limits

if TYPE_CHECKING:
    from upakarti_tui.storage.worksheets.xlsx_package import Package

_ELEMENTS = 3 * limits.CELLS


class Walker(Protocol):
    """Somebody who listens to the elements of a part, by their names without prefix."""

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """Hear that an element begins; attributes keep their prefix."""

    def finish(self, name: str, text: str) -> None:
        """Hear that an element ends, with the text directly inside it."""


def walk(package: Package, part: str, walker: Walker) -> None:
    """Tell a walker every element of a part.

    Raises:
        RefusedError: it is no XML, declares entities, or nests too deeply.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    open_texts: list[list[str]] = []
    count = 0

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if len(open_texts) >= limits.XML_DEPTH or count > _ELEMENTS:
            raise package.refusal(say("the workbook is larger or deeper than any table"))
        open_texts.append([])
        walker.begin(name.rpartition(":")[2], attributes)

    def finish(name: str) -> None:
        walker.finish(name.rpartition(":")[2], "".join(open_texts.pop()))

    def hear(text: str) -> None:
        open_texts[-1].append(text)

    def refuse_entities(*_declared: object) -> None:
        raise package.refusal(say("the workbook declares entities, which no table needs"))

    parser.StartElementHandler = begin
    parser.EndElementHandler = finish
    parser.CharacterDataHandler = hear
    parser.StartDoctypeDeclHandler = refuse_entities
    raw = package.part(part)
    try:
        parser.Parse(raw, True)  # noqa: FBT003 -- the C function takes no keyword
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise package.refusal(say("the workbook is damaged")) from error
