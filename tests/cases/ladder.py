"""Each step of the tie ladder, deciding and not deciding, and the quota line."""

from __future__ import annotations

from builders import CATEGORY, STAGE, Ledger, a_criterion, a_rubric, a_stage
from cases.row import PER_CENT, row, sheet, stages
from upakarti_tui.domain.book.deeds import Decided, Drawn
from upakarti_tui.domain.programme.template import Combine, DecideOn, Direction, Method

HALVES = a_rubric(a_criterion("a", 50, PER_CENT), a_criterion("b", 50, PER_CENT))
A_DOWN = a_rubric(
    a_criterion("a", 50, PER_CENT, direction=Direction.DOWN), a_criterion("b", 50, PER_CENT)
)
MAYBE = a_rubric(
    a_criterion("a", 50, PER_CENT, not_applicable=True), a_criterion("b", 50, PER_CENT)
)
LEAST_FIFTY = a_rubric(a_criterion("a", 50, PER_CENT, minimum=50), a_criterion("b", 50, PER_CENT))


def lots(**drawn: int):
    return lambda ledger: ledger.add(Drawn(STAGE, CATEGORY, tuple(sorted(drawn.items()))))


def two_draws(ledger: Ledger) -> None:
    ledger.add(Drawn(STAGE, CATEGORY, (("A", 1), ("B", 2))), device="d1")
    ledger.add(Drawn(STAGE, CATEGORY, (("A", 2), ("B", 1))), device="d2")


def plenary(*order: str):
    return lambda ledger: ledger.add(Decided(STAGE, CATEGORY, order, "Ketua", "BA-1", "musyawarah"))


ROWS = (
    row("equal scores share a place and the next is skipped", {"C": [70], "B": [80], "A": [80]},
        "1= A 80.00 80 selected", "1= B 80.00 80 selected", "3 C 70.00 70 selected"),
    row("three equals share a place and two are skipped",
        {"A": [80], "B": [80], "C": [80], "D": [70]},
        "1= A 80.00 80 selected", "1= B 80.00 80 selected", "1= C 80.00 80 selected",
        "4 D 70.00 70 selected"),
    row("rounded scores that are equal share a place", {"A": ["80.004"], "B": ["80.001"]},
        "1= A 80.00 20001/250 selected", "1= B 80.00 80001/1000 selected",
        rounding={"final": 2}, decide_on=DecideOn.ROUNDED),
    row("exact scores that only look equal do not", {"A": ["80.001"], "B": ["80.004"]},
        "1 B 80.00 20001/250 selected", "2 A 80.00 80001/1000 selected", rounding={"final": 2}),
    # --- criterion ---
    row("criterion: the higher panel value", {"A": [sheet(60, 80)], "B": [sheet(80, 60)]},
        "1 B 70.00 70 selected by criterion:a", "2 A 70.00 70 selected by criterion:a",
        rubric=HALVES, tie_break=("criterion:a",)),
    row("criterion: equal values tell nothing", {"A": [sheet(70, 70)], "B": [sheet(70, 70)]},
        "1= A 70.00 70 selected", "1= B 70.00 70 selected",
        rubric=HALVES, tie_break=("criterion:a",)),
    # a: A 40 -> worth 60, B 60 -> worth 40; b 40 and 60: both 50.
    row("criterion: where less is better, the lower mark",
        {"A": [sheet(60, 60)], "B": [sheet(40, 40)]},
        "1 B 50.00 50 selected by criterion:a", "2 A 50.00 50 selected by criterion:a",
        rubric=A_DOWN, tie_break=("criterion:a",)),
    row("criterion: where it does not apply to one, it tells nothing",
        {"A": [sheet(70, 70)], "B": [sheet(None, 70)]},
        "1= A 70.00 70 selected", "1= B 70.00 70 selected",
        rubric=MAYBE, tie_break=("criterion:a",)),
    # Median of a: A 60, B 50; the means are 60 and 70.
    row("criterion: by the panel's rule",
        {"A": [sheet(60, 60), sheet(60, 60), sheet(60, 60)],
         "B": [sheet(50, 70), sheet(50, 70), sheet(100, 20)]},
        "1 A 60.00 60 selected by criterion:a", "2 B 60.00 60 selected by criterion:a",
        rubric=HALVES, panel={"method": Method.MEDIAN}, tie_break=("criterion:a",)),
    # --- stage ---
    stages("stage: the higher score there",
           [a_stage("satu"), a_stage("dua", tie_break=("stage:satu",))],
           {"satu": {"A": [80], "B": [90]}, "dua": {"A": [70], "B": [70]}},
           "1 B 70.00 70 selected by stage:satu", "2 A 70.00 70 selected by stage:satu",
           still="not_final"),
    stages("stage: equal scores there tell nothing",
           [a_stage("satu"), a_stage("dua", tie_break=("stage:satu",))],
           {"satu": {"A": [80], "B": [80]}, "dua": {"A": [70], "B": [70]}},
           "1= A 70.00 70 selected", "1= B 70.00 70 selected", still="not_final"),
    # Rank sums there: A 2, B 4; the lower is ahead.
    stages("stage: a lower rank sum is the higher score",
           [a_stage("satu", panel={"method": Method.RANK_SUM}),
            a_stage("dua", tie_break=("stage:satu",))],
           {"satu": {"A": [90, 90], "B": [80, 80]}, "dua": {"A": [70, 70], "B": [70, 70]}},
           "1 A 70.00 70 selected by stage:satu", "2 B 70.00 70 selected by stage:satu",
           still="not_final"),
    # Both 70 weighed: A 80 and 60, B 60 and 80.
    stages("stage: its own name means its own panel score",
           [a_stage("satu"),
            a_stage("dua", weigh={"satu": 50, "dua": 50}, tie_break=("stage:dua",))],
           {"satu": {"A": [80], "B": [60]}, "dua": {"A": [60], "B": [80]}},
           "1 B 70.00 70 selected by stage:dua", "2 A 70.00 70 selected by stage:dua",
           still="not_final"),
    # --- the counted sheets' totals; all means are 70 ---
    row("median: the higher", {"A": [60, 70, 80], "B": [50, 80, 80]},
        "1 B 70.00 70 selected by median", "2 A 70.00 70 selected by median",
        tie_break=("median",)),
    row("median: equal ones tell nothing", {"A": [60, 70, 80], "B": [50, 70, 90]},
        "1= A 70.00 70 selected", "1= B 70.00 70 selected", tie_break=("median",)),
    row("highest sheet: the higher", {"A": [60, 70, 80], "B": [50, 70, 90]},
        "1 B 70.00 70 selected by highest_sheet", "2 A 70.00 70 selected by highest_sheet",
        tie_break=("median", "highest_sheet")),
    row("highest sheet: equal ones tell nothing", {"A": [60, 60, 90], "B": [50, 70, 90]},
        "1= A 70.00 70 selected", "1= B 70.00 70 selected", tie_break=("highest_sheet",)),
    row("lowest sheet: the higher", {"A": [60, 70, 80], "B": [50, 70, 90]},
        "1 A 70.00 70 selected by lowest_sheet", "2 B 70.00 70 selected by lowest_sheet",
        tie_break=("lowest_sheet",)),
    row("lowest sheet: equal ones tell nothing", {"A": [50, 75, 85], "B": [50, 70, 90]},
        "1= A 70.00 70 selected", "1= B 70.00 70 selected", tie_break=("lowest_sheet",)),
    # By criteria: a 70 and 70, b 70 and 70; the sheets' totals are 60 and 80, 70 and 70.
    row("by criteria, too, the sheets' totals are asked",
        {"A": [sheet(60, 60), sheet(80, 80)], "B": [sheet(70, 70), sheet(70, 70)]},
        "1 B 70.00 70 selected by lowest_sheet", "2 A 70.00 70 selected by lowest_sheet",
        rubric=HALVES, panel={"combine": Combine.CRITERIA}, tie_break=("lowest_sheet",)),
    # --- head to head ---
    row("head to head: more scorers with a higher sheet", {"A": [70, 70, 70], "B": [80, 80, 50]},
        "1 B 70.00 70 selected by head_to_head", "2 A 70.00 70 selected by head_to_head",
        tie_break=("head_to_head",)),
    row("head to head: as many on each side tells nothing", {"A": [80, 60], "B": [60, 80]},
        "1= A 70.00 70 selected", "1= B 70.00 70 selected", tie_break=("head_to_head",)),
    row("head to head: only for exactly two",
        {"A": [70, 70, 70], "B": [80, 80, 50], "C": [70, 70, 70]},
        "1= A 70.00 70 selected", "1= B 70.00 70 selected", "1= C 70.00 70 selected",
        tie_break=("head_to_head",)),
    # highest_sheet leaves A and B (80), C has 70; of A and B, A is higher at j1 and j2.
    row("head to head: for the two that an earlier step leaves",
        {"A": [80, 80, 50], "B": [65, 65, 80], "C": [70, 70, 70]},
        "1 A 70.00 70 selected by head_to_head", "2 B 70.00 70 selected by head_to_head",
        "3 C 70.00 70 selected by highest_sheet", tie_break=("highest_sheet", "head_to_head")),
    # --- lots ---
    row("lot: the lower comes first", {"A": [70], "B": [70]},
        "1 B 70.00 70 selected by lot", "2 A 70.00 70 selected by lot",
        tie_break=("lot",), also=[lots(A=2, B=1)]),
    row("lot: one without a lot is not put last by it", {"A": [70], "B": [70]},
        "1= A 70.00 70 selected", "1= B 70.00 70 selected",
        tie_break=("lot",), also=[lots(B=1)]),
    row("lot: no lots, no order", {"A": [70], "B": [70]},
        "1= A 70.00 70 selected", "1= B 70.00 70 selected", tie_break=("lot",)),
    row("lot: two draws that contradict each other decide nothing", {"A": [70], "B": [70]},
        "1= A 70.00 70 selected", "1= B 70.00 70 selected",
        tie_break=("lot",), also=[two_draws], still="conflict"),
    row("lots that the ladder does not name decide nothing", {"A": [70], "B": [70]},
        "1= A 70.00 70 selected", "1= B 70.00 70 selected", also=[lots(A=1, B=2)]),
    row("a step is named also on one it left tied with another",
        {"A": [60, 80], "B": [60, 80], "C": [70, 70]},
        "1= A 70.00 70 selected by highest_sheet", "1= B 70.00 70 selected by highest_sheet",
        "3 C 70.00 70 selected by highest_sheet", tie_break=("highest_sheet",)),
    # --- the quota line ---
    row("a tie across the quota line is open", {"A": [70], "B": [70], "C": [80]},
        "1 C 80.00 80 selected", "2= A 70.00 70 tied_at_line", "2= B 70.00 70 tied_at_line",
        quota=2, still="tie_at_line"),
    row("a tie above the line is not", {"A": [70], "B": [70], "C": [60]},
        "1= A 70.00 70 selected", "1= B 70.00 70 selected", "3 C 60.00 60 beyond_quota",
        quota=2),
    row("a tie below the line is not", {"A": [70], "B": [70], "C": [80]},
        "1 C 80.00 80 selected", "2= A 70.00 70 beyond_quota", "2= B 70.00 70 beyond_quota",
        quota=1),
    row("the ladder ends a tie across the line", {"A": [60, 80], "B": [70, 70]},
        "1 B 70.00 70 selected by lowest_sheet", "2 A 70.00 70 beyond_quota by lowest_sheet",
        quota=1, tie_break=("lowest_sheet",)),
    row("the plenary ends a tie across the line", {"A": [70], "B": [70]},
        "1 B 70.00 70 selected by plenary", "2 A 70.00 70 beyond_quota by plenary",
        quota=1, also=[plenary("B", "A")]),
    row("the plenary orders nobody who is not tied at the line", {"A": [70], "B": [80]},
        "1 B 80.00 80 selected", "2 A 70.00 70 beyond_quota",
        quota=1, also=[plenary("A", "B")]),
    row("whom the plenary does not name comes after, still tied",
        {"A": [70], "B": [70], "C": [70]},
        "1 C 70.00 70 selected by plenary", "2= A 70.00 70 tied_at_line by plenary",
        "2= B 70.00 70 tied_at_line by plenary",
        quota=2, also=[plenary("C")], still="tie_at_line"),
    row("the quota counts only those who pass", {"A": [60], "B": [80], "C": [90]},
        "1 C 90.00 90 selected", "2 B 80.00 80 selected", "3 A 60.00 60 fails",
        quota=3, pass_at=70),
    # A and B both 70; a of A is 40, below 50: A fails and takes no seat of the quota.
    row("one who fails shares a place and takes no seat",
        {"A": [sheet(40, 100)], "B": [sheet(70, 70)]},
        "1= A 70.00 70 fails", "1= B 70.00 70 selected", rubric=LEAST_FIFTY, quota=1),
    row("a quota of nobody selects nobody", {"A": [70]}, "1 A 70.00 70 beyond_quota", quota=0),
)  # fmt: skip
