"""P18: two tabulators that share nothing give every book the same places."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import generated
from cases import ladder, numbers, panels, states
from tabulator.recompute import recompute
from tabulator.tabulate import read, tabulate
from upakarti_tui.domain.places.explaining import explain
from upakarti_tui.domain.places.ranking import rank
from upakarti_tui.domain.places.ranking_values import ranking_values
from upakarti_tui.reports.explanation_forms import as_json
from upakarti_tui.storage.books import book as books
from upakarti_tui.workflows.demo.play import play

if TYPE_CHECKING:
    from cases.row import Row

TABLE = (*states.ROWS, *panels.ROWS, *numbers.ROWS, *ladder.ROWS)
FAST = range(200)
FULL = range(200, 10_200)
UNKNOWN_TO_THE_SECOND = {"late", "outdated", "digest"}
"""Open items that tell of the book and change no place."""


def agree(seed: int, folder: Path) -> None:
    made = generated.a_book(seed)
    path = made.ledger.write(folder / "book.jsonl")
    proceedings = books.read(path).proceedings
    first = ranking_values(rank(proceedings, made.stage, draft=made.draft))
    second = tabulate(read(path), made.stage, draft=made.draft)
    kinds = {item["kind"] for item in first["open_items"]} - UNKNOWN_TO_THE_SECOND
    assert sorted(kinds) == second["kinds"], seed
    assert [plain(category) for category in first["categories"]] == second["categories"], seed
    for category in first["categories"]:
        for standing in category["standings"]:
            said = explain(proceedings, made.stage, standing["candidate"], draft=made.draft)
            explained = json.loads(as_json(said))
            again = recompute(explained)
            assert again["place"] == standing["place"], (seed, standing)
            assert again["exact"] == standing["exact"], (seed, standing)
            assert again["decided"] == explained["result"]["decided"], (seed, standing)
            assert again["meets_grade"] == explained["result"]["meets_grade"], (seed, standing)


def plain(category):
    unranked = [(each["candidate"], each["reason"]) for each in category["unranked"]]
    return {"id": category["id"], "standings": category["standings"], "unranked": unranked}


@pytest.mark.parametrize("tens", range(0, len(FAST), 10))
def test_p18_two_tabulators_agree_on_made_up_books(tens: int, tmp_path: Path):
    for seed in FAST[tens : tens + 10]:
        agree(seed, tmp_path)


@pytest.mark.endurance
def test_p18_two_tabulators_agree_on_ten_thousand_books(tmp_path: Path):
    for seed in FULL:
        agree(seed, tmp_path)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.says)
def test_the_second_tabulator_gives_what_was_worked_out_by_hand(row: Row, tmp_path: Path):
    path = row.ledger().write(tmp_path / "book.jsonl")
    found = tabulate(read(path), row.stage, draft=row.draft)
    lines = [line for category in found["categories"] for line in told(category)]
    # That two records contradict each other is told by the program alone.
    kinds = set(row.still.split()) - {"conflict"}
    assert (tuple(lines), set(found["kinds"])) == (row.expect, kinds)


def told(category):
    for s in category["standings"]:
        place = f"{s['place']}{'=' if s['tied'] else ''}"
        by = f" by {s['tie_broken_by']}" if s["tie_broken_by"] else ""
        yield f"{place} {s['candidate']} {s['score']} {s['exact']} {s['outcome']}{by}"
    for candidate, reason in category["unranked"]:
        yield f"- {candidate} {reason}"


@pytest.mark.endurance
def test_p18_the_award_of_2024_comes_out_of_both(tmp_path: Path):
    play(tmp_path / "demo", lambda _: None)
    # The list that an office would bring in holds numbers of persons, as it should.
    (tmp_path / "demo" / "masukan" / "calon.csv").unlink()
    path = tmp_path / "demo" / "upakarti.jsonl"
    proceedings = books.read(path).proceedings
    for stage in proceedings.template.stages:
        first = ranking_values(rank(proceedings, stage.id))
        second = tabulate(read(path), stage.id)
        assert [plain(category) for category in first["categories"]] == second["categories"]


def test_the_second_tabulator_fits_on_a_few_pages_and_knows_no_library():
    source = Path(__file__).with_name("tabulate.py").read_text()
    assert len(source.splitlines()) < 400
    assert "upakarti_tui" not in source


def test_the_second_tabulator_refuses_a_changed_book(tmp_path: Path):
    path = generated.a_book(1).ledger.write(tmp_path / "book.jsonl")
    changed = path.read_bytes().replace(b'"name":"Penilai j1"', b'"name":"Penilai j9"')
    assert changed != path.read_bytes()
    path.write_bytes(changed)
    with pytest.raises(ValueError, match=r"^[0-9]+$"):
        read(path)
