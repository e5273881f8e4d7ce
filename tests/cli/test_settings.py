from pathlib import Path

import pytest

from upakarti_tui.errors import Exit

NIK = "3171234101800001"


def test_settings_are_kept_changed_and_taken_away(run, book):
    assert run("configure").out == ""
    assert run("configure", "paper=F4", "place=Jakarta Selatan").out == (
        "paper=F4\nplace=Jakarta Selatan\n"
    )
    before = book.read_bytes()
    assert run("configure", "paper=F4").code == Exit.DONE
    assert book.read_bytes() == before
    assert run("configure", "place=").out == "paper=F4\n"
    assert run("configure").out == "paper=F4\n"


def test_what_merged_books_set_otherwise_stands_for_neither(run, book, tmp_path, monkeypatch):
    other = tmp_path / "cabang.jsonl"
    other.write_bytes(book.read_bytes())
    other.chmod(0o600)
    run("configure", "paper=F4", "place=Jakarta")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "another-machine"))
    run("configure", "place=Bandung", "minister.name=Nama", "--book", str(other))
    assert run("merge", str(other), "--into", str(book)).code == Exit.DONE
    merged = run("configure")
    assert merged.out == "minister.name=Nama\npaper=F4\n"
    assert "Bandung | Jakarta" in merged.err
    kept = run("configure", "paper=A4")
    assert (kept.out, "Bandung | Jakarta" in kept.err) == ("minister.name=Nama\npaper=A4\n", True)
    assert run("configure", "paper=F4", "place=Bogor").err == ""
    assert run("configure").out == "minister.name=Nama\npaper=F4\nplace=Bogor\n"


def test_a_setting_that_differs_is_taken_away_by_itself(run, book, tmp_path, monkeypatch):
    other = tmp_path / "cabang.jsonl"
    other.write_bytes(book.read_bytes())
    other.chmod(0o600)
    run("configure", "place=Jakarta")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "another-machine"))
    run("configure", "place=Bandung", "--book", str(other))
    run("merge", str(other), "--into", str(book))
    gone = run("configure", "place=")
    assert (gone.out, gone.err) == ("", "")


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize("change", ["papir=A4", "paper=A3", "paper", "=x", "minutes.date=kemarin"])
def test_a_setting_that_there_is_not_is_refused(run, change):
    ran = run("configure", "place=Bogor", change)
    assert (ran.code, ran.out) == (Exit.USAGE, "")
    assert run("configure").out == ""


@pytest.mark.usefixtures("book")
def test_the_agenda_says_who_presents(run):
    agenda = ("agenda", "--stage", "penjurian", "--category", "pengabdian")
    assert run(*agenda).out == ""
    ordered = run(*agenda, "--order", "PG-003", "--order", "PG-001", "--presenting", "PG-003")
    assert ordered.out == "1 PG-003 ►\n2 PG-001\n"
    assert run(*agenda, "--presenting", "PG-001", "--discussing").out == "1 PG-003\n2 PG-001 ►\n"
    assert run(*agenda, "--scoring").out == "1 PG-003\n2 PG-001 ►\n"
    assert run(*agenda, "--order", "PG-001", "--order", "PG-001").code == Exit.USAGE
    assert run(*agenda, "--order", "PG-999").code == Exit.USAGE


def test_a_masked_number_is_shown_only_on_record(run, book):
    Path("nik.csv").write_text(f"category,name,nik\npengabdian,Dedi,{NIK}\n", encoding="utf-8")
    assert NIK not in "".join(map(str, run("import", "candidates", "nik.csv")))
    lines = len(book.read_text().splitlines())
    shown = run("reveal", "PG-004", "--by", "Ratna", "--reason", "permintaan BPK")
    assert (shown.code, NIK in shown.out, NIK in shown.err) == (Exit.DONE, True, False)
    assert len(book.read_text().splitlines()) == lines + 1
    assert "permintaan BPK" in book.read_text()
    assert run("reveal", "PG-004", "--by", "Ratna").code == Exit.USAGE


@pytest.mark.usefixtures("book")
def test_a_packed_book_takes_no_settings_and_reveals_nothing(run):
    run("pack", "JR-1", "-o", "satu.jsonl")
    for refused in [
        ("configure", "paper=F4"),
        ("reveal", "PG-001", "--by", "x", "--reason", "y"),
        ("agenda", "--stage", "penjurian", "--category", "pengabdian", "--order", "PG-001"),
    ]:
        assert run(*refused, "--book", "satu.jsonl").code == Exit.NOT_ALLOWED


@pytest.mark.usefixtures("book")
def test_the_key_of_this_device_is_shown_and_enrolled(run):
    key = run("enrol").out.strip()
    assert key.startswith("ssh-ed25519 ")
    assert run("enrol").out.strip() == key
    assert run("enrol", "JR-1", "--key", f"{key} andi@laptop").code == Exit.DONE
    assert run("enrol", "JR-1", "--key", "ssh-rsa AAAA").code == Exit.REFUSED
    assert run("enrol", "JR-9", "--key", key).code == Exit.USAGE
