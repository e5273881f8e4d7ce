"""The whole way of an award, by the commands that a secretariat and its jurors type."""

import json
from pathlib import Path

import pytest

from awards_typed import MARKS, fill, finalized
from upakarti_tui.errors import Exit


@pytest.mark.usefixtures("book")
def test_from_proposals_to_the_determination_list(run):
    assert run("pack", "--all", "keluar").out == "keluar/JR-1.jsonl\nkeluar/JR-2.jsonl\n"
    slips = [fill(run, scorer) for scorer in MARKS]
    assert len(set(slips)) == 2

    open_yet = run("rank", "--stage", "penjurian", "--format", "json")
    assert open_yet.code == Exit.OPEN
    assert json.loads(open_yet.out)["state"] == "draft"

    merged = run("merge", "keluar/JR-1.jsonl", "keluar/JR-2.jsonl", "--into", "upakarti.jsonl")
    assert merged.code == Exit.DONE
    assert all(slip in merged.out for slip in slips)

    ranked = run("rank", "--stage", "penjurian", "--format", "json")
    assert (ranked.code, ranked.err) == (Exit.DONE, "")
    assert ranked.out.endswith("}\n")
    (category,) = json.loads(ranked.out)["categories"]
    assert [
        (s["candidate"], s["place"], s["score"], s["outcome"]) for s in category["standings"]
    ] == [
        ("PG-001", 1, "85.00", "selected"),
        ("PG-002", 2, "70.40", "beyond_quota"),
        ("PG-003", 3, "61.90", "fails"),
    ]

    assert finalized(run).code == Exit.DONE
    assert (
        json.loads(run("rank", "--stage", "penjurian", "--format", "json").out)["state"] == "final"
    )

    exported = run("export", "determination", "--format", "json,csv", "-o", "dokumen")
    assert exported.code == Exit.DONE
    written = [Path(line) for line in exported.out.split()]
    assert [path.suffix for path in written] == [".csv", ".json"]
    assert "Siti Rahma" in written[0].read_text(encoding="utf-8-sig")
    assert run("verify", written[1]).code == Exit.DONE
    assert run("verify", "upakarti.jsonl").code == Exit.DONE


@pytest.mark.usefixtures("book")
def test_any_order_of_files_gives_the_same_book(run):
    run("pack", "--all", "keluar")
    for scorer in MARKS:
        fill(run, scorer)
    first, second = "keluar/JR-1.jsonl", "keluar/JR-2.jsonl"
    run("merge", "upakarti.jsonl", first, second, "--into", "a.jsonl")
    run("merge", second, "upakarti.jsonl", first, "--into", "b.jsonl")
    run("merge", second, "a.jsonl", "--into", "c.jsonl")
    assert Path("a.jsonl").read_bytes() == Path("b.jsonl").read_bytes()
    assert Path("a.jsonl").read_bytes() == Path("c.jsonl").read_bytes()


@pytest.mark.usefixtures("book")
def test_a_packed_book_ranks_nothing_and_takes_nobody_elses_marks(run):
    run("pack", "--all", "keluar")
    assert run("rank", "keluar/JR-1.jsonl", "--stage", "penjurian").code == Exit.NOT_ALLOWED
    Path("lain.csv").write_text(
        "candidate,scorer,criterion,mark\nPG-001,JR-2,hasil,50\n", encoding="utf-8"
    )
    before = Path("keluar/JR-1.jsonl").read_bytes()
    refused = run(
        "import", "marks", "lain.csv", "--stage", "penjurian", "--book", "keluar/JR-1.jsonl"
    )
    assert refused.code == Exit.NOT_ALLOWED
    assert Path("keluar/JR-1.jsonl").read_bytes() == before


@pytest.mark.usefixtures("book")
def test_unknown_names_are_answered_with_the_nearest(run):
    for arguments, nearest in [
        (["rank", "--stage", "penjurain"], "penjurian"),
        (["rank", "--stage", "penjurian", "--category", "pengabdia"], "pengabdian"),
        (["explain", "PG-01"], "PG-001"),
        (["pack", "JR-3", "-o", "x.jsonl"], "JR-1"),
        (["submit", "--as", "JR1"], "JR-1"),
        (["stats", "--stage", "penjuri", "--category", "pengabdian"], "penjurian"),
    ]:
        ran = run(*arguments)
        assert (ran.code, ran.out) == (Exit.USAGE, ""), arguments
        assert nearest in ran.err


def test_the_book_is_the_argument_the_option_the_environment_or_the_one_here(
    run, book, monkeypatch
):
    (other := Path("lain")).mkdir()
    kept = book.rename(other / "buku.jsonl")
    assert run("status").code == Exit.FILES
    assert run("status", kept).code == Exit.DONE
    assert run("status", "--book", kept).code == Exit.DONE
    monkeypatch.setenv("UPAKARTI_BOOK", str(kept))
    assert run("status").code == Exit.DONE
    assert run("status", "absent.jsonl").code == Exit.FILES


def test_what_is_no_book_is_told_with_its_own_code(run, book):
    Path("kosong.jsonl").touch()
    Path("teks.jsonl").write_text("hello\n", encoding="utf-8")
    damaged = bytearray(book.read_bytes())
    damaged[100] ^= 1
    Path("rusak.jsonl").write_bytes(damaged)
    for path in Path().glob("*.jsonl"):
        path.chmod(0o600)
    assert run("status", ".").code == Exit.FILES
    assert run("status", "rusak.jsonl").code == Exit.DAMAGED
    assert run("status", "teks.jsonl").code == Exit.DAMAGED
    assert run("merge", "rusak.jsonl", "--into", "upakarti.jsonl").code == Exit.DAMAGED
    assert run("merge", "absent.jsonl", "--into", "upakarti.jsonl").code == Exit.FILES


def test_beginning_a_book_where_one_is_is_refused(run, book):
    before = book.read_bytes()
    ran = run("init", ".", "--template", "uji.yaml")
    assert (ran.code, ran.out) == (Exit.FILES, "")
    assert book.read_bytes() == before
    assert run("init", "x", "--template", "absent.yaml").code == Exit.FILES
    assert run("init", "x", "--template", "upakarti-2042").code == Exit.USAGE
    assert not Path("x").exists()


@pytest.mark.usefixtures("book")
def test_empty_tables_to_fill_in_come_as_a_workbook_unless_asked_otherwise(run):
    assert run("export", "forms").out == "exports/forms.xlsx\n"
    assert run("export", "forms").code == Exit.FILES
    assert run("export", "forms", "--force").code == Exit.DONE
    assert run("export", "forms", "--format", "csv").out.count(".csv\n") > 1
    assert run("export", "forms", "--format", "pdf").code == Exit.USAGE
