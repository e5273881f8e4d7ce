"""Forged drawings: PDFs whose texts read true, whose seal holds, and which show something else.

Each opens what was written, changes what a reader sees and no extracted text, names
other versions of the libraries as what drew it, and seals it again. So neither the
seal, nor the texts, nor the versions give it away.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pypdf
from fontTools.ttLib import TTFont
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

from upakarti_tui.reports import sealing

if TYPE_CHECKING:
    from collections.abc import Callable

OTHER = "WeasyPrint 69.9"
"""The version that a forgery says it was drawn by."""

Forgery = bytes


def by_another(raw: bytes, change: Callable[[pypdf.PdfWriter], None]) -> bytes:
    """Return a PDF with something changed, as if other versions had drawn and sealed it."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(raw))
    change(writer)
    maker = re.compile(rb"WeasyPrint [0-9.]+")
    for part in writer._objects:
        if isinstance(part, StreamObject) and part.get("/Type") == "/Metadata":
            part.set_data(maker.sub(OTHER.encode(), part.get_data()))
    info = writer._info
    assert info is not None
    for key in ("/Creator", "/Producer"):
        told = re.sub(maker.pattern.decode(), OTHER, str(info[key]))
        info[NameObject(key)] = TextStringObject(told)
    output = io.BytesIO()
    writer.write(output)
    blank = b"/ID [(x) (" + b"0" * 32 + b")]"
    written = re.sub(rb"/ID \[.*?\]", blank, output.getvalue(), flags=re.DOTALL)
    return sealing.sealed(written)


def nothing(_writer: pypdf.PdfWriter) -> None:
    """Leave all as it is."""


def a_hairbreadth(writer: pypdf.PdfWriter) -> None:
    """Place every text a little further to the right, as other versions may."""
    _rewritten(
        writer,
        lambda data: re.sub(
            rb"([-\d.]+)( [-\d.]+ Tm)", lambda m: b"%.3f" % (float(m[1]) + 0.2) + m[2], data
        ),
    )


def covered(writer: pypdf.PdfWriter) -> None:
    """Lay a white rule over a row."""
    _rewritten(writer, lambda data: data + b"\nq 1 1 1 rg 60 400 300 20 re f Q")


def recoloured(writer: pypdf.PdfWriter) -> None:
    """Print the texts white."""
    _rewritten(writer, lambda data: data.replace(b"0 0 0 rg", b"1 1 1 rg"))


def shrunk(writer: pypdf.PdfWriter) -> None:
    """Print the first text too small to see."""
    _rewritten(
        writer, lambda data: re.sub(rb"1 0 0 -1 (\S+ \S+ Tm)", rb".6 0 0 -.6 \1", data, count=1)
    )


def moved(writer: pypdf.PdfWriter) -> None:
    """Move one text off the page."""
    _rewritten(writer, lambda data: re.sub(rb"[-\d.]+( [-\d.]+ Tm)", rb"-900\1", data, count=1))


def unseen(writer: pypdf.PdfWriter) -> None:
    """Keep a text readable for programs and draw none of it."""
    _rewritten(writer, lambda data: data.replace(b"BT", b"BT\n3 Tr", 1))


def with_other_shapes(writer: pypdf.PdfWriter) -> None:
    """Give two digits each other's shape in the fonts."""
    for part in writer._objects:
        if isinstance(part, StreamObject) and part.get_data()[:4] == b"\0\1\0\0":
            font = TTFont(io.BytesIO(part.get_data()))
            names, glyphs = font.getBestCmap(), font["glyf"]
            one, other = names[ord("1")], names[ord("7")]
            glyphs[one], glyphs[other] = glyphs[other], glyphs[one]
            output = io.BytesIO()
            font.save(output)
            part.set_data(output.getvalue())


def with_other_meanings(writer: pypdf.PdfWriter) -> None:
    """Draw the shapes of other letters, and say that those shapes mean the right ones."""
    one, other = b"0048", b"0049"
    fonts = {id(font): font for page in writer.pages for font in _fonts(page)}
    for font in fonts.values():
        said = font["/ToUnicode"].get_object()
        said.set_data(_exchanged(said.get_data(), b"<" + one + b"> <", b"<" + other + b"> <"))
    _rewritten(writer, lambda data: re.sub(rb"<[0-9a-f]{4,}>", lambda m: _swapped(m[0]), data))


def _fonts(page: pypdf.PageObject) -> list[DictionaryObject]:
    named = page["/Resources"].get_object()["/Font"].get_object()
    return [named[key].get_object() for key in named]


def _swapped(shown: bytes) -> bytes:
    signs = [shown[at : at + 4] for at in range(1, len(shown) - 1, 4)]
    return b"<" + b"".join({b"0048": b"0049", b"0049": b"0048"}.get(x, x) for x in signs) + b">"


def _exchanged(data: bytes, one: bytes, other: bytes) -> bytes:
    return data.replace(one, b"\0").replace(other, one).replace(b"\0", other)


def cropped(writer: pypdf.PdfWriter) -> None:
    """Cut the last rows off the page."""
    writer.pages[0].cropbox = pypdf.generic.RectangleObject((0, 300, 595, 842))


def noted(writer: pypdf.PdfWriter) -> None:
    """Stick a note over a name."""
    note = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/FreeText"),
            NameObject("/Rect"): ArrayObject(map(FloatObject, (60, 400, 300, 420))),
            NameObject("/Contents"): TextStringObject("PT Lain"),
        }
    )
    writer.add_annotation(0, note)


def layered(writer: pypdf.PdfWriter) -> None:
    """Put the texts on a layer that is switched off."""
    group = writer._add_object(
        DictionaryObject(
            {NameObject("/Type"): NameObject("/OCG"), NameObject("/Name"): TextStringObject("x")}
        )
    )
    off = DictionaryObject({NameObject("/OFF"): ArrayObject([group])})
    writer._root_object[NameObject("/OCProperties")] = DictionaryObject(
        {NameObject("/OCGs"): ArrayObject([group]), NameObject("/D"): off}
    )


def entitled(writer: pypdf.PdfWriter) -> None:
    """Give the file another title."""
    writer.add_metadata({"/Title": "Keputusan Menteri"})


def attached_twice(writer: pypdf.PdfWriter) -> None:
    """Attach another file of the same name."""
    writer.add_attachment("determination.json", b"{}")


def without_a_page(writer: pypdf.PdfWriter) -> None:
    """Leave the last page out, or double the only one."""
    if len(writer.pages) > 1:
        writer.remove_page(len(writer.pages) - 1)
    else:
        writer.add_page(writer.pages[0])


def _rewritten(writer: pypdf.PdfWriter, change: Callable[[bytes], bytes]) -> None:
    page = writer.pages[0]
    contents = page["/Contents"].get_object()
    before = contents.get_data()
    after = change(before)
    assert after != before
    contents.set_data(after)


SHOWS_ANOTHER: tuple[Callable[[pypdf.PdfWriter], None], ...] = (
    covered,
    recoloured,
    shrunk,
    moved,
    unseen,
    with_other_shapes,
    with_other_meanings,
    cropped,
    noted,
    layered,
    entitled,
    attached_twice,
    without_a_page,
)
