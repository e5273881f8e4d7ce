from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from template_texts import GOOD, changed
from template_values import templates as drawn
from upakarti_tui.errors import RefusedError
from upakarti_tui.storage.canonical import canonical_json
from upakarti_tui.storage.programmes import templates
from upakarti_tui.storage.programmes.template_form import fingerprint, form, from_form

if TYPE_CHECKING:
    from upakarti_tui.domain.programme.template import Template

SLOW_TO_DRAW = settings(
    max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None
)


def parse(text: str) -> Template:
    return templates.parse(text.encode(), "t.yaml")


def print_of(text: str) -> str:
    return fingerprint(parse(text))


@SLOW_TO_DRAW
@given(drawn())
def test_a_form_gives_its_template_back(template: Template):
    assert from_form(json.loads(canonical_json(form(template)))) == template


@SLOW_TO_DRAW
@given(drawn())
def test_a_form_written_as_yaml_is_read_as_its_template(template: Template):
    written = yaml.safe_dump(form(template), allow_unicode=True)
    assert parse(written) == template


@SLOW_TO_DRAW
@given(drawn(), drawn())
def test_templates_are_equal_exactly_when_their_fingerprints_are(one: Template, other: Template):
    assert (one == other) == (fingerprint(one) == fingerprint(other))


def test_the_form_leaves_defaults_out():
    smallest = parse(
        "format: upakarti-template/1\nid: kecil\ntitle: Kecil\n"
        "categories: {a: {title: a}}\n"
        "rubrics: {r: {total: percent, criteria: [{id: x, title: X, weight: 100, direction: up,"
        " note: optional, not_applicable: false,"
        " scale: {min: 1, max: 5, step: 1, zero: origin}}]}}\n"
        "stages: [{id: s, title: s, kind: score, rubric: r, panel: {trim: 1, quorum: 1},"
        " decide_on: exact, scorers: [evaluator, team, juror], show_grade: true}]\n"
    )
    assert form(smallest) == {
        "format": "upakarti-template/1",
        "id": "kecil",
        "title": "Kecil",
        "categories": {"a": {}},
        "rubrics": {"r": {"criteria": [{"id": "x", "title": "X", "weight": "100"}]}},
        "stages": [{"id": "s", "kind": "score", "rubric": {"a": "r"}}],
    }


# A template of the first day. Whatever the format learns later, its fingerprint stays.
def test_the_fingerprint_of_a_template_never_changes():
    assert print_of(GOOD) == "8af8138047463bb46ea1f5c3a74d756fd85e6b5ab29eae4a90a83a71352a9099"


SAME = [
    ("a comment", "id: contoh\n", "id: contoh  # pengenal\n\n"),
    ("quotes", "title: Usaha Besar", "title: 'Usaha Besar'"),
    ("a decimal of nothing", "weight: 60", "weight: 60.0"),
    ("a decimal comma", "weight: 60", "weight: '60,00'"),
    (
        "an order of keys",
        "title: Gagasan\n        weight: 60",
        "weight: 60\n        title: Gagasan",
    ),
    ("one rubric for all", "{besar: isi, kecil: isi}", "isi"),
    ("one quota for all", "quota: 3", "quota: {kecil: 3, besar: 3}"),
    ("a default written out", "kind: gate\n", "kind: gate\n    scorers: [secretariat]\n"),
    ("an order of roles named twice", "[juror]", "[juror, juror]"),
    ("lines of a text", "title: Usaha Besar", '"title": "Usaha\n      Besar"'),
    (
        "an order of categories",
        "  besar: {title: Usaha Besar, code: UB}\n  kecil: {title: Usaha Kecil, code: UK}\n",
        "  kecil: {title: Usaha Kecil, code: UK}\n  besar: {title: Usaha Besar, code: UB}\n",
    ),
]


@pytest.mark.parametrize(("sentence", "old", "new"), SAME, ids=[same[0] for same in SAME])
def test_the_fingerprint_is_blind_to(sentence: str, old: str, new: str):
    text = changed((old, new))
    assert parse(text) == parse(GOOD), sentence
    assert print_of(text) == print_of(GOOD)


def test_the_fingerprint_is_blind_to_composition():
    composed = changed(("title: Usaha Besar", "title: Café"))
    apart = unicodedata.normalize("NFD", composed)
    assert apart != composed
    assert print_of(apart) == print_of(composed)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("minimum: 2", "minimum: 2.000000000001"),
        ("title: Hasil", "title: hasil"),
        ("blocking: false", "blocking: true"),
        ('"criterion:hasil", "stage:lapangan"', '"stage:lapangan", "criterion:hasil"'),
        ('notice: "CONTOH"\n', ""),
        ("edition: 2024", "edition: 2024.0"),
    ],
)
def test_the_fingerprint_sees_whatever_means_something(old: str, new: str):
    assert print_of(changed((old, new))) != print_of(GOOD)


# --- hostile forms ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda form: form | {"weight": "1"}, id="an unknown key"),
        pytest.param(lambda form: form | {"edition": ""}, id="a default written out"),
        pytest.param(lambda form: form | {"edition": 2024}, id="a number"),
        pytest.param(lambda form: form | {"edition": "2024 "}, id="a space at the end"),
        pytest.param(lambda form: form | {"title": "Cafe\u0301"}, id="not composed"),
        pytest.param(lambda form: form | {"stages": []}, id="no stages"),
        pytest.param(lambda form: form | {"stages": {}}, id="stages as an object"),
        pytest.param(lambda form: form | {"stages": None}, id="nothing"),
        pytest.param(lambda form: form | {"format": "upakarti-template/2"}, id="a newer format"),
        pytest.param(lambda form: [form], id="a list"),
        pytest.param(lambda _: None, id="null"),
        pytest.param(lambda form: {key: form[key] for key in list(form)[1:]}, id="a key lost"),
    ],
)
def test_a_form_that_is_not_canonical_is_refused(spoil):
    good = form(parse(GOOD))
    assert from_form(good) == parse(GOOD)
    with pytest.raises(ValueError, match=r".+"):
        from_form(spoil(good))


def test_a_number_that_is_not_plain_is_refused_in_a_form():
    written = form(parse(GOOD))
    for weight in ("60.0", "060", "6e1", "+60", "60,0", ""):
        written["rubrics"]["isi"]["criteria"][0]["weight"] = weight
        with pytest.raises(ValueError, match=r".+"):
            from_form(written)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


@given(json_values)
def test_no_value_gets_anything_but_a_template_or_a_value_error(value: object):
    with pytest.raises(ValueError, match=r".+"):
        from_form(value)


def drawn_place(data: st.DataObject, values: Any) -> tuple[Any, Any]:
    """Draw a place in a form: a list or mapping, and the position or key in it."""
    while True:
        keys = list(values) if isinstance(values, dict) else range(len(values))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(values[key], dict | list) or not values[key] or data.draw(st.booleans()):
            return values, key
        values = values[key]


@given(st.data())
def test_a_form_with_one_value_changed_is_refused_or_another_template(data: st.DataObject):
    template = parse(GOOD)
    spoilt = form(template)
    at, key = drawn_place(data, spoilt)
    old = at[key]
    at[key] = data.draw(json_values | st.sampled_from(["1", "70", "isi", "gate", True, False, "x"]))
    try:
        again = from_form(spoilt)
    except ValueError:
        return
    assert (again == template) == (at[key] == old)


# --- structures -------------------------------------------------------------------------

KEYS = (
    *("format", "id", "title", "categories", "rubrics", "checklists", "facts", "stages", "basis"),
    *("scale", "min", "max", "step", "criteria", "weight", "levels", "minimum", "note", "kind"),
    *("rubric", "checklist", "panel", "rounding", "pass", "grade", "select", "quota", "weigh"),
    *("tie_break", "divergence", "range", "interviews", "questions", "required_below", "besar"),
)
SCALARS = (
    "",
    "isi",
    "gate",
    "score",
    "1",
    "5",
    "0",
    "-1",
    "70,5",
    "juri",
    "true",
    "1e9",
    "criterion:x",
)
structures = st.recursive(
    st.sampled_from(SCALARS),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5)
    ),
    max_leaves=25,
)


def parsed_or_refused(values: object) -> Template | None:
    try:
        return templates.parse(yaml.safe_dump(values).encode(), "t.yaml")
    except RefusedError:
        return None


@given(st.dictionaries(st.sampled_from(KEYS), structures, max_size=9))
def test_no_structure_gets_anything_but_a_template_or_a_refusal(values: dict[str, object]):
    parsed_or_refused(values)


@given(st.data())
def test_a_template_with_one_part_replaced_is_read_or_refused(data: st.DataObject):
    values = form(parse(GOOD))
    at, key = drawn_place(data, values)
    at[key] = data.draw(structures)
    template = parsed_or_refused(values)
    if template is not None:
        assert from_form(form(template)) == template
