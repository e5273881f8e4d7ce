from __future__ import annotations

import os

import pytest

from upakarti_tui.errors import FileError
from upakarti_tui.storage import log


def test_the_log_begins_anew_when_it_is_long():
    path = log.log_path()
    path.parent.mkdir(parents=True)
    path.write_bytes(b"x" * log.LIMIT)
    path.chmod(0o600)
    log.keep(ValueError("hidden"), "rank")
    text = path.read_text()
    assert "x" * 10 not in text
    assert "ValueError" in text
    assert "hidden" not in text


def test_a_full_disk_is_told_and_not_the_failure_that_was_to_be_kept(monkeypatch):
    def full(*_):
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(FileError, match="NOT saved"):
        log.keep(ValueError("hidden"), "rank")


def test_a_failure_is_kept_with_all_that_led_to_it():
    failure = ValueError("hidden")
    failure.__cause__ = KeyError("hidden")
    path = log.keep(failure, "rank")
    rows = path.read_text().splitlines()
    assert rows[0].endswith(", rank")
    assert [row.strip() for row in rows if row.startswith("  ") and row[2] != " "] == [
        "builtins.ValueError",
        "builtins.KeyError",
    ]
    assert "hidden" not in path.read_text()
