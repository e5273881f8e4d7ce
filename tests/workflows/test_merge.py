from __future__ import annotations

import itertools
import os

import pytest

from builders import STAGE, a_mark
from offices import Office, an_award, found
from upakarti_tui.domain.book.deeds import (
    Disqualified,
    Enrolled,
    Filled,
    Finalised,
    Returned,
    Ruled,
    Submitted,
)
from upakarti_tui.domain.book.entries import SheetKey
from upakarti_tui.domain.book.merging import Class
from upakarti_tui.domain.book.records import SECRETARIAT
from upakarti_tui.domain.places.ranking import rank
from upakarti_tui.errors import (
    DamagedError,
    FileError,
    MissingFileError,
    RefusedError,
)
from upakarti_tui.storage import whole_files
from upakarti_tui.storage.books import book
from upakarti_tui.workflows.enrol import enrol
from upakarti_tui.workflows.exchange.merge import merge
from upakarti_tui.workflows.papers.verify_book import verify_book
from upakarti_tui.workflows.scoring.submit import send_back, submit


@pytest.fixture
def office(tmp_path):
    return Office(tmp_path, scorers=("j1", "j2", "j3"))


@pytest.fixture
def parts(office):
    """The books of three scorers, filled and submitted."""
    parts = office.hand_out()
    for mark, (scorer, path) in enumerate(parts.items(), start=2):
        office.complete(path, scorer, mark)
    return parts


def test_p12_every_order_and_repetition_of_files_gives_the_same_bytes(office, parts, tmp_path):
    results = set()
    for number, order in enumerate(itertools.permutations(parts.values())):
        target = tmp_path / f"all-{number}.jsonl"
        for _ in range(2):
            merge([*order, order[0]], target)
        results.add(target.read_bytes())
    assert len(results) == 1


def test_p12_merging_in_steps_gives_the_same_bytes_as_at_once(office, parts, tmp_path):
    one, two, three = parts.values()
    merge([one, two], tmp_path / "left.jsonl")
    merge([tmp_path / "left.jsonl", three], tmp_path / "steps.jsonl")
    merge([three, two, one], tmp_path / "once.jsonl")
    assert (tmp_path / "steps.jsonl").read_bytes() == (tmp_path / "once.jsonl").read_bytes()


def test_old_copies_change_nothing(office, parts):
    old = {x: path.read_bytes() for x, path in parts.items()}
    office.merge(*parts.values())
    after = office.path.read_bytes()
    for scorer, raw in old.items():
        copy = office.folder / f"old-{scorer}.jsonl"
        whole_files.replace(copy, raw)
        office.merge(copy)
    assert office.path.read_bytes() == after


def test_the_report_tells_what_came_from_where(office, parts):
    slips = [office.submit(path, scorer).fingerprint for scorer, path in parts.items()]
    report = office.merge(*parts.values())
    assert [source.path for source in report.sources] == list(parts.values())
    # Four marks, an enrolment and a closing each.
    assert [source.taken for source in report.sources] == [6, 6, 6]
    assert [source.slips for source in report.sources] == [
        ((scorer, STAGE, slip),) for scorer, slip in zip(parts, slips, strict=True)
    ]
    assert [source.receipt for source in report.sources] == [
        verify_book(path).receipt for path in parts.values()
    ]
    assert report.records == len(book.read(office.path).records)
    assert report.findings == ()
    assert slips[0] in str(report)
    again = office.merge(*parts.values())
    assert [source.taken for source in again.sources] == [0, 0, 0]
    assert again.receipt == report.receipt


def test_merged_books_rank(office, parts):
    office.merge(*parts.values())
    ranking = rank(book.read(office.path).proceedings, STAGE)
    assert ranking.open_items == ()
    assert [s.counted for s in ranking.categories[0].standings] == [3, 3]


def test_inputs_are_never_written_to(office, parts):
    before = {path: path.read_bytes() for path in parts.values()}
    for path in parts.values():
        path.chmod(0o400)
        path.parent.chmod(0o500)
    office.merge(*parts.values())
    assert {path: path.read_bytes() for path in parts.values()} == before


def test_a_dry_run_says_the_same_and_writes_nothing(office, parts, tmp_path):
    before = office.path.read_bytes()
    told = merge(list(parts.values()), office.path, dry_run=True)
    assert office.path.read_bytes() == before
    new = merge(list(parts.values()), tmp_path / "new.jsonl", dry_run=True)
    assert not (tmp_path / "new.jsonl").exists()
    done = office.merge(*parts.values())
    assert (told.sources, told.records, told.receipt) == (done.sources, done.records, done.receipt)
    assert "would hold" in str(told)
    assert new.records < told.records


def test_a_wider_file_from_a_stick_is_merged(office, parts):
    parts["j1"].chmod(0o755)
    assert office.merge(parts["j1"]).sources[0].taken == 6


# --- what keeps a merge from happening ----------------------------------------------------


def untouched(office, error, *paths, into=None):
    before = office.path.read_bytes()
    known = {path for path in office.folder.rglob("*") if not path.name.endswith(".lock")}
    with pytest.raises(error) as caught:
        merge(paths, into or office.path)
    assert office.path.read_bytes() == before
    assert {p for p in office.folder.rglob("*") if not p.name.endswith(".lock")} == known
    return caught.value.messages


def test_p14_a_damaged_file_leaves_the_target_untouched(office, parts):
    raw = bytearray(parts["j2"].read_bytes())
    raw[raw.index(b"PG-001")] ^= 1
    whole_files.replace(parts["j2"], bytes(raw), force=True)
    (problem,) = untouched(office, DamagedError, *parts.values())[:1]
    assert problem.file == str(parts["j2"])
    assert problem.line


def test_p17_another_template_is_refused(office, parts, tmp_path):
    other = Office(tmp_path / "other", an_award(pass_at=70))
    messages = untouched(office, RefusedError, parts["j1"], other.path)
    assert "different templates" in str(messages[0])
    untouched(office, RefusedError, parts["j1"], other.path, into=tmp_path / "new.jsonl")


def test_a_book_begun_by_itself_is_refused(office, parts, tmp_path):
    other = found(tmp_path / "other" / "b.jsonl", book_id="c" * 32)
    messages = untouched(office, RefusedError, parts["j1"], other)
    assert "begun by itself" in str(messages[0])


def test_a_missing_file_is_told_whatever_the_others_are(office, parts, tmp_path):
    untouched(office, MissingFileError, parts["j1"], tmp_path / "none.jsonl")


def test_p22_a_target_that_is_an_input_a_link_or_no_file_is_refused(office, parts, tmp_path):
    untouched(office, FileError, office.path, parts["j1"])
    link = tmp_path / "link.jsonl"
    link.symlink_to(office.path)
    untouched(office, FileError, parts["j1"], into=link)
    link.unlink()
    link.symlink_to(tmp_path / "nothing")
    untouched(office, FileError, parts["j1"], into=link)
    untouched(office, FileError, parts["j1"], into=tmp_path)
    os.mkfifo(tmp_path / "fifo")
    untouched(office, FileError, parts["j1"], into=tmp_path / "fifo")
    untouched(office, FileError, tmp_path / "fifo")


def test_p08_a_target_that_somebody_writes_to_is_refused(office, parts):
    with book.writing(office.path, SECRETARIAT):
        untouched(office, FileError, parts["j1"])


def forged(office, path, deed, author="j1"):
    office.add(deed, author=author, path=path)
    return path


def test_p16_an_author_who_is_not_in_the_roster_is_refused(office, parts):
    key = SheetKey(STAGE, "PG-001", "j9")
    path = forged(office, parts["j1"], Filled(key, (a_mark("a", 5),)), "j9")
    (problem, *_) = untouched(office, RefusedError, path)
    assert "j9" in str(problem)


@pytest.mark.parametrize(
    "deed",
    [
        Filled(SheetKey(STAGE, "PG-001", "j2"), (a_mark("a", 5),)),
        Filled(SheetKey(STAGE, "PG-009", "j1"), (a_mark("a", 5),)),
        Filled(SheetKey("nowhere", "PG-001", "j1"), (a_mark("a", 5),)),
        Filled(SheetKey(STAGE, "PG-001", "j1"), (a_mark("c", 5),)),
        Filled(SheetKey(STAGE, "PG-001", "j1"), (a_mark("a", 6),)),
        Filled(SheetKey(STAGE, "PG-001", "j1"), (a_mark("a", "4.50"),)),
        Filled(SheetKey(STAGE, "PG-001", "j1"), (a_mark("a", None),)),
        Submitted("j2", STAGE, ("PG-001",), 0, "", ""),
        Submitted("j1", STAGE, ("PG-001",), 0, "", ""),
        Enrolled("j2", "ssh-ed25519 AAAA"),
        Enrolled("j1", "ssh-ed25519 AAAA"),
        Ruled(SheetKey(STAGE, "PG-001", "j1"), a_mark("a", 5), "j1", "x", "1", "x"),
        Returned("j1", STAGE, ("PG-001",), "j1", "x"),
        Disqualified("PG-002", STAGE, "2024-11-21", "x"),
    ],
    ids=lambda deed: type(deed).__name__,
)
def test_p16_what_a_scorer_cannot_have_recorded_is_refused(office, parts, deed):
    path = forged(office, parts["j1"], deed)
    problem = untouched(office, RefusedError, path, parts["j2"])[0]
    assert problem.file == str(path)
    assert problem.line == len(book.read(path).records)


def test_p16_a_book_renamed_to_another_scorer_stays_its_scorers(office, parts):
    renamed = office.folder / "j3-renamed.jsonl"
    whole_files.replace(renamed, parts["j1"].read_bytes())
    office.merge(renamed)
    assert {key.scorer for key in book.read(office.path).proceedings.closings} == {"j1"}


def test_p16_marks_closed_with_another_key_are_refused(office, parts, tmp_path):
    office.merge(parts["j1"])
    with office.at("office"):
        enrol(office.path, "j1")
    again = office.hand_out("again")["j1"]
    for candidate in office.candidates:
        office.fill(again, "j1", candidate, {"a": 5, "b": 5}, machine="forger")
    with office.at("office"):
        send_back(office.path, "j1", STAGE, None, "Ani", "x")
    merge([office.hand_out("open")["j1"]], again)
    with office.at("forger"):
        submit(again, "j1")
    messages = untouched(office, RefusedError, again)
    assert "not signed with the key of j1" in str(messages[0])


# --- what is taken in and stays open --------------------------------------------------------


def test_p13_different_marks_from_two_laptops_are_shown(office, parts):
    second = office.folder / "second.jsonl"
    whole_files.replace(second, office.hand_out("again")["j1"].read_bytes())
    for candidate in office.candidates:
        office.fill(second, "j1", candidate, {"a": 5, "b": 2}, machine="laptop")
    with office.at("laptop"):
        submit(second, "j1")
    report = office.merge(parts["j1"], second)
    assert [f.where for f in report.findings if f.kind is Class.CONFLICT] == [
        f"{STAGE}/{x}/j1/a" for x in office.candidates
    ]
    assert office.marks()["PG-001", "j1", "a"] == {"2", "5"}
    assert office.marks()["PG-001", "j1", "b"] == {"2"}
    items = rank(book.read(office.path).proceedings, STAGE).open_items
    assert {item.kind for item in items} >= {"conflict"}


def test_p14_a_cloned_book_used_twice_is_a_fork(office, parts):
    clone = office.folder / "clone.jsonl"
    again = office.hand_out("again")["j1"]
    whole_files.replace(clone, again.read_bytes())
    office.fill(again, "j1", "PG-001", {"a": 1})
    office.fill(clone, "j1", "PG-001", {"a": 1})
    office.merge(again)
    assert office.merge(clone).findings == ()
    office.fill(again, "j1", "PG-002", {"a": 1})
    office.fill(clone, "j1", "PG-002", {"a": 3})
    report = office.merge(again, clone)
    assert {f.kind for f in report.findings} == {Class.FORK, Class.CONFLICT}
    assert "Forked records: 1" in str(report)
    items = rank(book.read(office.path).proceedings, STAGE).open_items
    assert {item.kind for item in items} >= {"fork"}


def test_p14_a_missing_record_is_a_gap(office, parts):
    records = book.read(parts["j1"]).records
    holed = office.folder / "holed.jsonl"
    (second,) = [x for x in records if x.author == "j1" and x.seq == 2]
    book.write_whole(holed, [x for x in records if x is not second])
    report = office.merge(holed)
    assert [f.kind for f in report.findings] == [Class.GAP]
    assert report.findings[0].where.endswith("/2")
    assert office.merge(parts["j1"]).findings == ()


def test_p20_a_mark_for_a_final_stage_comes_late_and_does_not_count(office, parts):
    office.merge(*parts.values())
    stamp = book.read(office.path).proceedings.stamp()
    office.add(Finalised(STAGE, "Ani", "Ketua", 1, stamp, "d" * 64))
    before = office.marks()
    # On another device, which knows of no closing: nothing but the end of the stage keeps it out.
    office.fill(parts["j1"], "j1", "PG-001", {"a": 5}, machine="spare")
    report = office.merge(parts["j1"])
    assert [f.kind for f in report.findings] == [Class.LATE]
    assert office.marks() == before


def test_a_torn_tail_of_a_file_is_told_and_the_rest_taken(office, parts):
    with parts["j1"].open("ab") as raw:
        raw.write(b"torn")
    report = office.merge(parts["j1"])
    assert report.sources[0].taken == 6
    assert "cut off" in str(report.notices[0])


def test_a_dry_run_refuses_what_the_merge_would(office, parts, tmp_path):
    office.path.chmod(0o644)
    missing = tmp_path / "gone" / "upakarti.jsonl"
    for dry_run in (True, False):
        with pytest.raises(FileError, match="chmod 600"):
            merge([*parts.values()], office.path, dry_run=dry_run)
        with pytest.raises(FileError, match=r"no folder .*gone\.$"):
            merge([*parts.values()], missing, dry_run=dry_run)


def test_a_torn_tail_of_the_target_is_kept_beside_it(office, parts):
    whole = office.path.read_bytes()
    whole_files.replace(office.path, whole + b"torn", force=True)
    untouched(office, DamagedError, parts["j1"], damaged(office, parts["j2"]))
    office.merge(parts["j1"])
    (aside,) = office.path.parent.glob("*.torn-*")
    assert aside.read_bytes() == b"torn"
    assert book.read(office.path).notices == ()


def damaged(office, path):
    other = office.folder / "damaged.jsonl"
    whole_files.replace(other, path.read_bytes().replace(b"PG-001", b"PG-0O1", 1))
    return other


def test_provinces_merge_first_and_the_centre_merges_the_merges(office, parts, tmp_path):
    one, two, three = parts.values()
    merge([one, two], tmp_path / "west.jsonl")
    merge([three, two], tmp_path / "east.jsonl")
    office.merge(tmp_path / "west.jsonl", tmp_path / "east.jsonl")
    stepped = office.path.read_bytes()
    office.merge(one, two, three)
    assert office.path.read_bytes() == stepped


def test_p29_a_sealed_award_merges_and_its_report_tells_no_mark(tmp_path):
    office = Office(tmp_path, an_award(sealed=True))
    parts = [office.hand_out(name)["j1"] for name in ("one", "two")]
    for machine, part in enumerate(parts):
        office.fill(part, "j1", "PG-001", {"a": machine + 3}, machine=f"m{machine}")
    (found,) = office.merge(*parts).findings
    assert found.kind is Class.CONFLICT
    assert str(found.what) == "Different values, neither of which has seen the other."
