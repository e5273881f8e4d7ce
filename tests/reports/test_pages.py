"""How pages fall: what stays together, and what stays whole."""

import io

import pypdf
import pytest
from PIL import ImageFont

from awards import a_book
from upakarti_tui import locale
from upakarti_tui.reports import as_html, as_pdf, papers
from upakarti_tui.reports.document import (
    Document,
    Number,
    Numbering,
    SignatureBlock,
    Signatures,
    Table,
)
from upakarti_tui.reports.papers import annex
from upakarti_tui.storage.books import book as books
from upakarti_tui.workflows.papers.determined import Asked, determined

BOLD = ImageFont.truetype(as_pdf.FONTS / "UpakartiSerif-Bold.ttf", 1000)
HEADING, PADDING = 9 * 0.3528, 1.6
"""Size of a heading and the room beside it, in millimetres, as the style sheet has them."""
WIDTH = {False: 165, True: 252}
"""Millimetres between the margins of A4, upright and landscape."""


def a_list(rows: int) -> Document:
    columns = annex._columns()
    table = Table(
        "Daftar",
        columns,
        tuple(
            (Number(str(n)), "Elok", "Koperasi", "Kota Ambon", "Maluku") for n in range(1, rows + 1)
        ),
    )
    return Document(
        kind=annex.KIND,
        stem="x",
        title="x",
        language="id",
        blocks=(table, Signatures((SignatureBlock(("MENTERI,",), ("NAMA",)),))),
        flat=table,
        fingerprint="5a" * 32,
        source="x",
        at="2024-12-19T14:05:31+00:00",
        draft=False,
        numbering=Numbering.ANNEX,
    )


def pages(document: Document) -> list[list[str]]:
    raw = as_pdf.pdf(as_html.html(document), document, ())
    return [page.extract_text().split("\n") for page in pypdf.PdfReader(io.BytesIO(raw)).pages]


@pytest.mark.skipif(not as_pdf.has_pango(), reason="Pango is not installed")
def test_a_signature_stands_below_a_row_wherever_the_page_ends():
    apart = []
    for rows in range(24, 40, 2):
        *_, last = found = pages(a_list(rows))
        named = [page for page in found if any("NAMA" in line for line in page)]
        assert named == [last]
        apart.append(len(found))
        assert any("Elok" in line for line in last), rows
    assert {1, 2} <= set(apart)


@pytest.mark.skipif(not as_pdf.has_pango(), reason="Pango is not installed")
def test_every_page_of_an_annex_repeats_the_headings_and_all_but_the_first_a_number():
    first, second, third = pages(a_list(80))
    for page in (first, second, third):
        assert sum("Provinsi" in line for line in page) == 1
    assert "-2-" in second
    assert "-3-" in third
    assert not any(line.strip("-").isdecimal() and line.startswith("-") for line in first)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("stage", ["lapangan", "penjurian"])
def test_no_heading_is_broken_within_a_word(tmp_path_factory, monkeypatch, language, stage):
    monkeypatch.setattr(locale, "_chosen", language)
    folder = tmp_path_factory.mktemp("headings")
    folder.chmod(0o700)
    source = determined(books.read(a_book(folder)).records, Asked(stage)).source()
    documents = [each for make in papers.KINDS.values() for each in make(source)]
    broken = {
        (document.kind, table.name, word)
        for document in documents
        for table in document.blocks
        if isinstance(table, Table)
        for column in table.columns
        for word in column.title.split()
        if BOLD.getlength(word) / 1000 * HEADING + PADDING
        > column.width * WIDTH[document.landscape] / sum(c.width for c in table.columns)
    }
    assert broken == set()
