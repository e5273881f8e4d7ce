"""What holds for every test: a home of its own, repeatable examples, full counts when asked for."""

from __future__ import annotations

import pytest
from hypothesis import settings

# A test command that answers differently on the same tree sends people looking in the wrong place:
# new examples are sought in the full counts, and what they find becomes an @example.
settings.register_profile("repeatable", derandomize=True)


def pytest_configure(config):
    """Draw the same examples each time, unless the full counts are asked for."""
    if "endurance" not in config.option.markexpr:
        settings.load_profile("repeatable")


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


def pytest_sessionfinish(session):
    """Fail a run that left a person's number in any file but the secretariat's book."""
    if hasattr(session.config, "workerinput"):
        return  # the process that started this one looks through everybody's files
    from leaks import leaks  # noqa: PLC0415 -- the path to it is set by then

    found = leaks(session.config._tmp_path_factory.getbasetemp())
    for path in found:
        session.config.pluginmanager.getplugin("terminalreporter").write_line(
            f"a NIK or NPWP stands in {path}", red=True
        )
    if found:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
