from __future__ import annotations

import io

import pypdf
import pytest
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, create_string_object

from upakarti_tui.reports.reading_pdf import UnreadableError, read


def a_pdf(change=lambda _writer: None) -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(72, 72)
    writer.add_metadata({"/Creator": "upakarti", "/Keywords": "kind=minutes, language=id"})
    writer.add_attachment("determination.json", b"{}")
    change(writer)
    whole = io.BytesIO()
    writer.write(whole)
    return whole.getvalue()


def test_what_it_carries_and_says_of_itself_is_read():
    printed = read(a_pdf())
    assert printed.attached == (("determination.json", b"{}"),)
    assert printed.creator == "upakarti"
    assert printed.about == (("kind", "minutes"), ("language", "id"))
    assert (len(printed.pages), printed.odd) == (1, ())


def in_the_catalog(key):
    return lambda writer: writer._root_object.update({NameObject(key): DictionaryObject()})


def among_the_names(key):
    def change(writer):
        writer._root_object["/Names"][NameObject(key)] = DictionaryObject()

    return change


def on_a_page(key):
    return lambda writer: writer.pages[0].update({NameObject(key): ArrayObject()})


@pytest.mark.parametrize(
    ("change", "odd"),
    [
        *((in_the_catalog(key), key) for key in ("/OpenAction", "/AA", "/AcroForm", "/URI")),
        *((among_the_names(key), key) for key in ("/JavaScript", "/URLS")),
        *((on_a_page(key), key) for key in ("/Annots", "/AA", "/Thumb")),
    ],
    ids=lambda said: said if isinstance(said, str) else "",
)
def test_p19_a_part_that_no_document_of_ours_has_is_named(change, odd):
    assert read(a_pdf(change)).odd == (odd,)


def test_every_attachment_of_one_name_is_read():
    printed = read(a_pdf(lambda writer: writer.add_attachment("determination.json", b"[]")))
    assert sorted(content for _, content in printed.attached) == [b"[]", b"{}"]


@pytest.mark.parametrize("raw", [b"", b"%PDF-1.7", b"PK\x03\x04", a_pdf()[:200]])
def test_what_is_no_pdf_is_told(raw):
    with pytest.raises(UnreadableError):
        read(raw)


def test_words_about_itself_that_are_no_pairs_are_left_out():
    said = {"/Keywords": create_string_object("=x, alone, kind=minutes")}
    printed = read(a_pdf(lambda writer: writer.add_metadata(said)))
    assert printed.about == (("alone", ""), ("kind", "minutes"))
