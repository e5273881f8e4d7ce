import json
from pathlib import Path

import pytest

from awards_typed import MARKS, TEMPLATE, a_table, begin, fill, finalized, typed_in
from upakarti_tui.errors import Exit

STAGE = ("--stage", "penjurian")


def standings(run):
    """Return who stands where, by candidate, and the kinds of what is open."""
    ran = run("rank", *STAGE, "--format", "json")
    ranking = json.loads(ran.out)
    (category,) = ranking["categories"]
    places = {s["candidate"]: (s["place"], s["outcome"]) for s in category["standings"]}
    return places, sorted({item["kind"] for item in ranking["open_items"]}), ran.code


@pytest.mark.usefixtures("book")
def test_a_final_stage_takes_nothing_more_until_it_is_reopened(run):
    typed_in(run)
    assert finalized(run).code == Exit.DONE
    before = Path("upakarti.jsonl").read_bytes()
    for refused in [
        ("import", "marks", a_table("JR-1"), *STAGE),
        ("disqualify", "PG-001", *STAGE, "--date", "2024-10-01", "--reason", "wafat"),
        ("recuse", "PG-001", "--as", "JR-1", *STAGE, "--kind", "family", "--reason", "paman"),
        ("send-back", "--as", "JR-1", *STAGE, "--by", "Ratna", "--reason", "salah ketik"),
        ("finalize", *STAGE, "--by", "Ratna", "--position", "Ketua"),
    ]:
        ran = run(*refused)
        assert (ran.code, ran.out) == (Exit.NOT_ALLOWED, ""), refused
    assert Path("upakarti.jsonl").read_bytes() == before
    assert run("reopen", *STAGE, "--by", "Ratna", "--reason", "keberatan").code == Exit.DONE
    assert run("reopen", *STAGE, "--by", "Ratna", "--reason", "lagi").code == Exit.NOT_ALLOWED
    again = finalized(run)
    assert (again.code, "2" in again.err) == (Exit.DONE, True)


@pytest.mark.usefixtures("book")
def test_finalizing_names_what_is_open(run):
    ran = finalized(run)
    assert (ran.code, ran.out) == (Exit.OPEN, "")
    assert "penjurian/PG-001/JR-1" in ran.err


@pytest.mark.usefixtures("book")
def test_a_candidate_drops_out_and_comes_back(run):
    typed_in(run)
    out = ("disqualify", "PG-001", *STAGE, "--date", "2024-10-01", "--reason", "proses hukum")
    assert run(*out).code == Exit.DONE
    assert standings(run)[0]["PG-002"] == (1, "selected")
    assert run(*out, "--undo").code == Exit.DONE
    assert standings(run)[0]["PG-001"] == (1, "selected")
    assert run(*out, "--undo").code == Exit.NOT_ALLOWED


@pytest.mark.usefixtures("book")
def test_a_recused_scorer_does_not_count_until_cleared(run):
    typed_in(run)
    recuse = ("recuse", "PG-001", "--as", "JR-1", *STAGE)
    assert run(*recuse, "--kind", "family", "--reason", "paman").code == Exit.DONE
    places, kinds, code = standings(run)
    assert ("PG-001" in places, kinds, code) == (False, ["quorum"], Exit.OPEN)
    assert run(*recuse, "--clear").code == Exit.USAGE
    assert run(*recuse, "--clear", "--by", "Ketua", "--reason", "keliru").code == Exit.DONE
    assert standings(run)[0]["PG-001"] == (1, "selected")
    assert run(*recuse, "--kind", "cousin", "--reason", "x").code == Exit.USAGE


@pytest.mark.usefixtures("book")
def test_a_mark_that_came_as_recused_counts_once_the_chair_clears_its_scorer(run):
    typed_in(run)
    back = ("send-back", "--as", "JR-1", *STAGE, "--by", "Ratna", "--reason", "kerabat")
    assert run(*back, "--candidate", "PG-001").code == Exit.DONE
    Path("kerabat.csv").write_text(
        "candidate,scorer,criterion,mark,state\n"
        "PG-001,JR-1,hasil,30,recused\nPG-001,JR-1,motivasi,40,\n",
        encoding="utf-8",
    )
    assert run("import", "marks", "kerabat.csv", *STAGE).code == Exit.DONE
    assert standings(run)[1] == ["quorum"]
    clear = ("recuse", "PG-001", "--as", "JR-1", *STAGE, "--clear", "--by", "Ketua")
    assert run(*clear).code == Exit.DONE
    assert standings(run)[1] == ["quorum", "unsubmitted"]
    assert run("submit", "--as", "JR-1").code == Exit.DONE
    ranking = json.loads(run("rank", *STAGE, "--format", "json").out)
    (found,) = (s for s in ranking["categories"][0]["standings"] if s["candidate"] == "PG-001")
    # JR-1: 0.6 x 30 + 0.4 x 40 = 34; JR-2: 0.6 x 90 + 0.4 x 80 = 86.
    assert (found["exact"], found["counted"], found["panel"]) == ("60", 2, 2)


@pytest.mark.usefixtures("book")
def test_sheets_are_sent_back_and_submitted_again(run):
    run("pack", "--all", "keluar")
    fill(run, "JR-1")
    run("merge", "keluar/JR-1.jsonl", "--into", "upakarti.jsonl")
    back = ("send-back", "--as", "JR-1", *STAGE, "--by", "Ratna", "--reason", "satu kolom tertukar")
    sent = run(*back, "--candidate", "PG-002")
    assert (sent.code, sent.out) == (Exit.DONE, "penjurian/PG-002/JR-1\n")
    assert "unsubmitted" in standings(run)[1]
    assert run(*back, "--candidate", "PG-002").code == Exit.USAGE


@pytest.mark.usefixtures("book")
def test_a_conflict_is_shown_and_decided_with_name_and_minutes(run, monkeypatch, tmp_path):
    run("pack", "JR-1", "-o", "a.jsonl")
    Path("b.jsonl").write_bytes(Path("a.jsonl").read_bytes())
    Path("b.jsonl").chmod(0o600)
    for book, mark in (("a.jsonl", 80), ("b.jsonl", 60)):
        # Another home is another device.
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / book))
        table = Path(f"{book}.csv")
        table.write_text(f"candidate,scorer,criterion,mark\nPG-001,JR-1,hasil,{mark}\n")
        assert run("import", "marks", table, *STAGE, "--book", book).code == Exit.DONE
    merged = run("merge", "a.jsonl", "b.jsonl", "--into", "upakarti.jsonl")
    assert merged.code == Exit.DONE
    assert "penjurian/PG-001/JR-1/hasil" in merged.out
    told = run("conflicts")
    assert told.code == Exit.DONE
    assert "80" in told.out
    assert "60" in told.out
    assert "conflict" in standings(run)[1]
    decision = (
        "resolve", "PG-001", "--scorer", "JR-1", *STAGE, "--criterion", "hasil",
        "--by", "Ratna", "--position", "Ketua", "--minutes", "12/2024", "--reason", "kertas",
    )  # fmt: skip
    assert run(*decision, "--take", "101").code == Exit.REFUSED
    assert run(*decision, "--take", "80").code == Exit.DONE
    assert run("conflicts").out == ""
    assert "conflict" not in standings(run)[1]
    assert run(*decision, "--take", "80").code == Exit.OPEN


@pytest.mark.usefixtures("book")
def test_what_agrees_is_said_to_and_nothing_else(run):
    assert run("conflicts", "--lang", "en").err == "Nothing differs.\n"


@pytest.mark.usefixtures("book")
def test_whoever_is_not_found_is_said_not_to_be(run):
    assert run("find", "PG-001").out.startswith("PG-001")
    nobody = run("find", "xyzzy", "--lang", "en")
    assert (nobody.code, nobody.out) == (Exit.DONE, "")
    assert nobody.err == "Nobody is found by these words.\n"


def test_paper_counts_only_when_a_second_person_has_confirmed(run):
    begin(run, TEMPLATE + "    confirm_paper: true\n")
    typed_in(run, "--by", "Dewi")
    assert "unconfirmed" in standings(run)[1]
    for scorer in MARKS:
        confirm = ("confirm", "--as", scorer, *STAGE)
        assert run(*confirm, "--by", "Dewi").code == Exit.NOT_ALLOWED
        assert run(*confirm, "--by", "Agus").out.count("\n") == 3
    assert standings(run)[1:] == ([], Exit.DONE)


def test_a_sealed_stage_is_read_only_once_opened(run):
    begin(run, TEMPLATE + "    sealed: true\n")
    run("pack", "--all", "keluar")
    fill(run, "JR-1")
    run("merge", "keluar/JR-1.jsonl", "--into", "upakarti.jsonl")
    assert run("rank", *STAGE).code == Exit.NOT_ALLOWED
    assert run("explain", "PG-001", *STAGE).code == Exit.NOT_ALLOWED
    waiting = run("open-stage", *STAGE)
    assert (waiting.code, "penjurian/JR-2" in waiting.err) == (Exit.OPEN, True)
    assert run("open-stage", *STAGE, "--absent", "JR-2").code == Exit.USAGE
    assert run("open-stage", *STAGE, "--absent", "JR-2=sakit", "--by", "Ratna").code == Exit.DONE
    assert standings(run)[2] == Exit.OPEN


def test_lots_break_a_tie_that_nothing_else_does(run):
    begin(run, TEMPLATE + "    tie_break: [lot]\n")
    Path("undian.csv").write_text("calon;undian\nPG-001;3\nPG-002;1\nPG-003;2\n")
    lots = ("lots", "undian.csv", *STAGE, "--category", "pengabdian")
    assert run(*lots).code == Exit.DONE
    equal = {scorer: dict.fromkeys(marks, (80, 80)) for scorer, marks in MARKS.items()}
    for scorer in MARKS:
        run("import", "marks", a_table(scorer, equal), *STAGE, "--submitted")
    assert standings(run) == (
        {"PG-002": (1, "selected"), "PG-003": (2, "beyond_quota"), "PG-001": (3, "beyond_quota")},
        [],
        Exit.DONE,
    )
    assert run(*lots).code == Exit.NOT_ALLOWED


@pytest.mark.usefixtures("book")
def test_the_plenary_puts_a_tie_at_the_line_in_order(run):
    equal = {scorer: dict.fromkeys(marks, (80, 80)) for scorer, marks in MARKS.items()}
    for scorer in MARKS:
        run("import", "marks", a_table(scorer, equal), *STAGE, "--submitted")
    assert standings(run)[1:] == (["tie_at_line"], Exit.OPEN)
    decided = run(
        "decide", "PG-003", "PG-001", "PG-002", *STAGE, "--category", "pengabdian",
        "--by", "Ketua", "--minutes", "14/2024", "--reason", "jangkauan mitra",
    )  # fmt: skip
    assert decided.code == Exit.DONE
    assert standings(run)[0]["PG-003"][1] == "selected"
    assert standings(run)[2] == Exit.DONE


@pytest.mark.usefixtures("book")
def test_a_snapshot_tells_who_moved(run):
    typed_in(run)
    Path("potret.json").write_text(run("snapshot", *STAGE).out, encoding="utf-8")
    run("disqualify", "PG-001", *STAGE, "--date", "2024-10-01", "--reason", "proses hukum")
    moved = run("diff", "potret.json")
    assert moved.code == Exit.DONE
    assert "PG-002" in moved.out
