"""A checker of PDF/A-3u, clause by clause of ISO 19005-3, for what a page drawer can get wrong.

veraPDF is not to be had from a package registry that a test may use, so these are
the checks that are done: file structure (6.1), colour and transparency (6.2.3,
6.2.4, 6.2.10), graphics states, images and XObjects (6.2.5-6.2.9), fonts with their
programs, widths, glyphs and Unicode (6.2.11), annotations, forms and actions
(6.3-6.5), metadata (6.6), embedded files (6.8), and what is forbidden altogether
(6.9-6.11). Where `qpdf` is installed it checks the syntax of every object besides,
and where `pdf_oxide` is, its own and shorter list of clauses is gone through too.
"""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pypdf
from fontTools.ttLib import TTFont
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLENDS = {
    *("/Normal", "/Compatible", "/Multiply", "/Screen", "/Overlay", "/Darken", "/Lighten"),
    *("/ColorDodge", "/ColorBurn", "/HardLight", "/SoftLight", "/Difference", "/Exclusion"),
    *("/Hue", "/Saturation", "/Color", "/Luminosity"),
}
_OPERATORS = frozenset(
    {
        *("b", "B", "b*", "B*", "BDC", "BI", "BMC", "BT", "BX", "c", "cm", "CS", "cs", "d", "d0"),
        *("d1", "Do", "DP", "EI", "EMC", "ET", "EX", "f", "F", "f*", "G", "g", "gs", "h", "i"),
        *("ID", "j", "J", "K", "k", "l", "m", "M", "MP", "n", "q", "Q", "re", "RG", "rg", "ri"),
        *("s", "S", "SC", "sc", "SCN", "scn", "sh", "T*", "Tc", "Td", "TD", "Tf", "Tj", "TJ"),
        *("TL", "Tm", "Tr", "Ts", "Tw", "Tz", "v", "w", "W", "W*", "y", "'", '"'),
    }
)
_PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
_NONE = DictionaryObject()


def faults(raw: bytes) -> list[str]:
    """Return every clause that a file breaks, with what breaks it."""
    reader = pypdf.PdfReader(io.BytesIO(raw), strict=True)
    return [
        *_file(raw, reader),
        *_intents(reader),
        *_objects(reader),
        *_pages(reader),
        *_metadata(reader),
        *_embedded(reader),
        *_catalog(reader),
    ]


def _file(raw: bytes, reader: pypdf.PdfReader) -> Iterator[str]:
    first, second = raw.split(b"\n")[:2]
    if not re.fullmatch(rb"%PDF-1\.[0-7]", first):
        yield f"6.1.2 header {first!r}"
    if not (second.startswith(b"%") and len(second) > 4 and min(second[1:5]) > 127):
        yield "6.1.2 no binary comment"
    if "/ID" not in reader.trailer:
        yield "6.1.3 no identifier"
    if "/Encrypt" in reader.trailer:
        yield "6.1.3 encrypted"
    if not re.search(rb"%%EOF[\r\n]{0,2}\Z", raw):
        yield "6.1.3 data after the end"


def _intents(reader: pypdf.PdfReader) -> Iterator[str]:
    intents = [x.get_object() for x in reader.root_object.get("/OutputIntents", ())]
    ours = [x for x in intents if x.get("/S") == "/GTS_PDFA1"]
    if len(ours) != 1:
        yield "6.2.3 not exactly one PDF/A output intent"
        return
    profile = ours[0]["/DestOutputProfile"].get_object()
    data = profile.get_data()
    if profile["/N"] != 3 or data[16:20] != b"RGB " or data[12:16] not in {b"mntr", b"prtr"}:
        yield "6.2.3 the profile is no RGB display or printer"


def every(reader: pypdf.PdfReader) -> Iterator[object]:
    """Yield every object that can be reached from the trailer, once."""
    seen: set[tuple[int, int]] = set()
    waiting: list[object] = [reader.trailer]
    while waiting:
        item = waiting.pop()
        if isinstance(item, IndirectObject):
            if (item.idnum, item.generation) in seen:
                continue
            seen.add((item.idnum, item.generation))
            item = item.get_object()
        if isinstance(item, DictionaryObject):
            yield item
            waiting += item.values()
        elif isinstance(item, ArrayObject):
            waiting += item


def _objects(reader: pypdf.PdfReader) -> Iterator[str]:
    for item in every(reader):
        assert isinstance(item, DictionaryObject)
        if any(len(key.encode()) > 128 for key in item):
            yield "6.1.13 a name is too long"
        if isinstance(item, StreamObject):
            yield from _stream(item)
        kind, subtype = item.get("/Type"), item.get("/Subtype")
        if kind == "/ExtGState":
            yield from _state(item)
        if kind == "/Action" or (item.get("/S") in {"/JavaScript", "/URI", "/Launch"}):
            yield f"6.5.1 action {item.get('/S')}"
        if kind == "/Annot" or subtype in {"/Widget", "/Link", "/Text"}:
            yield f"6.3.1 annotation {subtype}"
        if kind == "/Font":
            yield from _font(item)


def _stream(item: StreamObject) -> Iterator[str]:
    filters = item.get("/Filter", [])
    filters = filters if isinstance(filters, ArrayObject) else [filters]
    if any(f in {"/LZWDecode", "/Crypt"} for f in filters):
        yield "6.1.7.2 forbidden filter"
    if {"/F", "/FFilter", "/FDecodeParms"} & item.keys():
        yield "6.1.7.1 the stream lies outside"
    odd = {"/Alternates", "/OPI"} & item.keys() or item.get("/Interpolate")
    if item.get("/Subtype") == "/Image" and odd:
        yield "6.2.8 image"
    if item.get("/Subtype") == "/PS" or {"/Ref", "/OPI"} & item.keys():
        yield "6.2.9 XObject"
    if str(item.get("/ColorSpace", "")) == "/DeviceCMYK":
        yield "6.2.4.3 CMYK without its intent"


def _state(item: DictionaryObject) -> Iterator[str]:
    if {"/TR", "/HTP"} & item.keys() or item.get("/TR2", "/Default") != "/Default":
        yield "6.2.5 transfer function"
    blend = item.get("/BM", "/Normal")
    if not set(blend if isinstance(blend, ArrayObject) else [blend]) <= _BLENDS:
        yield f"6.2.10 blend mode {blend}"


def _font(item: DictionaryObject) -> Iterator[str]:
    if item.get("/Subtype") == "/Type0":
        if "/ToUnicode" not in item:
            yield "6.2.11.7.2 no Unicode"
        if str(item["/Encoding"].get_object()) not in {"/Identity-H", "/Identity-V"}:
            yield "6.2.11.3.3 encoding"
    if item.get("/Subtype") == "/CIDFontType2":
        descriptor = item["/FontDescriptor"].get_object()
        if "/FontFile2" not in descriptor:
            yield "6.2.11.4.1 not embedded"
            return
        if "/CIDToGIDMap" not in item:
            yield "6.2.11.3.2 no map from codes to glyphs"
        if item["/CIDSystemInfo"].get_object()["/Ordering"] != "Identity":
            yield "6.2.11.3.1 ordering"


def _pages(reader: pypdf.PdfReader) -> Iterator[str]:
    fonts: dict[int, tuple[dict[int, float], TTFont, dict[int, str]]] = {}
    for page in reader.pages:
        if "/AA" in page or "/PresSteps" in page:
            yield "6.5.2 or 6.10 page"
        content = page.get_contents()
        for operands, operator in content.operations if content is not None else ():
            if operator.decode() not in _OPERATORS:
                yield f"6.2.2 operator {operator!r}"
            if operator in {b"k", b"K"}:
                yield "6.2.4.3 CMYK"
            del operands
        yield from _texts(page, content, fonts)


def _texts(page, content, fonts) -> Iterator[str]:
    """Check each code shown: a glyph of the embedded program, its width, its Unicode."""
    resources = page["/Resources"].get_object()
    named = resources.get("/Font", _NONE).get_object()
    font = None
    for operands, operator in content.operations if content is not None else ():
        if operator == b"Tf":
            reference = named.raw_get(operands[0])
            font = fonts.setdefault(reference.idnum, _program(reference.get_object()))
        shown = operands[0] if operator == b"TJ" else operands if operator == b"Tj" else ()
        for text in shown:
            if isinstance(text, int | float):
                continue
            raw = text if isinstance(text, bytes) else text.original_bytes
            for at in range(0, len(raw), 2):
                yield from _code(int.from_bytes(raw[at : at + 2], "big"), font)


def _program(font: DictionaryObject):
    below = font["/DescendantFonts"][0].get_object()
    descriptor = below["/FontDescriptor"].get_object()
    program = TTFont(io.BytesIO(descriptor["/FontFile2"].get_object().get_data()))
    widths: dict[int, float] = {}
    listed = list(below.get("/W", []))
    while listed:
        first, following = int(listed.pop(0)), listed.pop(0).get_object()
        if isinstance(following, ArrayObject):
            widths |= {first + n: float(width) for n, width in enumerate(following)}
        else:
            width = float(listed.pop(0))
            widths |= dict.fromkeys(range(first, int(following) + 1), width)
    cmap = font["/ToUnicode"].get_object().get_data().decode()
    unicode = {
        int(code, 16): bytes.fromhex(value).decode("utf-16-be")
        for code, value in re.findall(r"<([0-9A-Fa-f]{4})> ?<([0-9A-Fa-f]{4,})>", cmap)
    }
    return widths, program, unicode


def _code(code: int, font) -> Iterator[str]:
    widths, program, unicode = font
    if code == 0:
        yield "6.2.11.8 .notdef is shown"
        return
    if code >= program["maxp"].numGlyphs:
        yield f"6.2.11.4.1 glyph {code} is not in the program"
        return
    advance = program["hmtx"][program.getGlyphName(code)][0] * 1000 / program["head"].unitsPerEm
    if abs(widths.get(code, 1000) - advance) > 1:
        yield f"6.2.11.5 width of glyph {code}: {widths.get(code)} for {advance}"
    if unicode.get(code, "\0")[:1] in {"\0", "\ufeff", "\ufffe"}:
        yield f"6.2.11.7.2 glyph {code} has no Unicode"


def _metadata(reader: pypdf.PdfReader) -> Iterator[str]:
    stream = reader.root_object.get("/Metadata", _NONE).get_object()
    if stream.get("/Subtype") != "/XML":
        yield "6.6.2.1 no metadata"
        return
    root = ET.fromstring(stream.get_data())
    text = {e.tag: "".join(e.itertext()).strip() for e in root.iter()}
    text |= {name: value for e in root.iter() for name, value in e.attrib.items()}
    if (text.get(f"{_PDFA}part"), text.get(f"{_PDFA}conformance")) != ("3", "U"):
        yield "6.6.4 the metadata do not say 3U"
    info = reader.metadata or {}
    pairs = {
        "/Title": "{http://purl.org/dc/elements/1.1/}title",
        "/Producer": "{http://ns.adobe.com/pdf/1.3/}Producer",
        "/Keywords": "{http://ns.adobe.com/pdf/1.3/}Keywords",
        "/Creator": "{http://ns.adobe.com/xap/1.0/}CreatorTool",
    }
    for key, tag in pairs.items():
        if key in info and info[key] != text.get(tag):
            yield f"6.6.3 {key}: {info[key]!r} and {text.get(tag)!r}"


def _embedded(reader: pypdf.PdfReader) -> Iterator[str]:
    catalog = reader.root_object
    listed = [x.get_object() for x in catalog.get("/AF", ())]
    names = catalog.get("/Names", _NONE).get_object().get("/EmbeddedFiles", _NONE).get_object()
    files = [x.get_object() for x in names.get("/Names", [])[1::2]]
    if len(listed) != len(files):
        yield "6.8 each file is to be listed once as associated"
    for file in files:
        if not {"/F", "/UF", "/AFRelationship", "/EF"} <= file.keys():
            yield "6.8 a file says too little"
        stream = file["/EF"]["/F"].get_object()
        if not str(stream.get("/Subtype", "")).count("/") or "/ModDate" not in stream["/Params"]:
            yield "6.8 a file has no type or date"


def _catalog(reader: pypdf.PdfReader) -> Iterator[str]:
    catalog = reader.root_object
    for key in (
        "/AcroForm",
        "/OpenAction",
        "/AA",
        "/OCProperties",
        "/Requirements",
        "/NeedsRendering",
    ):
        if key in catalog:
            yield f"6.4-6.11 the catalogue has {key}"
    if not catalog.get("/MarkInfo", _NONE).get("/Marked") or "/StructTreeRoot" not in catalog:
        yield "not tagged"
    if "/Lang" not in catalog:
        yield "no language"
