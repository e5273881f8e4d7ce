from __future__ import annotations

import errno

import pytest

from builders import CATEGORY, STAGE, a_stage, a_template
from offices import NIK, Office
from upakarti_tui.domain.book.deeds import (
    Appointed,
    Assigned,
    Disqualified,
    Drawn,
    Identified,
    Nominated,
    Packed,
    Scheduled,
)
from upakarti_tui.domain.book.handout import is_packed
from upakarti_tui.domain.people.candidate import Assignment, Role, Scorer
from upakarti_tui.domain.programme.template import Fact
from upakarti_tui.errors import DamagedError, FileError, NotAllowedError, RefusedError, UsageError
from upakarti_tui.storage import whole_files
from upakarti_tui.storage.books import book
from upakarti_tui.storage.books.records import encode
from upakarti_tui.workflows.exchange import pack as packing
from upakarti_tui.workflows.exchange.pack import pack, pack_all


@pytest.fixture
def office(tmp_path):
    return Office(tmp_path, candidates=["PG-001", "PG-002", "PG-003"])


def test_p29_a_part_holds_one_scorer_and_no_mark_of_another(office):
    office.fill(office.path, "j1", "PG-001", {"a": 1})
    office.fill(office.path, "j2", "PG-001", {"a": 2})
    parts = office.hand_out()
    proceedings = book.read(parts["j1"]).proceedings
    assert set(proceedings.scorers) == {"j1"}
    assert {key.scorer for key in proceedings.sheets} == {"j1"}
    assert b"j2" not in parts["j1"].read_bytes()


def test_p28_no_number_that_identifies_a_person_is_handed_out(office):
    parts = office.hand_out()
    assert NIK.encode() in office.path.read_bytes()
    for part in parts.values():
        assert NIK.encode() not in part.read_bytes()
        assert not any(isinstance(x.deed, Identified) for x in book.read(part).records)


def test_a_scorer_is_handed_only_the_candidates_assigned(office):
    office.add(Assigned((Assignment(STAGE, "PG-002", "j1"),)))
    office.add(Assigned((Assignment(STAGE, "PG-001", "j2"), Assignment(STAGE, "PG-003", "j2"))))
    parts = office.hand_out()
    assert set(book.read(parts["j1"]).proceedings.candidates) == {"PG-002"}
    assert set(book.read(parts["j2"]).proceedings.candidates) == {"PG-001", "PG-003"}


def test_an_assignment_said_together_with_others_is_handed_out_alone(office):
    office.add(Assigned((Assignment(STAGE, "PG-001", "j1"), Assignment(STAGE, "PG-002", "j2"))))
    before = book.read(office.path).proceedings.assignments
    part = book.read(office.hand_out()["j1"])
    assert part.proceedings.assignments == {Assignment(STAGE, "PG-001", "j1")}
    assert b"PG-002" not in part.path.read_bytes()
    assert book.read(office.path).proceedings.assignments == before


def test_a_part_is_made_of_the_records_of_the_book(office):
    part = book.read(office.hand_out()["j1"])
    assert set(part.records) < set(book.read(office.path).records)
    (listed,) = [x.deed for x in part.records if isinstance(x.deed, Packed)]
    assert listed.scorer == "j1"
    assert listed.asked == tuple((STAGE, x) for x in office.candidates)


def test_a_part_knows_its_scorer_and_the_main_book_that_it_is_none(office):
    parts = office.hand_out()
    assert is_packed(book.read(parts["j1"]).proceedings) == "j1"
    assert is_packed(book.read(office.path).proceedings) is None


def test_a_book_handed_out_whole_is_still_told_from_its_part(tmp_path):
    office = Office(tmp_path, candidates=["PG-001"], scorers=["j1"])
    plain = [x for x in book.read(office.path).records if not isinstance(x.deed, Identified)]
    # As if nobody had ever given a NIK.
    book.write_whole(office.path, [x for x in plain if not isinstance(x.deed, Appointed)])
    (appointed,) = [x.deed for x in plain if isinstance(x.deed, Appointed)]
    office.add(appointed, machine="elsewhere")
    part = office.hand_out()["j1"]
    assert is_packed(book.read(part).proceedings) == "j1"
    assert is_packed(book.read(office.path).proceedings) is None
    office.hand_out("again")
    assert is_packed(book.read(office.path).proceedings) is None


def test_what_was_done_before_is_handed_out_again(office):
    part = office.hand_out()["j1"]
    office.fill(part, "j1", "PG-001", {"a": 3, "b": 4})
    office.merge(part)
    again = office.hand_out("again")["j1"]
    assert office.marks(again) == {("PG-001", "j1", "a"): {"3"}, ("PG-001", "j1", "b"): {"4"}}
    office.fill(again, "j1", "PG-002", {"a": 1})
    office.merge(again, part)
    assert office.marks()["PG-002", "j1", "a"] == {"1"}


def test_lots_and_orders_of_others_stay_behind_and_a_drop_out_is_told(office):
    office.add(Assigned((Assignment(STAGE, "PG-001", "j1"), Assignment(STAGE, "PG-002", "j1"))))
    office.fill(office.path, "j1", "PG-002", {"a": 1})
    office.add(Drawn(STAGE, CATEGORY, (("PG-001", 1),)))
    office.add(Scheduled(STAGE, CATEGORY, ("PG-001", "PG-003")))
    office.add(Scheduled(STAGE, CATEGORY, ("PG-002", "PG-001")))
    office.add(Disqualified("PG-002", STAGE, "2024-11-21", "gugur"))
    deeds = [x.deed for x in book.read(office.hand_out()["j1"]).records]
    assert not any(isinstance(deed, Drawn) for deed in deeds)
    assert [d.order for d in deeds if isinstance(d, Scheduled)] == [("PG-002", "PG-001")]
    assert [d.candidate for d in deeds if isinstance(d, Disqualified)] == ["PG-002"]


def test_everybody_with_a_sheet_to_fill_gets_a_book(tmp_path):
    template = a_template(a_stage(role=Role.JUROR), facts=[Fact("mitra", "Mitra")])
    office = Office(tmp_path, template)
    office.add(Assigned((Assignment(STAGE, "PG-001", "j2"),)))
    with office.at("office"):
        outputs = pack_all(office.path, tmp_path / "out")
    assert outputs == (tmp_path / "out" / "j2.jsonl",)
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o700


def test_p22_no_file_is_overwritten_unless_forced(office, tmp_path):
    out = tmp_path / "out"
    out.mkdir(mode=0o700)
    (out / "j2.jsonl").write_bytes(b"theirs")
    before = office.path.read_bytes()
    with office.at("office"), pytest.raises(FileError):
        pack_all(office.path, out)
    with office.at("office"), pytest.raises(FileError):
        pack(office.path, "j1", out / "j2.jsonl")
    assert [x.name for x in out.iterdir()] == ["j2.jsonl"]
    assert office.path.read_bytes() == before
    with office.at("office"):
        pack_all(office.path, out, force=True)
    assert len(book.read(out / "j2.jsonl").records) > 1


def test_a_part_that_cannot_be_written_is_not_on_record_as_handed_out(office, tmp_path):
    before = office.path.read_bytes()
    (tmp_path / "file").write_bytes(b"")
    with office.at("office"), pytest.raises(FileError, match=r"no folder .*gone"):
        pack(office.path, "j1", tmp_path / "gone" / "j1.jsonl")
    with office.at("office"), pytest.raises(FileError, match="file is no folder"):
        pack(office.path, "j1", tmp_path / "file" / "j1.jsonl")
    with office.at("office"), pytest.raises(FileError, match="file is no folder"):
        pack_all(office.path, tmp_path / "file")
    assert office.path.read_bytes() == before


def test_where_one_part_of_many_has_no_room_none_is_written_or_on_record(
    office, tmp_path, monkeypatch
):
    written = whole_files.write_all
    sizes = []

    def full_after_one(descriptor, content):
        if sizes:
            raise OSError(errno.ENOSPC, "No space left on device")
        sizes.append(len(content))
        written(descriptor, content)

    before = office.path.read_bytes()
    monkeypatch.setattr(whole_files, "write_all", full_after_one)
    with office.at("office"), pytest.raises(FileError, match="NOT saved"):
        pack_all(office.path, tmp_path / "out")
    assert sizes
    assert list((tmp_path / "out").iterdir()) == []
    assert office.path.read_bytes() == before


def test_p22_the_book_itself_is_never_replaced_by_a_part_of_it(office):
    own = office.path.rename(office.path.with_name("j1.jsonl"))
    before = own.read_bytes()
    with office.at("office"), pytest.raises(FileError, match="both read and written"):
        pack(own, "j1", own.parent / "." / own.name, force=True)
    with office.at("office"), pytest.raises(FileError, match="both read and written"):
        pack_all(own, own.parent, force=True)
    assert own.read_bytes() == before


def test_a_part_is_handed_on_by_nobody(office, tmp_path):
    part = office.hand_out()["j1"]
    with office.at("j1"), pytest.raises(NotAllowedError, match="j1"):
        pack(part, "j1", tmp_path / "out.jsonl")
    with office.at("j1"), pytest.raises(NotAllowedError, match="j1"):
        pack_all(part, tmp_path / "out")


def test_an_unknown_scorer_is_answered_with_the_nearest(office, tmp_path):
    with office.at("office"), pytest.raises(UsageError, match="j1"):
        pack(office.path, "j3", tmp_path / "out.jsonl")
    assert not (tmp_path / "out.jsonl").exists()


HOSTILE = [
    *("..", "../x", "/etc/passwd", "a/b", "a\\b", ".", "", " ", "-rf", ";rm", "a b", "a\nb"),
    *("a\0b", "~", "$HOME", "`id`", "%2e%2e", "con:", "é", "ｊ1", "j1\u202e", "x" * 65, "*"),
    *("?", "\u200bj", "é.jsonl"),
    *(f"{c}x" for c in "!\"#&'()+,/:;<=>@[]^{|}\t\r\v\f\x1b\x7f"),
    *(f"../{n}" for n in range(120)),
    *(f"x{chr(n)}" for n in range(0x80, 0xF0)),
]


def test_p23_no_id_becomes_a_path(tmp_path):
    assert len(HOSTILE) >= 280
    for hostile in HOSTILE:
        with pytest.raises(RefusedError):
            packing._as_name(hostile)
    office = Office(tmp_path)
    office.add(Appointed(Scorer("../../j9", "Penilai", Role.JUROR)))
    known = set(tmp_path.rglob("*"))
    with office.at("office"), pytest.raises(DamagedError):
        pack_all(office.path, tmp_path / "out")
    assert set(tmp_path.rglob("*")) == known


def test_records_that_are_handed_out_are_the_same_bytes(office):
    part = book.read(office.hand_out()["j1"])
    main = {x.id: encode(x) for x in book.read(office.path).records}
    assert all(main[x.id] == encode(x) for x in part.records)
    assert any(isinstance(x.deed, Nominated) for x in part.records)
