"""The two tiers: a quick count in every run, the full one in `pytest -m endurance`."""

from __future__ import annotations

from typing import Any

import pytest


def full(*values: Any) -> Any:
    """Return values of a parameter that only the endurance tier takes."""
    return pytest.param(*values, marks=pytest.mark.endurance)
