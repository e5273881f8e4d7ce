from __future__ import annotations

import dataclasses
import json
import typing
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from offices import an_award
from upakarti_tui.domain.book import deeds as d
from upakarti_tui.domain.book.entries import Entry, Part, SheetKey, State
from upakarti_tui.domain.book.records import Record
from upakarti_tui.domain.book.stamp import Stamp
from upakarti_tui.domain.people.candidate import Assignment, Candidate, Identity, Role, Scorer
from upakarti_tui.storage.books.records import (
    ForeignError,
    NewerError,
    UnreadableError,
    decode,
    encode,
    sealed,
)
from upakarti_tui.storage.programmes import template_form

SHEET = SheetKey("penjurian", "PG-001", "j1")
ENTRY = Entry(Part.INTERVIEW, "1", State.MARKED, "ya", "catatan", (("partner", "Koperasi"),))
STAMP = Stamp((("j1", "d1", 3), ("secretariat", "d2", 9)))
SEEN = ("a" * 64,)
AWARD = an_award()

DEEDS: tuple[d.Deed, ...] = (
    d.Founded(AWARD, template_form.fingerprint(AWARD)),
    d.Nominated(Candidate("PG-001", "pengabdian", "Siti Ñuraini", notes=(("desa", "A"),)), SEEN),
    d.Identified(Identity("PG-001", "3174015501800001", ""), SEEN),
    d.Appointed(Scorer("j1", "Penilai", Role.JUROR, "IPB", "Guru besar")),
    d.Assigned((Assignment("penjurian", "PG-001", "j1"),)),
    d.Filled(SHEET, (ENTRY, Entry(Part.MARK, "a", State.MARKED, "82.5")), SEEN, "Ani", "ralat"),
    d.Ruled(SHEET, ENTRY, "Budi", "Ketua", "12", "sesuai kertas", SEEN),
    d.Settled(SEEN, "Budi", "Ketua", "12", "laptop disalin"),
    d.Confirmed(SHEET, SEEN, "Budi"),
    d.Submitted("j1", "penjurian", ("PG-001",), 3, "b" * 64, "c" * 64, SEEN, "sig", "", STAMP),
    d.Returned("j1", "penjurian", ("PG-001",), "Ani", "salah", SEEN),
    d.Drawn("penjurian", "pengabdian", (("PG-001", 2), ("PG-002", 1))),
    d.Disqualified("PG-001", "penjurian", "2024-11-21", "gugur", out=False),
    d.Decided("penjurian", "pengabdian", ("PG-002", "PG-001"), "Ketua", "13", "pleno"),
    d.Opened("penjurian", "Ani", (("j2", "sakit"),), STAMP),
    d.Finalised("penjurian", "Ani", "Ketua", 1, STAMP, "d" * 64),
    d.Reopened("penjurian", "Ani", "ralat", SEEN),
    d.Packed("j1", (("secretariat", "d2", "1-3,7"),), "e" * 64, (("penjurian", "PG-001"),)),
    d.Enrolled("j1", "ssh-ed25519 AAAA", "hilang", SEEN, "sig", SEEN),
    d.Revealed("PG-001", "Ani", "periksa"),
    d.Scheduled("penjurian", "pengabdian", ("PG-001",), "PG-001", discussing=True),
    d.Configured((("annex.about", "Ç"),)),
)


REVEALED = d.Revealed("PG-001", "Ani", "periksa")


def a_record(deed: d.Deed, **other: typing.Any) -> Record:
    envelope = {
        "id": "",
        "book": "b" * 32,
        "author": "j1",
        "device": "d1",
        "seq": 1,
        "prev": "",
        "at": "2024-11-21T14:05:00+07:00",
    }
    return Record(**(envelope | other), deed=deed)


def a_line(deed: d.Deed = DEEDS[5], /, **changes: typing.Any) -> dict[str, typing.Any]:
    """Return a line as JSON values, with some of them changed."""
    return json.loads(encode(a_record(deed))) | changes


def as_bytes(line: object) -> bytes:
    return json.dumps(line, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def test_there_is_an_example_of_every_kind_of_deed():
    assert {type(deed) for deed in DEEDS} == set(typing.get_args(d.Deed))


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: type(deed).__name__)
def test_every_deed_is_read_back_as_it_was_written(deed):
    record, raw = sealed(a_record(deed))
    assert record.deed == deed
    assert decode(raw) == record
    assert encode(record) == raw
    assert raw == as_bytes(json.loads(raw))


def test_what_is_at_its_default_is_left_out():
    line = json.loads(
        encode(a_record(d.Filled(SHEET, (Entry(Part.MARK, "a", State.MARKED, "4"),))))
    )
    assert line["deed"] == {
        "entries": [{"item": "a", "part": "mark", "state": "marked", "value": "4"}],
        "sheet": ["penjurian", "PG-001", "j1"],
    }
    assert line["t"] == "filled"


def test_text_is_kept_in_nfc():
    deed = d.Revealed("PG-001", "Jose\u0301", "e\u0301")
    record, raw = sealed(a_record(deed))
    assert record.deed == d.Revealed("PG-001", "José", "é")
    assert raw == encode(record)


def moves_a_cursor_or_turns_text_round(c):
    control = unicodedata.category(c) in {"Cc", "Zl", "Zp"} and c not in "\n\t"
    turning = unicodedata.bidirectional(c) in {"LRE", "RLE", "LRO", "RLO", "PDF", "BN"}
    isolating = unicodedata.bidirectional(c) in {"LRI", "RLI", "FSI", "PDI"}
    marking = c in "\u061c\u200e\u200f"
    return control or isolating or marking or (turning and "\u202a" <= c <= "\u202e")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_that_stays_in_its_line_survives(text):
    assume(not any(map(moves_a_cursor_or_turns_text_round, text)))
    record, raw = sealed(a_record(d.Revealed("PG-001", text, "")))
    assert decode(raw) == record


EVERY_CHARACTER = [chr(n) for n in range(0x3000) if n not in range(0xD800, 0xE000)]


def test_p25_of_every_character_just_those_that_move_a_cursor_or_turn_text_round_are_refused():
    refused = set()
    for c in EVERY_CHARACTER:
        # Beside a backslash, which JSON writes twice, and a letter that an escape might end in.
        raw = encode(a_record(d.Revealed("PG-001", f"\\{c}b", "")))
        try:
            decode(raw)
        except UnreadableError as error:
            assert "moves a cursor" in str(error)  # noqa: PT017 -- a few of many
            refused.add(c)
    assert refused == {c for c in EVERY_CHARACTER if moves_a_cursor_or_turns_text_round(c)}
    assert "\x1b" in refused
    assert not refused & set("\n\tab\\")


@pytest.mark.parametrize(
    "field", [f.name for f in dataclasses.fields(Record) if f.name not in {"id", "deed"}]
)
def test_every_field_of_the_envelope_changes_the_id(field):
    one, _ = sealed(a_record(REVEALED))
    changed = {"seq": 2, "prev": "f" * 64} if field in {"seq", "prev"} else {field: "x1"}
    other, _ = sealed(a_record(REVEALED, **changed))
    assert one.id != other.id


@pytest.mark.parametrize(
    "changes",
    [
        {"unknown": 1},
        {"seq": 1.0},
        {"seq": True},
        {"seq": "1"},
        {"seq": 0},
        {"seq": -1},
        {"seq": 2},
        {"prev": "f" * 64},
        {"seq": 2, "prev": "F" * 64},
        {"author": "../x"},
        {"author": ""},
        {"device": "a b"},
        {"book": "\n"},
        {"at": None},
        {"deed": {}},
        {"deed": []},
        {"deed": {"entries": [], "sheet": ["penjurian", "PG-001"]}},
        {"deed": {"entries": [{"part": "mark"}], "sheet": ["a", "b", "c"]}},
        {"deed": a_line()["deed"] | {"wieght": "1"}},
    ],
    ids=str,
)
def test_a_line_that_no_program_of_ours_writes_is_refused(changes):
    with pytest.raises(UnreadableError):
        decode(as_bytes(a_line(**changes)))


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"null",
        b"[]",
        b"NaN",
        b"\xff\xfe",
        b"{" * 100_000,
        b'{"deed":' + b"[" * 100_000,
        as_bytes(a_line()).replace(b'"82.5"', b"82.5"),
        as_bytes(a_line()).replace(b'"82.5"', b"1e999"),
        as_bytes(a_line()).replace(b'"82.5"', b"true"),
        as_bytes(a_line()).replace(b'"82.5"', b'"\\ud800"'),
        as_bytes(a_line()).replace(b'"seq":1', b'"seq":1,"seq":1'),
        as_bytes(a_line()).replace(b'"seq":1', b'"seq": 1'),
        as_bytes(a_line()).replace(b'"j1"', b'"\\u006a1"'),
        as_bytes(a_line()) + b"\r",
        json.dumps(a_line(), indent=2).encode(),
        json.dumps(a_line(), sort_keys=False, separators=(",", ":")).encode() + b" ",
        as_bytes(a_line(at="e\u0301")),
    ],
    ids=lambda raw: raw[:24].decode("utf-8", "replace") or "empty",
)
def test_a_line_in_any_other_form_is_refused(raw):
    with pytest.raises(UnreadableError):
        decode(raw)


def test_a_kind_that_is_not_known_yet_is_newer():
    with pytest.raises(NewerError, match="newer version"):
        decode(as_bytes(a_line(t="levitated")))


def test_what_is_nested_too_deeply_is_refused():
    raw = as_bytes(a_line(DEEDS[0]))
    deep = raw.replace(b'"template":{', b'"template":{"a":' + b"[" * 100_000, 1)
    with pytest.raises(UnreadableError, match="nested too deeply"):
        decode(deep)


def test_a_kind_is_believed_only_at_its_own_place():
    raw = as_bytes(a_line(DEEDS[5]))
    assert raw.endswith(b',"t":"filled"}')
    for wrong in (b',"t":"ruled"}', b',"t":"filled","t":"filled"}', b',"u":{"t":"filled"}}'):
        with pytest.raises(UnreadableError):
            decode(raw.removesuffix(b',"t":"filled"}') + wrong)


def test_a_newer_format_is_newer_and_a_nonsense_one_is_not():
    line = a_line(DEEDS[0])
    line["deed"]["format"] = "upakarti-book/2"
    with pytest.raises(NewerError, match="upakarti-book/2"):
        decode(as_bytes(line))
    line["deed"]["format"] = "a-book"
    with pytest.raises(UnreadableError, match="a-book"):
        decode(as_bytes(line))


def test_a_template_under_another_fingerprint_is_foreign():
    line = a_line(DEEDS[0])
    line["deed"]["fingerprint"] = "0" * 64
    with pytest.raises(ForeignError):
        decode(as_bytes(line))


def test_a_template_that_cannot_be_used_is_refused():
    line = a_line(DEEDS[0])
    line["deed"]["template"].pop("title")
    with pytest.raises(UnreadableError, match="template"):
        decode(as_bytes(line))


def test_a_template_in_another_form_is_refused():
    line = a_line(DEEDS[0])
    line["deed"]["template"]["edition"] = ""
    with pytest.raises(UnreadableError, match="canonical"):
        decode(as_bytes(line))


def test_the_line_says_what_is_wrong_and_where():
    line = a_line()
    line["deed"]["entries"][0]["state"] = "guessed"
    with pytest.raises(UnreadableError, match=r"at deed\.entries\[0\]\.state is"):
        decode(as_bytes(line))
