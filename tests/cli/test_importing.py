from pathlib import Path

import pytest

from awards_typed import a_table, typed_in
from upakarti_tui.errors import Exit

BAD_ROWS = 25


@pytest.fixture
def mixed(book):
    """Write a table of one good candidate and many of an unknown category."""
    rows = [f"salah,Calon {number}\n" for number in range(BAD_ROWS)]
    path = Path("campur.csv")
    path.write_text("".join(["category,name\n", "pengabdian,Dedi\n", *rows]), encoding="utf-8")
    return book, path


def test_twenty_problems_are_shown_and_the_rest_counted(run, mixed):
    book, table = mixed
    before = book.read_bytes()
    ran = run("import", "candidates", table, "--lang", "en")
    lines = ran.err.splitlines()
    assert (ran.code, ran.out) == (Exit.REFUSED, "")
    assert lines[0].startswith("campur.csv:3:category: ")
    assert lines[20:] == ["... and 5 more."]
    assert book.read_bytes() == before


def test_a_partial_import_takes_the_good_rows_and_ends_as_open(run, mixed):
    book, table = mixed
    before = book.read_bytes()
    tried = run("import", "candidates", table, "--partial", "--dry-run")
    assert tried.code == Exit.OPEN
    assert book.read_bytes() == before
    taken = run("import", "candidates", table, "--partial", "--lang", "en")
    assert taken.code == Exit.OPEN
    assert "Rows left out: 25 (3-27)" in taken.out
    assert run("explain", "PG-004").code == Exit.DONE


@pytest.mark.usefixtures("book")
def test_importing_again_changes_nothing(run):
    before = Path("upakarti.jsonl").read_bytes()
    for table, file in [("roster", "juri.csv")]:
        assert run("import", table, file).code == Exit.DONE
    assert Path("upakarti.jsonl").read_bytes() == before


@pytest.mark.usefixtures("book")
def test_a_submitted_sheet_takes_no_more_marks(run):
    typed_in(run)
    refused = run("import", "marks", a_table("JR-1"), "--stage", "penjurian")
    assert (refused.code, refused.out) == (Exit.NOT_ALLOWED, "")


@pytest.mark.usefixtures("book")
def test_sheets_with_gaps_stay_open_when_submitted_on_import(run):
    table = Path("sebagian.csv")
    table.write_text("candidate,scorer,criterion,mark\nPG-001,JR-1,hasil,80\n", encoding="utf-8")
    ran = run("import", "marks", table, "--stage", "penjurian", "--submitted")
    assert ran.code == Exit.OPEN
    assert "PG-001" in ran.err


@pytest.fixture
def website(book):
    """Write what a registration website hands out, with its own words."""
    path = Path("situs.csv")
    path.write_text("Nama Peserta,Jenis=Bidang\nDedi,pengabdian\n", encoding="utf-8")
    return book, path


def test_foreign_headings_are_said_once_and_remembered(run, website):
    book, table = website
    asked = run("import", "candidates", table, "--lang", "en")
    assert asked.code == Exit.REFUSED
    assert '--map "Nama Peserta=name"' in asked.err
    said = ("--map", "Nama Peserta=nama", "--map", "Jenis=Bidang=kategori")
    before = book.read_bytes()
    assert run("import", "candidates", table, *said, "--dry-run").code == Exit.DONE
    assert book.read_bytes() == before
    assert run("import", "candidates", table, *said).code == Exit.DONE
    again = run("import", "candidates", table, "--lang", "en")
    assert (again.code, again.err) == (Exit.DONE, "")
    assert "Column “Nama Peserta” is read as name (remembered)" in again.out
    assert "heading.candidates.Jenis=Bidang=category" in run("configure").out
    forgot = run("import", "candidates", table, "--forget", "nama peserta", "--lang", "en")
    assert forgot.code == Exit.REFUSED
    assert run("import", "candidates", table).code == Exit.DONE


@pytest.mark.parametrize(
    "options",
    [
        ("--map", "Nama Peserta"), ("--map", "=name"), ("--map", "Nama Peserta="),
        ("--map", "Nama Peserta=judul"), ("--map", "Nama\nPeserta=name"), ("--forget", "Nama"),
        ("--forget", ""),
    ],
)  # fmt: skip
def test_a_slip_in_what_is_said_of_headings_is_a_slip_of_the_command(run, website, options):
    book, table = website
    before = book.read_bytes()
    ran = run("import", "candidates", table, *options)
    assert (ran.code, ran.out) == (Exit.USAGE, "")
    assert book.read_bytes() == before


@pytest.mark.parametrize(
    "environment",
    [{"LC_ALL": "C", "LANG": "C"}, {"PYTHONIOENCODING": "ascii"}, {"PYTHONHASHSEED": "7"}],
)
def test_what_programs_read_is_the_same_in_every_environment(run, book, start, environment):
    typed_in(run)
    for form in ("json", "csv"):
        here = run("rank", book, "--stage", "penjurian", "--format", form)
        process = start("rank", book, "--stage", "penjurian", "--format", form, env=environment)
        out, err = process.communicate(timeout=60)
        assert (process.returncode, out.decode(), err) == (here.code, here.out, b"")
        assert here.out.endswith("\n")


def test_a_reader_that_leaves_early_changes_no_exit_code(book, start):
    process = start("rank", book, "--stage", "penjurian")
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(timeout=60) == Exit.OPEN
