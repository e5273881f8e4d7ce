from __future__ import annotations

import json
import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offices import BOOK_ID, CLOCK, Office, an_award, found
from seats import id_of, seat
from upakarti_tui.domain.book.deeds import Disqualified, Founded, Revealed
from upakarti_tui.domain.book.records import SECRETARIAT
from upakarti_tui.errors import DamagedError, FileError, MissingFileError, RefusedError
from upakarti_tui.storage import whole_files
from upakarti_tui.storage.books import book, journal
from upakarti_tui.storage.books.journal import Line
from upakarti_tui.storage.books.records import TAG
from upakarti_tui.storage.canonical import digest
from upakarti_tui.storage.programmes import template_form


@pytest.fixture
def path(tmp_path):
    with seat(tmp_path, "office", CLOCK):
        return found(tmp_path / "book" / "b.jsonl")


def a_deed(word: str = "x") -> Revealed:
    return Revealed("PG-001", word, "periksa")


def test_a_new_book_holds_its_template_and_says_its_format(path):
    (record,) = book.read(path).records
    award = an_award()
    assert record.deed == Founded(award, template_form.fingerprint(award))
    assert (record.book, record.author, record.device) == (BOOK_ID, SECRETARIAT, id_of("office"))
    assert b'"format":"upakarti-book/1"' in path.read_bytes()


def test_p21_a_new_book_and_its_folder_are_private(path):
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_p22_a_book_is_not_made_over_another_file(path):
    before = path.read_bytes()
    with pytest.raises(FileError):
        found(path)
    assert path.read_bytes() == before


def test_each_new_book_has_an_id_of_its_own(tmp_path):
    award = an_award()
    founded = Founded(award, template_form.fingerprint(award))
    for name in ("one", "two"):
        book.create(tmp_path / name, founded)
    one, two = (book.read(tmp_path / name).records[0] for name in ("one", "two"))
    assert one.book != two.book
    assert one.device == two.device


def test_what_is_added_is_numbered_and_chained_by_author_and_device(path, tmp_path):
    added = []
    for author, device in [("j1", "d1"), ("j2", "d1"), ("j1", "d2"), ("j1", "d1")]:
        with seat(tmp_path, device, CLOCK), book.writing(path, author) as opened:
            assert opened.last == next(
                (x for x in reversed(added) if (x.author, x.device) == (author, id_of(device))),
                None,
            )
            added += opened.add(a_deed("one"), a_deed("two"))
    assert [x.seq for x in added] == [1, 2, 1, 2, 1, 2, 3, 4]
    assert [x.prev == "" for x in added] == [True, False, True, False, True, False, False, False]
    assert added[7].prev == added[6].id
    assert added[6].prev == added[1].id
    assert book.read(path).records[1:] == tuple(added)


def test_what_the_writer_holds_is_what_a_reader_reads(path):
    with book.writing(path, SECRETARIAT) as opened:
        opened.add(a_deed("Jose\u0301"))
        assert opened.add() == ()
        held = opened.records
    assert book.read(path).records == held
    assert held[-1].deed == a_deed("José")


def test_the_proceedings_of_a_writer_follow_what_is_added(tmp_path):
    office = Office(tmp_path)
    with office.at("j1"), book.writing(office.path, "j1") as opened:
        assert opened.proceedings == book.read(office.path).proceedings
    office.fill(office.path, "j1", "PG-001", {"a": 1, "b": 2})
    with office.at("j1"), book.writing(office.path, SECRETARIAT) as opened:
        before = opened.proceedings
        opened.add(Disqualified("PG-001", "penjurian", "2024-11-21", "gugur"))
        assert opened.proceedings == book.read(office.path).proceedings
        opened.add(a_deed(), a_deed())
        assert opened.proceedings == book.read(office.path).proceedings
        assert opened.proceedings != before


def test_p08_a_writer_shuts_out_writers_and_no_reader(path):
    with book.writing(path, SECRETARIAT):
        assert len(book.read(path).records) == 1
        with pytest.raises(FileError, match="process"), book.writing(path, "j1"):
            pass
    with book.writing(path, "j1"):
        pass


def test_a_missing_book_is_told_by_reader_and_writer(tmp_path):
    with pytest.raises(MissingFileError):
        book.read(tmp_path / "none")
    with pytest.raises(MissingFileError), book.writing(tmp_path / "none", SECRETARIAT):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("wider", [0o640, 0o644, 0o666])
def test_p21_a_wider_book_is_read_and_not_written(path, wider):
    path.chmod(wider)
    assert len(book.read(path).records) == 1
    with pytest.raises(FileError, match="chmod 600"), book.writing(path, SECRETARIAT):
        pass


def test_a_torn_tail_is_told_to_reader_and_writer(path):
    with path.open("ab") as raw:
        raw.write(b"torn")
    assert "Line 2" in str(book.read(path).notices[0])
    with book.writing(path, SECRETARIAT) as opened:
        assert "does not count" in str(opened.notices[0])
        opened.add(a_deed())
    assert book.read(path).notices == ()


@pytest.fixture(scope="module")
def records(tmp_path_factory):
    office = Office(tmp_path_factory.mktemp("one"), candidates=["PG-001"], scorers=["j1"])
    office.fill(office.path, "j1", "PG-001", {"a": 1, "b": 2})
    return book.read(office.path).records


@given(st.data())
def test_p12_a_set_of_records_gives_one_file_whatever_its_order(records, tmp_path_factory, data):
    folder = tmp_path_factory.getbasetemp()
    shuffled = data.draw(st.permutations(records))
    again = data.draw(st.lists(st.sampled_from(records), max_size=4))
    book.write_whole(folder / "one.jsonl", records)
    book.write_whole(folder / "two.jsonl", [*shuffled, *again])
    assert (folder / "one.jsonl").read_bytes() == (folder / "two.jsonl").read_bytes()


def test_a_part_is_not_written_over_another_file(path):
    records = book.read(path).records
    with pytest.raises(FileError), book.part_beside(path, records, force=False):
        pass
    with book.part_beside(path, records[:1], force=True) as put_in_place:
        assert book.read(path).records == records
        put_in_place()
    assert book.read(path).records == records[:1]


def test_p25_what_nobody_could_read_again_is_not_written(path):
    before = path.read_bytes()
    with book.writing(path, SECRETARIAT) as opened:
        with pytest.raises(RefusedError, match="moves a cursor"):
            opened.add(Revealed("PG-001", "Rina", "x"), Revealed("PG-001", "Rina\x1b[2J", "x"))
        assert path.read_bytes() == before
        opened.add(Revealed("PG-001", "Rina", "x"))
    assert len(book.read(path).records) == before.count(b"\n") + 1


# --- whole lines that do not make a book -------------------------------------------------


def rewritten(path, change):
    """Write the lines of a book anew, chain and all, after a change to their bodies."""
    bodies = [line.body for line in journal.read(path).lines]
    lines = [Line(digest(TAG, body), body) for body in change(bodies)]
    whole_files.replace(path, journal.chained(lines)[0], force=True)


def refused(path, error):
    with pytest.raises(error) as caught:
        book.read(path)
    with pytest.raises(error), book.writing(path, SECRETARIAT):
        pass
    return caught.value.messages[0]


@pytest.fixture
def full(tmp_path):
    return Office(tmp_path).path


def test_a_book_without_its_template_is_refused(full):
    rewritten(full, lambda bodies: bodies[1:])
    assert refused(full, DamagedError).line == 1


def test_a_record_of_another_book_is_named(full, tmp_path):
    other = Office(tmp_path / "other").path
    rewritten(
        full,
        lambda bodies: [*bodies, bodies[2].replace(BOOK_ID.encode(), b"c" * 32)],
    )
    assert refused(full, DamagedError).line == len(journal.read(other).lines) + 1


def test_a_record_that_stands_twice_is_named(full):
    rewritten(full, lambda bodies: [*bodies, bodies[2]])
    assert refused(full, DamagedError).line == len(journal.read(full).lines)


def test_a_line_that_is_no_record_is_named(full):
    rewritten(full, lambda bodies: [bodies[0], b'{"mark":80.0}', *bodies[1:]])
    assert refused(full, DamagedError).line == 2


def test_p17_a_newer_book_is_refused_as_newer(full):
    rewritten(
        full,
        lambda bodies: [bodies[0].replace(b"upakarti-book/1", b"upakarti-book/2"), *bodies[1:]],
    )
    assert "newer" in str(refused(full, RefusedError))


def test_p17_a_template_under_a_foreign_fingerprint_is_refused(full):
    def change(bodies):
        line = json.loads(bodies[0])
        line["deed"]["fingerprint"] = "0" * 64
        body = json.dumps(line, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return [body.encode(), *bodies[1:]]

    rewritten(full, change)
    assert "fingerprint" in str(refused(full, RefusedError))


def test_a_book_to_be_replaced_is_held_and_in_a_dry_run_is_not(full, tmp_path):
    with book.replacing(tmp_path / "none") as nothing:
        assert nothing.book is None
    with book.replacing(full) as held:
        assert held.book == book.read(full)
        with pytest.raises(FileError), book.replacing(full):
            pass
        with book.replacing(full, dry_run=True) as read:
            assert read.book == held.book
