"""What each state of a mark or a sheet does to a score."""

from __future__ import annotations

from builders import a_criterion, a_rubric
from cases.row import PER_CENT, abstained, never, recused, row, sheet, unsubmitted
from upakarti_tui.domain.programme.template import Combine, NoteRule

TWO = a_rubric(a_criterion("a", 60, PER_CENT), a_criterion("b", 40, PER_CENT, not_applicable=True))
THREE = a_rubric(
    a_criterion("a", 50, PER_CENT),
    a_criterion("b", 30, PER_CENT, not_applicable=True),
    a_criterion("c", 20, PER_CENT),
)
ONE_TO_FIVE = a_rubric(a_criterion("a", note=NoteRule.REQUIRED_BELOW, note_below=3))
NOTED = a_rubric(a_criterion("a", 100, PER_CENT, note=NoteRule.REQUIRED))

ROWS = (
    row(
        "zero is a mark",
        {"A": [0], "B": [50]},
        "1 B 50.00 50 selected",
        "2 A 0.00 0 selected",
    ),
    row(
        # 60 % of 80 + 40 % of 90 = 84; with the blank as zero the mean would be 66.
        "a sheet with a blank does not count, and the blank is no zero",
        {"A": [sheet(80, 90), sheet(80, "_")]},
        "1 A 84.00 84 selected",
        rubric=TWO,
        still="blank",
    ),
    row(
        "a draft leaves a sheet with a blank out",
        {"A": [sheet(80, 90), sheet(80, "_")]},
        "1 A 84.00 84 selected",
        rubric=TWO,
        still="blank",
        draft=True,
    ),
    row(
        "a sheet never begun is unsubmitted",
        {"A": [70, never()]},
        "1 A 70.00 70 selected",
        still="unsubmitted",
    ),
    row(
        "a complete sheet counts for nothing until it is submitted",
        {"A": [70, unsubmitted(90)]},
        "1 A 70.00 70 selected",
        still="unsubmitted",
    ),
    row(
        # Of 70 and 90.
        "a draft counts a complete sheet that is not submitted",
        {"A": [70, unsubmitted(90)]},
        "1 A 80.00 80 selected",
        draft=True,
    ),
    row(
        "nothing submitted at all is below quorum",
        {"A": [unsubmitted(70)], "B": [80]},
        "1 B 80.00 80 selected",
        "- A below_quorum",
        still="quorum unsubmitted",
    ),
    row(
        # Of 60 and 90.
        "an abstention counts for nothing and leaves nothing open",
        {"A": [60, abstained(), 90]},
        "1 A 75.00 75 selected",
    ),
    row(
        "a recused scorer's mark is kept and not counted",
        {"A": [60, recused(0), 90]},
        "1 A 75.00 75 selected",
    ),
    row(
        "a recusal before any mark counts for nothing",
        {"A": [60, recused()]},
        "1 A 60.00 60 selected",
    ),
    row(
        "a candidate whose every scorer is recused has no place",
        {"A": [recused(80), recused()], "B": [50, 70]},
        "1 B 60.00 60 selected",
        "- A recused",
        still="quorum",
    ),
    row(
        "a recusal that leaves too few is below quorum",
        {"A": [60, recused(70)], "B": [50, 70]},
        "1 B 60.00 60 selected",
        "- A below_quorum",
        panel={"quorum": 2},
        still="quorum",
    ),
    row(
        # The weight of b goes to a: 100 % of 80. As zero b would make it 48.
        "what does not apply gives its weight to the others",
        {"A": [sheet(80, None)]},
        "1 A 80.00 80 selected",
        rubric=TWO,
    ),
    row(
        # 90 x 50/70 + 60 x 20/70 = 5700/70
        "the other weights grow in proportion",
        {"A": [sheet(90, None, 60)]},
        "1 A 81.43 570/7 selected",
        rubric=THREE,
    ),
    row(
        "a sheet on which nothing applies is nothing to count",
        {"A": [sheet(None)], "B": [50]},
        "1 B 50.00 50 selected",
        "- A below_quorum",
        still="quorum",
    ),
    row(
        # Sheets: 80 (b does not apply) and 0.6 x 60 + 0.4 x 90 = 72; mean 76.
        "by sheets, what does not apply is rescaled on its sheet",
        {"A": [sheet(80, None), sheet(60, 90)]},
        "1 A 76.00 76 selected",
        rubric=TWO,
    ),
    row(
        # a: (80 + 60) / 2 = 70; b: 90 alone; 0.6 x 70 + 0.4 x 90 = 78.
        "by criteria, the panel of a criterion is those for whom it applies",
        {"A": [sheet(80, None), sheet(60, 90)]},
        "1 A 78.00 78 selected",
        rubric=TWO,
        panel={"combine": Combine.CRITERIA},
    ),
    row(
        "by criteria, one that applies for nobody gives its weight away",
        {"A": [sheet(80, None), sheet(60, None)]},
        "1 A 70.00 70 selected",
        rubric=TWO,
        panel={"combine": Combine.CRITERIA},
    ),
    row(
        "a required note that is missing makes the sheet incomplete",
        {"A": [70]},
        "- A below_quorum",
        rubric=NOTED,
        still="blank quorum",
    ),
    row(
        # 3 of 5 is 60; 2 lies below 3 and needs words.
        "a note is required only below the mark that asks for one",
        {"A": [3], "B": [2]},
        "1 A 60.00 60 selected",
        "- B below_quorum",
        rubric=ONE_TO_FIVE,
        still="blank quorum",
    ),
)
