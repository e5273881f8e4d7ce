"""What a determination list costs as PDF, against the same table by plain WeasyPrint.

Both are whole processes: start-up, import, layout and writing. Ours is tagged,
sealed and archival, with its fonts whole; the plain one is none of that.
"""

from __future__ import annotations

import os

import pytest

from benchmarks.processes import PYTHON, least
from upakarti_tui.reports import as_html, as_pdf
from upakarti_tui.reports.document import (
    AnnexHead,
    Document,
    Heading,
    Number,
    Numbering,
    SignatureBlock,
    Signatures,
    Table,
    Title,
)
from upakarti_tui.reports.papers import annex

ROWS = 250
NAMES = ("Koperasi Rotan Utama", "Perkumpulan Minyak Atsiri", "Elok Embunpagi", "PT Perak Jaya")
PLAIN = "import sys, weasyprint; weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2])"
STYLES = """
@page { size: A4; margin: 25mm }
body { font: 10pt serif }
table { border-collapse: collapse; width: 100% }
td, th { border: 1px solid black; padding: 1mm 1.5mm }
"""


def a_list():
    columns = annex._columns()
    rows = tuple(
        (Number(str(n)), NAMES[n % 4], NAMES[n % 3], "Kabupaten Minahasa", "Sulawesi Utara")
        for n in range(1, ROWS + 1)
    )
    table = Table("Jasa Pengabdian", columns, rows)
    blocks = (
        AnnexHead(("LAMPIRAN", "KEPUTUSAN MENTERI PERINDUSTRIAN REPUBLIK INDONESIA")),
        Title(("DAFTAR USULAN PENERIMA",)),
        Heading("Jasa Pengabdian"),
        table,
        Signatures((SignatureBlock(("MENTERI PERINDUSTRIAN,",), ("NAMA",)),)),
    )
    return Document(
        kind=annex.KIND,
        stem="determination",
        title="Daftar usulan penerima",
        language="id",
        blocks=blocks,
        flat=table,
        fingerprint="5a" * 32,
        source="upakarti-2024 5a5a5a5a5a5a",
        at="2024-10-22T12:17:24+07:00",
        draft=False,
        notice="CONTOH",
        numbering=Numbering.ANNEX,
    )


def plain_page(table):
    head = "".join(f"<th>{column.title}</th>" for column in table.columns)
    rows = ("".join(f"<td>{cell}</td>" for cell in row) for row in table.rows)
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return (
        f'<html><head><meta charset="utf-8"><style>{STYLES}</style></head><body>'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></body></html>"
    )


def drawn(document, page):
    """Return the processor time of drawing a document, its child's included."""
    begun = os.times()
    as_pdf.pdf(page, document, ())
    done = os.times()
    return done.children_user + done.children_system - begun.children_user - begun.children_system


@pytest.mark.skipif(not as_pdf.has_pango(), reason="Pango is not installed")
def test_a_determination_list_as_pdf(tmp_path, row):
    document = a_list()
    page = as_html.html(document, as_pdf.RENDERER)
    plain = tmp_path / "plain.html"
    plain.write_text(plain_page(document.flat), "utf-8")
    ours = min(drawn(document, page) for _ in range(5))
    reference = least([*PYTHON, "-c", PLAIN, str(plain), str(tmp_path / "plain.pdf")], runs=5)
    found = ours / reference.seconds
    row(f"determination list of {ROWS} rows as PDF", f"{found:.2f} x", "<= 0.6 x")
