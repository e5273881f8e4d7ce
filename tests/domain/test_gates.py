from __future__ import annotations

from decimal import Decimal

import pytest

from builders import (
    Ledger,
    a_criterion,
    a_gate,
    a_rubric,
    a_stage,
    a_template,
    a_verdict,
    an_answer,
)
from cases.row import PER_CENT, lines
from upakarti_tui.domain.book import deeds as d
from upakarti_tui.domain.book.entries import Entry, Part, State
from upakarti_tui.domain.people.candidate import Role
from upakarti_tui.domain.places.ranking import rank
from upakarti_tui.domain.programme.template import ChecklistItem, Fact, FactType, Interviews

GATE = "administrasi"
FIELD = "lapangan"


FIVE_YEARS = (ChecklistItem("lima", "Lima tahun"),)


def at_the_gate(*answers: str, items=FIVE_YEARS):
    """Let evaluators answer about one candidate, one string each, a letter an item."""
    words = {"y": "yes", "n": "no", "m": "mend"}
    ledger = Ledger(a_template(a_gate(), checklist=items))
    ledger.candidates("A")
    ledger.scorers(*(f"s{i}" for i in range(len(answers))), role=Role.SECRETARIAT)
    for i, said in enumerate(answers):
        entries = [an_answer(x.id, words[a]) for x, a in zip(items, said, strict=False)]
        ledger.sheet(GATE, "A", f"s{i}", {}, *entries)
    ranking = rank(ledger.proceedings, GATE)
    reasons = [str(x) for s in ranking.categories[0].standings for x in s.reasons]
    return lines(ranking), [f"{i.kind} {i.where}" for i in ranking.open_items], reasons


def test_all_who_pass_a_gate_share_the_first_place_with_the_score_one():
    assert at_the_gate("y", "y") == (("1 A 1.00 1 selected",), [], [])


def test_a_blocking_question_answered_no_fails():
    assert at_the_gate("n") == (("1 A 0.00 0 fails",), [], ["Not met: Lima tahun"])


def test_what_can_be_mended_does_not_pass_and_stays_open():
    assert at_the_gate("m") == (
        ("1 A 0.00 0 fails",),
        [f"mend {GATE}/A/lima"],
        ["Still to be mended: Lima tahun"],
    )


def test_evaluators_who_disagree_keep_the_candidate_and_the_question_open():
    assert at_the_gate("y", "n") == (
        ("1 A 0.00 0 fails",),
        [f"disagreement {GATE}/A/lima"],
        ["The evaluators disagree on: Lima tahun"],
    )


def test_a_question_that_does_not_block_may_be_answered_no():
    items = (ChecklistItem("lima", "Lima tahun"), ChecklistItem("foto", "Foto", blocking=False))
    assert at_the_gate("yn", items=items)[0] == ("1 A 1.00 1 selected",)


def test_an_unanswered_question_is_blank_and_leaves_no_place():
    items = (ChecklistItem("lima", "Lima tahun"), ChecklistItem("foto", "Foto", blocking=False))
    found, still, _ = at_the_gate("y", items=items)
    assert found == ("- A below_quorum",)
    assert still == [f"blank {GATE}/A/s0", f"quorum {GATE}/A"]


def test_only_those_who_pass_the_gate_enter_the_next_stage():
    rubric = a_rubric(a_criterion("a", 100, PER_CENT))
    ledger = Ledger(a_template(a_gate(), a_stage(), rubrics=(rubric,)))
    ledger.candidates("A", "B")
    ledger.scorers("s", role=Role.SECRETARIAT)
    ledger.scorers("j1")
    for candidate, answer in (("A", "yes"), ("B", "no")):
        ledger.sheet(GATE, candidate, "s", {}, an_answer("lima_tahun", answer))
        ledger.panel("penjurian", candidate, [50])
    ranking = rank(ledger.proceedings, "penjurian")
    assert lines(ranking) == ("1 A 50.00 50 selected",)
    assert [item.kind for item in ranking.open_items] == ["not_final"]


def test_a_category_that_a_gate_asks_nothing_passes_whole():
    template = a_template(a_gate(categories=("satu",)), categories=("satu", "dua"))
    ledger = Ledger(template)
    ledger.candidates("A", category="dua")
    assert lines(rank(ledger.proceedings, GATE, category="dua")) == ("1 A 1.00 1 selected",)


FACTS = (
    Fact("mitra", "Unit usaha mitra", FactType.NUMBER, "unit", Decimal(5), blocking=True),
    Fact("pasar", "Daerah pemasaran", blocking=True),
    Fact("omzet", "Omzet", FactType.NUMBER, at_least=Decimal(10)),
)


def in_the_field(*visits, talks=("Ibu Sri", "Pak Ali"), **stage):
    """Let teams visit one candidate; a visit is the entries that differ from a good one."""
    options = {"facts": (("pengabdian", "facts"),), "recommendation": True, **stage}
    made = a_stage(FIELD, role=Role.TEAM, **options)
    rubric = a_rubric(a_criterion("a", 100, PER_CENT))
    ledger = Ledger(a_template(made, rubrics=(rubric,), facts=FACTS))
    ledger.candidates("A")
    ledger.scorers(*(f"t{i}" for i in range(len(visits))), role=Role.TEAM)
    for i, visit in enumerate(visits):
        good = {
            "mitra": Entry(Part.FACT, "mitra", State.CONFIRMED, "7"),
            "pasar": Entry(Part.FACT, "pasar", State.CONFIRMED, "Jawa"),
            "omzet": Entry(Part.FACT, "omzet", State.CONFIRMED, "12"),
            "": a_verdict("layak"),
        }
        for entry in visit:
            good[entry.item] = entry
        interviews = [
            Entry(Part.INTERVIEW, str(n), State.MARKED, more=(("partner", name),) if name else ())
            for n, name in enumerate(talks)
        ]
        ledger.sheet(FIELD, "A", f"t{i}", {"a": 80}, *good.values(), *interviews)
    ranking = rank(ledger.proceedings, FIELD)
    (standing,) = ranking.categories[0].standings
    still = [f"{i.kind} {i.where}" for i in ranking.open_items]
    return standing.outcome.value, [str(x) for x in standing.reasons], still


def test_a_good_visit_passes():
    assert in_the_field([]) == ("selected", [], [])


def test_tidak_layak_by_one_team_does_not_pass_and_gives_its_reasons():
    assert in_the_field([a_verdict("tidak layak", "mitra fiktif")]) == (
        "fails",
        ["t0 recommends tidak layak: mitra fiktif"],
        [],
    )


def test_tidak_layak_without_reasons_does_not_pass_either():
    assert in_the_field([a_verdict("tidak layak")])[1] == ["t0 recommends tidak layak."]


def test_teams_who_disagree_on_layak_stay_open():
    assert in_the_field([], [a_verdict("tidak layak")]) == (
        "fails",
        ["t1 recommends tidak layak."],
        [f"disagreement {FIELD}/A/recommendation"],
    )


def test_a_contradicted_blocking_fact_does_not_pass():
    contradicted = Entry(Part.FACT, "pasar", State.CONTRADICTED, "hanya desa")
    assert in_the_field([contradicted]) == (
        "fails",
        ["Contradicted in the field: Daerah pemasaran"],
        [],
    )


@pytest.mark.parametrize(("found", "outcome"), [("4", "fails"), ("5", "selected")])
def test_a_blocking_number_must_be_found_at_least_as_asked(found, outcome):
    assert in_the_field([Entry(Part.FACT, "mitra", State.PARTLY, found)])[0] == outcome


def test_a_number_that_does_not_block_may_fall_short():
    short = Entry(Part.FACT, "omzet", State.CONFIRMED, "1")
    assert in_the_field([short]) == ("selected", [], [])


def test_a_number_that_falls_short_is_noted():
    made = a_stage(FIELD, rubric="", role=Role.TEAM, facts=(("pengabdian", "facts"),))
    ledger = Ledger(a_template(made, facts=FACTS[2:]))
    ledger.candidates("A")
    ledger.scorers("t", role=Role.TEAM)
    ledger.sheet(FIELD, "A", "t", {}, Entry(Part.FACT, "omzet", State.CONFIRMED, "1.5"))
    (standing,) = rank(ledger.proceedings, FIELD).categories[0].standings
    assert [str(x) for x in standing.remarks] == [
        "Found in the field: Omzet 1.5, at least 10 asked"
    ]


def test_a_contradicted_fact_that_does_not_block_passes():
    contradicted = Entry(Part.FACT, "omzet", State.CONTRADICTED, "1")
    assert in_the_field([contradicted])[0] == "selected"


def test_a_finding_that_is_no_number_is_not_held_against_the_number_asked():
    unknown = Entry(Part.FACT, "mitra", State.UNVERIFIABLE, "")
    assert in_the_field([unknown])[0] == "selected"


def test_too_few_partners_interviewed_stay_open_and_the_sheet_counts():
    found = in_the_field([], talks=("Ibu Sri", "ibu  sri"), interviews=Interviews(2))
    assert found == ("selected", [], [f"interviews {FIELD}/A"])


def test_partners_of_two_teams_add_up_each_once():
    found = in_the_field([], [], talks=("Ibu Sri", "Pak Ali"), interviews=Interviews(3))
    assert found[2] == [f"interviews {FIELD}/A"]


def test_talks_without_a_name_count_each():
    found = in_the_field([], talks=("", ""), interviews=Interviews(2))
    assert found[2] == []


def test_a_talk_that_was_taken_back_does_not_count():
    ledger = Ledger(a_template(a_stage(FIELD, role=Role.TEAM, interviews=Interviews(1))))
    ledger.candidates("A")
    ledger.scorers("t", role=Role.TEAM)
    talk = ledger.fill(FIELD, "A", "t", Entry(Part.INTERVIEW, "1", State.MARKED))
    ledger.fill(FIELD, "A", "t", Entry(Part.INTERVIEW, "1", State.BLANK), supersedes=[talk])
    ledger.sheet(FIELD, "A", "t", {"a": 3, "b": 3})
    kinds = [i.kind for i in rank(ledger.proceedings, FIELD).open_items]
    assert kinds == ["interviews"]


def test_a_recommendation_alone_can_be_a_stage():
    ledger = Ledger(a_template(a_stage(FIELD, rubric="", role=Role.TEAM, recommendation=True)))
    ledger.candidates("A", "B")
    ledger.scorers("t", role=Role.TEAM)
    ledger.sheet(FIELD, "A", "t", {}, a_verdict("layak"))
    ledger.sheet(FIELD, "B", "t", {}, a_verdict("tidak layak"))
    assert lines(rank(ledger.proceedings, FIELD)) == (
        "1 A 1.00 1 selected",
        "2 B 0.00 0 fails",
    )


def test_a_disputed_recommendation_leaves_the_sheet_uncounted():
    ledger = Ledger(a_template(a_stage(FIELD, rubric="", role=Role.TEAM, recommendation=True)))
    ledger.candidates("A")
    ledger.scorers("t", role=Role.TEAM)
    ledger.fill(FIELD, "A", "t", a_verdict("tidak layak"), device="d2")
    ledger.sheet(FIELD, "A", "t", {}, a_verdict("layak"))
    ranking = rank(ledger.proceedings, FIELD)
    assert [f"{i.kind} {i.where}" for i in ranking.open_items] == [
        f"conflict {FIELD}/A/t/recommendation",
        f"quorum {FIELD}/A",
    ]


def test_a_gate_can_be_answered_again_after_it_was_sent_back():
    ledger = Ledger(a_template(a_gate()))
    ledger.candidates("A")
    ledger.scorers("s", role=Role.SECRETARIAT)
    first = ledger.fill(GATE, "A", "s", an_answer("lima_tahun", "mend"))
    closing = ledger.submit(GATE, "s", "A")
    back = ledger.add(d.Returned("s", GATE, ("A",), "Dewi", "dilengkapi", (closing.id,)))
    ledger.fill(GATE, "A", "s", an_answer("lima_tahun", "yes"), supersedes=[first])
    ledger.add(d.Submitted("s", GATE, ("A",), 0, "", "", (closing.id, back.id)), "s")
    assert lines(rank(ledger.proceedings, GATE)) == ("1 A 1.00 1 selected",)
