"""The jobs that decide about a stage: rank, finalize, lots, decide, drop out, recuse."""

from __future__ import annotations

import pytest

from builders import STAGE, Ledger, a_mark, a_stage, a_template
from cases.row import lines, one_criterion
from upakarti_tui.domain.book import deeds as d
from upakarti_tui.domain.book import handout
from upakarti_tui.domain.book.entries import SheetKey, State
from upakarti_tui.domain.people.candidate import Role
from upakarti_tui.domain.standing import State as RankingState
from upakarti_tui.errors import NotAllowedError, OpenItemsError, RefusedError, UsageError
from upakarti_tui.notices import listening
from upakarti_tui.storage.books import book as books
from upakarti_tui.workflows.deciding.decide import decide
from upakarti_tui.workflows.deciding.disqualify import disqualify
from upakarti_tui.workflows.deciding.explain import explain
from upakarti_tui.workflows.deciding.finalize import finalize, reopen
from upakarti_tui.workflows.deciding.lots import record_lots
from upakarti_tui.workflows.deciding.rank import rank
from upakarti_tui.workflows.deciding.recuse import recuse
from upakarti_tui.workflows.deciding.snapshot import diff, snapshot
from upakarti_tui.workflows.deciding.stats import stats
from upakarti_tui.workflows.deciding.status import status

CATEGORY = "pengabdian"


def a_ledger(**stage) -> Ledger:
    ledger = Ledger(a_template(a_stage(**stage), rubrics=(one_criterion(),)))
    ledger.candidates("A", "B")
    ledger.scorers("j1", "j2")
    return ledger


def scored(tmp_path, a=(80, 60), b=(70, 70), **stage):
    ledger = a_ledger(**stage)
    ledger.panel(STAGE, "A", a)
    ledger.panel(STAGE, "B", b)
    return ledger.write(tmp_path / "upakarti.jsonl")


def packed(tmp_path):
    """Return a book as it is handed to j1."""
    ledger = a_ledger()
    keys = [SheetKey(STAGE, c, "j1") for c in "AB"]
    part = handout.part(ledger.proceedings, "j1", keys)
    listed = ledger.add(handout.manifest("j1", part, keys))
    path = tmp_path / "j1.jsonl"
    books.write_whole(path, (*part, listed))
    return path


# --- rank ------------------------------------------------------------------------------


def test_a_stage_is_ranked(tmp_path):
    ranking = rank(scored(tmp_path), STAGE, CATEGORY)
    assert lines(ranking) == ("1= A 70.00 70 selected", "1= B 70.00 70 selected")


def test_an_unknown_stage_or_category_suggests_the_nearest(tmp_path):
    path = scored(tmp_path)
    with pytest.raises(UsageError, match="did you mean penjurian"):
        rank(path, "penjuran")
    with pytest.raises(UsageError, match="did you mean pengabdian"):
        rank(path, STAGE, "pengabdia")
    with pytest.raises(UsageError, match="did you mean"):
        stats(path, STAGE, "pengabdia")


JUDGING = (
    lambda path: rank(path, STAGE, draft=True),
    lambda path: explain(path, "A"),
    lambda path: stats(path, STAGE, CATEGORY),
    lambda path: snapshot(path, STAGE),
    lambda path: finalize(path, STAGE, "Dewi", "Ketua"),
    lambda path: decide(path, STAGE, CATEGORY, ["A"], "Ketua", "BA-1", "musyawarah"),
)
"""Jobs that look at the marks of everybody."""


@pytest.mark.parametrize(
    "job",
    [
        *JUDGING,
        lambda path: reopen(path, STAGE, "Dewi", "salah"),
        lambda path: disqualify(path, "A", STAGE, "2024-10-31", "perkara"),
    ],
)
def test_a_handed_out_book_ranks_and_decides_nothing(tmp_path, job):
    path = packed(tmp_path)
    before = path.read_bytes()
    with pytest.raises(NotAllowedError, match="j1"):
        job(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("job", JUDGING)
def test_p29_a_sealed_stage_tells_nothing_before_it_is_opened(tmp_path, job):
    with pytest.raises(NotAllowedError, match="sealed"):
        job(scored(tmp_path, sealed=True, quota=1))


def test_a_handed_out_book_counts_its_scorers_sheets_and_nothing_else(tmp_path):
    (stage,) = status(packed(tmp_path)).stages
    assert [(s.scorer, s.asked, s.begun) for s in stage.scorers] == [("j1", 2, 0)]
    assert stage.blockers == ()


def test_p29_the_progress_of_a_sealed_stage_tells_no_tie(tmp_path):
    (stage,) = status(scored(tmp_path, sealed=True, quota=1)).stages
    assert (stage.state.value, stage.blockers, stage.submitted) == ("sealed", (), 4)


def test_p29_a_stage_after_a_sealed_one_tells_nothing_either(tmp_path):
    stages = (a_stage("satu", sealed=True, quota=1), a_stage("dua"))
    ledger = Ledger(a_template(*stages, rubrics=(one_criterion(),)))
    ledger.candidates("A", "B")
    ledger.scorers("j1")
    ledger.panel("satu", "A", [80])
    ledger.panel("satu", "B", [70])
    path = ledger.write(tmp_path / "upakarti.jsonl")
    with pytest.raises(NotAllowedError, match="satu"):
        rank(path, "dua", draft=True)
    assert [i.kind for i in status(path).stages[1].blockers] == ["not_final"]


def test_an_opened_stage_is_ranked(tmp_path):
    ledger = a_ledger(sealed=True)
    ledger.panel(STAGE, "A", [80, 60])
    ledger.panel(STAGE, "B", [80, 80])
    ledger.add(d.Opened(STAGE, "Dewi", (), ledger.proceedings.stamp()))
    path = ledger.write(tmp_path / "upakarti.jsonl")
    assert lines(rank(path, STAGE)) == ("1 B 80.00 80 selected", "2 A 70.00 70 selected")


# --- finalize --------------------------------------------------------------------------


def test_a_stage_is_made_final_once(tmp_path):
    path = scored(tmp_path)
    deed = finalize(path, STAGE, "Dewi", "Ketua")
    assert (deed.version, rank(path, STAGE).state) == (1, RankingState.FINAL)
    with pytest.raises(NotAllowedError, match="final"):
        finalize(path, STAGE, "Dewi", "Ketua")


def test_a_stage_with_open_items_is_not_made_final_and_names_them(tmp_path):
    path = scored(tmp_path, b=(70,), quota=1)
    with pytest.raises(OpenItemsError) as refused:
        finalize(path, STAGE, "Dewi", "Ketua")
    assert [str(message) for message in refused.value.messages] == [
        "Stage penjurian cannot be made final: 2 open items.",
        "penjurian/pengabdian: Tied across the quota line: A, B",
        "penjurian/B/j2: j2 has not submitted the sheet.",
    ]
    assert rank(path, STAGE).state is RankingState.DRAFT


def test_a_book_with_a_missing_record_is_not_made_final(tmp_path):
    ledger = a_ledger()
    ledger.panel(STAGE, "A", [80, 60])
    ledger.panel(STAGE, "B", [70, 70])
    spare = ledger.fill(STAGE, "B", "j1", a_mark("a", 70), device="d2")
    ledger.fill(STAGE, "B", "j1", a_mark("a", 70), device="d2")
    ledger.records.remove(spare)
    path = ledger.write(tmp_path / "upakarti.jsonl")
    with pytest.raises(OpenItemsError, match="missing"):
        finalize(path, STAGE, "Dewi", "Ketua")
    assert [item.kind for item in status(path).findings] == ["gap"]


def test_a_reopened_stage_gets_a_new_version(tmp_path):
    path = scored(tmp_path)
    finalize(path, STAGE, "Dewi", "Ketua")
    reopen(path, STAGE, "Dewi", "salah hitung")
    assert rank(path, STAGE).state is RankingState.COMPLETE
    assert finalize(path, STAGE, "Dewi", "Ketua").version == 2
    assert status(path).stages[0].state.value == "final"


def test_only_a_final_stage_is_reopened(tmp_path):
    with pytest.raises(NotAllowedError, match="not final"):
        reopen(scored(tmp_path), STAGE, "Dewi", "salah")


@pytest.mark.parametrize(
    "job",
    [
        lambda path: disqualify(path, "A", STAGE, "2024-10-31", "perkara"),
        lambda path: recuse(path, "A", "j1", STAGE, "family", "kakak"),
        lambda path: decide(path, STAGE, CATEGORY, ["A"], "K", "BA-1", "x"),
    ],
)  # fmt: skip
def test_p20_nothing_writes_to_a_final_stage(tmp_path, job):
    path = scored(tmp_path)
    finalize(path, STAGE, "Dewi", "Ketua")
    before = path.read_bytes()
    with pytest.raises(NotAllowedError, match="final"):
        job(path)
    assert path.read_bytes() == before


def test_what_came_after_the_end_is_told_by_the_progress(tmp_path):
    ledger = a_ledger()
    ledger.panel(STAGE, "A", [80, 60])
    ledger.panel(STAGE, "B", [70, 70])
    path = ledger.write(tmp_path / "upakarti.jsonl")
    finalize(path, STAGE, "Dewi", "Ketua")
    late = ledger.fill(STAGE, "A", "j1", a_mark("a", 99), device="d2")
    compared = ledger.add(d.Confirmed(SheetKey(STAGE, "A", "j1"), (late.id,), "Eko"), device="d2")
    books.write_whole(path, (*books.read(path).records, late, compared))
    assert [f"{i.kind} {i.where}" for i in status(path).findings] == [f"late {STAGE}/A/j1"]
    assert rank(path, STAGE).state is RankingState.FINAL


# --- dropping out ----------------------------------------------------------------------


def test_a_candidate_drops_out_and_comes_back(tmp_path):
    path = scored(tmp_path)
    disqualify(path, "A", STAGE, "2024-10-31", "perkara")
    assert lines(rank(path, STAGE)) == ("1 B 70.00 70 selected", "- A disqualified")
    disqualify(path, "A", STAGE, "2024-11-30", "bebas", undo=True)
    assert lines(rank(path, STAGE))[0] == "1= A 70.00 70 selected"


def test_who_has_not_dropped_out_cannot_come_back(tmp_path):
    with pytest.raises(NotAllowedError, match="has not dropped out"):
        disqualify(scored(tmp_path), "A", STAGE, "2024-10-31", "x", undo=True)


# --- conflicts of interest -------------------------------------------------------------


def test_a_scorer_is_kept_away_and_let_on_again(tmp_path):
    path = scored(tmp_path)
    recuse(path, "A", "j2", STAGE, "family", "kakak")
    assert lines(rank(path, STAGE))[0] == "1 A 80.00 80 selected"
    recuse(path, "A", "j2", STAGE, None, "keliru", clear=True, by="Ketua")
    assert lines(rank(path, STAGE))[0] == "1= A 70.00 70 selected"


def test_in_a_handed_out_book_its_scorer_declares_and_the_chair_decides(tmp_path):
    path = packed(tmp_path)
    deed = recuse(path, "A", "j1", STAGE, "family", "kakak", by="j1")
    (entry,) = deed.entries
    assert (entry.state, dict(entry.more)) == (State.DECLARED, {"by": "j1", "kind": "family"})
    assert books.read(path).records[-1].author == "j1"
    with pytest.raises(NotAllowedError, match="Only the chair"):
        recuse(path, "A", "j1", STAGE, None, "", clear=True, by="j1")


def test_only_who_scores_in_a_stage_is_recused_there(tmp_path):
    ledger = a_ledger(role=Role.JUROR)
    ledger.scorers("tim", role=Role.TEAM)
    path = ledger.write(tmp_path / "upakarti.jsonl")
    with pytest.raises(UsageError, match=r"tim is field team.*here score: juror"):
        recuse(path, "A", "tim", STAGE, "family", "kakak")
    assert recuse(path, "A", "j1", STAGE, "family", "kakak").sheet.scorer == "j1"


def test_a_recusal_on_record_is_ended_whatever_the_role(tmp_path):
    ledger = a_ledger(role=Role.JUROR)
    ledger.scorers("tim", role=Role.TEAM)
    ledger.recuse(STAGE, "A", "tim")
    path = ledger.write(tmp_path / "upakarti.jsonl")
    assert recuse(path, "A", "tim", STAGE, None, "keliru", clear=True, by="Ketua").entries


@pytest.mark.parametrize(
    ("options", "kind", "error"),
    [
        ({}, None, UsageError),
        ({"clear": True}, None, UsageError),
        ({"clear": True, "by": "Ketua"}, None, NotAllowedError),
    ],
)
def test_a_conflict_of_interest_needs_its_particulars(tmp_path, options, kind, error):
    with pytest.raises(error):
        recuse(scored(tmp_path), "A", "j1", STAGE, kind, "alasan", **options)


# --- lots and the plenary ----------------------------------------------------------------


def the_lots(tmp_path, *rows: str):
    file = tmp_path / "lots.csv"
    file.write_text("\n".join(["candidate,lot", *rows]) + "\n")
    return file


def test_lots_are_drawn_before_the_first_mark(tmp_path):
    ledger = a_ledger(tie_break=("lot",))
    path = ledger.write(tmp_path / "upakarti.jsonl")
    file = the_lots(tmp_path, "A,2", "B,1")
    assert record_lots(path, STAGE, CATEGORY, file).lots == (("A", 2), ("B", 1))
    record_lots(path, STAGE, CATEGORY, the_lots(tmp_path, "A,7", "B,3"))
    with books.writing(path, "j1") as opened:
        opened.add(d.Filled(SheetKey(STAGE, "A", "j1"), (a_mark("a", 60),)))
    with pytest.raises(NotAllowedError, match="before the first mark"):
        record_lots(path, STAGE, CATEGORY, file)
    assert books.read(path).proceedings.stood("drawn", STAGE, CATEGORY)[0].lots[0] == ("A", 7)


@pytest.mark.parametrize(
    ("ladder", "rows", "told"),
    [
        (("lot",), ("A,2", "B,1"), []),
        (("lot",), ("B,1",), ["No lot for 1, in whose ties the lots tell nothing: A"]),
        (("median",), ("A,2", "B,1"), [f"The ladder of {STAGE.title()} asks for no lot."]),
    ],
)
def test_lots_that_can_tell_nothing_are_told_while_there_is_time(tmp_path, ladder, rows, told):
    path = a_ledger(tie_break=ladder).write(tmp_path / "upakarti.jsonl")
    with listening() as heard:
        record_lots(path, STAGE, CATEGORY, the_lots(tmp_path, *rows))
    assert [str(message) for message in heard] == told


def test_lots_that_cannot_be_used_are_all_told(tmp_path):
    path = a_ledger().write(tmp_path / "upakarti.jsonl")
    file = the_lots(tmp_path, "A,0", "B,1", "B,2", "C,3", "A,1", "A,12345678", ",4")
    with pytest.raises(RefusedError) as refused:
        record_lots(path, STAGE, CATEGORY, file)
    rows = [(p.line, p.column) for p in refused.value.messages]
    assert rows == [
        (2, "lot"), (4, "candidate"), (5, "candidate"), (6, "lot"), (7, "lot"), (8, "candidate"),
    ]  # fmt: skip


def test_lots_of_a_category_wait_for_no_mark_of_another(tmp_path):
    both = ("satu", "dua")
    ledger = Ledger(a_template(a_stage(categories=both), categories=both))
    ledger.candidates("A", category="satu")
    ledger.candidates("B", category="dua")
    ledger.scorers("j1")
    ledger.panel(STAGE, "A", [{"a": 3, "b": 3}])
    path = ledger.write(tmp_path / "upakarti.jsonl")
    assert record_lots(path, STAGE, "dua", the_lots(tmp_path, "B,1")).lots == (("B", 1),)


def test_the_plenary_orders_those_tied_at_the_line(tmp_path):
    path = scored(tmp_path, quota=1)
    decide(path, STAGE, CATEGORY, ["B", "A"], "Ketua", "BA-1", "musyawarah")
    assert lines(rank(path, STAGE)) == (
        "1 B 70.00 70 selected by plenary",
        "2 A 70.00 70 beyond_quota by plenary",
    )
    decide(path, STAGE, CATEGORY, ["A", "B"], "Ketua", "BA-2", "keliru")
    assert lines(rank(path, STAGE))[0] == "1 A 70.00 70 selected by plenary"


def test_the_plenary_orders_nobody_else(tmp_path):
    path = scored(tmp_path, a=(80, 80), quota=1)
    with pytest.raises(NotAllowedError, match="not tied"):
        decide(path, STAGE, CATEGORY, ["B", "A"], "Ketua", "BA-1", "musyawarah")
    with pytest.raises(UsageError, match="twice"):
        decide(path, STAGE, CATEGORY, ["A", "A"], "Ketua", "BA-1", "musyawarah")


# --- looking ---------------------------------------------------------------------------


def test_a_place_is_explained_in_the_last_stage_or_the_one_named(tmp_path):
    path = scored(tmp_path)
    assert explain(path, "A").standing == explain(path, "A", STAGE).standing
    with pytest.raises(UsageError, match="A"):
        explain(path, "AA")


def test_the_figures_of_a_panel_are_told(tmp_path):
    found = stats(scored(tmp_path), STAGE, CATEGORY)
    assert [figures.scorer for figures in found.scorers] == ["j1", "j2"]


def test_who_moved_since_is_told_with_the_records_that_did_it(tmp_path):
    path = scored(tmp_path, a=(80, 60), b=(70, 60))
    kept = tmp_path / "before.json"
    kept.write_text(snapshot(path, STAGE))
    assert diff(path, kept).moves == ()
    disqualify(path, "A", STAGE, "2024-10-31", "perkara")
    found = diff(path, kept)
    (b, a) = found.moves
    assert (b.candidate, b.before.place, b.after.place, b.because) == ("B", 2, 1, ())
    assert (a.candidate, a.before.place, a.after.outcome) == ("A", 1, "disqualified")
    assert [type(x.deed).__name__ for x in a.because] == ["Disqualified"]


@pytest.mark.parametrize(
    "content",
    [
        "", "[]", "{}", '{"format": "upakarti-snapshot/1"}', '{"format": 1.5}',
        ('{"format": "upakarti-snapshot/1", "book": "b", "stage": "s", "seen": [["a", "b"]],'
        ' "spots": {}}'),
        ('{"format": "upakarti-snapshot/1", "book": "b", "stage": "s", "seen": [],'
        ' "spots": {"A": ["1", "70", "selected"]}}'),
    ],
)  # fmt: skip
def test_what_is_no_snapshot_is_refused(tmp_path, content):
    file = tmp_path / "before.json"
    file.write_text(content)
    with pytest.raises(RefusedError, match="no snapshot"):
        diff(scored(tmp_path), file)


def test_a_snapshot_of_another_book_is_refused(tmp_path):
    path = scored(tmp_path)
    file = tmp_path / "before.json"
    file.write_text(snapshot(path, STAGE).replace('"book": "b', '"book": "c'))
    with pytest.raises(RefusedError, match="another book"):
        diff(path, file)
