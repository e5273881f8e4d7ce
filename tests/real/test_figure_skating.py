"""Published results of figure skating, worked out again from the judges' marks.

Nine judges mark five components of every performance. The panel's score of a
component is the mean of seven, best and worst dropped, rounded to two decimals;
times the component's factor, rounded again; their sum is the component total.
Elements and deductions come from one technical scorer.
"""

from __future__ import annotations

import csv
import os
from collections import defaultdict
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import pytest

from upakarti_tui.domain.places.ranking import rank, stage_result
from upakarti_tui.storage.books import book as books
from upakarti_tui.workflows.deciding.finalize import finalize
from upakarti_tui.workflows.importing.candidates import import_candidates
from upakarti_tui.workflows.importing.marks import import_marks
from upakarti_tui.workflows.importing.roster import import_roster
from upakarti_tui.workflows.start import begin

DATA = (
    Path(os.environ.get("UPAKARTI_REAL_DATA", Path(__file__).parents[3] / "shared" / "data"))
    / "figure_skating"
)

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not DATA.is_dir(), reason=f"published results are absent: {DATA}"),
]

JUDGES = [f"J{number}" for number in range(1, 10)]
COMPONENTS = ("keterampilan", "transisi", "penampilan", "komposisi", "interpretasi")


class Segment(NamedTuple):
    id: str
    factors: tuple[str, ...]
    performances: list[dict[str, str]]


def read(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path: Path, rows: list[list[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


@pytest.fixture(scope="module")
def components() -> dict[str, list[dict[str, str]]]:
    """The five components of each performance, in the order of the protocol."""
    by_performance: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in read("components.csv"):
        by_performance[row["perf_id"]].append(row)
    return by_performance


@pytest.fixture(scope="module")
def segments(components) -> list[Segment]:
    """The segments with their performances."""
    performances = read("performances.csv")

    def segment(row: dict[str, str]) -> tuple[str, str]:
        return row["competition"], row["program"]

    found = []
    for number, (_, rows) in enumerate(groupby(sorted(performances, key=segment), segment), 1):
        several = list(rows)
        factors = {tuple(c["factor"] for c in components[p["perf_id"]]) for p in several}
        assert len(factors) == 1
        found.append(Segment(f"s{number:02d}", factors.pop(), several))
    return found


def template(segments: list[Segment]) -> str:
    lines = ["format: upakarti-template/1", "id: seluncur", "title: Seluncur indah", "categories:"]
    lines += [f"  {s.id}: {{title: Segmen {s.id}, code: {s.id.upper()}}}" for s in segments]
    lines += [
        "rubrics:",
        "  teknis:",
        "    scale: {min: 0, max: 300}",
        "    total: sum",
        "    criteria:",
        "      - {id: elemen, title: Elemen, weight: 1}",
        "      - {id: potongan, title: Potongan, weight: 1, direction: down}",
    ]
    for s in segments:
        lines += [f"  komponen-{s.id}:", "    scale: {min: 0, max: 10, step: 0.25}"]
        lines += ["    total: sum", "    criteria:"]
        lines += [
            f"      - {{id: {component}, title: {component}, weight: {factor}}}"
            for component, factor in zip(COMPONENTS, s.factors, strict=True)
        ]
    own = ", ".join(f"{s.id}: komponen-{s.id}" for s in segments)
    lines += [
        "stages:",
        "  - {id: teknis, title: Teknis, kind: score, scorers: [evaluator], rubric: teknis}",
        "  - id: komponen",
        "    title: Komponen",
        "    kind: score",
        "    scorers: [juror]",
        f"    rubric: {{{own}}}",
        "    panel: {combine: criteria, method: trimmed_mean, trim: 1, quorum: 9}",
        "    rounding: {criterion: 2, weighted: 2}",
        "  - id: segmen",
        "    title: Segmen",
        "    kind: score",
        "    weigh: {teknis: 50, komponen: 50}",
    ]
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def book(tmp_path_factory, segments, components) -> Path:
    """A book with every published mark, imported as from paper."""
    folder = tmp_path_factory.mktemp("seluncur")
    form = folder / "seluncur.yaml"
    form.write_text(template(segments), encoding="utf-8")
    book = begin(folder, str(form))
    candidates = [["id", "category", "name"]]
    technical = [["candidate", "scorer", "elemen", "potongan"]]
    marks = [["candidate", "scorer", *COMPONENTS]]
    for segment in segments:
        for performance in segment.performances:
            one = performance["perf_id"]
            candidates.append([one, segment.id, performance["skater"]])
            deductions = performance["total_deductions"].lstrip("-")
            technical.append([one, "T1", performance["total_element_score"], deductions])
            marks += [
                [one, judge, *(component[judge] for component in components[one])]
                for judge in JUDGES
            ]
    roster = [["id", "name", "role"], ["T1", "Teknis", "evaluator"]]
    roster += [[judge, f"Juri {judge}", "juror"] for judge in JUDGES]
    import_candidates(book, write(folder / "calon.csv", candidates))
    import_roster(book, write(folder / "penilai.csv", roster))
    import_marks(book, write(folder / "teknis.csv", technical), "teknis", submitted=True)
    import_marks(book, write(folder / "nilai.csv", marks), "komponen", submitted=True)
    finalize(book, "teknis", by="Panitia", position="Ketua")
    finalize(book, "komponen", by="Panitia", position="Ketua")
    return book


@pytest.fixture(scope="module")
def proceedings(book):
    return books.read(book).proceedings


@pytest.fixture(scope="module")
def judged(proceedings):
    """What the judges' marks come to."""
    return stage_result(proceedings, "komponen")


def test_every_published_panel_score_is_found_again(judged, components):
    found = {
        (one, criterion.criterion.id): criterion.value
        for category in judged.categories.values()
        for one, score in category.scores.items()
        for criterion in score.own.criteria
    }
    published = {
        (one, name): Decimal(row["scores_of_panel"])
        for one, rows in components.items()
        for name, row in zip(COMPONENTS, rows, strict=True)
    }
    assert len(published) == 1985
    assert found == published


def test_every_published_component_total_is_found_again(judged, segments):
    found = {s.candidate: s.exact for c in judged.ranking.categories for s in c.standings}
    published = {
        p["perf_id"]: Decimal(p["total_component_score"]) for s in segments for p in s.performances
    }
    assert len(published) == 397
    assert found == published


def test_the_order_by_component_totals_is_the_published_one_in_every_segment(judged, segments):
    totals = {
        s.id: sorted((Decimal(p["total_component_score"]) for p in s.performances), reverse=True)
        for s in segments
    }
    places = {
        s.id: sorted(
            (totals[s.id].index(Decimal(p["total_component_score"])) + 1, p["perf_id"])
            for p in s.performances
        )
        for s in segments
    }
    assert len(places) == 32
    assert {
        c.id: [(s.place, s.candidate) for s in c.standings] for c in judged.ranking.categories
    } == places


def test_the_order_of_the_whole_segment_is_the_published_one(proceedings, segments):
    ranking = rank(proceedings, "segmen")
    published = {
        s.id: sorted((int(p["rank"]), p["perf_id"]) for p in s.performances) for s in segments
    }
    assert {
        c.id: [(s.place, s.candidate) for s in c.standings] for c in ranking.categories
    } == published
