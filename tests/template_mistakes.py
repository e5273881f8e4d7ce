"""One row a mistake that a template may hold, with the whole messages that it gets."""

from __future__ import annotations

import pytest

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
