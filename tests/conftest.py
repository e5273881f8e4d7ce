"""No test reads or writes the home of whoever runs it; the full counts run only when asked for."""

from __future__ import annotations

import pytest


def pytest_collection_modifyitems(config, items):
    """Skip the full counts, by name, unless the command line asks for them."""
    if "endurance" in config.option.markexpr:
        return
    skip = pytest.mark.skip(reason="full counts: run pytest -m endurance")
    for item in items:
        if "endurance" in item.keywords:
            item.add_marker(skip)


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory, monkeypatch):
    """Give each test a data folder of its own, in a home that holds nothing else."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.delenv("UPAKARTI_BOOK", raising=False)
    monkeypatch.delenv("UPAKARTI_ALLOW_NETWORK", raising=False)
    return home
