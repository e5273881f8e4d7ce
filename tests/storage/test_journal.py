from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from upakarti_tui.errors import DamagedError, FileError, MissingFileError
from upakarti_tui.storage import files, whole_files
from upakarti_tui.storage.books import journal
from upakarti_tui.storage.books.journal import ClosedJournalError, Line
from upakarti_tui.storage.books.records import LONGEST, TAG
from upakarti_tui.storage.canonical import digest


def lines(*bodies: str) -> list[Line]:
    return [Line(digest(TAG, body.encode()), body.encode()) for body in bodies]


@pytest.fixture
def path(tmp_path):
    """A journal of three lines."""
    found = tmp_path / "book.jsonl"
    whole_files.replace(found, journal.chained(lines("one", "two", "three"))[0])
    return found


def bodies(path):
    return [line.body.decode() for line in journal.read(path).lines]


def test_lines_come_back_in_the_order_they_were_added(path):
    with journal.locked(path) as opened:
        opened.append(lines("four"))
        opened.append(lines("five", "six"))
    assert bodies(path) == ["one", "two", "three", "four", "five", "six"]


def test_lines_are_a_sequence(path):
    found = journal.read(path).lines
    assert [line.body for line in found[1:]] == [b"two", b"three"]
    assert found[-1] == tuple(found)[2]
    assert found.body(0) == b"one"
    with pytest.raises(IndexError):
        found[3]


def test_adding_one_by_one_or_at_once_gives_the_same_bytes(path):
    with journal.locked(path) as opened:
        opened.append(lines("four"))
        opened.append(lines("five"))
    assert path.read_bytes() == journal.chained(lines("one", "two", "three", "four", "five"))[0]


def test_an_empty_file_is_told_apart_from_a_book(tmp_path):
    path = tmp_path / "empty"
    path.touch(0o600)
    with pytest.raises(FileError, match="empty"):
        journal.read(path)


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(MissingFileError):
        journal.read(tmp_path / "none")


def damaged(path, raw):
    path.write_bytes(raw)
    with pytest.raises(DamagedError) as error:
        journal.read(path)
    return [problem.line for problem in error.value.messages]


def test_a_changed_line_is_named(path):
    assert damaged(path, path.read_bytes().replace(b"two", b"tww")) == [2]


def test_a_line_taken_out_is_named_by_the_one_after_it(path):
    one, _, three, _ = path.read_bytes().split(b"\n")
    assert damaged(path, one + b"\n" + three + b"\n") == [2]


def test_a_line_put_in_is_named(path):
    one, two, *rest = path.read_bytes().split(b"\n")
    assert damaged(path, b"\n".join([one, two, two, *rest])) == [3]


def test_lines_that_changed_places_are_named(path):
    one, two, three, end = path.read_bytes().split(b"\n")
    assert damaged(path, b"\n".join([one, three, two, end])) == [2, 3]


def test_line_endings_of_mail_are_damage(path):
    assert damaged(path, path.read_bytes().replace(b"\n", b"\r\n")) == [1, 2, 3]


def test_a_byte_order_mark_is_damage(path):
    assert damaged(path, b"\xef\xbb\xbf" + path.read_bytes())[0] == 1


def test_a_file_that_is_no_book_is_damaged_from_line_one(path):
    assert damaged(path, b"id,name\n1,Siti\n") == [1, 2]
    assert damaged(path, b"%PDF-1.7") == [1]


def test_an_empty_line_is_damage(path):
    assert damaged(path, path.read_bytes() + b"\n") == [4]


def test_at_most_twenty_lines_are_named(path):
    assert len(damaged(path, b"x\n" * 100)) == 20


def test_a_line_longer_than_any_record_is_damage(path):
    long = Line(digest(TAG, b"x" * (LONGEST + 1)), b"x" * (LONGEST + 1))
    assert damaged(path, journal.chained([long])[0]) == [1]


def test_a_torn_tail_is_noticed_by_a_reader_and_left_alone(path):
    raw = path.read_bytes() + b"0123 torn"
    path.write_bytes(raw)
    contents = journal.read(path)
    assert len(contents.lines) == 3
    assert contents.torn == b"0123 torn"
    (notice,) = journal.cut_off(path, contents)
    assert "Line 4" in str(notice)
    assert path.read_bytes() == raw


def test_a_whole_file_has_no_notice(path):
    assert journal.cut_off(path, journal.read(path)) == ()


def test_a_torn_tail_is_set_aside_by_a_writer(path):
    whole = path.read_bytes()
    path.write_bytes(whole + b"0123 torn")
    with journal.locked(path) as opened:
        (notice,) = opened.notices
        opened.append(lines("four"))
        opened.append(lines("five"))
    assert bodies(path) == ["one", "two", "three", "four", "five"]
    (aside,) = path.parent.glob("*.torn-*")
    assert aside.read_bytes() == b"0123 torn"
    assert "Line 4" in str(notice)


def test_opening_to_write_changes_nothing_by_itself(path):
    path.write_bytes(path.read_bytes() + b"torn")
    before = path.read_bytes()
    with journal.locked(path):
        pass
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_torn_tail_that_cannot_be_set_aside_stays_where_it_is(path, monkeypatch):
    path.write_bytes(path.read_bytes() + b"torn")
    before = path.read_bytes()

    def full(place, content):
        raise FileError

    with journal.locked(path) as opened, monkeypatch.context() as patch:
        patch.setattr(whole_files, "replace", full)
        with pytest.raises(FileError):
            opened.append(lines("four"))
    assert path.read_bytes() == before


def test_the_same_tail_is_set_aside_once(path):
    whole = path.read_bytes()
    for _ in range(2):
        path.write_bytes(whole + b"torn")
        with journal.locked(path) as opened:
            opened.append(lines("four"))
    assert len(list(path.parent.glob("*.torn-*"))) == 1


def test_a_tail_that_cannot_be_cut_is_told(path, monkeypatch):
    path.write_bytes(path.read_bytes() + b"torn")

    def fail(descriptor, length):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "ftruncate", fail)
    with journal.locked(path) as opened:
        for _ in range(2):
            with pytest.raises(ClosedJournalError):
                opened.append(lines("four"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(st.data())
def test_no_flipped_bit_goes_unnoticed(path, data):
    raw = bytearray(journal.chained(lines("one", "two", "three"))[0])
    at = data.draw(st.integers(0, len(raw) - 1))
    raw[at] ^= 1 << data.draw(st.integers(0, 7))
    path.write_bytes(raw)
    line = bytes(raw[:at]).count(b"\n") + 1
    if at == len(raw) - 1:
        assert journal.cut_off(path, journal.read(path))
        return
    with pytest.raises(DamagedError) as error:
        journal.read(path)
    assert error.value.messages[0].line == line


# --- what can go wrong while writing ---------------------------------------------------


def failing(code, monkeypatch, call, times=1):
    """Let a system call fail so many times, then work again."""
    real, left = getattr(os, call), [times]

    def fail(*arguments):
        if left[0]:
            left[0] -= 1
            raise OSError(code, os.strerror(code))
        return real(*arguments)

    monkeypatch.setattr(os, call, fail)


def test_a_full_disk_keeps_what_was_and_goes_on_once_there_is_room(path, monkeypatch):
    with journal.locked(path) as opened:
        failing(28, monkeypatch, "write")
        with pytest.raises(FileError, match="NOT saved"):
            opened.append(lines("four"))
        opened.append(lines("five"))
    assert bodies(path) == ["one", "two", "three", "five"]


def test_a_short_write_is_taken_back(path, monkeypatch):
    with journal.locked(path) as opened:
        real = os.write
        monkeypatch.setattr(os, "write", lambda d, raw: real(d, raw[:10]))
        with pytest.raises(FileError, match="NOT saved"):
            opened.append(lines("four"))
        monkeypatch.setattr(os, "write", real)
        opened.append(lines("five"))
    assert bodies(path) == ["one", "two", "three", "five"]


def test_a_failed_disk_takes_no_more_until_opened_again(path, monkeypatch):
    with journal.locked(path) as opened:
        failing(5, monkeypatch, "write")
        for _ in range(2):
            with pytest.raises(ClosedJournalError, match="NOT saved"):
                opened.append(lines("four"))
    with journal.locked(path) as opened:
        opened.append(lines("five"))
    assert bodies(path) == ["one", "two", "three", "five"]


def test_a_failed_fsync_is_never_tried_again(path, monkeypatch):
    asked = []

    def fail(descriptor):
        asked.append(descriptor)
        raise OSError(5, "Input/output error")

    with journal.locked(path) as opened:
        monkeypatch.setattr(files, "force", fail)
        for _ in range(3):
            with pytest.raises(ClosedJournalError):
                opened.append(lines("four"))
    assert len(asked) == 1


def test_what_cannot_be_taken_back_closes_the_journal(path, monkeypatch):
    with journal.locked(path) as opened:
        failing(28, monkeypatch, "write")
        failing(5, monkeypatch, "ftruncate")
        with pytest.raises(FileError):
            opened.append(lines("four"))
        with pytest.raises(ClosedJournalError):
            opened.append(lines("four"))


def test_an_interruption_in_the_middle_closes_the_journal(path, monkeypatch):
    def interrupt(descriptor):
        raise KeyboardInterrupt

    with journal.locked(path) as opened:
        with monkeypatch.context() as patch:
            patch.setattr(files, "force", interrupt)
            with pytest.raises(KeyboardInterrupt):
                opened.append(lines("four"))
        with pytest.raises(ClosedJournalError):
            opened.append(lines("five"))


def test_a_book_that_another_program_added_to_takes_no_more(path):
    with journal.locked(path) as opened:
        with path.open("ab") as other:
            other.write(b"x")
        with pytest.raises(ClosedJournalError, match="another program"):
            opened.append(lines("four"))


@pytest.mark.parametrize("deed", ["replaced", "removed"])
def test_a_book_that_was_replaced_or_removed_takes_no_more(path, deed):
    raw = path.read_bytes()
    with journal.locked(path) as opened:
        path.unlink()
        if deed == "replaced":
            path.write_bytes(raw)
        with pytest.raises(ClosedJournalError, match="another program"):
            opened.append(lines("four"))


def test_a_book_replaced_while_waiting_for_the_lock_is_opened_anew(path, monkeypatch):
    other = path.with_name("other")
    whole_files.replace(other, journal.chained(lines("new"))[0])
    real = journal.lock.take

    def take(descriptor, place):
        if other.exists():
            other.replace(place)
        real(descriptor, place)

    monkeypatch.setattr(journal.lock, "take", take)
    with journal.locked(path) as opened:
        assert [line.body for line in opened.contents.lines] == [b"new"]
