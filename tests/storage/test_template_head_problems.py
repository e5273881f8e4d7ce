"""What the head of a template and its categories may not say."""

from __future__ import annotations

import pytest

from template_mistakes import KEYS, NO_ID, case
from template_texts import changed, problems
from upakarti_tui.domain.text import shown
from upakarti_tui.storage.programmes import templates


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        case(
            "a newer format",
            "template/1",
            "template/2",
            "1:9: this format is not known here — write upakarti-template/1",
        ),
        case("no format", "format: upakarti-template/1\n", "", "1:1: format is missing — add it"),
        case(
            "an unknown key", "notice:", "notiz:", "5:1: unknown key “notiz” — did you mean notice?"
        ),
        case(
            "an unknown key like nothing", "notice:", "zzz:", "5:1: unknown key “zzz” — remove it"
        ),
        case(
            "a needed key misspelt is one mistake",
            "title: Penghargaan",
            "titel: Penghargaan",
            "3:1: unknown key “titel” — did you mean title?",
        ),
        case(
            "a key that is there already, misspelt",
            "edition: 2024",
            "tittle: 2024",
            "4:1: unknown key “tittle” — did you mean title?",
        ),
        case(
            "a long unknown key",
            "notice:",
            "n" * 50 + ":",
            f"5:1: unknown key “{'n' * 39}…” — remove it",
        ),
        case(
            "an unknown key of forty letters",
            "notice:",
            "n" * 40 + ":",
            f"5:1: unknown key “{'n' * 40}” — remove it",
        ),
        case(
            "an empty title",
            "title: Penghargaan Contoh",
            "title: ''",
            "3:8: nothing is written here — write a text",
        ),
        case(
            "no value at all",
            "title: Penghargaan Contoh",
            "title:",
            "3:7: nothing is written here — write a value, or remove the key",
        ),
        case(
            "a list for a text",
            "title: Penghargaan Contoh",
            "title: [a]",
            "3:8: a text is expected here — put it in quotes",
        ),
        case(
            "a text for a list",
            'basis: ["Undang-Undang Nomor 3 Tahun 2014"]',
            "basis: UU",
            "6:8: a list is expected here — write [one, two], or a line with - each",
        ),
        case("an id with a space", "id: contoh", "id: con toh", f"2:5: “con toh” {NO_ID}"),
        case(
            "an id that is a list",
            "id: contoh",
            "id: []",
            "2:5: an id is expected here — choose another id",
        ),
        case(
            "an id of a hundred letters",
            "id: contoh",
            "id: " + "x" * 100,
            f"2:5: “{'x' * 64}” {NO_ID}",
        ),
        case(
            "a hidden character in an escape",
            "title: Penghargaan Contoh",
            'title: "a\\u202eb"',
            (
                "3:8: the character U+202E (RIGHT-TO-LEFT OVERRIDE) at position 2 cannot be"
                " seen or printed — write it anew"
            ),
        ),
        case(
            "a title too long",
            "title: Penghargaan Contoh",
            "title: " + "a" * 4001,
            "3:8: 4001 characters are too many, at most 4000 — write it anew",
        ),
        case("an alias", 'notice: "CONTOH"', "notice: *x", "5:9: the alias *x — write it out"),
        case(
            "categories as a list",
            "  besar: {title: Usaha Besar, code: UB}\n  kecil: {title: Usaha Kecil, code: UK}\n",
            "  [besar, kecil]\n",
            f"8:3: {KEYS}",
        ),
        case("a category without keys", "{title: Usaha Besar, code: UB}", "Besar", f"8:10: {KEYS}"),
        case("a code of a time of day", "code: UB", "code: 12:30", f"8:37: “12:30” {NO_ID}"),
        case(
            "two codes alike",
            "code: UB",
            "code: uk",
            "9:37: “UK” is taken already, capital letters aside — choose another",
        ),
    ],
)
def test_a_mistake_in_the_head_is_told_with_its_place(change, expected):
    assert problems(changed(change)) == expected


@pytest.mark.parametrize("written", ["011", "NO", "on", "1e3", "1_000", "0x1F"])
def test_a_code_that_other_programs_resolve_stays_what_was_written(written: str):
    template = templates.parse(changed(("code: UB", f"code: {written}")).encode(), "t.yaml")
    assert template.categories[0].code == written


@pytest.mark.parametrize(
    "written", ["12:30", "60:40", ".nan", "1.000,5", "../x", "-x", "a b", "ab\u0301c", "á", "Ａ"]
)
def test_what_is_no_id_cannot_be_a_code(written: str):
    [problem] = problems(changed(("code: UB", f'code: "{written}"')))
    assert problem == f"t.yaml:8:37: “{shown(written)}” {NO_ID}"
