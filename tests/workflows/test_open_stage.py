from __future__ import annotations

import pytest

from builders import STAGE, a_stage, a_template
from offices import Office, an_award
from upakarti_tui.domain.book.deeds import Finalised, Opened
from upakarti_tui.domain.book.merging import Class
from upakarti_tui.domain.book.records import SECRETARIAT
from upakarti_tui.domain.book.secrecy import readable, unopened
from upakarti_tui.domain.programme.template import Fact
from upakarti_tui.errors import NotAllowedError, OpenItemsError, RefusedError, UsageError
from upakarti_tui.storage.books import book
from upakarti_tui.workflows.deciding.status import status
from upakarti_tui.workflows.exchange.open_stage import open_stage, uncommitted
from upakarti_tui.workflows.scoring.submit import send_back


@pytest.fixture
def office(tmp_path):
    return Office(tmp_path, an_award(sealed=True))


def opened(office, absent=(), **other):
    given = {"stage": STAGE, "by": "Ani"} | other
    with office.at("office"):
        return open_stage(office.path, absent=absent, **given)


def test_a_stage_opens_once_every_scorer_has_committed(office):
    for scorer in office.scorers:
        with pytest.raises(OpenItemsError, match=f"{scorer}: not submitted"):
            opened(office)
        office.complete(office.path, scorer)
    assert uncommitted(book.read(office.path).proceedings, STAGE) == ()
    record = opened(office)
    assert isinstance(record.deed, Opened)
    assert readable(book.read(office.path).proceedings, STAGE, SECRETARIAT)


def test_p29_until_then_only_the_scorer_reads(office):
    office.complete(office.path, "j1")
    proceedings = book.read(office.path).proceedings
    assert not readable(proceedings, STAGE, SECRETARIAT)
    assert not readable(proceedings, STAGE, "j2")
    with pytest.raises(KeyError):
        readable(proceedings, "nowhere", SECRETARIAT)


def test_p29_a_later_stage_tells_who_was_ahead_in_a_sealed_one(tmp_path):
    stages = a_stage("satu", sealed=True), a_stage("dua")
    office = Office(tmp_path, a_template(*stages, facts=[Fact("mitra", "Mitra")]))
    proceedings = book.read(office.path).proceedings
    assert [unopened(proceedings, x) for x in ("satu", "dua")] == ["satu", "satu"]
    opened(office, [("j1", "sakit"), ("j2", "sakit")], stage="satu")
    assert unopened(book.read(office.path).proceedings, "dua") is None


def test_an_open_stage_is_read_by_the_secretariat_and_never_by_another_scorer(tmp_path):
    proceedings = book.read(Office(tmp_path).path).proceedings
    assert readable(proceedings, STAGE, SECRETARIAT)
    assert not readable(proceedings, STAGE, "j1")


def test_an_absence_is_recorded_with_its_reason(office):
    office.complete(office.path, "j1")
    with pytest.raises(RefusedError, match="why j2"):
        opened(office, [("j2", " ")])
    assert opened(office, [("j2", "sakit")]).deed.absent == (("j2", "sakit"),)


def test_nobody_who_has_committed_is_absent(office):
    office.complete(office.path, "j1")
    with pytest.raises(UsageError, match="j1 has submitted"):
        opened(office, [("j1", "sakit"), ("j2", "sakit")])
    with pytest.raises(UsageError):
        opened(office, [("j9", "sakit")])


def test_opening_again_changes_nothing(office):
    first = opened(office, [("j1", "sakit"), ("j2", "sakit")])
    before = office.path.read_bytes()
    assert opened(office) == first
    assert office.path.read_bytes() == before


def test_what_comes_after_the_opening_is_shown_for_good_and_blocks_nothing(office):
    parts = office.hand_out()
    for scorer in ("j1", "j2"):
        office.complete(parts[scorer], scorer)
    office.merge(*parts.values())
    opened(office)
    assert status(office.path).findings == ()
    with office.at("office"):
        send_back(office.path, "j1", STAGE, ["PG-001"], "Ani", "ralat")
    again = office.hand_out("again")["j1"]
    office.fill(again, "j1", "PG-001", {"a": 5, "b": 5})
    office.submit(again, "j1")
    office.merge(again)
    told = status(office.path)
    assert [(x.kind, x.where) for x in told.findings] == [("after_opening", f"{STAGE}/PG-001/j1")]
    assert told.stages[0].blockers == ()


def test_only_a_unopened_is_opened(tmp_path):
    with pytest.raises(UsageError, match="not sealed"):
        opened(Office(tmp_path))


def test_a_part_opens_nothing(office):
    office.path = office.hand_out()["j1"]
    with pytest.raises(NotAllowedError):
        opened(office)


def test_p20_a_final_stage_is_not_opened(office):
    stamp = book.read(office.path).proceedings.stamp()
    office.add(Finalised(STAGE, "Ani", "Ketua", 1, stamp, "d" * 64))
    with pytest.raises(NotAllowedError, match="final"):
        opened(office)


def test_a_mark_changed_after_opening_is_shown_as_such(office):
    parts = office.hand_out()
    for scorer, path in parts.items():
        office.complete(path, scorer)
    office.merge(*parts.values())
    opened(office)
    with office.at("office"):
        send_back(office.path, "j1", STAGE, ["PG-001"], "Ani", "salah")
    again = office.hand_out("again")["j1"]
    office.fill(again, "j1", "PG-001", {"a": 1})
    report = office.merge(again)
    assert [(f.kind, f.where) for f in report.findings] == [
        (Class.AFTER_OPENING, f"{STAGE}/PG-001/j1")
    ]
    assert "Entries changed after opening: 1" in str(report)
