import json
import shutil
import subprocess
import sys
from random import Random

import pypdf
import pytest

from awards import a_book
from forging import PATCHES, look_alike, redrawn, saved_by_qpdf
from forging_drawings import (
    OTHER,
    SHOWS_ANOTHER,
    a_hairbreadth,
    by_another,
    nothing,
    with_other_meanings,
    with_other_shapes,
)
from upakarti_tui.errors import Exit
from upakarti_tui.locale import language
from upakarti_tui.reports import as_pdf, reading_pdf, sealing
from upakarti_tui.storage.canonical import canonical_json
from upakarti_tui.workflows.papers import verify_pdf as verifying
from upakarti_tui.workflows.papers.determined import reread
from upakarti_tui.workflows.papers.export import export
from upakarti_tui.workflows.papers.verify import Answer, verify

SEED = 20241219


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("award")
    folder.chmod(0o700)
    a_book(folder)
    return folder


@pytest.fixture(scope="module")
def book(folder):
    return folder / "upakarti.jsonl"


def exported(book, kind, form, **options):
    folder = book.parent / f"{kind}-{form}"
    return export(book, kind, [form], folder, force=True, **options)[0]


def changed(path, change):
    data = json.loads(path.read_bytes())
    change(data)
    other = path.with_name("changed.json")
    other.write_bytes(canonical_json(data) + b"\n")
    return other


@pytest.mark.parametrize("kind", ["determination", "minutes", "facts"])
@pytest.mark.parametrize("form", ["pdf", "json"])
def test_what_was_exported_agrees(book, kind, form):
    stage = "lapangan" if kind == "facts" else None
    verdict = verify(exported(book, kind, form, stage=stage))
    assert verdict.answer is Answer.AGREES, str(verdict)
    assert verdict.exit is Exit.DONE
    assert "\n" not in str(verdict)


def test_a_draft_agrees_as_a_draft(book):
    assert verify(exported(book, "determination", "pdf", draft=True)).answer is Answer.AGREES


def test_one_category_agrees(book):
    path = exported(book, "determination", "json", category="pengabdian")
    assert verify(path).answer is Answer.AGREES


def test_a_document_in_another_language_agrees_and_leaves_ours(book, monkeypatch):
    monkeypatch.setattr("upakarti_tui.locale._chosen", "en")
    path = exported(book, "determination", "pdf")
    monkeypatch.setattr("upakarti_tui.locale._chosen", "id")
    assert verify(path).answer is Answer.AGREES
    assert language() == "id"


def test_a_changed_number_is_named_with_its_place(book):
    def change(data):
        data["ranking"]["categories"][1]["standings"][0]["score"] = "90.76"

    verdict = verify(changed(exported(book, "determination", "json"), change))
    assert verdict.answer is Answer.DIFFERS
    assert verdict.exit is Exit.DAMAGED
    assert "ranking.categories[1].standings[0].score" in str(verdict)
    assert "90.76" in str(verdict)
    assert "90.67" in str(verdict)


@pytest.mark.parametrize("key", ["proposed", "closings", "finalised", "template", "withheld"])
def test_no_part_of_the_json_can_be_left_out(book, key):
    path = changed(exported(book, "determination", "json"), lambda data: data.pop(key))
    assert verify(path).answer is not Answer.AGREES


def test_a_changed_mark_breaks_the_chain_of_its_author(book):
    def change(data):
        filled = [x for x in data["records"] if x["t"] == "filled" and x["author"] == "J1"]
        filled[0]["deed"]["entries"][0]["value"] = "1"

    assert verify(changed(exported(book, "determination", "json"), change)).answer is Answer.DIFFERS


def test_a_printed_difference_is_told_with_page_row_and_what_should_be(book):
    path = exported(book, "determination", "pdf")
    result = reread(dict(reading_pdf.read(path.read_bytes()).attached)[as_pdf.DATA])
    document = verifying.the_document(reading_pdf.read(path.read_bytes()), result)
    forged = path.with_name("forged.pdf")
    for seed in range(5):
        forged.write_bytes(redrawn(document, result, Random(seed)))
        verdict = verify(forged)
        assert verdict.answer is Answer.DIFFERS
        assert sealing.holds(forged.read_bytes())
        assert " 1" in str(verdict)


def test_p19_a_letter_that_only_looks_alike_is_told(book):
    path = exported(book, "determination", "pdf")
    printed = reading_pdf.read(path.read_bytes())
    result = reread(dict(printed.attached)[as_pdf.DATA])
    forged = path.with_name("forged.pdf")
    forged.write_bytes(look_alike(verifying.the_document(printed, result), result))
    assert verify(forged).answer is Answer.DIFFERS


@pytest.mark.parametrize("patch", PATCHES, ids=lambda patch: patch.__name__)
def test_p19_no_patched_pdf_is_accepted(book, patch):
    refuse_mutants(book, 3, patch)


@pytest.mark.endurance
@pytest.mark.parametrize("patch", PATCHES, ids=lambda patch: patch.__name__)
def test_p19_no_patched_pdf_is_accepted_in_full(book, patch):
    refuse_mutants(book, 100, patch)


def refuse_mutants(book, count, patch):
    path = exported(book, "determination", "pdf")
    raw = path.read_bytes()
    mutant = path.with_name("mutant.pdf")
    for seed in range(count):
        chance = Random(f"{SEED}/{patch.__name__}/{seed}")
        forged = patch(raw, chance)
        assert forged != raw
        mutant.write_bytes(forged)
        assert verify(mutant).answer is not Answer.AGREES, (patch.__name__, seed)


@pytest.mark.endurance
@pytest.mark.parametrize("kind", ["determination", "minutes"])
def test_p19_no_redrawn_pdf_is_accepted_in_full(book, kind):
    path = exported(book, kind, "pdf")
    printed = reading_pdf.read(path.read_bytes())
    result = reread(dict(printed.attached)[as_pdf.DATA])
    document = verifying.the_document(printed, result)
    forged = path.with_name("forged.pdf")
    for seed in range(60):
        forged.write_bytes(redrawn(document, result, Random(seed)))
        assert verify(forged).answer is Answer.DIFFERS, seed


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not installed")
@pytest.mark.parametrize(
    "options",
    [(), ("--linearize",), ("--qdf",), ("--object-streams=disable",), ("--deterministic-id",)],
)
def test_p19_a_pdf_saved_again_is_not_what_was_written(book, options):
    path = exported(book, "determination", "pdf")
    path.with_name("again.pdf").write_bytes(saved_by_qpdf(path, *options))
    verdict = verify(path.with_name("again.pdf"))
    assert verdict.answer is Answer.DIFFERS


def test_p19_an_attachment_more_is_named(book):
    path = exported(book, "determination", "pdf")
    writer = pypdf.PdfWriter(clone_from=path)
    writer.add_attachment("tambahan.txt", b"x")
    with path.with_name("more.pdf").open("wb") as more:
        writer.write(more)
    verdict = verify(path.with_name("more.pdf"))
    assert verdict.answer is Answer.DIFFERS
    assert "determination.json, tambahan.txt" in str(verdict)


@pytest.mark.parametrize("change", SHOWS_ANOTHER, ids=lambda change: change.__name__)
def test_p19_what_reads_true_and_shows_something_else_is_not_accepted(book, change):
    path = exported(book, "determination", "pdf")
    forged = path.with_name("drawing.pdf")
    forged.write_bytes(by_another(path.read_bytes(), change))
    assert sealing.holds(forged.read_bytes())
    verdict = verify(forged)
    assert verdict.answer is not Answer.AGREES
    assert "\n" not in str(verdict)


@pytest.mark.parametrize("change", [nothing, a_hairbreadth])
def test_what_other_versions_drew_alike_is_accepted(book, change):
    path = exported(book, "determination", "pdf")
    other = path.with_name("other.pdf")
    other.write_bytes(by_another(path.read_bytes(), change))
    assert OTHER in reading_pdf.read(other.read_bytes()).creator
    assert verify(other).answer is Answer.AGREES


def test_p19_without_pango_letters_in_other_shapes_are_not_accepted(book, monkeypatch):
    path = exported(book, "determination", "pdf")
    raw = path.read_bytes()
    monkeypatch.setattr(as_pdf, "has_pango", lambda: False)
    for change in SHOWS_ANOTHER:
        path.with_name("drawing.pdf").write_bytes(by_another(raw, change))
        verdict = verify(path.with_name("drawing.pdf"))
        assert verdict.answer is not Answer.AGREES or "Pango" in str(verdict), change
        if change in {with_other_shapes, with_other_meanings}:
            assert verdict.answer is Answer.UNCHECKED
    assert verify(path).answer is Answer.AGREES


def test_without_pango_the_seal_and_every_text_are_compared(book, monkeypatch):
    path = exported(book, "determination", "pdf")
    monkeypatch.setattr(as_pdf, "has_pango", lambda: False)
    assert verify(path).answer is Answer.AGREES
    refuse_by_text = path.with_name("text.pdf")
    result = reread(dict(reading_pdf.read(path.read_bytes()).attached)[as_pdf.DATA])
    document = verifying.the_document(reading_pdf.read(path.read_bytes()), result)
    monkeypatch.undo()
    refuse_by_text.write_bytes(redrawn(document, result, Random(1)))
    monkeypatch.setattr(as_pdf, "has_pango", lambda: False)
    assert verify(refuse_by_text).answer is Answer.DIFFERS


@pytest.mark.parametrize("kind", ["sheets", "blank", "anonymised"])
def test_a_document_without_records_cannot_be_checked(book, kind):
    verdict = verify(exported(book, kind, "pdf"))
    assert verdict.answer is Answer.UNCHECKED
    assert verdict.exit is Exit.REFUSED


@pytest.mark.parametrize("raw", [b"", b"%PDF-1.7\n", b"{}", b"{", b"\xff\xfe", b"a;b\r\n1;2\r\n"])
def test_what_is_no_document_of_ours_cannot_be_checked(tmp_path, raw):
    path = tmp_path / "strange"
    path.write_bytes(raw)
    assert verify(path).answer is Answer.UNCHECKED


@pytest.mark.parametrize("raw", [b"{", b'{"format":', b"%PDF-1.7\n", b"%PDF-1.7\n1 0 obj"])
def test_what_cannot_be_read_is_told_in_no_other_language(tmp_path, monkeypatch, raw):
    monkeypatch.setattr("upakarti_tui.locale._chosen", "id")
    path = tmp_path / "strange"
    path.write_bytes(raw)
    assert str(verify(path)) in {
        "Tidak dapat diperiksa: bukan JSON upakarti, atau rusak.",
        "Tidak dapat diperiksa: PDF tidak dapat dibaca.",
    }


def test_a_book_is_checked_record_by_record(book):
    assert verify(book).answer is Answer.AGREES


def test_checking_a_book_loads_no_paper(book):
    code = (
        "import pathlib, sys\n"
        "from upakarti_tui.workflows.papers.verify import verify\n"
        "verify(pathlib.Path(sys.argv[1]))\n"
        "print(*(name for name in sys.modules if 'upakarti_tui.reports.papers' in name))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, book], capture_output=True, check=True, text=True
    )
    assert done.stdout.split() == []


def test_words_of_another_version_cannot_be_compared_but_the_data_can(book, monkeypatch):
    monkeypatch.setattr("upakarti_tui.reports.as_html.__version__", "0.0.9")
    path = exported(book, "determination", "pdf")
    monkeypatch.undo()
    assert verify(path).answer is Answer.AGREES
    told = verifying.comparing.gettext
    monkeypatch.setattr(
        verifying.comparing, "gettext", lambda text: told(text).replace("Sidik", "Sidik jari")
    )
    verdict = verify(path)
    assert verdict.answer is Answer.UNCHECKED
    assert "0.0.9" in str(verdict)


def test_records_that_decide_but_were_made_by_another_are_told(book):
    def change(data):
        submitted = next(x for x in data["records"] if x["t"] == "submitted")
        submitted["deed"]["root"] = "0" * 64

    assert verify(changed(exported(book, "determination", "json"), change)).answer is Answer.DIFFERS


ODD = (None, 5, -1, "x", "", [], {}, [None], [[]], True, {"a": 1}, ["x", "x", "1-5,x"])


@pytest.mark.parametrize("odd", ODD, ids=repr)
def test_any_other_json_is_answered_and_never_believed(book, odd):
    path = exported(book, "determination", "json")
    data = json.loads(path.read_bytes())
    strange = path.with_name("strange.json")
    places = [(data, key) for key in data] + [(data["asked"], 0), (data["records"], 0)]
    places += [(data["records"][3], key) for key in data["records"][3]] + [(data["records"], -1)]
    for holder, key in places:
        kept, holder[key] = holder[key], odd
        if kept != odd:
            strange.write_bytes(canonical_json(data) + b"\n")
            assert verify(strange).answer is not Answer.AGREES, key
        holder[key] = kept
