"""What rubrics and facts may not say."""

from __future__ import annotations

import pytest

from template_mistakes import NOT_A_NUMBER, case
from template_texts import changed, problems


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        case(
            "weights below a hundred",
            "weight: 60",
            "weight: 59,99",
            "13:5: the weights sum to 99.99, not 100 — change a weight, or write total: sum",
        ),
        case(
            "weights above a hundred",
            "weight: 60",
            'weight: "60.01"',
            "13:5: the weights sum to 100.01, not 100 — change a weight, or write total: sum",
        ),
        case(
            "a weight of nothing",
            "weight: 60",
            "weight: 0",
            "16:17: 0 is not above 0 — write a number above 0",
        ),
        case(
            "a weight below nothing",
            "weight: 60",
            "weight: -1",
            "16:17: -1 is not above 0 — write a number above 0",
        ),
        case(
            "a weight twice",
            "weight: 60",
            "weight: 60\n        weight: 60",
            "17:9: the key “weight” is here twice — keep one; the first is in line 16",
        ),
        case(
            "a weight misspelt is one mistake",
            "weight: 60",
            "wieght: 60",
            "16:9: unknown key “wieght” — did you mean weight?",
        ),
        case(
            "a weight that is a list",
            "weight: 60",
            "weight: [60]",
            "16:17: a number is expected here — write it like 70 or 70.5",
        ),
        case("no weight", "        weight: 60\n", "", "14:9: weight is missing — add it"),
        case(
            "a scale upside down",
            "min: 1, max: 5, step: 1",
            "min: 5, max: 1, step: 1",
            "12:18: the scale runs from 5 to 1 — write the smaller number at min",
        ),
        case(
            "a scale without a top",
            "min: 1, max: 5, step: 1",
            "min: 1, step: 1",
            "12:12: max is missing — add it",
        ),
        case(
            "steps that do not lead up",
            "max: 5, step: 1",
            "max: 5, step: 3",
            "12:35: steps of 3 do not lead from 1 to 5 — choose a step that divides the scale",
        ),
        case(
            "a step of nothing",
            "max: 5, step: 1",
            "max: 5, step: 0",
            "12:35: 0 is not above 0 — write a number above 0",
        ),
        case(
            "percent of a scale below nothing",
            "min: 0, max: 100",
            "min: -5, max: 100",
            "22:9: a mark below 0 has no percentage of the highest mark"
            " — write zero: min in the scale, or total: sum",
        ),
        case(
            "a level off the scale",
            "5: Baik",
            "6: Baik",
            "17:18: 6 is not on the scale: 1 to 5 in steps of 1 — write a mark of the scale",
        ),
        case(
            "a level twice",
            "{5: Baik",
            '{"5,0": Lagi, 5: Baik',
            "17:31: the mark 5 has a level already — keep one",
        ),
        case("a level that is no number", "5: Baik", "lima: Baik", f"17:18: “lima” {NOT_A_NUMBER}"),
        case(
            "a level without words",
            "5: Baik",
            "5: ''",
            "17:21: nothing is written here — write a text",
        ),
        case(
            "a minimum off the scale",
            "minimum: 2",
            "minimum: 7",
            "18:18: 7 is not on the scale: 1 to 5 in steps of 1 — write a mark of the scale",
        ),
        case(
            "a note below a mark off the scale",
            "required_below: 50",
            "required_below: 101",
            "23:9: 101 is not on the scale: 0 to 100 — write a mark of the scale",
        ),
        case(
            "a note below which mark",
            "note: {required_below: 50}",
            "note: required_below",
            "23:15: below which mark? — write note: {required_below: 3}",
        ),
        case(
            "a note rule that is not known",
            "note: {required_below: 50}",
            "note: requird",
            "23:15: “requird” is not known here — did you mean required?",
        ),
        case(
            "a comma in a number among commas",
            "{min: 0, max: 100}",
            "{min: 0, max: 99,5}",
            '22:33: the comma ends the number — write "99,5" in quotes',
        ),
        case(
            "a rubric of nothing",
            "        minimum: 2\n",
            "        minimum: [2]\n",
            "18:18: a number is expected here — write it like 70 or 70.5",
        ),
        case(
            "criteria alike",
            "id: hasil",
            "id: Gagasan",
            "19:13: “Gagasan” is taken already, capital letters aside — choose another",
            "53:17: “hasil” is no criterion of this stage — one of: gagasan, Gagasan",
        ),
        case(
            "a flag that is not true or false",
            "blocking: false",
            "blocking: tidak",
            "27:41: neither true nor false — write true or false",
        ),
        case(
            "nobody to score",
            "scorers: [juror]",
            "scorers: []",
            "46:14: nobody scores here — name a role, or remove the key",
        ),
        case(
            "a number asked of a text",
            "type: number, at_least: 5",
            "at_least: 5",
            "30:55: at_least asks for a number — write type: number",
        ),
        case(
            "a type that is not known",
            "type: number",
            "type: angka",
            "30:51: “angka” is not known here — write one of: number, text",
        ),
    ],
)
def test_a_mistake_in_a_rubric_is_told_with_its_place(change, expected):
    assert problems(changed(change)) == expected


PRETENDERS = (
    *("011", "NO", "on", "12:30", "60:40", "1e3", ".nan", ".inf", "-.inf", "1_000", "0x1F", "0o17"),
    *("1.000,5", "1,000.5", "+60", "-0", "60 ", "6 0", "６０", "٦٠", "2024-13-45", "true", "null"),
    *("~", "60%", "6" * 5000, "60.", ".60", "-"),
)


@pytest.mark.parametrize("written", PRETENDERS)
def test_a_weight_that_programs_read_differently_is_refused(written: str):
    [problem] = problems(changed(("weight: 60", f"weight: '{written}'")))
    assert problem.startswith("t.yaml:16:17: ")


@pytest.mark.parametrize("written", [one for one in PRETENDERS if one not in {"60 ", "-"}])
def test_without_quotes_it_is_refused_as_well(written: str):
    [problem] = problems(changed(("weight: 60", f"weight: {written}")))
    assert problem.startswith("t.yaml:16:17: ")


def test_a_grade_is_not_judged_by_weights_that_could_not_be_read():
    rounded = (("rounding: {final: 2}", "rounding: {weighted: 0}"), ("besar: 70", "besar: 101"))
    assert problems(changed(*rounded)) == [
        "t.yaml:50:27: nobody can reach 101: the most is 100 — lower the passing grade"
    ]
    assert problems(changed(*rounded, ("weight: 60", "weight: x"))) == [
        f"t.yaml:16:17: “x” {NOT_A_NUMBER}"
    ]
