import json
import zipfile
from dataclasses import replace

import pypdf
import pytest

from awards import CANDIDATES, NIK, NOTICE, NPWP, a_book, an_award
from upakarti_tui.domain.book import deeds as d
from upakarti_tui.domain.people.candidate import Role, Scorer
from upakarti_tui.errors import (
    Exit,
    FileError,
    NotAllowedError,
    OpenItemsError,
    UpakartiError,
    UsageError,
)
from upakarti_tui.reports import as_pdf, papers
from upakarti_tui.storage.books import book as books
from upakarti_tui.storage.programmes import template_form
from upakarti_tui.workflows.exchange.pack import pack
from upakarti_tui.workflows.papers.export import FORMATS, export


@pytest.fixture
def folder(tmp_path):
    tmp_path.chmod(0o700)
    return tmp_path


def test_the_list_names_who_is_selected_and_nothing_more(folder):
    (path,) = export(a_book(folder), "determination", ["csv"], folder / "exports")
    lines = path.read_text("utf-8-sig").splitlines()
    names = [line.split(";")[2] for line in lines[1:]]
    assert names == ["PT Serat Nusa", "Yayasan Tenun Lestari", "Halimah binti Usman"]
    assert "84" not in path.read_text("utf-8-sig")


def test_files_have_stable_names(folder):
    paths = export(a_book(folder), "determination", FORMATS, folder / "exports")
    assert [p.name for p in paths] == [
        f"determination-penjurian.{ending}" for ending in ("csv", "json", "html", "xlsx", "pdf")
    ]


def test_a_file_that_is_there_is_not_replaced_without_force(folder):
    book = a_book(folder)
    (path,) = export(book, "determination", ["csv"], folder / "exports")
    path.write_text("mine")
    with pytest.raises(FileError) as refused:
        export(book, "determination", ["json", "csv"], folder / "exports")
    assert refused.value.exit is Exit.FILES
    assert path.read_text() == "mine"
    assert not path.with_suffix(".json").exists()
    export(book, "determination", ["csv"], folder / "exports", force=True)
    assert path.read_text() != "mine"


@pytest.mark.parametrize("kind", papers.KINDS)
def test_p28_no_output_holds_a_nik_or_npwp(folder, kind):
    stage = "lapangan" if kind == "facts" else None
    only = "PG-001" if kind == "dossier" else None
    book = a_book(folder)
    assert NIK.encode() in book.read_bytes()
    paths = export(book, kind, FORMATS, folder / "exports", stage=stage, candidate=only)
    for path in paths:
        inside = b"".join(laid_bare(path))
        assert b"Tenun" in inside
        assert NIK.encode() not in inside
        assert NPWP.encode() not in inside


def laid_bare(path):
    """Yield the bytes of a file, and of everything packed inside it."""
    yield path.read_bytes()
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as package:
            yield from map(package.read, package.namelist())
    elif path.suffix == ".pdf":
        reader = pypdf.PdfReader(path)
        for page in reader.pages:
            yield page.extract_text().encode()
        for contents in reader.attachments.values():
            yield from contents


def test_a_stage_that_is_open_is_exported_as_a_draft_only(folder):
    template = an_award()
    book = a_book(folder, final=False, template=template, candidates=CANDIDATES[:5])
    with books.writing(book, "secretariat") as opened:
        opened.add(d.Appointed(Scorer("J9", "Juri Sembilan", Role.JUROR)))
    with pytest.raises(OpenItemsError):
        export(book, "determination", ["csv"], folder / "exports")
    (path,) = export(book, "determination", ["csv"], folder / "exports", draft=True)
    assert path.name == "determination-penjurian-sementara.csv"
    rows = path.read_text("utf-8-sig").splitlines()[1:]
    assert rows
    assert all(NOTICE in row for row in rows)


def test_the_json_is_canonical_and_complete(folder):
    (path,) = export(a_book(folder), "determination", ["json"], folder / "exports")
    data = json.loads(path.read_bytes())
    assert data["format"] == "upakarti-determination/1"
    assert data["ranking"]["state"] == "final"
    assert [c["scorer"] for c in data["closings"] if c["stage"] == "lapangan"] == ["T1"]
    assert {c["scorer"] for c in data["closings"]} == {"T1", "J1", "J2", "J3"}
    assert data["finalised"]["by"] == "Dewi"


@pytest.mark.parametrize(
    ("kind", "formats", "options"),
    [
        ("determinasi", ["csv"], {}),
        ("determination", ["docx"], {}),
        ("determination", [], {}),
        ("determination", ["csv"], {"stage": "penjurlan"}),
        ("determination", ["csv"], {"category": "x"}),
        ("sheets", ["csv"], {"candidate": "x"}),
    ],
)
def test_what_there_is_not_is_a_slip_of_usage(folder, kind, formats, options):
    with pytest.raises(UsageError):
        export(a_book(folder), kind, formats, folder / "exports", **options)


def test_every_error_is_one_of_ours(folder):
    with pytest.raises(UpakartiError):
        export(folder / "missing.jsonl", "determination", ["csv"], folder / "exports")


def test_a_sealed_stage_lets_nothing_out_but_blank_sheets(folder):
    template = an_award()
    visit, jury = template.stages
    sealed = replace(template, stages=(visit, replace(jury, sealed=True)))
    book = a_book(folder, final=False, template=sealed)
    for kind in ("determination", "minutes", "recap", "sheets", "dossier", "anonymised"):
        with pytest.raises(NotAllowedError):
            export(book, kind, ["csv"], folder / "exports", stage="penjurian", draft=True)
    assert export(book, "blank", ["csv"], folder / "exports", stage="penjurian")
    assert export(book, "determination", ["csv"], folder / "exports", stage="lapangan")


def test_the_list_of_a_stage_holds_no_record_of_a_later_one(folder):
    book = a_book(folder)
    (path,) = export(book, "determination", ["json"], folder / "exports", stage="lapangan")
    stages = {
        record["deed"].get("stage") or record["deed"].get("sheet", [None])[0]
        for record in json.loads(path.read_bytes())["records"]
    }
    assert "lapangan" in stages
    assert "penjurian" not in stages


def test_a_scorer_s_book_gives_no_documents(folder):
    book = a_book(folder, final=False)
    pack(book, "J1", folder / "j1.jsonl")
    with pytest.raises(NotAllowedError):
        export(folder / "j1.jsonl", "determination", ["csv"], folder / "exports", draft=True)


def test_without_pango_the_other_formats_are_written(folder, monkeypatch):
    monkeypatch.setattr(as_pdf, "has_pango", lambda: False)
    with pytest.raises(FileError) as refused:
        export(a_book(folder), "determination", ["pdf", "csv", "html"], folder / "exports")
    assert "HTML" in str(refused.value)
    assert {p.suffix for p in (folder / "exports").iterdir()} == {".csv", ".html"}


@pytest.mark.parametrize(("paper", "height"), [("A4", 842), ("F4", 935)])
def test_paper_comes_from_the_settings(folder, paper, height):
    book = a_book(folder, settings=(("paper", paper),))
    (path,) = export(book, "determination", ["pdf"], folder / "exports")
    assert round(pypdf.PdfReader(path).pages[0].mediabox.height) == height


def test_progress_is_told_before_each_file(folder):
    told = []
    export(
        a_book(folder),
        "determination",
        ["csv", "json"],
        folder / "exports",
        progress=lambda done, whole, name: told.append((done, whole, name)),
    )
    assert told == [
        (0, 2, "determination-penjurian.csv"),
        (1, 2, "determination-penjurian.json"),
        (2, 2, ""),
    ]


def test_a_stage_without_sheets_has_nothing_to_write(folder):
    book = folder / "upakarti.jsonl"
    template = an_award()
    books.create(book, d.Founded(template, template_form.fingerprint(template)))
    with pytest.raises(UsageError):
        export(book, "sheets", ["csv"], folder / "exports", stage="penjurian")
