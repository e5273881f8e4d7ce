from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upakarti_tui.storage.canonical import (
    DEPTH,
    NotCanonicalError,
    canonical_json,
    digest,
    read_json,
)

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=12,
)


def test_keys_are_sorted_by_code_point_and_no_space_is_written():
    value = {"é": 1, "z": [1, "é"], "\U0001f600": None, "\uffff": True}
    assert canonical_json(value) == ('{"z":[1,"é"],"é":1,"\uffff":true,"\U0001f600":null}'.encode())


def test_text_is_brought_into_nfc_in_keys_and_values():
    assert canonical_json({"e\u0301": "e\u0301"}) == canonical_json({"é": "é"})


@given(values)
def test_what_is_written_is_read_back_and_written_the_same(value):
    try:
        raw = canonical_json(value)
    except NotCanonicalError:
        return
    assert canonical_json(read_json(raw)) == raw
    assert canonical_json(json.loads(raw)) == raw


@pytest.mark.parametrize(
    "value",
    [1.0, float("nan"), {1: "a"}, {"a": {1, 2}}, b"bytes", "\ud800", {"e\u0301": 1, "é": 2}],
)
def test_what_has_no_canonical_form_is_refused(value):
    with pytest.raises(NotCanonicalError):
        canonical_json(value)


def test_nesting_beyond_the_limit_is_refused():
    value: object = "deep"
    for _ in range(DEPTH - 1):
        value = [value]
    assert canonical_json(value)
    with pytest.raises(NotCanonicalError):
        canonical_json([value])


@pytest.mark.parametrize(
    "raw",
    [
        b'{"a":1,"a":2}',
        b"NaN",
        b"Infinity",
        b"1e999",
        b"80.0",
        b"{",
        b'"\\ud800"',
        b"\xff",
        b"[" * 100_000,
        b'{"a":' * 100_000,
    ],
)
def test_hostile_json_is_refused(raw):
    with pytest.raises(NotCanonicalError):
        read_json(raw)


def test_a_digest_belongs_to_its_tag():
    assert digest("a", b"bc") != digest("ab", b"c")
    assert digest("a", b"bc") == digest("a", b"bc")
