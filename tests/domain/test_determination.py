import pytest

from builders import STAGE, Ledger, a_mark, a_stage, a_template
from upakarti_tui.domain.book import deeds as d
from upakarti_tui.domain.places.determination import determine, latest, moment
from upakarti_tui.domain.places.ranking import rank
from upakarti_tui.domain.places.ranking_values import digest
from upakarti_tui.domain.settings import Paper


def a_ledger(**options) -> Ledger:
    ledger = Ledger(a_template(a_stage(pass_at=50, quota=2, **options)))
    ledger.candidates("PG-001", "PG-002", "PG-003")
    ledger.scorers("j1", "j2")
    for candidate, mark in (("PG-001", 3), ("PG-002", 5), ("PG-003", 4)):
        ledger.panel(STAGE, candidate, [{"a": mark, "b": mark}, {"a": mark, "b": 4}])
    return ledger


def closed(ledger: Ledger) -> Ledger:
    proceedings = ledger.proceedings
    final = d.Finalised(
        STAGE, "Dewi", "Ketua", 1, proceedings.stamp(), digest(rank(proceedings, STAGE))
    )
    ledger.add(final)
    return ledger


def test_the_selected_are_numbered_by_place():
    (proposal,) = determine(a_ledger().proceedings, STAGE).proposals
    assert [(p.number, p.candidate.id) for p in proposal.proposed] == [(1, "PG-002"), (2, "PG-003")]


def test_it_is_a_draft_until_the_stage_is_final():
    ledger = a_ledger()
    before = determine(ledger.proceedings, STAGE)
    after = determine(closed(ledger).proceedings, STAGE)
    assert (before.draft, before.finalised) == (True, None)
    assert not after.draft
    assert after.finalised is not None
    assert after.finalised.by == "Dewi"


def test_attendance_tells_who_was_there_and_who_kept_away():
    ledger = a_ledger()
    ledger.scorers("j3", "j4")
    ledger.recuse(STAGE, "PG-001", "j3")
    ledger.abstain(STAGE, "PG-002", "j3")
    found = {a.scorer.id: a for a in determine(ledger.proceedings, STAGE, draft=True).attendance}
    assert list(found) == ["j1", "j2", "j3", "j4"]
    assert (found["j1"].asked, found["j1"].submitted, found["j1"].present) == (3, 3, True)
    assert (found["j3"].recused_from, found["j3"].abstained_from) == (("PG-001",), ("PG-002",))
    assert found["j3"].present
    assert not found["j4"].present


def test_one_category_alone_can_be_determined():
    template = a_template(
        a_stage(categories=("kepeloporan", "pengabdian")), categories=("kepeloporan", "pengabdian")
    )
    ledger = Ledger(template)
    ledger.candidates("KP-001", category="kepeloporan")
    ledger.candidates("PG-001")
    ledger.scorers("j1")
    both = determine(ledger.proceedings, STAGE, draft=True)
    one = determine(ledger.proceedings, STAGE, category="pengabdian", draft=True)
    assert [p.category.id for p in both.proposals] == ["kepeloporan", "pengabdian"]
    assert [p.category.id for p in one.proposals] == ["pengabdian"]
    assert [b.candidate for b in one.benches] == ["PG-001"]


def test_the_plenary_s_order_and_the_closings_are_kept():
    ledger = a_ledger()
    ledger.add(d.Decided(STAGE, "pengabdian", ("PG-003",), "Dewi", "BA-1", "alasan"))
    found = determine(ledger.proceedings, STAGE)
    assert [x.minutes for x in found.decided] == ["BA-1"]
    assert len(found.closings) == 6


def test_settings_come_from_the_book():
    ledger = a_ledger()
    ledger.add(d.Configured((("paper", "F4"),)))
    assert determine(ledger.proceedings, STAGE).settings.paper is Paper.F4


def test_earlier_stages_are_there_and_later_ones_are_not():
    stages = (a_stage("substansi"), a_stage("lapangan"), a_stage())
    ledger = Ledger(a_template(*stages))
    ledger.candidates("PG-001")
    ledger.scorers("j1")
    ledger.fill("penjurian", "PG-001", "j1", a_mark("a", 5))
    assert list(determine(ledger.proceedings, "lapangan").results) == ["substansi", "lapangan"]


def test_an_unknown_stage_is_an_error():
    with pytest.raises(KeyError):
        determine(a_ledger().proceedings, "pleno")


def test_the_latest_record_decides_the_date_wherever_it_was_made():
    assert moment("2024-12-19T23:30:00+07:00") < moment("2024-12-19T16:31:00+00:00")
    assert moment("2024-12-19T14:05:00").isoformat() == "2024-12-19T14:05:00+00:00"
    assert moment("kemarin").year == 1970
    assert latest(()) == "1970-01-01T00:00:00+00:00"
    assert latest(a_ledger().records) == "2024-11-21T07:05:00+00:00"
