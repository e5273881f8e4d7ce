"""What data says is text: never a formula, never markup, never an address to open."""

import csv
import io
import re
import zipfile
from html.parser import HTMLParser

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from awards import CANDIDATES, a_book
from calc import needs_calc, recalculated
from upakarti_tui.domain.people.candidate import Candidate
from upakarti_tui.domain.text import shown
from upakarti_tui.reports.as_csv import csv_text, neutral
from upakarti_tui.reports.as_html import html
from upakarti_tui.reports.document import Column, Document, Number, Paragraph, Table
from upakarti_tui.workflows.papers.export import export

FORMULAS = (
    "=1+1",
    '=HYPERLINK("http://evil.example","klik")',
    "=cmd|' /C calc'!A0",
    '=DDE("cmd","/C calc","x")',
    '=WEBSERVICE("http://evil.example")',
    '=IMPORTXML("http://evil.example","//a")',
    '=IMPORTDATA("http://evil.example")',
    '=INDIRECT("A1")',
    "=SUM(A1:A9)",
    "='file:///etc/passwd'#$Sheet1.A1",
    "+1+1",
    "+cmd|' /C notepad'!A0",
    "+SUM(1,1)",
    "+62812345678",
    "+A1",
    "-1+1",
    "-cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!D2",
    "-A1",
    "-SUM(A1:A2)",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "@A1",
    "@cmd",
    "@NOW()",
    '@HYPERLINK("http://evil.example")',
    "\t=1+1",
    "\t+cmd",
    "\t@SUM(1)",
    "\r=1+1",
    "\r\n=1+1",
    "\n=1+1",
    " =1+1",
    "\u00a0=1+1",
    '"=1+1',
    "'=1+1",
    "\uff1d1+1",
    "\uff0b1+1",
    "\uff0d1+1",
    "\uff20SUM(1)",
    '="a"&"b"',
)


def test_there_are_forty_payloads():
    assert len(set(FORMULAS)) == 40


@pytest.mark.parametrize("payload", FORMULAS)
def test_p26_a_cell_of_csv_never_begins_a_formula(payload):
    table = Table("t", (Column("A", 1), Column("B", 1)), ((payload, Number("-5.5")),))
    text = io.StringIO(csv_text(table)[1:], newline="")
    ((cell, number),) = list(csv.reader(text, delimiter=";"))[1:]
    assert cell == f"'{shown(payload)}"
    assert number == "-5,5"


@pytest.mark.parametrize("name", ["Siti", "I Made", "PT A&B", "O'Neil", "1=1", "a@b", ""])
def test_ordinary_text_stays_as_it_is(name):
    assert neutral(name) == name


PRINTABLE = tuple(p for p in FORMULAS if p.isprintable())
MARKUP = (
    "[/bold]",
    "{{ 7*7 }}",
    "{% include 'x' %}",
    "<script>alert(1)</script>",
    "</td></tr></table><h1>x",
    "<img src=file:///etc/passwd>",
    "&lt;b&gt; &amp; &#60;",
    "url(file:///etc/passwd)",
    "{{renderer}}",
    "]]><!--",
)


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Write every format of the list and the recapitulation with such names in them."""
    folder = tmp_path_factory.mktemp("hostile")
    folder.chmod(0o700)
    names = (*PRINTABLE[:12], *MARKUP)
    people = tuple(
        Candidate(f"PG-{n:03}", "pengabdian", name, name, name, name)
        for n, name in enumerate(names, 101)
    )
    book = a_book(folder, candidates=(*CANDIDATES, *people))
    kinds = {"determination": {}, "recap": {}, "facts": {"stage": "lapangan"}}
    found = {}
    for kind, options in kinds.items():
        for path in export(book, kind, ["xlsx", "html", "pdf"], folder / kind, **options):
            found[kind, path.suffix] = path
    return names, found


@pytest.mark.parametrize("kind", ["determination", "facts"])
def test_p26_no_cell_of_a_list_is_a_formula(written, kind):
    _, found = written
    assert formulas(found[kind, ".xlsx"]) == []


def formulas(path):
    with zipfile.ZipFile(path) as package:
        parts = [name for name in package.namelist() if "/sheet" in name]
        return [
            formula
            for part in parts
            for formula in re.findall(r"<f>(.*?)</f>", package.read(part).decode())
        ]


def test_p26_no_data_stands_in_a_formula_of_the_workbook(written):
    names, found = written
    said = formulas(found["recap", ".xlsx"])
    assert said
    for name in (n for n in names if len(n) > 5):
        assert not any(name in formula for formula in said)
    assert not any("HYPERLINK" in f or "WEBSERVICE" in f or "cmd" in f for f in said)


@needs_calc
def test_a_spreadsheet_shows_names_as_they_are(written, tmp_path):
    names, found = written
    (computed,) = recalculated([found["facts", ".xlsx"]], tmp_path)
    said = {cell for rows in computed.values() for row in rows for cell in row}
    assert {name for name in names if name.strip() == name} <= said


class Texts(HTMLParser):
    """All text of a page, and all elements and attributes that could reach out."""

    def __init__(self):
        super().__init__()
        self.text = ""
        self.odd = []

    def handle_starttag(self, tag, attrs):
        if tag in {"script", "img", "iframe", "object", "embed", "link", "base", "form"}:
            self.odd.append(tag)
        self.odd += [name for name, _ in attrs if name in {"src", "href", "onload", "xlink:href"}]

    def handle_data(self, data):
        self.text += data


@pytest.mark.parametrize("kind", ["recap", "facts"])
def test_p24_a_page_shows_markup_as_text(written, kind):
    names, found = written
    page = Texts()
    page.feed(found[kind, ".html"].read_text("utf-8"))
    assert page.odd == []
    for name in names:
        assert name in page.text


@pytest.mark.parametrize("kind", ["recap", "facts"])
def test_p24_paper_shows_markup_as_text(written, kind):
    names, found = written
    pages = pypdf.PdfReader(found[kind, ".pdf"]).pages
    text = "".join("".join(page.extract_text().split()) for page in pages)
    for name in names:
        assert "".join(name.split()) in text


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"])), min_size=1, max_size=20))
def test_p24_any_text_is_shown_as_it_is(said):
    page = Texts()
    page.feed(html(a_document(tuple(Paragraph(text) for text in said))))
    assert page.odd == []
    for text in said:
        assert shown(text) in page.text


def a_document(blocks):
    return Document(
        kind="determination",
        stem="x",
        title="x",
        language="id",
        blocks=blocks,
        flat=Table("x", (), ()),
        fingerprint="0" * 64,
        source="x",
        at="2024-12-19T14:05:31+00:00",
        draft=True,
    )


def test_p25_no_control_byte_of_data_reaches_a_document():
    hostile = "A\x1b[2J\x1b]52;c;x\x07\x00\u202eB\u200b\u2066C\x85"
    page = html(a_document((Paragraph(hostile),)))
    text = csv_text(Table("t", (Column("A", 1),), ((hostile,),)))
    for written in (page, text):
        assert not {"\x1b", "\x07", "\x00", "\u202e", "\u200b", "\u2066", "\x85"} & set(written)
