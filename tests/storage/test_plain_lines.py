"""What one pattern reads must be what `decode` reads, and nothing more."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import STAGE, Ledger, a_mark
from upakarti_tui.domain.book import deeds as d
from upakarti_tui.domain.book.entries import Entry, Part, SheetKey, State
from upakarti_tui.domain.book.plain_marks import PlainMarks
from upakarti_tui.domain.book.records import Record
from upakarti_tui.storage.books import book, journal
from upakarti_tui.storage.books.plain_lines import WORTH_A_PATTERN, PlainLines
from upakarti_tui.storage.books.records import UnreadableError, decode, encode

CRITERIA = ("a", "b.1", "c d+")
FILLED = d.Filled(
    SheetKey("penjurian", "PG-001", "j1"),
    tuple(Entry(Part.MARK, item, State.MARKED, "4") for item in CRITERIA),
    typed_by="impor",
)
NUMBER = 4711
texts = st.text(max_size=6) | st.text("ab09.-_ ~/", max_size=6)


def a_record(deed: d.Deed = FILLED, seq: int = NUMBER, **other: str) -> Record:
    envelope = {"book": "b" * 32, "author": "j1", "device": "d1", "prev": "c" * 64, "at": "kini"}
    return Record(id="", seq=seq, **(envelope | other), deed=deed)


def a_reader(deed: d.Deed = FILLED, times: int = WORTH_A_PATTERN) -> PlainLines:
    reader = PlainLines()
    for _ in range(times):
        reader.show(decode(encode(a_record(deed))))
    return reader


READER = a_reader()


def same_as_decoded(raw: bytes, reader: PlainLines = READER) -> bool:
    """Tell whether the pattern took the line; what it took must be what `decode` reads."""
    try:
        wanted = decode(raw)
    except UnreadableError:
        assert reader.read("", raw) is None
        return False
    read = reader.read(wanted.id, raw)
    if read is None:
        return False
    assert read == wanted
    assert read.deed == wanted.deed
    assert wanted.deed == read.deed
    assert encode(read) == raw
    return True


def test_an_ordinary_line_is_taken_once_enough_like_it_were_shown():
    raw = encode(a_record())
    assert a_reader(times=WORTH_A_PATTERN - 1).read("", raw) is None
    read = a_reader().read("x" * 64, raw)
    assert read is not None
    assert read.id == "x" * 64
    assert isinstance(read.deed, d.Filled)
    assert isinstance(read.deed.entries, PlainMarks)
    assert same_as_decoded(raw)


@given(
    st.tuples(texts, texts, texts),
    st.lists(st.sampled_from(["0", "4", "82.5", "-3", "1e3", "١", ""]) | texts, min_size=3),
    texts,
    st.integers(1, 10**20),
)
def test_what_is_taken_is_what_decode_reads(sheet, marks, typed_by, seq):
    entries = tuple(
        Entry(Part.MARK, item, State.MARKED, mark)
        for item, mark in zip(CRITERIA, marks, strict=False)
    )
    prev = "c" * 64 if seq > 1 else ""
    deed = d.Filled(SheetKey(*sheet), entries, typed_by=typed_by)
    plain = [*sheet, *marks[:3], typed_by]
    ordinary = all(x.isascii() and x.isprintable() and not {*x} & {'"', "\\"} for x in plain)
    taken = same_as_decoded(encode(a_record(deed, seq, prev=prev)))
    assert taken is (ordinary and all(marks[:3]) and 1 < seq < 10**18)


@given(st.data())
def test_a_changed_line_is_never_read_as_something_else(data):
    raw = bytearray(encode(a_record()))
    at = data.draw(st.integers(0, len(raw) - 1))
    change = data.draw(
        st.sampled_from([b"", b" ", b"0", b'"', b"\\", b",", b"}", b"\x7f", b"\xc3"])
    )
    raw[at : at + data.draw(st.integers(0, 2))] = change
    same_as_decoded(bytes(raw))


@pytest.mark.parametrize(
    "entry",
    [
        Entry(Part.MARK, "b", State.MARKED, "4", note="sebab"),
        Entry(Part.MARK, "b", State.NOT_APPLICABLE),
        Entry(Part.MARK, "b", State.RECUSED, "4"),
        Entry(Part.MARK, "b", State.MARKED, "4", more=(("sumber", "kertas"),)),
        Entry(Part.MARK, "a", State.MARKED, "5"),
        Entry(Part.FACT, "b", State.MARKED, "4"),
        Entry(Part.MARK, 'b"', State.MARKED, "4"),
        Entry(Part.MARK, "é", State.MARKED, "4"),
        Entry(Part.MARK, "", State.MARKED, "4"),
    ],
)
def test_no_pattern_is_made_of_a_sheet_with_more_than_marks(entry):
    deed = d.Filled(FILLED.sheet, (Entry(Part.MARK, "a", State.MARKED, "4"), entry))
    assert a_reader(deed).read("", encode(a_record(deed))) is None


@pytest.mark.parametrize(
    "deed",
    [
        d.Filled(FILLED.sheet, FILLED.entries, supersedes=("d" * 64,)),
        d.Filled(FILLED.sheet, FILLED.entries, reason="ralat"),
        d.Filled(FILLED.sheet, FILLED.entries[:2]),
        d.Filled(FILLED.sheet, FILLED.entries[::-1]),
    ],
)
def test_a_sheet_with_anything_else_is_left_to_decode(deed):
    assert READER.read("", encode(a_record(deed))) is None


ONE_MARK_READER = a_reader(d.Filled(FILLED.sheet, FILLED.entries[:1]))


@given(texts, texts)
def test_one_pattern_reads_a_mark_of_any_criterion(item, mark):
    deed = d.Filled(FILLED.sheet, (Entry(Part.MARK, item, State.MARKED, mark),))
    taken = same_as_decoded(encode(a_record(deed)), ONE_MARK_READER)
    written = item + mark
    ordinary = written.isascii() and written.isprintable() and not {*written} & {'"', "\\"}
    assert taken is bool(ordinary and item and mark)
    assert ONE_MARK_READER.read("", encode(a_record())) is None


def test_keys_in_another_order_or_given_twice_are_left_to_decode():
    line = json.loads(encode(a_record()))
    loose = json.dumps(dict(reversed(line.items())), separators=(",", ":")).encode()
    assert READER.read("", loose) is None
    raw = encode(a_record())
    twice = raw.replace(b'"seq":4711', b'"seq":4710,"seq":4711')
    assert READER.read("", twice) is None


def test_plain_marks_are_a_sequence_of_entries():
    marks = PlainMarks(("a", "b"), ("4", "5"))
    entries = (Entry(Part.MARK, "a", State.MARKED, "4"), Entry(Part.MARK, "b", State.MARKED, "5"))
    assert tuple(marks) == entries
    assert marks == entries
    assert entries == marks
    assert hash(marks) == hash(entries)
    assert marks[-1] == entries[-1]
    assert marks[:1] == entries[:1]
    assert marks != PlainMarks(("a", "b"), ("4", "4"))
    assert repr(marks) == repr(entries)


def test_a_book_reads_the_same_by_pattern_as_line_by_line(tmp_path):
    ledger = Ledger()
    names = [f"PG-{number:03}" for number in range(2 * WORTH_A_PATTERN)]
    ledger.candidates(*names)
    ledger.scorers("j1", "j2")
    for name in names:
        ledger.sheet(STAGE, name, "j1", {"a": 4, "b": 5})
        ledger.sheet(STAGE, name, "j2", {"b": 5}, a_mark("a", 3, "sebab"))
    path = ledger.write(tmp_path / "b.jsonl")
    lines = journal.read(path).lines
    read = book.read(path)
    assert [line.body for line in lines] == [line.body for line in read.lines]
    wanted = tuple(decode(line.body) for line in lines)
    assert read.records == wanted
    assert [record.deed for record in read.records] == [record.deed for record in wanted]
    plain = [x for x in read.records if isinstance(getattr(x.deed, "entries", ()), PlainMarks)]
    assert len(plain) == WORTH_A_PATTERN
