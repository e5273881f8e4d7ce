"""Many mistakes in one template: each is told, with its line and with what to do."""

from __future__ import annotations

import pytest

from template_mistakes import KEYS, NOT_A_NUMBER
from template_texts import changed, problems


def test_a_template_with_ten_mistakes_reports_ten_each_with_its_line():
    text = changed(
        ("edition: 2024", "editon: 2024"),
        ("code: UK", "code: ub"),
        ("        title: Gagasan\n", ""),
        ("weight: 40", "weight: 4O"),
        ("5: Baik", "9: Baik"),
        ("id: izin", "id: izin usaha"),
        ("kind: gate", "kind: gates"),
        ("{kecil: kunjungan}", "{kecil: kunjungan, tengah: kunjungan}"),
        ("besar: 70", "besar: 100.5"),
        ('"criterion:hasil"', '"criterion:hasilnya"'),
    )
    assert [line.split(": ", 1)[0] for line in problems(text)] == [
        "t.yaml:4:1",
        "t.yaml:9:37",
        "t.yaml:14:9",
        "t.yaml:16:18",
        "t.yaml:20:17",
        "t.yaml:26:12",
        "t.yaml:34:11",
        "t.yaml:40:39",
        "t.yaml:49:27",
        "t.yaml:52:17",
    ]


def test_many_mistakes_on_one_line_are_all_told():
    assert problems(changed(("{quota: 3}", "{kuota: 3, quota: x, a: 1}"))) == [
        "t.yaml:51:14: unknown key “kuota” — did you mean quota?",
        f"t.yaml:51:31: “x” {NOT_A_NUMBER}",
        "t.yaml:51:34: unknown key “a” — remove it",
    ]


@pytest.mark.parametrize("written", ["[]", "a", "- 1"])
def test_what_is_no_mapping_at_the_top_is_one_mistake(written: str):
    assert problems(written) == [f"t.yaml:1:1: {KEYS}"]


def test_a_template_of_nothing_lacks_everything_it_needs():
    assert problems("{}") == [
        "t.yaml:1:1: a template needs a rubric or a checklist — add one",
        *(
            f"t.yaml:1:1: {key} is missing — add it"
            for key in ("format", "categories", "id", "title", "stages")
        ),
    ]


def test_empty_lists_and_mappings_are_not_enough():
    text = (
        "format: upakarti-template/1\nid: a\ntitle: A\ncategories: {}\n"
        "rubrics: {r: {criteria: []}}\n"
        "checklists: {c: []}\nfacts: {f: []}\nstages: []\n"
    )
    assert problems(text) == [
        "t.yaml:4:13: no category is named — name at least one",
        "t.yaml:5:25: the list is empty — write at least one entry",
        "t.yaml:6:17: the list is empty — write at least one entry",
        "t.yaml:7:12: the list is empty — write at least one entry",
        "t.yaml:8:9: the list is empty — write at least one entry",
    ]


def test_no_message_shows_a_character_that_moves_the_cursor():
    told = problems(changed(("code: UB", 'code: "\\x1b[2J"'), ("weight: 60", 'weight: "\\x07\\n"')))
    assert len(told) == 2
    assert all(problem.isprintable() for problem in told)


@pytest.mark.parametrize("key", ["format", "id", "categories", "rubrics", "stages", "checklists"])
@pytest.mark.parametrize(
    "value", ["", "''", "[]", "{}", "x y", "[[]]", "{a: {b: []}}", "- 1", "1e3"]
)
def test_every_problem_says_what_to_do(key: str, value: str):
    told = problems(f"{key}: {value}\ntitle: A\n")
    assert told
    assert all(" — " in problem for problem in told)


def test_no_more_than_a_thousand_problems_are_told():
    assert len(problems("\t" * 2000)) == 1000
    assert len(problems("\n".join(f"k{number}: 1" for number in range(2000)))) == 1000
