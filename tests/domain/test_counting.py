"""Which sheets count: conflicts, interests, paper, closings, recusals that end."""

from __future__ import annotations

import pytest

from builders import STAGE, Ledger, a_criterion, a_mark, a_rubric, a_stage, a_template
from cases.row import PER_CENT, lines
from upakarti_tui.domain.book import deeds as d
from upakarti_tui.domain.book.entries import Entry, Part, SheetKey, State
from upakarti_tui.domain.book.sheet import sheet
from upakarti_tui.domain.places.ranking import rank
from upakarti_tui.domain.standing import State as RankingState


def a_ledger(scorers: int = 1, **stage) -> Ledger:
    rubric = a_rubric(a_criterion("a", 100, PER_CENT))
    ledger = Ledger(a_template(a_stage(**stage), rubrics=(rubric,)))
    ledger.candidates("A")
    ledger.scorers(*(f"j{i}" for i in range(1, scorers + 1)))
    return ledger


def found(ledger: Ledger, *, draft: bool = False):
    ranking = rank(ledger.proceedings, STAGE, draft=draft)
    return lines(ranking), [f"{item.kind} {item.where}" for item in ranking.open_items]


def test_two_different_marks_of_one_cell_are_an_open_conflict_and_count_for_nothing():
    ledger = a_ledger(2)
    ledger.panel(STAGE, "A", [60, 80])
    ledger.fill(STAGE, "A", "j2", a_mark("a", 90), device="d2")
    assert found(ledger) == (("1 A 60.00 60 selected",), [f"conflict {STAGE}/A/j2/a"])
    assert found(ledger, draft=True)[0] == ("1 A 60.00 60 selected",)


def test_a_conflict_is_open_before_its_candidate_has_entered_the_stage():
    stages = (a_stage("satu"), a_stage("dua"))
    ledger = Ledger(a_template(*stages, rubrics=(a_rubric(a_criterion("a", 100, PER_CENT)),)))
    ledger.candidates("A")
    ledger.scorers("j1")
    ledger.fill("dua", "A", "j1", a_mark("a", 80))
    ledger.fill("dua", "A", "j1", a_mark("a", 90), device="d2")
    kinds = [f"{item.kind} {item.where}" for item in rank(ledger.proceedings, "dua").open_items]
    assert kinds == ["conflict dua/A/j1/a", "not_final satu"]


def test_two_equal_marks_of_one_cell_are_agreed():
    ledger = a_ledger()
    ledger.panel(STAGE, "A", [60])
    ledger.fill(STAGE, "A", "j1", a_mark("a", 60), device="d2")
    assert found(ledger) == (("1 A 60.00 60 selected",), [])


def test_a_mark_that_has_seen_the_other_takes_its_place():
    ledger = a_ledger()
    first = ledger.fill(STAGE, "A", "j1", a_mark("a", 60))
    ledger.fill(STAGE, "A", "j1", a_mark("a", 70), supersedes=[first], device="d2")
    ledger.submit(STAGE, "j1", "A")
    assert found(ledger) == (("1 A 70.00 70 selected",), [])


def test_a_ruling_ends_a_conflict():
    ledger = a_ledger()
    one = ledger.fill(STAGE, "A", "j1", a_mark("a", 60))
    other = ledger.fill(STAGE, "A", "j1", a_mark("a", 90), device="d2")
    ledger.submit(STAGE, "j1", "A")
    ledger.add(
        d.Ruled(
            SheetKey(STAGE, "A", "j1"), a_mark("a", 90), "Ketua", "Ketua", "BA-1", "salah ketik",
            (one.id, other.id),
        )
    )  # fmt: skip
    assert found(ledger) == (("1 A 90.00 90 selected",), [])


def test_a_mark_counts_again_once_the_recusal_ends():
    ledger = a_ledger(2)
    ledger.panel(STAGE, "A", [60, 80])
    ledger.recuse(STAGE, "A", "j2")
    assert found(ledger)[0] == ("1 A 60.00 60 selected",)
    ledger.recuse(STAGE, "A", "j2", State.CLEARED)
    assert found(ledger) == (("1 A 70.00 70 selected",), [])


def test_a_declared_interest_stays_open_until_the_chair_decides():
    ledger = a_ledger(2)
    ledger.panel(STAGE, "A", [60, 80])
    ledger.recuse(STAGE, "A", "j2", State.DECLARED)
    assert found(ledger) == (("1 A 60.00 60 selected",), [f"interest {STAGE}/A/j2"])


def test_a_recusal_that_is_in_dispute_is_open():
    ledger = a_ledger(2)
    ledger.panel(STAGE, "A", [60, 80])
    ledger.recuse(STAGE, "A", "j2")
    ledger.fill(STAGE, "A", "j2", Entry(Part.INTEREST, "", State.NO_INTEREST), device="d2")
    assert found(ledger) == (("1 A 60.00 60 selected",), [f"conflict {STAGE}/A/j2/interest"])


def test_a_stage_that_asks_for_interests_stays_open_until_each_scorer_has_answered():
    ledger = a_ledger(2, interests=True)
    ledger.panel(STAGE, "A", [60, 80])
    ledger.fill(STAGE, "A", "j1", Entry(Part.INTEREST, "", State.NO_INTEREST))
    assert found(ledger) == (("1 A 70.00 70 selected",), [f"interest {STAGE}/A/j2"])


def test_a_recused_cell_recuses_the_whole_sheet():
    rubric = a_rubric(a_criterion("a", 50, PER_CENT), a_criterion("b", 50, PER_CENT))
    ledger = Ledger(a_template(a_stage(), rubrics=(rubric,)))
    ledger.candidates("A")
    ledger.scorers("j1", "j2")
    ledger.sheet(STAGE, "A", "j1", {"a": 60, "b": 60})
    kept = Entry(Part.MARK, "b", State.RECUSED, "10")
    ledger.sheet(STAGE, "A", "j2", {"a": 80}, kept)
    assert found(ledger) == (("1 A 60.00 60 selected",), [])


def test_an_abstained_cell_abstains_from_the_whole_sheet():
    ledger = a_ledger(2)
    ledger.panel(STAGE, "A", [60])
    ledger.sheet(STAGE, "A", "j2", {}, Entry(Part.MARK, "a", State.ABSTAINED))
    assert found(ledger) == (("1 A 60.00 60 selected",), [])


def test_marks_typed_in_for_somebody_count_once_another_person_has_confirmed_them():
    ledger = a_ledger(2, confirm_paper=True)
    ledger.panel(STAGE, "A", [60])
    typed = ledger.sheet(STAGE, "A", "j2", {"a": 80}, typed_by="Dewi")
    still = [f"unconfirmed {STAGE}/A/j2"]
    assert found(ledger) == (("1 A 60.00 60 selected",), still)
    key = SheetKey(STAGE, "A", "j2")
    ledger.add(d.Confirmed(key, (typed.id,), " dewi "))
    assert found(ledger) == (("1 A 60.00 60 selected",), still)
    ledger.add(d.Confirmed(key, (typed.id,), "Eko"))
    assert found(ledger) == (("1 A 70.00 70 selected",), [])


def test_typed_marks_need_nobody_where_the_stage_does_not_ask():
    ledger = a_ledger()
    ledger.sheet(STAGE, "A", "j1", {"a": 80}, typed_by="Dewi")
    assert found(ledger) == (("1 A 80.00 80 selected",), [])


def test_a_mark_after_submitting_is_told_and_does_not_count():
    ledger = a_ledger()
    first = ledger.sheet(STAGE, "A", "j1", {"a": 60})
    ledger.fill(STAGE, "A", "j1", a_mark("a", 90), supersedes=[first])
    assert found(ledger) == (("1 A 60.00 60 selected",), [f"late {STAGE}/A/j1"])


def test_a_sheet_sent_back_is_open_again():
    ledger = a_ledger()
    ledger.fill(STAGE, "A", "j1", a_mark("a", 60))
    closing = ledger.submit(STAGE, "j1", "A")
    ledger.add(d.Returned("j1", STAGE, ("A",), "Dewi", "salah", (closing.id,)))
    assert found(ledger) == (
        ("- A below_quorum",),
        [f"quorum {STAGE}/A", f"unsubmitted {STAGE}/A/j1"],
    )


def test_assignments_say_who_is_asked():
    ledger = a_ledger(3)
    ledger.assign(STAGE, ("A", "j1"), ("A", "j3"))
    ledger.panel(STAGE, "A", [60, 90, 80])
    (standing,) = rank(ledger.proceedings, STAGE).categories[0].standings
    assert (standing.exact, standing.counted, standing.panel) == (70, 2, 2)


def test_a_draft_says_so_even_when_nothing_is_open():
    ledger = a_ledger()
    ledger.panel(STAGE, "A", [60])
    assert rank(ledger.proceedings, STAGE).state is RankingState.COMPLETE
    assert rank(ledger.proceedings, STAGE, draft=True).state is RankingState.DRAFT


def test_a_sheet_of_an_unknown_stage_is_a_key_error():
    with pytest.raises(KeyError):
        sheet(a_ledger().proceedings, SheetKey("lain", "A", "j1"))


def test_a_mark_that_was_never_given_is_none():
    held = sheet(a_ledger().proceedings, SheetKey(STAGE, "A", "j1"))
    assert (held.mark("a"), held.verdict, held.held(Part.MARK, "a")) == (None, None, None)
