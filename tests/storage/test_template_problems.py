"""What a template may not say: one row a mistake, with the whole message it gets."""

from __future__ import annotations

import pytest

from template_texts import changed, problems
from upakarti_tui.domain.text import shown
from upakarti_tui.storage.programmes import templates

NOT_A_NUMBER = (
    "is not a number: digits with at most one comma or dot, such as 70 or 70,5"
    " — write it like 70 or 70.5"
)
NO_ID = (
    "cannot be an id: letters, digits, dot, dash and underscore, "
    "beginning with a letter or digit, at most 64 — choose another id"
)
KEYS = "keys with values are expected here — write key: value"


def case(sentence: str, old: str, new: str, *expected: str) -> object:
    return pytest.param((old, new), [f"t.yaml:{problem}" for problem in expected], id=sentence)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        # --- the top ---
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
        # --- categories ---
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
        # --- rubrics ---
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
        # --- facts ---
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
        # --- stages ---
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
def test_a_mistake_is_told_with_its_place(change: tuple[str, str], expected: list[str]):
    assert problems(changed(change)) == expected


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


def test_a_grade_is_not_judged_by_weights_that_could_not_be_read():
    rounded = (("rounding: {final: 2}", "rounding: {weighted: 0}"), ("besar: 70", "besar: 101"))
    assert problems(changed(*rounded)) == [
        "t.yaml:50:27: nobody can reach 101: the most is 100 — lower the passing grade"
    ]
    assert problems(changed(*rounded, ("weight: 60", "weight: x"))) == [
        f"t.yaml:16:17: “x” {NOT_A_NUMBER}"
    ]
