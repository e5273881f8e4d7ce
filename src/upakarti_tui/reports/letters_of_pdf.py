"""Whether the letters of a PDF have the shapes that its texts say.

Programs read a text by a table that the file brings along; people see the shapes of
its fonts. Here both must be those of the fonts that are shipped.
"""

from __future__ import annotations

import io
import re
import unicodedata
from typing import TYPE_CHECKING, Any

from upakarti_tui.reports.as_pdf import FONTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_MEANING = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]{4,})>")
_FRAME = re.compile(rb"[^<]*|<< /Registry \(Adobe\)|<0000> <ffff>")
"""Every other line of the table that says what signs mean: none of it says what one means."""


def are_ours(raw: bytes) -> bool:
    """Tell whether every font is a shipped one, and every sign is said to be what it looks like.

    A file that cannot be read has no letters of ours.
    """
    import pypdf  # noqa: PLC0415 -- slow import
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # noqa: PLC0415 -- slow

    shipped = {path.read_bytes(): _looks(TTFont(path)) for path in sorted(FONTS.glob("*.ttf"))}
    try:
        fonts = tuple(_fonts(pypdf.PdfReader(io.BytesIO(raw), strict=True)))
        return bool(fonts) and all(_is_ours(font, shipped) for font in fonts)
    except (MemoryError, KeyboardInterrupt):
        raise
    except Exception:  # noqa: BLE001 -- a hostile file may fail anywhere
        return False


def _fonts(reader: Any) -> Iterator[Any]:  # noqa: ANN401 -- the library's objects
    """Yield every font of a file that texts may be drawn with."""
    drawn = {"/Type0", "/Type1", "/Type3", "/TrueType", "/MMType1"}
    for number in range(1, int(reader.trailer["/Size"])):
        part = reader.get_object(number)
        if isinstance(part, dict) and part.get("/Subtype") in drawn:
            yield part


def _looks(font: Any) -> Mapping[int, frozenset[str]]:  # noqa: ANN401 -- the library has no types
    """Return what each sign of a font stands for, by its number."""
    looks: dict[int, set[str]] = {}
    for code, name in font.getBestCmap().items():
        looks.setdefault(font.getGlyphID(name), set()).add(_plain(chr(code)))
    return {number: frozenset(said) for number, said in looks.items()}


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _is_ours(font: Any, shipped: Mapping[bytes, Mapping[int, frozenset[str]]]) -> bool:  # noqa: ANN401 -- whatever a PDF calls a font
    if font.get("/Subtype") != "/Type0" or font["/Encoding"] != "/Identity-H":
        return False
    kept = font["/DescendantFonts"][0].get_object()
    shapes = kept["/FontDescriptor"]["/FontFile2"].get_object().get_data()
    if kept["/CIDToGIDMap"] != "/Identity" or shapes not in shipped:
        return False
    return _is_true(font["/ToUnicode"].get_object().get_data(), shipped[shapes])


def _is_true(table: bytes, looks: Mapping[int, frozenset[str]]) -> bool:
    """Tell whether a table of meanings says of every sign what it looks like, and no more."""
    for line in table.split(b"\n"):
        if _FRAME.fullmatch(line):
            continue
        meaning = _MEANING.fullmatch(line)
        if meaning is None:
            return False
        number, said = int(meaning[1], 16), bytes.fromhex(meaning[2].decode()).decode("utf-16-be")
        if _plain(said) not in looks.get(number, frozenset()):
            return False
    return True
