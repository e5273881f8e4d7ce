"""Forged PDFs: every way to change a document of ours, from a flipped bit to a perfect redraw.

Each forgery is a function from what was written to other bytes. The strongest do
not patch the file at all: they draw a document that says something else with our
own renderer, attach the true data and seal it.
"""

from __future__ import annotations

import dataclasses
import io
import re
import subprocess
from typing import TYPE_CHECKING

import pypdf

from upakarti_tui.reports import sealing
from upakarti_tui.reports.document import Number, Table
from upakarti_tui.workflows.papers.export import laid_out

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from random import Random

    from upakarti_tui.reports.document import Cell, Document
    from upakarti_tui.workflows.papers.determined import Determined

Forgery = bytes


def flipped(raw: bytes, chance: Random) -> bytes:
    """Flip one bit anywhere."""
    at = chance.randrange(len(raw))
    return raw[:at] + bytes([raw[at] ^ (1 << chance.randrange(8))]) + raw[at + 1 :]


def flipped_and_sealed(raw: bytes, chance: Random) -> bytes:
    """Flip one bit anywhere and mend the seal."""
    forged = flipped(raw, chance)
    try:
        return sealing.sealed(forged)
    except sealing.NoPlaceError:
        return forged


def cut(raw: bytes, chance: Random) -> bytes:
    """Lose the end."""
    return raw[: chance.randrange(len(raw))]


def appended(raw: bytes, chance: Random) -> bytes:
    """Gain an end."""
    return raw + chance.choice([b"\n", b" ", b"%", b"\0", b"%%EOF\n", chance.randbytes(20)])


def swapped_bytes(raw: bytes, chance: Random) -> bytes:
    """Exchange two pieces of the same length."""
    size = chance.randrange(1, 64)
    one, two = sorted(chance.sample(range(0, len(raw) - size, size), 2))
    return b"".join(
        (
            raw[:one],
            raw[two : two + size],
            raw[one + size : two],
            raw[one : one + size],
            raw[two + size :],
        )
    )


def saved_again(raw: bytes, chance: Random) -> bytes:
    """Open and save, as any reader does."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(raw))
    writer.compress_identical_objects(remove_unreferenced=chance.random() < 0.5)
    return _written(writer)


def attached_more(raw: bytes, chance: Random) -> bytes:
    """Attach another file."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(raw))
    writer.add_attachment(f"{chance.randrange(10**6)}.txt", chance.randbytes(30))
    return _written(writer)


def attached_other(raw: bytes, chance: Random) -> bytes:
    """Change one byte of the attachment, and save properly."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(raw))
    for obj in writer._objects:
        if isinstance(obj, pypdf.generic.StreamObject) and obj.get("/Type") == "/EmbeddedFile":
            data = bytearray(obj.get_data())
            places = [m.start() for m in re.finditer(rb"[0-9a-z]", bytes(data))]
            at = chance.choice(places)
            data[at] = chance.choice([c for c in b"0123456789abcdef" if c != data[at]])
            obj.set_data(bytes(data))
    return _written(writer)


def redrawn_text(raw: bytes, chance: Random) -> bytes:
    """Exchange two glyphs of the text, and save properly."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(raw))
    page = writer.pages[chance.randrange(len(writer.pages))]
    contents = page.get_contents()
    data = contents.get_data()
    shown = list(re.finditer(rb"<([0-9a-f]{8,})>", data))
    texts = [m for m in shown if len({m[1][i : i + 4] for i in range(0, len(m[1]), 4)}) > 1]
    piece = chance.choice(texts)
    glyphs = [piece[1][i : i + 4] for i in range(0, len(piece[1]), 4)]
    first = next(i for i in range(len(glyphs) - 1) if glyphs[i] != glyphs[i + 1])
    glyphs[first], glyphs[first + 1] = glyphs[first + 1], glyphs[first]
    contents.set_data(data[: piece.start(1)] + b"".join(glyphs) + data[piece.end(1) :])
    page[pypdf.generic.NameObject("/Contents")] = writer._add_object(contents)
    return _written(writer)


def updated(raw: bytes, chance: Random) -> bytes:
    """Append an update that gives a page other contents, as PDF allows."""
    writer = pypdf.PdfWriter(io.BytesIO(raw), incremental=True)
    page = writer.pages[chance.randrange(len(writer.pages))]
    drawn = page.get_contents()
    assert drawn is not None
    drawn.set_data(drawn.get_data() + b"\nq 1 1 1 rg 60 400 300 20 re f Q")
    page[pypdf.generic.NameObject("/Contents")] = writer._add_object(drawn)
    return _written(writer)


def _written(writer: pypdf.PdfWriter) -> bytes:
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def saved_by_qpdf(path: Path, *options: str) -> bytes:
    """Open and save with qpdf."""
    output = path.with_suffix(".qpdf.pdf")
    subprocess.run(["qpdf", *options, path, output], check=True)
    return output.read_bytes()


PATCHES: tuple[Callable[[bytes, Random], bytes], ...] = (
    flipped,
    flipped_and_sealed,
    cut,
    appended,
    swapped_bytes,
    saved_again,
    attached_more,
    attached_other,
    redrawn_text,
    updated,
)


def redrawn(document: Document, result: Determined, chance: Random) -> bytes:
    """Draw a document that says something else in one place, with the true data attached."""
    change = chance.choice([_other_digit, _other_name, _swapped_rows])
    blocks = list(document.blocks)
    places = [i for i, block in enumerate(blocks) if isinstance(block, Table) and block.rows]
    at = chance.choice(places)
    table = blocks[at]
    assert isinstance(table, Table)
    blocks[at] = dataclasses.replace(table, rows=change(table.rows, chance))
    forged = dataclasses.replace(document, blocks=tuple(blocks))
    return laid_out(forged, "pdf", result)


Rows = tuple[tuple["Cell", ...], ...]


def _replaced(
    rows: Rows, chance: Random, wanted: Callable[[Cell], bool], make: Callable[[Cell], Cell]
) -> Rows:
    places = [(i, j) for i, row in enumerate(rows) for j, cell in enumerate(row) if wanted(cell)]
    row, column = chance.choice(places)
    return tuple(
        tuple(make(cell) if (i, j) == (row, column) else cell for j, cell in enumerate(cells))
        for i, cells in enumerate(rows)
    )


def _other_digit(rows: Rows, chance: Random) -> Rows:
    def other(cell: Cell) -> Cell:
        assert isinstance(cell, Number)
        digits = list(cell.written)
        at = chance.choice([i for i, c in enumerate(digits) if c.isdigit()])
        digits[at] = str((int(digits[at]) + chance.randrange(1, 10)) % 10)
        return Number("".join(digits))

    return _replaced(rows, chance, lambda cell: isinstance(cell, Number), other)


def _other_name(rows: Rows, chance: Random) -> Rows:
    def other(cell: Cell) -> Cell:
        text = str(cell)
        at = chance.randrange(len(text))
        return text[:at] + ("x" if text[at] != "x" else "y") + text[at + 1 :]

    return _replaced(rows, chance, lambda cell: isinstance(cell, str) and bool(cell.strip()), other)


def look_alike(document: Document, result: Determined) -> bytes:
    """Draw a document with a letter of a name from another script, of the same shape."""
    blocks = list(document.blocks)
    at = next(i for i, block in enumerate(blocks) if isinstance(block, Table) and block.rows)
    table = blocks[at]
    assert isinstance(table, Table)
    first, name, *rest = table.rows[0]
    assert "a" in str(name)
    row = (first, str(name).replace("a", "\N{CYRILLIC SMALL LETTER A}", 1), *rest)
    blocks[at] = dataclasses.replace(table, rows=(row, *table.rows[1:]))
    return laid_out(dataclasses.replace(document, blocks=tuple(blocks)), "pdf", result)


def _swapped_rows(rows: Rows, chance: Random) -> Rows:
    if len(rows) < 2:
        return _other_digit(rows, chance)
    at = chance.randrange(len(rows) - 1)
    return (*rows[:at], rows[at + 1], rows[at], *rows[at + 2 :])
