"""No test reads or writes the home of whoever runs it."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory, monkeypatch):
    """Give each test a data folder of its own, in a home that holds nothing else."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.delenv("UPAKARTI_BOOK", raising=False)
    monkeypatch.delenv("UPAKARTI_ALLOW_NETWORK", raising=False)
    return home
