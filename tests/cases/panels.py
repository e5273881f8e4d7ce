"""What each rule makes of panels of 0 to 10, and of equals, recusals and the quorum.

The marks 40, 90, 10, 75, 60, 95, 20, 85, 50, 72 are taken from the left; every
rule gives another number from the third on.
"""

from __future__ import annotations

from builders import a_criterion, a_rubric
from cases.row import PER_CENT, abstained, never, recused, row, sheet
from upakarti_tui.domain.programme.template import Combine, Method

MARKS = (40, 90, 10, 75, 60, 95, 20, 85, 50, 72)

BY_SIZE = {
    # size: mean, median, trimmed mean, trimmed sum, sum
    1: ("40.00 40", "40.00 40", "40.00 40", "40.00 40", "40.00 40"),
    2: ("65.00 65", "65.00 65", "65.00 65", "130.00 130", "130.00 130"),
    3: ("46.67 140/3", "40.00 40", "40.00 40", "40.00 40", "140.00 140"),
    4: ("53.75 215/4", "57.50 115/2", "57.50 115/2", "115.00 115", "215.00 215"),
    5: ("55.00 55", "60.00 60", "58.33 175/3", "175.00 175", "275.00 275"),
    6: ("61.67 185/3", "67.50 135/2", "66.25 265/4", "265.00 265", "370.00 370"),
    7: ("55.71 390/7", "60.00 60", "57.00 57", "285.00 285", "390.00 390"),
    8: ("59.38 475/8", "67.50 135/2", "61.67 185/3", "370.00 370", "475.00 475"),
    9: ("58.33 175/3", "60.00 60", "60.00 60", "420.00 420", "525.00 525"),
    10: ("59.70 597/10", "66.00 66", "61.50 123/2", "492.00 492", "597.00 597"),
}
METHODS = (Method.MEAN, Method.MEDIAN, Method.TRIMMED_MEAN, Method.TRIMMED_SUM, Method.SUM)

SIZES = tuple(
    row(
        f"the {method} of {size}",
        {"A": MARKS[:size]},
        f"1 A {results[METHODS.index(method)]} selected",
        panel={"method": method},
    )
    for size, results in BY_SIZE.items()
    for method in METHODS
)

NOBODY = tuple(
    row(
        f"the {method} of nobody",
        {"A": []},
        "- A below_quorum",
        panel={"method": method},
        still="quorum",
    )
    for method in Method
)

RANK_SUM = {"method": Method.RANK_SUM}
RANK_SUMS = tuple(
    row(
        f"the rank sum of {size} who agree",
        {"A": [90] * size, "B": [70] * size, "C": [80] * size},
        f"1 A {size}.00 {size} selected",
        f"2 C {2 * size}.00 {2 * size} selected",
        f"3 B {3 * size}.00 {3 * size} selected",
        panel=RANK_SUM,
    )
    for size in range(1, 11)
)

ONE_SUM = a_rubric(a_criterion("a", 60, PER_CENT), a_criterion("b", 40, PER_CENT))

OTHERS = (
    row(
        # 90, 90, 50, 10: one 90 and the 10 go, (90 + 50) / 2. Without both 90 it were 50.
        "trimming drops one of equal highest",
        {"A": [90, 90, 10, 50]},
        "1 A 70.00 70 selected",
        panel={"method": Method.TRIMMED_MEAN},
    ),
    row(
        # 40 + 90 + 10 + 75 = 215; five would be needed to drop two at each end.
        "four are too few to trim two at each end: the plain mean",
        {"A": MARKS[:4]},
        "1 A 53.75 215/4 selected",
        panel={"method": Method.TRIMMED_MEAN, "trim": 2},
    ),
    row(
        "of five, two trimmed at each end leave the middle one",
        {"A": MARKS[:5]},
        "1 A 60.00 60 selected",
        panel={"method": Method.TRIMMED_MEAN, "trim": 2},
    ),
    row(
        "four are too few to trim two at each end: the plain sum",
        {"A": MARKS[:4]},
        "1 A 215.00 215 selected",
        panel={"method": Method.TRIMMED_SUM, "trim": 2},
    ),
    row(
        "trimming nothing is the mean",
        {"A": MARKS[:3]},
        "1 A 46.67 140/3 selected",
        panel={"method": Method.TRIMMED_MEAN, "trim": 0},
    ),
    row(
        # Totals 80, 40, 30: median 40. By criteria: a 100, 20, 30 -> 30; b 50, 70, 30 -> 50:
        # 0.6 x 30 + 0.4 x 50 = 38.
        "by sheets the median is taken of the totals",
        {"A": [sheet(100, 50), sheet(20, 70), sheet(30, 30)]},
        "1 A 40.00 40 selected",
        rubric=ONE_SUM,
        panel={"method": Method.MEDIAN},
    ),
    row(
        "by criteria the median is taken of each criterion's marks",
        {"A": [sheet(100, 50), sheet(20, 70), sheet(30, 30)]},
        "1 A 38.00 38 selected",
        rubric=ONE_SUM,
        panel={"method": Method.MEDIAN, "combine": Combine.CRITERIA},
    ),
    row(
        "a quorum of two is met by two",
        {"A": [50, 70]},
        "1 A 60.00 60 selected",
        panel={"quorum": 2},
    ),
    row(
        "a quorum of two is not met by one and an abstention",
        {"A": [50, abstained()], "B": [60, 80]},
        "1 B 70.00 70 selected",
        "- A below_quorum",
        panel={"quorum": 2},
        still="quorum",
    ),
    row(
        "sums of different numbers of sheets are open",
        {"A": [50, 60], "B": [90, abstained()]},
        "1 A 110.00 110 selected",
        "2 B 90.00 90 selected",
        panel={"method": Method.SUM},
        still="unequal_panel",
    ),
    row(
        # A: 50 alone of three; B: four sheets, 60 + 70.
        "trimmed sums of different numbers of sheets are open",
        {"A": [40, 50, 60, recused()], "B": [10, 60, 70, 90]},
        "1 B 130.00 130 selected",
        "2 A 50.00 50 selected",
        panel={"method": Method.TRIMMED_SUM},
        still="unequal_panel",
    ),
    row(
        "means of different numbers of sheets are not",
        {"A": [50, 60], "B": [90, abstained()]},
        "1 B 90.00 90 selected",
        "2 A 55.00 55 selected",
    ),
    row(
        # j1: A 1, B and C 2.5 each; j2: C 1, A 2, B 3.
        "equal sheets of one scorer share the mean of their ranks",
        {"A": [90, 80], "B": [70, 60], "C": [70, 95]},
        "1 A 3.00 3 selected",
        "2 C 3.50 7/2 selected",
        "3 B 5.50 11/2 selected",
        panel=RANK_SUM,
    ),
    row(
        # j1: A 1, B 2, C 3; j2: B 1, A 2, C 3. The bound is the most that passes.
        "a rank sum passes at or below the grade",
        {"A": [90, 80], "B": [80, 90], "C": [10, 20]},
        "1= A 3.00 3 selected",
        "1= B 3.00 3 selected",
        "3 C 6.00 6 fails",
        panel=RANK_SUM,
        pass_at=3,
    ),
    row(
        # Among A and B alone: j1 1 and 2, j2 2 and 1. With C (85) in between A had 3, B 4.
        "ranks are taken among those who can be placed; recusal leaves nothing open",
        {"A": [90, 80], "B": [80, 90], "C": [85, recused()]},
        "1= A 3.00 3 selected",
        "1= B 3.00 3 selected",
        "- C incomplete",
        panel=RANK_SUM,
    ),
    row(
        "a rank sum that lacks a sheet for any other reason is open",
        {"A": [90, 80], "B": [80, abstained()]},
        "1 A 2.00 2 selected",
        "- B incomplete",
        panel=RANK_SUM,
        still="incomplete",
    ),
    row(
        # 66.67 and 66.672, both 67 as sheets; by criteria they would not be rounded.
        "ranks are of whole sheets, with their roundings, however marks are combined",
        {"A": [sheet("66.67", "66.67")], "B": [sheet("66.68", "66.66")]},
        "1= A 1.50 3/2 selected",
        "1= B 1.50 3/2 selected",
        rubric=ONE_SUM,
        panel={"method": Method.RANK_SUM, "combine": Combine.CRITERIA},
        rounding={"sheet": 0},
    ),
    row(
        "a scorer whose sheets count for nobody is not missed in a rank sum",
        {"A": [90, never()], "B": [80, never()]},
        "1 A 1.00 1 selected",
        "2 B 2.00 2 selected",
        panel=RANK_SUM,
        still="unsubmitted",
    ),
)

ROWS = (*SIZES, *NOBODY, *RANK_SUMS, *OTHERS)
