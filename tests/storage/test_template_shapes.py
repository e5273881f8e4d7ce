"""The shipped templates do what the rules that they are shaped after do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from builders import Ledger, Number, a_mark, a_verdict, an_answer
from upakarti_tui.domain.people.candidate import Role
from upakarti_tui.domain.places.ranking import rank
from upakarti_tui.domain.standing import Outcome
from upakarti_tui.storage.programmes import templates

if TYPE_CHECKING:
    from collections.abc import Iterable

    from upakarti_tui.domain.programme.template import Template
    from upakarti_tui.domain.standing import Standing


def shipped(name: str, *, only: str | None = None) -> Template:
    """Load a template; with `only`, that stage alone, so that nobody has to pass others."""
    template = templates.load(templates.find(name))
    if only is None:
        return template
    stage = template.stage(only)
    return replace(template, stages=(replace(stage, tie_break=steps_here(stage.tie_break)),))


def steps_here(steps: Iterable[str]) -> tuple[str, ...]:
    return tuple(step for step in steps if not step.startswith("stage:"))


class Panel:
    """A book in which every candidate of one category is scored."""

    def __init__(self, template: Template, category: str, role: Role, scorers: int) -> None:
        self.ledger = Ledger(template)
        self.category = category
        self.scorers = [f"p{number}" for number in range(1, scorers + 1)]
        self.ledger.scorers(*self.scorers, role=role)

    def scored(self, stage: str, candidate: str, *sheets: dict[str, Number], more=()) -> None:
        if candidate not in self.ledger.proceedings.candidates:
            self.ledger.candidates(candidate, category=self.category)
        for scorer, marks in zip(self.scorers, sheets, strict=False):
            entries = [a_mark(one, mark, "alasan") for one, mark in marks.items()]
            self.ledger.fill(stage, candidate, scorer, *entries, *more)
            self.ledger.submit(stage, scorer, candidate)

    def standings(self, stage: str) -> dict[str, Standing]:
        ranking = rank(self.ledger.proceedings, stage, category=self.category, draft=True)
        [category] = ranking.categories
        return {standing.candidate: standing for standing in category.standings}


ASPECTS = ("bahan_baku", "energi", "air", "teknologi", "limbah", "emisi", "manajemen")


def test_industri_hijau_weighs_seventy_twenty_ten_and_awards_level_four():
    template = shipped("industri-hijau", only="verifikasi")
    weights = {c.id: c.weight for c in template.rubrics[0].criteria}
    aspects = (ASPECTS[:4], ASPECTS[4:6], ASPECTS[6:])
    assert [sum(weights[one] for one in aspect) for aspect in aspects] == [70, 20, 10]

    panel = Panel(template, "kecil", Role.TEAM, 1)
    worthy = a_verdict("layak")
    panel.scored("verifikasi", "A", dict.fromkeys(ASPECTS, 4), more=[worthy])
    panel.scored("verifikasi", "B", dict.fromkeys(ASPECTS, 4) | {"manajemen": 3}, more=[worthy])
    panel.scored("verifikasi", "C", dict.fromkeys(ASPECTS, 5), more=[a_verdict("tidak layak")])
    standings = panel.standings("verifikasi")
    assert [(s.candidate, s.score, s.outcome) for s in standings.values()] == [
        ("C", "100.00", Outcome.FAILS),
        ("A", "80.00", Outcome.SELECTED),
        ("B", "78.00", Outcome.FAILS),
    ]


def test_lpkra_fails_a_missed_minimum_and_places_it_all_the_same():
    template = shipped("lpkra")
    criteria = template.rubrics[0].criteria
    most = {criterion.id: criterion.scale.max for criterion in criteria}
    least = {criterion.id: criterion.minimum for criterion in criteria}
    panel = Panel(template, "lembaga", Role.EVALUATOR, 2)
    panel.scored("audit", "A", most | {"layanan": 29}, most | {"layanan": 30})
    panel.scored("audit", "B", most | {"layanan": 30}, most | {"layanan": 30})
    panel.scored("audit", "C", least, least)
    standings = panel.standings("audit")
    assert [(s.place, s.candidate, s.outcome) for s in standings.values()] == [
        (1, "B", Outcome.SELECTED),
        (2, "A", Outcome.FAILS),
        (3, "C", Outcome.FAILS),
    ]
    assert [str(reason) for reason in standings["A"].reasons] == [
        "Below the minimum of Proses layanan dan kerahasiaan: 29.5, at least 30 asked"
    ]
    assert standings["C"].reasons == ()


def test_ppd_takes_forty_five_percent_of_the_first_stage_and_fifty_five_of_the_second():
    template = shipped("ppd")
    panel = Panel(template, "kota", Role.JUROR, 3)
    panel.ledger.scorers("e1", "e2", role=Role.EVALUATOR)
    first = ("keterkaitan", "konsistensi", "kelengkapan", "keterukuran")
    second = ("hasil", "proses", "inovasi")
    for candidate, document, pitch in (("A", 90, 60), ("B", 70, 80)):
        panel.scored("tahap-dua", candidate, *[dict.fromkeys(second, pitch)] * 3)
        for evaluator in ("e1", "e2"):
            panel.ledger.sheet("tahap-satu", candidate, evaluator, dict.fromkeys(first, document))
    standings = panel.standings("tahap-dua")
    assert {c: s.exact for c, s in standings.items()} == {
        "A": (90 * 45 + 60 * 55) / 100,
        "B": (70 * 45 + 80 * 55) / 100,
    }
    assert standings["B"].place == 1


POINTS = ("rumusan", "luaran", "metode", "pustaka", "kelayakan")


@pytest.mark.parametrize(
    ("marks", "score", "outcome", "listed"),
    [
        ((5, 4), "450.00", Outcome.SELECTED, False),
        ((5, 3), "400.00", Outcome.SELECTED, True),
        ((5, 2), "350.00", Outcome.FAILS, True),
        ((5, 2, 5), "400.00", Outcome.SELECTED, True),
        ((4, 3, 4), "366.67", Outcome.FAILS, False),
    ],
)
def test_a_grant_takes_the_mean_of_two_and_lists_those_two_hundred_apart(
    marks: tuple[int, ...], score: str, outcome: Outcome, *, listed: bool
):
    panel = Panel(shipped("hibah-riset"), "dasar", Role.EVALUATOR, 3)
    panel.ledger.candidates("A", category="dasar")
    panel.ledger.assign("seleksi", *[("A", scorer) for scorer in panel.scorers[: len(marks)]])
    panel.scored("seleksi", "A", *[dict.fromkeys(POINTS, mark) for mark in marks])
    standing = panel.standings("seleksi")["A"]
    assert (standing.score, standing.outcome) == (score, outcome)
    assert bool(standing.remarks) is listed


def test_who_is_equal_in_all_three_criteria_wins_jointly():
    panel = Panel(shipped("juara-kembar"), "umum", Role.JUROR, 3)
    for candidate, marks in {
        "A": {"gagasan": 90, "manfaat": 80, "penyajian": 80},
        "B": {"gagasan": 90, "manfaat": 80, "penyajian": 80},
        "C": {"gagasan": 80, "manfaat": 80, "penyajian": 96},
        "D": {"gagasan": 55, "manfaat": 60, "penyajian": 60},
    }.items():
        panel.scored("final", candidate, marks, marks, marks)
    standings = panel.standings("final")
    assert [(s.place, s.candidate, s.score, s.tie_broken_by) for s in standings.values()] == [
        (1, "A", "84.00", "criterion:gagasan"),
        (1, "B", "84.00", "criterion:gagasan"),
        (3, "C", "84.00", "criterion:gagasan"),
        (4, "D", "58.00", None),
    ]
    assert standings["D"].outcome is Outcome.FAILS


def test_who_may_not_receive_dak_is_not_monitored():
    template = shipped("dak-nonfisik-2023")
    ledger = Ledger(template)
    ledger.candidates("DAK-001", "DAK-002", category="daerah")
    ledger.scorers("s1", role=Role.SECRETARIAT)
    asked = ("dinas", "pariwisata", "dak_fisik", "lima_unit")
    yes = [an_answer(item, "yes") for item in asked]
    ledger.sheet("penerima", "DAK-001", "s1", {}, *yes)
    ledger.sheet("penerima", "DAK-002", "s1", {}, *yes[:3], an_answer("lima_unit", "no"))
    [category] = rank(ledger.proceedings, "penerima", draft=True).categories
    assert [(s.candidate, s.outcome) for s in category.standings] == [
        ("DAK-001", Outcome.SELECTED),
        ("DAK-002", Outcome.FAILS),
    ]
    [category] = rank(ledger.proceedings, "pemantauan", draft=True).categories
    assert [unranked.candidate for unranked in category.unranked] == ["DAK-001"]


def test_an_ovop_product_of_middling_items_reaches_the_line():
    template = shipped("ovop-2024", only="penilaian")
    items = [criterion.id for criterion in template.rubrics[0].criteria]
    panel = Panel(template, "batu-mulia", Role.JUROR, 2)
    panel.scored("penilaian", "BM-001", dict.fromkeys(items, 2), dict.fromkeys(items, 2))
    panel.scored(
        "penilaian", "BM-002", dict.fromkeys(items, 2) | {"kemasan": 1}, dict.fromkeys(items, 2)
    )
    standings = panel.standings("penilaian")
    assert [(s.candidate, s.score, s.outcome) for s in standings.values()] == [
        ("BM-001", "26.00", Outcome.SELECTED),
        ("BM-002", "25.50", Outcome.FAILS),
    ]
