from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

import openssh
from builders import STAGE, a_mark
from offices import Office
from upakarti_tui.domain.book.deeds import Filled, Packed, Submitted
from upakarti_tui.domain.book.entries import SheetKey
from upakarti_tui.errors import DamagedError, FileError, OpenItemsError
from upakarti_tui.storage.books import book
from upakarti_tui.storage.books.records import sealed
from upakarti_tui.storage.books.signatures import SUBMISSION
from upakarti_tui.workflows.deciding.finalize import finalize
from upakarti_tui.workflows.papers.verify_book import verify_book, write_evidence

if TYPE_CHECKING:
    from upakarti_tui.domain.book.records import Record


@pytest.fixture
def office(tmp_path):
    """An award in which everybody has submitted and everything is merged."""
    office = Office(tmp_path)
    parts = office.hand_out()
    for mark, (scorer, path) in enumerate(parts.items(), start=3):
        office.complete(path, scorer, mark)
    office.merge(*parts.values())
    return office


def test_a_sound_book_says_what_it_holds(office):
    report = verify_book(office.path)
    slips = {scorer: office.submit(office.path, scorer).fingerprint for scorer in office.scorers}
    assert report.records == len(book.read(office.path).records)
    assert report.packed_for is None
    assert report.slips == tuple((x, STAGE, slips[x]) for x in office.scorers)
    assert report.findings == ()
    assert slips["j1"] in str(report)
    assert [(x.scorer, x.sheets, x.count) for x in report.commitments] == [
        ("j1", 2, 5),
        ("j2", 2, 5),
    ]


def test_a_sound_part_says_whose_it_is(office):
    report = verify_book(office.folder / "parts" / "j1.jsonl")
    assert report.packed_for == "j1"
    assert [scorer for scorer, _, _ in report.slips] == ["j1"]


def test_p15_a_cut_tail_shows_by_the_slip(office):
    part = office.folder / "parts" / "j1.jsonl"
    slip = office.submit(part, "j1").fingerprint
    raw = part.read_bytes()
    part.write_bytes(raw[: raw.rstrip(b"\n").rindex(b"\n") + 1])
    assert slip not in str(verify_book(part))


def test_a_final_ranking_is_worked_out_again(office):
    finalize(office.path, STAGE, "Ani", "Ketua")
    assert verify_book(office.path).findings == ()


def rewritten(path, change):
    """Write a book anew after a change to its records: ids, numbers and chain all fit."""
    last: dict[tuple[str, str], Record] = {}
    written = []
    for record in book.read(path).records:
        changed = change(record)
        if changed is None:
            continue
        before = last.get((record.author, record.device))
        placed = dataclasses.replace(
            changed,
            seq=before.seq + 1 if before else 1,
            prev=before.id if before else "",
        )
        kept, _ = sealed(placed)
        last[record.author, record.device] = kept
        written.append(kept)
    book.write_whole(path, written)


def damaged(path):
    with pytest.raises(DamagedError) as error:
        verify_book(path)
    lines = {problem.line for problem in error.value.messages}
    assert all(problem.file == str(path) for problem in error.value.messages)
    return lines, str(error.value)


def line_of(path, kind):
    found = [n for n, x in enumerate(book.read(path).records, 1) if isinstance(x.deed, kind)]
    return found[0]


def test_p14_a_mark_changed_with_its_chain_is_named(office):
    part = office.folder / "parts" / "j1.jsonl"

    def change(record):
        deed = record.deed
        if isinstance(deed, Filled) and deed.entries[0] == a_mark("a", 3):
            deed = dataclasses.replace(deed, entries=(a_mark("a", 5),))
        return dataclasses.replace(record, deed=deed)

    rewritten(part, change)
    lines, told = damaged(part)
    assert line_of(part, Submitted) in lines
    assert "not signed with the key of j1" in told


def test_p14_a_mark_taken_out_with_its_chain_is_named(office):
    part = office.folder / "parts" / "j1.jsonl"

    def change(record):
        return None if isinstance(record.deed, Filled) and record.seq == 2 else record

    rewritten(part, change)
    lines, told = damaged(part)
    assert line_of(part, Submitted) in lines
    assert "count, head or root" in told


def test_p14_a_handed_record_taken_out_is_named(office):
    part = office.folder / "parts" / "j1.jsonl"
    records = book.read(part).records
    gone = next(x for x in records if x.author == "secretariat" and x.seq > 1)
    book.write_whole(part, [x for x in records if x is not gone])
    lines, told = damaged(part)
    assert line_of(part, Packed) in lines
    assert "handed to j1" in told


def test_p14_a_record_missing_in_the_middle_is_named(office):
    records = book.read(office.path).records
    gone = next(x for x in records if x.author == "j1" and x.seq == 2)
    book.write_whole(office.path, [x for x in records if x is not gone])
    assert "is missing" in damaged(office.path)[1]


def test_p14_a_book_copied_and_used_twice_is_named_by_its_lines(office):
    parts = [office.hand_out(name)["j2"] for name in ("one", "two")]
    for mark, part in enumerate(parts, start=1):
        office.fill(part, "j2", "PG-001", {"a": mark})
    office.merge(*parts)
    with pytest.raises(OpenItemsError) as error:
        verify_book(office.path)
    assert len(error.value.messages) == 2
    for problem in error.value.messages:
        assert book.read(office.path).records[problem.line - 1].author == "j2"


def test_a_final_ranking_that_is_not_the_one_made_final_is_named(office):
    finalize(office.path, STAGE, "Ani", "Ketua")
    records = list(book.read(office.path).records)
    last = records.pop()
    forged, _ = sealed(
        dataclasses.replace(last, deed=dataclasses.replace(last.deed, digest="0" * 64))
    )
    book.write_whole(office.path, [*records, forged])
    lines, told = damaged(office.path)
    assert lines == {[x.id for x in book.read(office.path).records].index(forged.id) + 1}
    assert "not the one that was made final" in told


def test_a_record_its_author_cannot_have_written_is_named(office):
    office.add(Filled(SheetKey(STAGE, "PG-001", "j2"), (a_mark("a", 1),)), author="j1")
    assert "wrote on what is j2's" in damaged(office.path)[1]


@openssh.needs_openssh
def test_p16_an_auditor_checks_every_closing_with_stock_openssh(office, tmp_path):
    written = write_evidence(office.path, tmp_path / "evidence")
    signers = tmp_path / "evidence" / "allowed_signers"
    statements = [path for path in written if path.suffix == ".json"]
    assert len(statements) == 2
    for statement in statements:
        scorer = statement.name.split("-", maxsplit=1)[0]
        for who, good in [(scorer, True), ("j1" if scorer == "j2" else "j2", False)]:
            signature = statement.with_name(f"{statement.name}.sig")
            said = openssh.accepts(signers, who, SUBMISSION, signature, statement.read_bytes())
            assert said is good
    with pytest.raises(FileError):
        write_evidence(office.path, tmp_path / "evidence")
    assert write_evidence(office.path, tmp_path / "evidence", force=True) == written
