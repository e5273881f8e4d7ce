"""Stages one after another: who enters, what is final, what comes too late."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from builders import Ledger, a_criterion, a_mark, a_rubric, a_stage, a_template
from cases.row import PER_CENT, lines
from upakarti_tui.domain.book import deeds as d
from upakarti_tui.domain.people.candidate import Candidate
from upakarti_tui.domain.places.finalizing import as_it_was, finalised, versions
from upakarti_tui.domain.places.ranking import asked, entrants, rank
from upakarti_tui.domain.places.ranking_values import digest
from upakarti_tui.domain.standing import State

if TYPE_CHECKING:
    from upakarti_tui.domain.book.records import Record


def two_stages(**second) -> Ledger:
    """Return a book of two stages in which A has 80, B 60, and the grade is 70."""
    rubric = a_rubric(a_criterion("a", 100, PER_CENT))
    stages = (a_stage("satu", pass_at=70), a_stage("dua", **second))
    ledger = Ledger(a_template(*stages, rubrics=(rubric,)))
    ledger.candidates("A", "B")
    ledger.scorers("j1")
    ledger.panel("satu", "A", [80])
    ledger.panel("satu", "B", [60])
    return ledger


def close(ledger: Ledger, stage: str, version: int = 1, supersedes=()) -> Record:
    ranking = rank(ledger.proceedings, stage)
    assert not ranking.open_items
    stamp = ledger.proceedings.stamp()
    return ledger.add(
        d.Finalised(stage, "Dewi", "Ketua", version, stamp, digest(ranking), tuple(supersedes))
    )


def kinds(ledger: Ledger, stage: str) -> list[str]:
    return [item.kind for item in rank(ledger.proceedings, stage).open_items]


def test_a_later_stage_waits_for_the_earlier_to_be_final():
    ledger = two_stages()
    ledger.panel("dua", "A", [50])
    ranking = rank(ledger.proceedings, "dua")
    assert [f"{i.kind} {i.where}" for i in ranking.open_items] == ["not_final satu"]
    assert (ranking.state, lines(ranking)) == (State.DRAFT, ("1 A 50.00 50 selected",))
    close(ledger, "satu")
    ranking = rank(ledger.proceedings, "dua")
    assert (ranking.state, ranking.open_items) == (State.COMPLETE, ())


def test_the_conflict_of_a_stage_that_nobody_has_entered_waits_unless_its_scorer_is_recused():
    ledger = two_stages()
    for mark, device in ((40, "d1"), (50, "d2")):
        ledger.fill("dua", "B", "j1", a_mark("a", mark), device=device)
    found = rank(ledger.proceedings, "dua").open_items
    assert [i.where for i in found if i.kind == "conflict"] == ["dua/B/j1/a"]
    ledger.recuse("dua", "B", "j1")
    assert "conflict" not in kinds(ledger, "dua")


def test_a_stage_that_was_made_final_says_so():
    ledger = two_stages()
    close(ledger, "satu")
    ranking = rank(ledger.proceedings, "satu")
    assert (ranking.state, ranking.open_items) == (State.FINAL, ())
    assert rank(ledger.proceedings, "satu", draft=True).state is State.DRAFT


def test_while_a_stage_is_open_everybody_is_asked_for_in_the_next():
    ledger = two_stages()
    assert [key.candidate for key in asked(ledger.proceedings, "dua")] == ["A", "B"]
    close(ledger, "satu")
    assert [key.candidate for key in asked(ledger.proceedings, "dua")] == ["A"]


def test_entrants_are_those_selected_before_who_have_not_dropped_out():
    ledger = two_stages()
    assert entrants(ledger.proceedings, "satu") == {"pengabdian": ("A", "B")}
    assert entrants(ledger.proceedings, "dua") == {"pengabdian": ("A",)}
    ledger.add(d.Disqualified("A", "dua", "2024-10-31", "perkara"))
    assert entrants(ledger.proceedings, "dua") == {"pengabdian": ()}


def test_a_draft_lets_draft_winners_enter():
    rubric = a_rubric(a_criterion("a", 100, PER_CENT))
    ledger = Ledger(a_template(a_stage("satu"), a_stage("dua"), rubrics=(rubric,)))
    ledger.candidates("A")
    ledger.scorers("j1")
    ledger.sheet("satu", "A", "j1", {"a": 80}, submitted=False)
    assert entrants(ledger.proceedings, "dua") == {"pengabdian": ()}
    assert entrants(ledger.proceedings, "dua", draft=True) == {"pengabdian": ("A",)}


def test_a_recused_sheet_is_not_asked_for():
    ledger = two_stages()
    ledger.recuse("satu", "A", "j1")
    assert [key.candidate for key in asked(ledger.proceedings, "satu")] == ["B"]


def test_a_stage_that_asks_a_category_nothing_asks_for_no_sheet():
    template = a_template(a_stage(categories=("satu",)), categories=("satu", "dua"))
    ledger = Ledger(template)
    ledger.candidates("A", category="dua")
    ledger.scorers("j1")
    assert asked(ledger.proceedings, "penjurian") == ()


@pytest.mark.parametrize("question", [rank, entrants, asked])
def test_an_unknown_stage_is_a_key_error(question):
    with pytest.raises(KeyError):
        question(two_stages().proceedings, "tiga")


def test_a_candidate_that_drops_out_in_a_stage_keeps_its_place_in_earlier_ones():
    ledger = two_stages()
    close(ledger, "satu")
    ledger.panel("dua", "A", [50])
    ledger.add(d.Disqualified("A", "dua", "2024-10-31", "perkara"))
    assert lines(rank(ledger.proceedings, "satu"))[0] == "1 A 80.00 80 selected"
    ranking = rank(ledger.proceedings, "dua")
    assert lines(ranking) == ("- A disqualified",)
    (unranked,) = ranking.categories[0].unranked
    assert str(unranked.detail) == "2024-10-31: perkara"


def test_a_candidate_can_come_back():
    ledger = two_stages()
    out = ledger.add(d.Disqualified("A", "satu", "2024-10-31", "perkara"))
    assert lines(rank(ledger.proceedings, "satu")) == ("1 B 60.00 60 fails", "- A disqualified")
    back = replace(out.deed, out=False, supersedes=(out.id,))
    ledger.add(back)
    assert lines(rank(ledger.proceedings, "satu"))[0] == "1 A 80.00 80 selected"


def test_records_that_contradict_each_other_on_dropping_out_keep_the_candidate_out():
    ledger = two_stages()
    ledger.add(d.Disqualified("A", "satu", "2024-10-31", "perkara"))
    ledger.add(d.Disqualified("A", "satu", "2024-10-31", "perkara", out=False), device="d2")
    assert lines(rank(ledger.proceedings, "satu")) == ("1 B 60.00 60 fails", "- A disqualified")
    assert kinds(ledger, "satu") == ["conflict"]


def test_two_records_that_say_the_same_are_no_conflict():
    ledger = two_stages()
    same = Candidate("A", "pengabdian", "Nama A")
    ledger.add(d.Nominated(same), device="d2")
    assert kinds(ledger, "satu") == []


# --- what comes after the end -----------------------------------------------------------


def test_a_mark_that_comes_after_the_end_decides_nothing():
    ledger = two_stages()
    close(ledger, "satu")
    ledger.fill("satu", "B", "j1", a_mark("a", 99), device="d2")
    ranking = rank(ledger.proceedings, "satu")
    assert (ranking.state, lines(ranking)[1]) == (State.FINAL, "2 B 60.00 60 fails")


def test_a_candidate_that_comes_after_the_end_is_not_in_it():
    ledger = two_stages()
    close(ledger, "satu")
    ledger.candidates("C")
    ledger.panel("dua", "A", [50])
    assert rank(ledger.proceedings, "satu").state is State.FINAL
    assert lines(rank(ledger.proceedings, "dua")) == ("1 A 50.00 50 selected",)


def test_what_comes_later_and_decides_nothing_is_not_read_again():
    ledger = two_stages()
    close(ledger, "satu")
    ledger.panel("dua", "A", [50])
    ledger.add(d.Configured((("paper", "f4"),)))
    proceedings = ledger.proceedings
    final = finalised(proceedings, "satu")
    assert as_it_was(proceedings, final) is proceedings
    ledger.candidates("C")
    assert set(as_it_was(ledger.proceedings, final).candidates) == {"A", "B"}


def test_a_stage_in_whose_stamp_everything_is_covered_is_not_read_again():
    ledger = two_stages()
    proceedings = ledger.proceedings
    whole = d.Finalised("satu", "Dewi", "Ketua", 1, proceedings.stamp(), "")
    assert as_it_was(proceedings, whole) is proceedings


def test_a_digest_that_does_not_come_out_again_is_open():
    ledger = two_stages()
    stamp = ledger.proceedings.stamp()
    ledger.add(d.Finalised("satu", "Dewi", "Ketua", 1, stamp, "0" * 64))
    assert kinds(ledger, "satu") == ["digest"]
    assert rank(ledger.proceedings, "satu").state is State.DRAFT


def test_reopening_makes_the_stage_open_and_the_next_end_a_new_version():
    ledger = two_stages()
    first = close(ledger, "satu")
    again = ledger.add(d.Reopened("satu", "Dewi", "salah hitung", (first.id,)))
    assert finalised(ledger.proceedings, "satu") is None
    assert rank(ledger.proceedings, "satu").state is State.COMPLETE
    second = close(ledger, "satu", version=2, supersedes=(again.id,))
    assert versions(ledger.proceedings, "satu") == (first, second)
    assert rank(ledger.proceedings, "satu").state is State.FINAL


def test_a_later_final_stage_is_no_longer_one_when_an_earlier_was_ended_anew():
    ledger = two_stages()
    first = close(ledger, "satu")
    ledger.panel("dua", "A", [50])
    close(ledger, "dua")
    again = ledger.add(d.Reopened("satu", "Dewi", "salah hitung", (first.id,)))
    assert kinds(ledger, "dua") == ["not_final"]
    close(ledger, "satu", version=2, supersedes=(again.id,))
    assert kinds(ledger, "dua") == ["outdated"]
    assert rank(ledger.proceedings, "dua").state is State.DRAFT


def test_a_final_stage_stands_on_what_the_earlier_said_then():
    ledger = two_stages()
    first = close(ledger, "satu")
    ledger.panel("dua", "A", [50])
    close(ledger, "dua")
    ledger.add(d.Reopened("satu", "Dewi", "salah", (first.id,)))
    ledger.add(d.Disqualified("A", "satu", "2024-12-01", "perkara"))
    assert lines(rank(ledger.proceedings, "dua")) == ("1 A 50.00 50 selected",)


def test_two_ends_with_different_rankings_contradict_each_other():
    ledger = two_stages()
    close(ledger, "satu")
    stamp = ledger.proceedings.stamp()
    other = d.Finalised("satu", "Eko", "Ketua", 1, stamp, "0" * 64)
    ledger.add(other, device="d2")
    assert "conflict" in kinds(ledger, "dua")


def test_what_decides_no_place_contradicts_nothing_here():
    ledger = two_stages()
    ledger.add(d.Configured((("paper", "a4"),)))
    ledger.add(d.Configured((("paper", "f4"),)), device="d2")
    ledger.add(d.Drawn("dua", "pengabdian", (("A", 1),)))
    ledger.add(d.Drawn("dua", "pengabdian", (("A", 2),)), device="d2")
    assert kinds(ledger, "satu") == []
    assert kinds(ledger, "dua") == ["conflict", "not_final", "quorum", "unsubmitted"]


def test_an_end_and_a_reopening_that_have_not_seen_each_other_leave_the_stage_open():
    ledger = two_stages()
    close(ledger, "satu")
    ledger.add(d.Reopened("satu", "Eko", "salah"), device="d2")
    assert finalised(ledger.proceedings, "satu") is None


def test_two_records_with_one_number_are_an_open_fork():
    ledger = two_stages()
    twin = Ledger(ledger.template)
    twin.records, twin._last = list(ledger.records), dict(ledger._last)
    one = ledger.fill("dua", "A", "j1", a_mark("a", 50))
    other = twin.fill("dua", "A", "j1", a_mark("a", 50), typed_by="Dewi")
    assert one.place == other.place
    ledger.records.append(other)
    ledger._proceedings = None
    assert "fork" in kinds(ledger, "dua")


def test_a_ranking_of_one_category_has_only_its_open_items():
    rubric = a_rubric(a_criterion("a", 100, PER_CENT))
    both = ("satu", "dua")
    ledger = Ledger(a_template(a_stage(categories=both), rubrics=(rubric,), categories=both))
    ledger.candidates("A", category="satu")
    ledger.candidates("B", category="dua")
    ledger.scorers("j1")
    ledger.panel("penjurian", "A", [80])
    one = rank(ledger.proceedings, "penjurian", category="satu")
    assert ([c.id for c in one.categories], one.state, one.open_items) == (
        ["satu"],
        State.COMPLETE,
        (),
    )
    other = rank(ledger.proceedings, "penjurian", category="dua")
    assert [i.kind for i in other.open_items] == ["quorum", "unsubmitted"]
    draft = rank(ledger.proceedings, "penjurian", category="satu", draft=True)
    assert draft.state is State.DRAFT


def test_a_stage_may_do_nothing_but_weigh_earlier_ones():
    weighing = a_stage(
        "tiga",
        rubric="",
        weigh={"satu": 50, "dua": 50},
        tie_break=("median", "criterion:a", "stage:tiga", "head_to_head"),
    )
    stages = (a_stage("satu"), a_stage("dua"), weighing)
    ledger = Ledger(a_template(*stages, rubrics=(a_rubric(a_criterion("a", 100, PER_CENT)),)))
    ledger.candidates("A", "B")
    ledger.scorers("j1")
    for candidate, first, second in (("A", 80, 60), ("B", 60, 80)):
        ledger.panel("satu", candidate, [first])
        ledger.panel("dua", candidate, [second])
    assert lines(rank(ledger.proceedings, "tiga")) == (
        "1= A 70.00 70 selected",
        "1= B 70.00 70 selected",
    )
    assert entrants(ledger.proceedings, "tiga") == {"pengabdian": ("A", "B")}


def test_who_lacks_a_score_that_is_weighed_has_no_place():
    stages = (a_stage("satu", rubric=""), a_stage("dua", rubric="", weigh={"tiga": 100}))
    ledger = Ledger(a_template(*stages, rubrics=(a_rubric(a_criterion("a", 100, PER_CENT)),)))
    ledger.candidates("A")
    ranking = rank(ledger.proceedings, "dua")
    assert lines(ranking) == ("- A incomplete",)
    assert [item.kind for item in ranking.open_items] == ["incomplete", "not_final"]
