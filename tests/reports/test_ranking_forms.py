from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest

from builders import STAGE, Ledger, a_stage, a_template
from cases.row import one_criterion
from upakarti_tui import locale
from upakarti_tui.domain.book import deeds as d
from upakarti_tui.domain.book.stamp import Stamp
from upakarti_tui.domain.figures.panel_figures import panel_figures
from upakarti_tui.domain.places.comparing import compare, spots
from upakarti_tui.domain.places.progress import progress
from upakarti_tui.domain.places.ranking import rank, stage_result
from upakarti_tui.domain.places.ranking_values import digest
from upakarti_tui.domain.problems import say
from upakarti_tui.domain.standing import OpenItem, Outcome, State, Unplaced
from upakarti_tui.reports import agreement_forms, comparison_text, progress_text
from upakarti_tui.reports.ranking_forms import (
    as_csv,
    as_json,
    as_table,
    outcome_in_words,
    unplaced_in_words,
)


@pytest.fixture(autouse=True)
def english():
    locale.choose("en")
    yield
    locale.choose("id")


def a_ledger() -> Ledger:
    stage = a_stage(pass_at="66.67", quota=7, rounding={"final": 2})
    ledger = Ledger(a_template(stage, rubrics=(one_criterion(),), notice="CONTOH"))
    ledger.candidates("PG-001", "PG-002", "PG-009")
    ledger.scorers("j1", "j2", "j3")
    ledger.panel(STAGE, "PG-001", [84, 85, 85])
    ledger.panel(STAGE, "PG-002", ["66.668", "66.668"])
    ledger.abstain(STAGE, "PG-002", "j3")
    ledger.add(d.Disqualified("PG-009", STAGE, "2024-10-31", "=cmd|calc"))
    return ledger


def test_the_json_is_the_one_that_was_promised():
    ledger = a_ledger()
    text = as_json(rank(ledger.proceedings, STAGE))
    assert text.endswith("}\n")
    assert json.loads(text) == {
        "format": "upakarti-ranking/1",
        "template": {"id": "contoh", "fingerprint": ledger.proceedings.fingerprint},
        "stage": STAGE,
        "state": "complete",
        "categories": [
            {
                "id": "pengabdian",
                "passing_grade": "66.67",
                "quota": 7,
                "standings": [
                    {
                        "place": 1, "tied": False, "candidate": "PG-001", "score": "84.67",
                        "exact": "254/3", "outcome": "selected", "counted": 3, "panel": 3,
                        "tie_broken_by": None,
                    },
                    {
                        "place": 2, "tied": False, "candidate": "PG-002", "score": "66.668",
                        "exact": "16667/250", "outcome": "fails", "counted": 2, "panel": 3,
                        "tie_broken_by": None,
                    },
                ],
                "unranked": [
                    {
                        "candidate": "PG-009", "reason": "disqualified",
                        "detail": "2024-10-31: =cmd|calc",
                    }
                ],
            }
        ],
        "open_items": [],
    }  # fmt: skip


def test_the_keys_are_sorted_and_the_letters_plain():
    text = as_json(rank(a_ledger().proceedings, STAGE))
    assert text == json.dumps(json.loads(text), sort_keys=True, indent=2, ensure_ascii=False) + "\n"


def test_json_and_csv_speak_no_language():
    ranking = rank(a_ledger().proceedings, STAGE, draft=True)
    first = (as_json(ranking), as_csv(ranking))
    locale.choose("id")
    assert (as_json(ranking), as_csv(ranking)) == first


def test_the_csv_has_a_row_a_candidate_and_no_formula():
    rows = list(csv.DictReader(io.StringIO(as_csv(rank(a_ledger().proceedings, STAGE)))))
    assert [(x["candidate"], x["place"], x["score"], x["exact"], x["outcome"]) for x in rows] == [
        ("PG-001", "1", "84.67", "254/3", "selected"),
        ("PG-002", "2", "66.668", "16667/250", "fails"),
        ("PG-009", "", "", "", ""),
    ]
    assert (rows[2]["unranked"], rows[2]["detail"]) == ("disqualified", "2024-10-31: =cmd|calc")
    assert {x["state"] for x in rows} == {"complete"}


def test_the_table_is_to_be_read():
    ledger = a_ledger()
    assert (
        as_table(rank(ledger.proceedings, STAGE))
        == """\
CONTOH
Stage penjurian: complete, not yet final

Category pengabdian · passing grade 66.67 · quota 7
place  candidate  name         score   outcome   sheets  tie broken by
1      PG-001     Nama PG-001  84.67   selected  3/3
2      PG-002     Nama PG-002  66.668  fails     2/3
PG-009: without a place, dropped out. 2024-10-31: =cmd|calc
"""
    )


def test_the_table_speaks_indonesian_with_a_decimal_comma():
    locale.choose("id")
    table = as_table(rank(a_ledger().proceedings, STAGE))
    assert "84,67" in table
    assert "66,668" in table
    assert "place" not in table


def test_a_draft_says_so_on_every_output():
    ranking = rank(a_ledger().proceedings, STAGE, draft=True)
    assert '"state": "draft"' in as_json(ranking)
    assert ",draft," in as_csv(ranking)
    assert "DRAFT" in as_table(ranking)


def test_open_items_stand_below_the_table():
    ledger = a_ledger()
    ledger.candidates("PG-010")
    table = as_table(rank(ledger.proceedings, STAGE))
    assert "Still open: 4\n" in table
    assert "unsubmitted  penjurian/PG-010/j3  j3 has not submitted the sheet." in table


def test_a_category_without_anybody_and_without_rules_is_shown_empty():
    ledger = Ledger(a_template(rubrics=(one_criterion(),)))
    assert "passing grade – · quota –" in as_table(rank(ledger.proceedings, STAGE))


def test_every_outcome_has_its_own_words():
    assert len({outcome_in_words(x) for x in Outcome}) == len(Outcome)
    assert len({unplaced_in_words(x) for x in Unplaced}) == len(Unplaced)


def test_the_digest_is_of_the_places_alone():
    ranking = rank(a_ledger().proceedings, STAGE)
    final = replace(ranking, state=State.FINAL)
    assert digest(final) == digest(ranking)
    assert digest(replace(ranking, stage="lain")) != digest(ranking)


# --- progress, comparison, figures --------------------------------------------------------


def test_progress_counts_sheets_by_scorer():
    ledger = Ledger(
        a_template(a_stage("satu"), a_stage("dua"), rubrics=(one_criterion(),), notice="CONTOH")
    )
    ledger.candidates("A", "B")
    ledger.scorers("j1", "j2")
    ledger.panel("satu", "A", [60, 80])
    ledger.sheet("satu", "B", "j1", {"a": 70}, submitted=False)
    ledger.recuse("satu", "B", "j2")
    text = progress_text.as_text(progress(ledger.proceedings))
    assert (
        text
        == """\
CONTOH

satu (Satu): open · 2 candidates · 2 of 3 sheets submitted
   scorer  asked  begun  complete  submitted
   j1      2      2      2         1
   j2      1      1      1         1
   Blocks finalising: 2
   quorum  satu/B  0 of 1 sheets count, 1 are needed.
   unsubmitted  satu/B/j1  j1 has not submitted the sheet.

dua (Dua): waits for the stage before · 2 candidates · 0 of 4 sheets submitted
   scorer  asked  begun  complete  submitted
   j1      2      0      0         0
   j2      2      0      0         0
   Blocks finalising: 4
   not_final  satu  The earlier stage Satu is not final.
   quorum  dua/A  0 of 2 sheets count, 1 are needed.
   unsubmitted  dua/A/j1  j1 has not submitted the sheet.
   unsubmitted  dua/A/j2  j2 has not submitted the sheet.
"""
    )


def test_a_sheet_that_nobody_asked_for_is_told():
    ledger = Ledger(a_template(rubrics=(one_criterion(),)))
    ledger.candidates("A")
    ledger.scorers("j1", "j2")
    ledger.assign(STAGE, ("A", "j1"))
    ledger.panel(STAGE, "A", [60, 70])
    ledger.recuse(STAGE, "A", "j3")
    (finding,) = progress(ledger.proceedings).findings
    assert (finding.kind, finding.where) == ("unasked", f"{STAGE}/A/j2")


def test_a_stage_without_scorers_has_no_table():
    ledger = Ledger(a_template(rubrics=(one_criterion(),)))
    text = progress_text.as_text(progress(ledger.proceedings))
    assert text == "penjurian (Penjurian): open · 0 candidates · 0 of 0 sheets submitted\n"


def test_reasons_to_fail_stand_below_the_table():
    ledger = Ledger(a_template(rubrics=(one_criterion(minimum=70),)))
    ledger.candidates("A")
    ledger.scorers("j1", "j2", "j3")
    ledger.panel(STAGE, "A", [70, 70, "69.99"])
    said = "\nA: Below the minimum of A: 69.997, at least 70 asked\n"
    assert as_table(rank(ledger.proceedings, STAGE)).endswith(said)


def test_a_long_list_of_blockers_is_cut_and_counted():
    ledger = Ledger(a_template(rubrics=(one_criterion(),)))
    ledger.candidates(*(f"PG-{i:03d}" for i in range(600)))
    ledger.scorers("j1")
    text = progress_text.as_text(progress(ledger.proceedings))
    assert "Blocks finalising: 1200" in text
    assert "... and 200 more." in text
    ranking = rank(ledger.proceedings, STAGE)
    assert as_table(ranking).endswith("\n... and 200 more.\n")
    assert len(json.loads(as_json(ranking))["open_items"]) == 1200


def test_findings_about_the_whole_book_stand_last():
    missing = OpenItem("gap", "j1/d1/3", say("Here."))
    found = replace(progress(a_ledger().proceedings), findings=(missing,))
    assert progress_text.as_text(found).endswith("About the whole book:\n   gap  j1/d1/3  Here.\n")


def test_moves_are_told_with_their_records():
    ledger = a_ledger()
    before = spots(rank(ledger.proceedings, STAGE))
    before["PG-777"] = before.pop("PG-009")
    since = ledger.proceedings.stamp()
    ledger.add(d.Disqualified("PG-001", STAGE, "2024-11-01", "perkara"))
    text = comparison_text.as_text(
        compare(ledger.proceedings, before, since, rank(ledger.proceedings, STAGE))
    )
    assert text.splitlines()[:6] == [
        "Stage penjurian: 4 moved, 1 new records",
        "",
        "PG-002: place 2, 66.668, fails → place 1, 66.668, fails",
        "   because of records about others",
        "",
        "PG-001: place 1, 84.67, selected → without a place, dropped out",
    ]
    assert "disqualified  secretariat/d1/9" in text
    assert "PG-009: not in the stage → without a place, dropped out" in text
    assert "PG-777: without a place, dropped out → not in the stage" in text


def test_every_kind_of_record_is_laid_to_the_candidates_it_speaks_of():
    ledger = Ledger(a_template(rubrics=(one_criterion(),)))
    ledger.candidates("A")
    ledger.scorers("j1")
    ledger.assign(STAGE, ("A", "j1"))
    ledger.add(d.Drawn(STAGE, "pengabdian", (("A", 1),)))
    ledger.panel(STAGE, "A", [60])
    ledger.add(d.Decided(STAGE, "pengabdian", ("A",), "Ketua", "BA-1", "x"))
    ranking = rank(ledger.proceedings, STAGE)
    (move,) = compare(ledger.proceedings, {}, Stamp(()), ranking).moves
    kinds = {type(record.deed).__name__ for record in move.because}
    assert kinds == {"Nominated", "Assigned", "Drawn", "Filled", "Submitted", "Decided"}


def test_the_figures_are_to_be_read():
    result = stage_result(a_ledger().proceedings, STAGE).categories["pengabdian"]
    text = agreement_forms.as_text(panel_figures(result))
    assert "Agreement of the panel, penjurian, pengabdian" in text
    assert "icc: Fewer than two candidates are scored by all." in text
    assert "PG-001     1      1–1" in text
    alone = agreement_forms.as_text(replace(panel_figures(result), scorers=(), firmness=()))
    assert "PG-001" not in alone
    locale.choose("id")
    assert "," in agreement_forms.as_text(panel_figures(result))
    assert json.loads(agreement_forms.as_json(panel_figures(result)))["kendall_w"] is None
