import shutil
import subprocess

import pypdf
import pytest
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from awards import a_book
from pdfa import faults
from upakarti_tui.reports import as_html, papers
from upakarti_tui.workflows.papers.export import export


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pdfa")
    folder.chmod(0o700)
    return a_book(folder)


def pdfs(book, kind):
    stage = "lapangan" if kind == "facts" else None
    folder = book.parent / kind
    return export(book, kind, ["pdf"], folder, stage=stage, force=True)


@pytest.mark.parametrize("kind", ["determination", "recap", "facts"])
def test_the_main_documents_are_pdf_a_3u(book, kind):
    assert faults(pdfs(book, kind)[0].read_bytes()) == []


@pytest.mark.endurance
@pytest.mark.parametrize("kind", papers.KINDS)
def test_every_document_is_pdf_a_3u(book, kind):
    for path in pdfs(book, kind):
        assert faults(path.read_bytes()) == []


def test_a_draft_is_pdf_a_3u_with_its_watermark(book):
    paths = export(book, "determination", ["pdf"], book.parent / "draft", draft=True, force=True)
    assert faults(paths[0].read_bytes()) == []
    for page in pypdf.PdfReader(paths[0]).pages:
        assert "SEMENTARA" in page.extract_text().split("\n")


@pytest.mark.parametrize("kind", ["determination", "recap", "facts"])
def test_another_checker_finds_no_fault_either(book, kind):
    checker = pytest.importorskip("pdf_oxide", reason="pdf_oxide is not installed")
    found = checker.PdfDocument(str(pdfs(book, kind)[0])).validate_pdf_a("3u")
    assert (found["valid"], found["errors"]) == (True, [])


def test_the_other_checker_sees_what_is_missing(book, tmp_path):
    checker = pytest.importorskip("pdf_oxide", reason="pdf_oxide is not installed")
    for key, clause in (("/OutputIntents", "COLOR-001"), ("/Metadata", "XMP-001")):
        writer = pypdf.PdfWriter(clone_from=pdfs(book, "determination")[0])
        del writer._root_object[key]
        writer.write(tmp_path / "plain.pdf")
        found = checker.PdfDocument(str(tmp_path / "plain.pdf")).validate_pdf_a("3u")
        assert clause in " ".join(found["errors"])


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not installed")
def test_qpdf_finds_no_error_in_any_object(book):
    for path in pdfs(book, "determination"):
        subprocess.run(["qpdf", "--check", path], check=True, capture_output=True)


def test_the_checker_sees_what_an_ordinary_pdf_lacks(book, tmp_path):
    writer = pypdf.PdfWriter(clone_from=pdfs(book, "determination")[0])
    for key in ("/OutputIntents", "/Metadata", "/AF", "/MarkInfo", "/Lang"):
        del writer._root_object[key]
    script = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("1")}
    writer._root_object[NameObject("/OpenAction")] = DictionaryObject(script)
    path = tmp_path / "plain.pdf"
    writer.write(path)
    found = " ".join(faults(path.read_bytes()))
    for clause in ("6.2.3", "6.6.2.1", "6.8", "not tagged", "no language", "6.5.1"):
        assert clause in found


def test_a_sign_that_the_fonts_lack_is_found(book, tmp_path, monkeypatch):
    written = as_html.html
    monkeypatch.setattr(
        as_html, "html", lambda *given: written(*given).replace("Halimah", "哈利马", 1)
    )
    paths = export(book, "determination", ["pdf"], tmp_path / "exports")
    assert any(clause.startswith("6.2.11") for clause in faults(paths[0].read_bytes()))
