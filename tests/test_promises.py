"""Every promise is proved by tests that bear its number."""

from __future__ import annotations

import re
from pathlib import Path

HERE = Path(__file__).parent
PROMISES = range(1, 31)
WITH_FULL_COUNTS = {1, 2, 4, 5, 7, 8, 9, 12, 14, 15, 16, 18, 19, 20, 24, 30}
"""Those whose full counts take longer than a test command may."""


def numbered(marked: str) -> set[int]:
    """Return the promises of all tests behind whose decorators such words stand."""
    tests = re.compile(r"((?:^@.*\n(?:^[ )\]].*\n)*)*)^(?:async )?def test_p(\d\d)_", re.MULTILINE)
    return {
        int(number)
        for path in HERE.rglob("test_*.py")
        for decorators, number in tests.findall(path.read_text("utf-8"))
        if re.search(marked, decorators)
    }


def test_every_promise_has_a_test_and_no_other_number_is_used():
    assert numbered("") == set(PROMISES)


def test_what_is_promised_in_thousands_has_a_test_with_the_full_count():
    assert numbered(r"full\(|endurance") == WITH_FULL_COUNTS
