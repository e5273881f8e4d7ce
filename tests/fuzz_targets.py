"""Every reader of what strangers send, as a function of bytes that must not escape.

A reader may refuse; it does so with an `UpakartiError` or with the error of its
own that its callers answer. Anything else that comes out is an escape.
"""

from __future__ import annotations

import contextlib
import io
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdf
from pypdf.generic import DictionaryObject, NameObject, StreamObject

from upakarti_tui.domain.people.person_numbers import betrays_number, read_nik, read_npwp
from upakarti_tui.domain.places.ranking import rank
from upakarti_tui.domain.programme.marks import read_number
from upakarti_tui.domain.text import check_id, clean, remarks, shown, skeleton
from upakarti_tui.errors import UpakartiError
from upakarti_tui.reports import reading_pdf
from upakarti_tui.storage.books import book as books
from upakarti_tui.storage.books import journal, records
from upakarti_tui.storage.books.journal import Line
from upakarti_tui.storage.canonical import NotCanonicalError, canonical_json, digest, read_json
from upakarti_tui.storage.programmes import templates
from upakarti_tui.storage.worksheets import spreadsheets
from upakarti_tui.workflows.importing.disqualified import read_date
from upakarti_tui.workflows.papers import verify_json
from upakarti_tui.workflows.papers.determined import Asked, determined
from xlsx_files import a_cell, a_sheet, parts, zipped

if TYPE_CHECKING:
    from collections.abc import Callable

CORPUS = Path(__file__).parent / "corpus"
BASE = Path(__file__).parent / "fuzz" / "every_deed.jsonl"


def number(raw: bytes) -> None:
    read_number(raw.decode("utf-8", "replace"))


def text(raw: bytes) -> None:
    """Read a text, and hold it to what a text that was kept promises."""
    written = raw.decode("utf-8", "surrogateescape")
    kept = clean(written)
    drawn = shown(written)
    if not drawn.isprintable():
        message = f"{written!r} would be drawn as {drawn!r}"
        raise AssertionError(message)
    if isinstance(kept, str) and (clean(kept) != kept or shown(kept) != kept):
        message = f"{written!r} is kept as {kept!r}, which is not kept again"
        raise AssertionError(message)
    for look in (check_id, remarks, skeleton, betrays_number, read_nik, read_npwp, read_date):
        look(written)


def csv(raw: bytes) -> None:
    with contextlib.suppress(UpakartiError):
        spreadsheets.table(raw, "f.csv")


def xlsx(raw: bytes) -> None:
    with contextlib.suppress(UpakartiError):
        spreadsheets.table(b"PK\x03\x04" + raw[4:], "f.xlsx")


def xlsx_part(raw: bytes) -> None:
    """Read a workbook whose sheet is the raw bytes."""
    whole = zipped({**parts(a_sheet()), "xl/worksheets/sheet1.xml": raw})
    with contextlib.suppress(UpakartiError):
        spreadsheets.table(whole, "f.xlsx")


def template(raw: bytes) -> None:
    with contextlib.suppress(UpakartiError):
        templates.parse(raw, "f.yaml")


def json(raw: bytes) -> None:
    with contextlib.suppress(NotCanonicalError):
        read_json(raw)


def book(raw: bytes) -> None:
    with contextlib.suppress(UpakartiError):
        journal.parse(Path("f.jsonl"), raw)


def record(raw: bytes) -> None:
    """Read one line's body; the chain would keep all others from being reached."""
    with contextlib.suppress(UpakartiError, records.UnreadableError):
        records.decode(raw)


def forged(raw: bytes) -> None:
    """Put the raw bytes in place of one record of a good book, chain it anew, and rank it."""
    good = journal.parse(BASE, BASE.read_bytes()).lines
    at, body = raw[0] % len(good) if raw else 0, raw[1:]
    bodies = [*(line.body for line in good[:at]), body, *(line.body for line in good[at + 1 :])]
    lines = [Line(digest(records.TAG, one), one) for one in bodies]
    with tempfile.TemporaryDirectory() as folder, contextlib.suppress(UpakartiError):
        path = Path(folder) / "f.jsonl"
        path.touch(mode=0o600)
        path.write_bytes(journal.chained(lines)[0])
        proceedings = books.read(path).proceedings
        for stage in proceedings.template.stages:
            rank(proceedings, stage.id, draft=True)
            rank(proceedings, stage.id)


@cache
def _determination() -> dict[str, Any]:
    """Return what a good determination says."""
    good = books.read(BASE)
    last = good.proceedings.template.stages[-1].id
    return dict(read_json(determined(good.records, Asked(last, draft=True)).document))


def determination(raw: bytes) -> None:
    """Put the raw bytes in place of one thing that a good determination says, and check it."""
    said = dict(_determination())
    places = [*said, *range(len(said["records"]))]
    place = places[raw[0] % len(places)] if raw else places[0]
    with contextlib.suppress(NotCanonicalError):
        value = read_json(raw[1:])
        if isinstance(place, int):
            records = said["records"]
            said["records"] = [*records[:place], value, *records[place + 1 :]]
        else:
            said[place] = value
        verify_json.computed_again(canonical_json(said) + b"\n")


def pdf(raw: bytes) -> None:
    with contextlib.suppress(reading_pdf.UnreadableError):
        reading_pdf.read(raw)


TARGETS: dict[str, tuple[Callable[[bytes], None], int]] = {
    "number": (number, 140_000),
    "text": (text, 120_000),
    "csv": (csv, 130_000),
    "xlsx": (xlsx, 90_000),
    "xlsx_part": (xlsx_part, 60_000),
    "template": (template, 50_000),
    "json": (json, 120_000),
    "book": (book, 90_000),
    "record": (record, 90_000),
    "forged": (forged, 10_000),
    "determination": (determination, 10_000),
    "pdf": (pdf, 90_000),
}
"""Each reader, and how often it is run in the endurance tier: a million times in all.

The shares give each reader a minute or so: what is read deeper is read more slowly.
"""


def seeds(name: str) -> list[bytes]:
    """Return inputs that a reader's fuzzing begins with."""
    folders = {
        "csv": "candidates/*.csv",
        "xlsx": "candidates/*.xlsx",
        "template": "templates/*.yaml",
        "book": "books/*.jsonl",
        "json": "books/*.jsonl",
        "record": "books/*.jsonl",
    }
    small = [
        path.read_bytes()
        for path in sorted(CORPUS.glob(folders.get(name, "nothing")))
        if path.stat().st_size < 20_000
    ]
    if name == "forged":
        lines = journal.parse(BASE, BASE.read_bytes()).lines
        return [bytes([at]) + line.body for at, line in enumerate(lines)]
    if name in {"json", "record"}:
        return [line.partition(b" ")[2] for raw in small[:6] for line in raw.splitlines()]
    if name == "determination":
        said = _determination()
        values = [*said.values(), *said["records"]]
        return [bytes([at]) + canonical_json(value) for at, value in enumerate(values)]
    if name == "xlsx_part":
        return [a_sheet(a_cell("A1", "a"), a_cell("B1", "1", "n"), merged=["A1:B1"]).encode()]
    if name == "pdf":
        return [_a_pdf(packed=False), _a_pdf(packed=True)]
    return small or [b"82,5", b"Siti Aminah"]


def _a_pdf(*, packed: bool) -> bytes:
    """Return a small document that has all that a reader looks at; its streams packed or not."""
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(72, 72)
    font = {NameObject(f"/{key}"): NameObject(f"/{value}") for key, value in FONT.items()}
    fonts = DictionaryObject({NameObject("/F1"): DictionaryObject(font)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    drawn = StreamObject()
    drawn.set_data(b"BT /F1 12 Tf 10 10 Td (Daftar 1) Tj [(70) -20 (,5)] TJ ET")
    page[NameObject("/Contents")] = writer._add_object(drawn.flate_encode() if packed else drawn)
    writer.add_metadata({"/Creator": "upakarti", "/Keywords": "kind=determination, language=id"})
    writer.add_attachment("determination.json", b"{}")
    whole = io.BytesIO()
    writer.write(whole)
    return whole.getvalue()


FONT = {"Type": "Font", "Subtype": "Type1", "BaseFont": "Helvetica"}
