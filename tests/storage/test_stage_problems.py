"""What stages may not say."""

from __future__ import annotations

import pytest

from template_mistakes import KEYS, case
from template_texts import changed, problems


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        case(
            "a kind that is not known",
            "kind: gate",
            "kind: gerbang",
            "35:11: “gerbang” is not known here — write one of: gate, score",
        ),
        case(
            "a role that is not known",
            "scorers: [juror]",
            "scorers: [jury]",
            "46:15: “jury” is not known here — did you mean juror?",
        ),
        case(
            "a rubric that is not there",
            "besar: isi, kecil: isi",
            "besar: lain, kecil: isi",
            "47:21: “lain” is not among the rubrics — one of: isi",
        ),
        case(
            "a category that is not there",
            "besar: isi, kecil: isi",
            "besar: isi, kecil: isi, tengah: isi",
            "47:46: “tengah” is no category — one of: besar, kecil",
        ),
        case(
            "a stage that scores one category is weighed for both",
            "    rubric: isi\n",
            "    rubric: {kecil: isi}\n",
            "52:23: “lapangan” gives besar no score to weigh — name a rubric there",
        ),
        case(
            "a rubric that is not there for anyone",
            "    rubric: isi\n",
            "    rubric: isu\n",
            "40:13: “isu” is not among the rubrics — one of: isi",
        ),
        case(
            "a gate that asks nothing",
            "    checklist: gerbang\n",
            "",
            "33:5: the gate asks nothing — name the checklist that it asks",
        ),
        case(
            "a gate that is scored",
            "    checklist: gerbang\n",
            "    checklist: gerbang\n    rubric: isi\n    panel: {quorum: 2}\n",
            (
                "37:13: a gate is answered, not scored: it has no rubric"
                " — remove it, or write kind: score"
            ),
            (
                "38:5: a gate is answered, not scored: it has no panel"
                " — remove it, or write kind: score"
            ),
        ),
        case(
            "a fact sheet that is not there",
            "{kecil: kunjungan}",
            "{kecil: kunjung}",
            "41:20: “kunjung” is not among the facts — one of: kunjungan",
        ),
        case(
            "a rounding of half a decimal",
            "{final: 2}",
            "{final: 2.5}",
            "49:23: 2.5 cannot stand here — write a whole number from 0 to 12",
        ),
        case(
            "a quorum of nothing",
            "quorum: 3",
            "quorum: 0",
            "48:52: 0 cannot stand here — write a whole number from 1 to 1000",
        ),
        case(
            "a quota of half a place",
            "quota: 3",
            "quota: '3,5'",
            "51:21: 3.5 cannot stand here — write a whole number from 1 to 1000000",
        ),
        case(
            "a grade that nobody reaches",
            "besar: 70",
            "besar: 101",
            "50:27: nobody can reach 101: the most is 100 — lower the passing grade",
        ),
        case(
            "a grade for a category that is not there",
            "besar: 70",
            "tengah: 70",
            "50:28: “tengah” is no category — one of: besar, kecil",
        ),
        case(
            "pass without a grade",
            '{grade: {besar: 70, kecil: "65,5"}}',
            "{}",
            "50:11: grade is missing — add it",
        ),
        case(
            "stage weights that do not make a hundred",
            "lapangan: 40",
            "lapangan: 41",
            "52:5: the stages' weights sum to 101, not 100 — change a weight",
        ),
        case(
            "a stage weighed that is not scored",
            "{lapangan: 40,",
            "{administrasi: 40,",
            (
                "52:27: “administrasi” is no stage with a rubric up to this one"
                " — one of: lapangan, juri"
            ),
        ),
        case(
            "a ladder of words that are not known",
            "lot]",
            "undian]",
            "53:54: “undian” is no step of a ladder — one of: criterion:ID, stage:ID, median, "
            "highest_sheet, lowest_sheet, head_to_head, lot",
        ),
        case(
            "a ladder to a stage that is a gate",
            "stage:lapangan",
            "stage:administrasi",
            "53:36: “administrasi” is no scored stage up to this one — one of: lapangan, juri",
        ),
        case(
            "a step of a ladder that is a list keeps the others in place",
            '"criterion:hasil", "stage:lapangan", lot',
            '[a], "stage:x"',
            "53:17: a text is expected here — put it in quotes",
            "53:22: “x” is no scored stage up to this one — one of: lapangan, juri",
        ),
        case(
            "a divergence of nothing",
            "range: 20",
            "range: 0",
            "54:25: 0 is not above 0 — write a number above 0",
        ),
        case(
            "stages alike",
            "id: juri",
            "id: Lapangan",
            "44:9: “Lapangan” is taken already, capital letters aside — choose another",
            "52:33: “juri” is no stage with a rubric up to this one — one of: lapangan, Lapangan",
        ),
        case(
            "a stage that is a word",
            (
                "  - id: administrasi\n    title: Administrasi\n    kind: gate\n    checklist:"
                " gerbang\n"
            ),
            "  - administrasi\n",
            f"33:5: {KEYS}",
        ),
    ],
)
def test_a_mistake_in_a_stage_is_told_with_its_place(change, expected):
    assert problems(changed(change)) == expected


def test_of_many_things_to_choose_from_a_few_are_named():
    rubrics = "".join(
        f"  r{n}: {{criteria: [{{id: x, title: X, weight: 100}}]}}\n" for n in range(9)
    )
    text = changed(
        ("rubrics:\n", f"rubrics:\n{rubrics}"), ("besar: isi, kecil: isi", "besar: x, kecil: isi")
    )
    assert problems(text) == [
        "t.yaml:56:21: “x” is not among the rubrics — one of: isi, r0, r1, r2, r3, r4, r5, r6, …"
    ]


def test_more_categories_or_stages_than_any_award_has_are_refused_at_once():
    categories = "".join(f"  k{number}: {{}}\n" for number in range(101))
    stages = "".join(
        f"  - {{id: s{number}, rubric: r, pass: {{grade: 101}}}}\n" for number in range(51)
    )
    text = (
        f"format: upakarti-template/1\nid: a\ntitle: A\ncategories:\n{categories}"
        f"rubrics: {{r: {{criteria: [{{id: x, title: X, weight: 100}}]}}}}\nstages:\n{stages}"
    )
    assert problems(text) == [
        "t.yaml:5:3: 101 entries are too many — at most 100",
        "t.yaml:108:3: 51 entries are too many — at most 50",
    ]
