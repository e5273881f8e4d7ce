"""Shares, weights, roundings, and what is shown beside a verdict."""

from __future__ import annotations

from builders import a_criterion, a_rubric, a_scale, a_stage
from cases.row import PER_CENT, one_criterion, row, sheet, stages
from upakarti_tui.domain.programme.template import Combine, DecideOn, Direction, Method, Total, Zero

LEVELS = a_rubric(a_criterion("a", 100))
FROM_MIN = a_rubric(a_criterion("a", 100, a_scale(zero=Zero.MIN)))
DOWN = a_rubric(a_criterion("a", 100, direction=Direction.DOWN))
DOWN_FROM_MIN = a_rubric(a_criterion("a", 100, a_scale(zero=Zero.MIN), direction=Direction.DOWN))
PENALTY = a_rubric(
    a_criterion("a", 2),
    a_criterion("b", 1, a_scale(0, 10, None), direction=Direction.DOWN),
    total=Total.SUM,
)
ONLY_PENALTY = a_rubric(
    a_criterion("a", 1, a_scale(0, 10, None), direction=Direction.DOWN), total=Total.SUM
)
QUARTERS = a_scale("0.25", 10, "0.25")
NINE = ("8.5", "9.25", "9.25", 9, 9, 9, 9, 9, "9.5")
"""Without the 8.5 and the 9.5: 63.5 / 7 = 9.0714..."""

THIRDS = a_rubric(
    a_criterion("a", "33.3", PER_CENT),
    a_criterion("b", "33.3", PER_CENT),
    a_criterion("c", "33.4", PER_CENT),
)
HALVES = a_rubric(a_criterion("a", 50, PER_CENT), a_criterion("b", 50, PER_CENT))
LEAST_TWO = a_rubric(a_criterion("a", 50, minimum=2), a_criterion("b", 50))

TRIMMED = {"combine": Combine.CRITERIA, "method": Method.TRIMMED_MEAN}
CRITERIA = {"combine": Combine.CRITERIA}
ROUNDED = DecideOn.ROUNDED
TWO = {"final": 2}


def sums(weight: str, scale=QUARTERS):
    return a_rubric(a_criterion("a", weight, scale), total=Total.SUM)


ROWS = (
    # --- shares ---
    row("a mark is worth mark / max", {"A": [3]}, "1 A 60.00 60 selected", rubric=LEVELS),
    row("with zero: min, (mark - min) / (max - min)", {"A": [3]}, "1 A 50.00 50 selected",
        rubric=FROM_MIN),
    row("the lowest mark is worth nothing only with zero: min", {"A": [1]},
        "1 A 0.00 0 selected", rubric=FROM_MIN),
    row("down: max + min - mark, here 4 of 5", {"A": [2]}, "1 A 80.00 80 selected", rubric=DOWN),
    row("down with zero: min: (4 - 1) / 4", {"A": [2]}, "1 A 75.00 75 selected",
        rubric=DOWN_FROM_MIN),
    row("in a sum, down subtracts: 2 x 5 - 1 x 3", {"A": [sheet(5, 3)]},
        "1 A 7.00 7 selected", rubric=PENALTY),
    row("weights 33,3 / 33,3 / 33,4 sum to exactly 100", {"A": [sheet(70, 70, 70)]},
        "1 A 70.00 70 selected", rubric=THIRDS, pass_at=70),
    # --- the passing grade ---
    row("equal to the grade passes", {"A": [70]}, "1 A 70.00 70 selected", pass_at=70),
    row("69,996 fails 70 and shows why", {"A": ["69.996"]}, "1 A 69.996 17499/250 fails",
        pass_at=70, rounding=TWO),
    row("69,996 rounded is 70,00 and passes", {"A": ["69.996"]},
        "1 A 70.00 17499/250 selected", pass_at=70, rounding=TWO, decide_on=ROUNDED),
    row("69,9949 is rounded once: 69,99, not 69,995 and then 70,00", {"A": ["69.9949"]},
        "1 A 69.99 699949/10000 fails", pass_at=70, rounding=TWO, decide_on=ROUNDED),
    row("decide_on rounded without a final rounding is exact", {"A": ["69.996"]},
        "1 A 69.996 17499/250 fails", pass_at=70, decide_on=ROUNDED),
    # 0.7 + 0.1 is 0.7999999999999999 in floating point.
    row("0,7 + 0,1 is 0,8", {"A": ["0.7", "0.1"]}, "1 A 0.80 4/5 selected",
        pass_at="0.8", panel={"method": Method.SUM}),
    # (66 + 67 + 77) / 3 = 70
    row("thirds add up to the grade", {"A": [66, 67, 77]}, "1 A 70.00 70 selected", pass_at=70),
    # (69.995 + 70.004) / 2 = 69.9995; each sheet rounded first would give 70.00.
    row("nothing is rounded before the step that is named", {"A": ["69.995", "70.004"]},
        "1 A 69.9995 139999/2000 fails", pass_at=70, rounding=TWO),
    row("without a grade nobody fails", {"A": [1]}, "1 A 1.00 1 selected"),
    # --- roundings ---
    row("a half is rounded up, also at an even digit: 2,345", {"A": ["2.345"]},
        "1 A 2.35 469/200 selected", rounding=TWO, decide_on=ROUNDED),
    row("70,5 without decimals is 71", {"A": ["70.5"]}, "1 A 71 141/2 selected",
        pass_at=71, rounding={"final": 0}, decide_on=ROUNDED),
    row("a negative half moves away from zero", {"A": ["2.345"]}, "1 A -2.35 -469/200 selected",
        rubric=ONLY_PENALTY, rounding=TWO, decide_on=ROUNDED),
    # 70.00 and 70.01; unrounded the mean were 70.0045.
    row("the sheet rounding comes before the panel", {"A": ["70.004", "70.005"]},
        "1 A 70.01 14001/200 selected", rounding={"sheet": 2}),
    # 33.335 -> 33.34 and 36.665 -> 36.67 on the sheet; together 70.01.
    row("the weighted rounding is of each criterion on its sheet",
        {"A": [sheet("66.67", "73.33")]}, "1 A 70.01 7001/100 selected",
        rubric=HALVES, rounding={"weighted": 2}),
    # 9.07 x 0.8 = 7.256
    row("criterion, then weighted: 9,0714 to 9,07, x 0,8 to 7,26", {"A": list(NINE)},
        "1 A 7.26 363/50 selected", rubric=sums("0.8"), panel=TRIMMED,
        rounding={"criterion": 2, "weighted": 2}),
    # 9.07 x 10; unrounded 90.714...
    row("the criterion rounding is on the mark's own scale", {"A": list(NINE)},
        "1 A 90.70 907/10 selected", rubric=sums("10"), panel=TRIMMED,
        rounding={"criterion": 2}),
    # 25/3 x 3 = 25; with 8.33 it were 24.99.
    row("a criterion without its rounding stays exact", {"A": [8, 8, 9]},
        "1 A 25.00 25 selected", rubric=sums("3", PER_CENT), panel=CRITERIA,
        rounding={"weighted": 2}),
    row("and rounded it is not", {"A": [8, 8, 9]}, "1 A 24.99 2499/100 selected",
        rubric=sums("3", PER_CENT), panel=CRITERIA, rounding={"criterion": 2}),
    # By sheets 25/3 stays, however `criterion` is set.
    row("by sheets, criterion rounds nothing", {"A": [8, 8, 9]}, "1 A 25.00 25 selected",
        rubric=sums("3", PER_CENT), rounding={"criterion": 2}),
    # By criteria the sheets are not totalled: 70.004 and 70.005 give 70.0045.
    row("by criteria, sheet rounds nothing", {"A": ["70.004", "70.005"]},
        "1 A 70.00 140009/2000 selected", panel=CRITERIA, rounding={"sheet": 2}),
    # --- digits beside the verdict ---
    row("scores that the quota line parts are told apart", {"A": ["84.671"], "B": ["84.669"]},
        "1 A 84.671 84671/1000 selected", "2 B 84.669 84669/1000 beyond_quota",
        quota=1, rounding=TWO),
    row("scores on one side of the line need not be", {"A": ["84.671"], "B": ["84.669"]},
        "1 A 84.67 84671/1000 selected", "2 B 84.67 84669/1000 selected", rounding=TWO),
    row("whoever is equal to one across the line at two digits needs the third, too",
        {"A": ["84.674"], "B": ["84.671"], "C": ["84.669"], "D": ["84.66"]},
        "1 A 84.674 42337/500 selected", "2 B 84.671 84671/1000 selected",
        "3 C 84.669 84669/1000 beyond_quota", "4 D 84.66 4233/50 beyond_quota",
        quota=2, rounding=TWO),
    row("a score is never shown above a better one",
        {"A": ["8.7"], "B": ["8.6"], "C": ["8.55"]},
        "1 A 8.7 87/10 selected", "2 B 8.6 43/5 beyond_quota", "3 C 8.6 171/20 beyond_quota",
        quota=1, rounding={"final": 0}),
    row("whoever passes beside 69,996 needs no further digit", {"A": [70], "B": ["69.996"]},
        "1 A 70.00 70 selected", "2 B 69.996 17499/250 fails", pass_at=70, rounding=TWO),
    row("a grade with more digits than the rounding is not crossed by it", {"A": ["70.0049"]},
        "1 A 70.005 700049/10000 selected", pass_at="70.004", rounding=TWO),
    # 6.999 and 7.001 are 2 in ranks only; the bound 2 is met by 2.
    row("a rank sum above its bound shows it", {"A": [9, 8], "B": [8, 9], "C": [7, 7]},
        "1= A 3 3 selected", "1= B 3 3 selected", "3 C 6 6 fails", pass_at=3,
        panel={"method": Method.RANK_SUM}, rounding={"final": 0}),
    # --- mandatory minimum: (1 + 2) / 2 = 1.5 below 2; 0.5 x 30 + 0.5 x 100 ---
    row("below a minimum fails, whatever the score, and keeps its place",
        {"A": [sheet(1, 5), sheet(2, 5)], "B": [sheet(2, 3), sheet(2, 3)]},
        "1 A 65.00 65 fails", "2 B 50.00 50 selected", rubric=LEAST_TWO, quota=1),
    row("equal to the minimum is enough", {"A": [sheet(1, 5), sheet(3, 5)]},
        "1 A 70.00 70 selected", rubric=LEAST_TWO),
    # Median of 1, 2, 5 is 2; the mean is 2.67, of 1, 1, 5 it is 2.33 and the median 1.
    row("the minimum is held against the panel's own rule",
        {"A": [sheet(1, 5), sheet(1, 5), sheet(5, 5)]}, "1 A 60.00 60 fails",
        rubric=LEAST_TWO, panel={"method": Method.MEDIAN}),
    # Criterion 1.996 is rounded to 2.00 before it is held against 2.
    row("by criteria the minimum meets the rounded value",
        {"A": ["1.996"]}, "1 A 2.00 2 selected", panel=CRITERIA, rounding={"criterion": 2},
        rubric=one_criterion(minimum=2)),
    row("by sheets the minimum meets the exact value", {"A": ["1.996"]},
        "1 A 2.00 499/250 fails", rounding={"criterion": 2}, rubric=one_criterion(minimum=2)),
    # --- stages weighed ---
    stages("45 % of 80 and 55 % of 60",
           [a_stage("satu"), a_stage("dua", weigh={"satu": 45, "dua": 55})],
           {"satu": {"A": [80]}, "dua": {"A": [60]}}, "1 A 69.00 69 selected", still="not_final"),
    # 80.5 -> 81 there: 0.45 x 81 + 33
    stages("an earlier stage is weighed after its own final rounding",
           [a_stage("satu", rounding={"final": 0}), a_stage("dua", weigh={"satu": 45, "dua": 55})],
           {"satu": {"A": ["80.5"]}, "dua": {"A": [60]}}, "1 A 69.45 1389/20 selected",
           still="not_final"),
    # 0.5 x 80 + 0.5 x 60.5 = 70.25; the own score rounded first would give 70.5 and 71.
    stages("this stage's final rounding comes after the weighing",
           [a_stage("satu"),
            a_stage("dua", weigh={"satu": 50, "dua": 50}, rounding={"final": 0},
                    decide_on=ROUNDED)],
           {"satu": {"A": [80]}, "dua": {"A": ["60.5"]}}, "1 A 70 281/4 selected",
           still="not_final"),
    # dua weighs satu; tiga takes dua's own 60, not its 70.
    stages("what is weighed is a stage's own panel score",
           [a_stage("satu"), a_stage("dua", weigh={"satu": 50, "dua": 50}),
            a_stage("tiga", weigh={"dua": 50, "tiga": 50})],
           {"satu": {"A": [80]}, "dua": {"A": [60]}, "tiga": {"A": [40]}},
           "1 A 50.00 50 selected", still="not_final"),
)  # fmt: skip
