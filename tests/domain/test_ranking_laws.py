"""Laws of the ranking: exact at the grade, and blind to every order."""

from __future__ import annotations

import json
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import generated
from builders import CATEGORY, STAGE, Ledger, a_criterion, a_rubric, a_stage, a_template
from cases.row import PER_CENT
from upakarti_tui.domain.book.proceedings import read
from upakarti_tui.domain.figures.panel_figures import panel_figures
from upakarti_tui.domain.places.explaining import explain
from upakarti_tui.domain.places.progress import progress
from upakarti_tui.domain.places.ranking import rank, stage_result
from upakarti_tui.domain.standing import Outcome, Ranking
from upakarti_tui.reports import agreement_forms, explanation_forms, progress_text
from upakarti_tui.reports.explanation_text import as_text
from upakarti_tui.reports.ranking_forms import as_csv, as_json

WEIGHTS = (("33.3", "46.7", "20"), ("10", "40", "50"), ("12.5", "62.5", "25"), ("1", "79", "20"))


def a_panel_at_the_grade(chance: Random) -> tuple[tuple[str, ...], list[list[Decimal]]]:
    """Return weights and marks whose exact weighted mean is 70: the last mark makes it so."""
    while True:
        weights = chance.choice(WEIGHTS)
        marks = [
            [Decimal(chance.randrange(400, 1000)) / 10 for _ in weights]
            for _ in range(chance.randrange(2, 11))
        ]
        total = sum(
            mark * Decimal(weight)
            for sheet in marks
            for mark, weight in zip(sheet, weights, strict=True)
        )
        missing = 7000 * len(marks) - total
        marks[-1][-1] += missing / Decimal(weights[-1])
        if 0 <= marks[-1][-1] <= 100:
            return weights, marks


def test_p18_two_hundred_panels_at_exactly_the_grade_all_pass():
    chance = Random(70)
    for _ in range(200):
        weights, marks = a_panel_at_the_grade(chance)
        rubric = a_rubric(
            *(a_criterion(c, w, PER_CENT) for c, w in zip("abc", weights, strict=True))
        )
        ledger = Ledger(a_template(a_stage(pass_at=70), rubrics=(rubric,)))
        ledger.candidates("A")
        ledger.scorers(*(f"j{i}" for i in range(len(marks))))
        for i, sheet in enumerate(marks):
            ledger.sheet(STAGE, "A", f"j{i}", dict(zip("abc", sheet, strict=True)))
        (standing,) = rank(ledger.proceedings, STAGE).categories[0].standings
        assert (standing.exact, standing.outcome) == (70, Outcome.SELECTED)


def an_award(chance: Random) -> Ranking:
    """Rank one award, everything in it told in an order that chance decides."""

    def mixed(several):
        return chance.sample(list(several), len(list(several)))

    criteria = [a_criterion(c, w, PER_CENT) for c, w in zip("abc", WEIGHTS[0], strict=True)]
    stage = a_stage(pass_at=60, quota=2, tie_break=("criterion:a", "median", "head_to_head"))
    ledger = Ledger(a_template(stage, rubrics=(a_rubric(*criteria),)))
    marks = Random(3)
    sheets = [
        (f"PG-{c}", f"j{j}", {x: marks.choice((50, "66.67", 70)) for x in "abc"})
        for c in range(6)
        for j in range(3)
    ]
    ledger.candidates(*mixed({candidate for candidate, _, _ in sheets}))
    ledger.scorers(*mixed({scorer for _, scorer, _ in sheets}))
    for candidate, scorer, given_marks in mixed(sheets):
        order = mixed(given_marks)
        ledger.sheet(STAGE, candidate, scorer, {x: given_marks[x] for x in order})
    return rank(read(mixed(ledger.records)), STAGE)


def test_p18_no_order_changes_a_byte():
    first = as_json(an_award(Random(0)))
    assert {as_json(an_award(Random(seed))) for seed in range(60)} == {first}


@pytest.mark.endurance
def test_p18_no_order_of_a_hundred_thousand_changes_a_byte():
    chance = Random(1)
    for seed in range(1000):
        made = generated.a_book(seed)
        records = made.ledger.records
        first = as_json(rank(read(records), made.stage, draft=made.draft))
        for _ in range(100):
            mixed = read(chance.sample(records, len(records)))
            assert as_json(rank(mixed, made.stage, draft=made.draft)) == first, seed


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 100_000), st.randoms(use_true_random=False))
def test_p18_no_order_of_records_changes_a_made_up_book(seed, chance):
    made = generated.a_book(seed)
    mixed = read(chance.sample(made.ledger.records, len(made.ledger.records)))
    ranking = rank(mixed, made.stage, draft=made.draft)
    true = rank(made.ledger.proceedings, made.stage, draft=made.draft)
    assert (as_json(ranking), as_csv(ranking)) == (as_json(true), as_csv(true))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 100_000))
def test_every_candidate_that_enters_is_placed_once_or_told_why_not(seed):
    made = generated.a_book(seed)
    ranking = rank(made.ledger.proceedings, made.stage, draft=made.draft)
    for category in ranking.categories:
        placed = [s.candidate for s in category.standings]
        left = [u.candidate for u in category.unranked]
        assert len(set(placed + left)) == len(placed) + len(left)
        places = [s.place for s in category.standings]
        assert places == sorted(places)
        assert all(
            s.place == 1 + sum(other.place < s.place for other in category.standings)
            for s in category.standings
        )
        chosen = sum(s.outcome is Outcome.SELECTED for s in category.standings)
        assert category.quota is None or chosen <= category.quota


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 100_000))
def test_everybody_can_be_explained_and_everything_be_told(seed):
    made = generated.a_book(seed)
    proceedings = made.ledger.proceedings
    progress_text.as_text(progress(proceedings))
    for category in stage_result(proceedings, made.stage, draft=made.draft).categories.values():
        agreement_forms.as_text(panel_figures(category))
        json.loads(agreement_forms.as_json(panel_figures(category)))
    for candidate in proceedings.candidates:
        said = explain(proceedings, made.stage, candidate, draft=made.draft)
        assert as_text(said).startswith(candidate)
        assert json.loads(explanation_forms.as_json(said))["candidate"]["id"] == candidate


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.integers(0, 100), min_size=1, max_size=7),
    st.integers(0, 6),
    st.integers(1, 40),
)
def test_a_higher_mark_never_lowers_a_mean(marks, which, more):
    raised = list(marks)
    raised[which % len(marks)] = min(100, raised[which % len(marks)] + more)
    assert the_score(raised) >= the_score(marks)


def the_score(marks):
    ledger = Ledger(a_template(rubrics=(a_rubric(a_criterion("a", 100, PER_CENT)),)))
    ledger.candidates("A")
    ledger.scorers(*(f"j{i}" for i in range(1, len(marks) + 1)))
    ledger.panel(STAGE, "A", marks)
    return rank(ledger.proceedings, STAGE, category=CATEGORY).categories[0].standings[0].exact
