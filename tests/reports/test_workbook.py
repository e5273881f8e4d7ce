"""The workbook computes, by itself, what the rules compute."""

import re
import zipfile
from fractions import Fraction
from random import Random

import pytest

from builders import (
    CATEGORY,
    STAGE,
    Ledger,
    a_criterion,
    a_rubric,
    a_scale,
    a_stage,
    a_template,
)
from calc import needs_calc, recalculated, sheets
from upakarti_tui.domain.book import deeds as d
from upakarti_tui.domain.book.entries import Entry, Part, State
from upakarti_tui.domain.places.determination import determine
from upakarti_tui.domain.programme.template import Combine, DecideOn, Direction, Method, Total, Zero
from upakarti_tui.reports.papers.recap import recap
from upakarti_tui.reports.papers.source import Source
from upakarti_tui.reports.wording import outcome
from upakarti_tui.reports.workbook import workbook
from upakarti_tui.reports.workbook.paper import Paper

STEPS = (
    "criterion:a",
    "median",
    "highest_sheet",
    "lowest_sheet",
    "head_to_head",
    "lot",
    "stage:penjurian",
)
CANDIDATES = tuple(f"PG-{n:03}" for n in range(1, 9))


def a_case(seed: int) -> Ledger:
    """Build a stage with rules drawn by chance and marks that often tie."""
    chance = Random(f"workbook/{seed}")
    total = chance.choice([Total.PERCENT, Total.SUM])
    weights = (50, 30, 20) if total is Total.PERCENT else (chance.choice(["0.8", "1.5"]), 2, 1)
    criteria = [
        a_criterion(
            name,
            weight,
            a_scale(zero=chance.choice(list(Zero))),
            direction=chance.choice([Direction.UP, Direction.UP, Direction.DOWN]),
            not_applicable=True,
            **({"minimum": chance.choice([2, 3])} if chance.random() < 0.3 else {}),
        )
        for name, weight in zip("abc", weights, strict=True)
    ]
    method = list(Method)[seed % len(Method)]
    combine = Combine.SHEETS
    if method is not Method.RANK_SUM and chance.random() < 0.5:
        combine = Combine.CRITERIA
    stage = a_stage(
        quota=chance.choice([None, 2, 3]),
        pass_at=chance.choice([None, 40, 60, 9]),
        panel={"method": method, "combine": combine, "quorum": chance.choice([1, 2])},
        rounding={
            step: chance.choice([0, 1, 2])
            for step in ("criterion", "weighted", "sheet", "final")
            if chance.random() < 0.5
        },
        decide_on=chance.choice(list(DecideOn)),
        tie_break=tuple(chance.sample(STEPS, chance.randrange(4))),
    )
    ledger = Ledger(a_template(stage, rubrics=[a_rubric(*criteria, total=total)]))
    ledger.candidates(*CANDIDATES)
    ledger.scorers("j1", "j2", "j3", "j4", "j5")
    ledger.add(d.Drawn(STAGE, CATEGORY, tuple((c, n) for n, c in enumerate(CANDIDATES, 1))))
    for candidate in CANDIDATES:
        for scorer in ("j1", "j2", "j3", "j4", "j5"):
            drawn = chance.random()
            if drawn < 0.05:
                ledger.recuse(STAGE, candidate, scorer)
            elif drawn < 0.1:
                ledger.abstain(STAGE, candidate, scorer)
            else:
                marks = {
                    name: None if chance.random() < 0.05 else chance.randrange(2, 6)
                    for name in "abc"
                }
                ledger.sheet(STAGE, candidate, scorer, marks)
    return ledger


def a_workbook(ledger: Ledger, path):
    determination = determine(ledger.proceedings, STAGE)
    source = Source(determination, ledger.proceedings, draft=False, fingerprint="0" * 64, key=b"")
    path.write_bytes(workbook(recap(source), determination))
    return determination


def told(found: dict) -> dict:
    """Return rank and outcome of each candidate, as the first sheet of a workbook says."""
    front = next(iter(found.values()))
    return {
        row[1]: (row[3], row[5])
        for row in front
        if isinstance(row[1], str) and row[1] in CANDIDATES
    }


def due(determination) -> dict:
    standings = determination.ranking.categories[0].standings
    return {s.candidate: (float(s.place), outcome(s.outcome)) for s in standings}


def agree(found: dict, determination) -> None:
    said = told(found)
    for candidate, standing in due(determination).items():
        assert said[candidate] == standing, candidate


def test_the_workbook_shows_the_ranking_before_anything_is_computed(tmp_path):
    for seed in range(len(Method)):
        path = tmp_path / f"{seed}.xlsx"
        agree_with = a_workbook(a_case(seed), path)
        agree(sheets(path), agree_with)


def computed(tmp_path, seeds):
    """Compare what LibreOffice makes of formulas whose stored values were all taken away."""
    cases = {tmp_path / f"{seed}.xlsx": a_case(seed) for seed in seeds}
    determinations = [a_workbook(ledger, path) for path, ledger in cases.items()]
    found = recalculated(cases, tmp_path)
    for path, sheet, determination in zip(cases, found, determinations, strict=True):
        said, wanted = told(sheet), due(determination)
        wrong = {c: (said[c], wanted[c]) for c in wanted if said[c] != wanted[c]}
        assert not wrong, (path.name, wrong)


@pytest.fixture
def no_stored_values(monkeypatch):
    write = Paper.formula
    monkeypatch.setattr(
        Paper,
        "formula",
        lambda self, at, formula, _value, decimals=None: write(self, at, formula, 0, decimals),
    )


@needs_calc
@pytest.mark.usefixtures("no_stored_values")
def test_libreoffice_computes_every_place(tmp_path):
    computed(tmp_path, range(12))


@needs_calc
@pytest.mark.endurance
@pytest.mark.usefixtures("no_stored_values")
def test_libreoffice_computes_every_place_in_full(tmp_path):
    computed(tmp_path, range(12, 132))


@needs_calc
def test_a_changed_mark_moves_the_places_as_the_rules_do(tmp_path):
    rules = a_template(a_stage(quota=1, pass_at=60))
    before, after = Ledger(rules), Ledger(rules)
    for ledger, mark in ((before, 1), (after, 5)):
        ledger.candidates("PG-001", "PG-002")
        ledger.scorers("j1", "j2")
        ledger.panel(STAGE, "PG-001", [{"a": 4, "b": 4}, {"a": 4, "b": 4}])
        ledger.panel(STAGE, "PG-002", [{"a": mark, "b": 5}, {"a": 5, "b": 5}])
    path = tmp_path / "before.xlsx"
    a_workbook(before, path)
    changed = change_mark(path, "j1", "PG-002", 5)
    (found,) = recalculated([changed], tmp_path)
    agree(found, determine(after.proceedings, STAGE))
    assert due(determine(before.proceedings, STAGE)) != due(determine(after.proceedings, STAGE))


def change_mark(path, scorer, candidate, mark):
    """Type a mark over the first one of a sheet, the way a reader would."""
    names = list(sheets(path))
    rows = sheets(path)[scorer]
    row = next(i for i, cells in enumerate(rows, 1) if cells[0] == candidate)
    part = f"xl/worksheets/sheet{names.index(scorer) + 1}.xml"
    changed = path.with_name("changed.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == part:
                cell = rf'(<c r="C{row}"[^>]*><v>)[^<]*(</v>)'.encode()
                data, count = re.subn(cell, rb"\g<1>%d\g<2>" % mark, data)
                assert count == 1
            new.writestr(name, data)
    return changed


def test_who_is_kept_back_in_the_field_stays_so(tmp_path):
    ledger = Ledger(a_template(a_stage(recommendation=True)))
    ledger.candidates("PG-001")
    ledger.scorers("j1")
    against = Entry(Part.RECOMMENDATION, "", State.MARKED, "tidak layak", "tutup")
    ledger.sheet(STAGE, "PG-001", "j1", {"a": 5, "b": 5}, against)
    path = tmp_path / "field.xlsx"
    determination = a_workbook(ledger, path)
    agree(sheets(path), determination)
    assert due(determination)["PG-001"][1] == outcome("fails")


def test_numbers_are_numbers_and_text_is_text(tmp_path):
    path = tmp_path / "types.xlsx"
    a_workbook(a_case(0), path)
    rows = sheets(path)["j1"]
    marks = [cell for row in rows[1:] for cell in row[2:5]]
    assert all(isinstance(cell, float) or cell in {"", "N/A"} for cell in marks)
    assert Fraction(sum(isinstance(cell, float) for cell in marks), len(marks)) > Fraction(1, 2)
