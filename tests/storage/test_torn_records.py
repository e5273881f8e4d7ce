"""P3: a record that was cut off while it was written is never taken for a mark."""

from __future__ import annotations

import os

import pytest

from builders import a_mark
from processes import KEY, numbers
from upakarti_tui.domain.book.deeds import Filled
from upakarti_tui.errors import FileError
from upakarti_tui.storage import whole_files
from upakarti_tui.storage.books import book


@pytest.mark.parametrize("percent", [1, 25, 50, 75, 99])
def test_p03_a_torn_record_is_set_aside_and_never_a_mark(path, percent):
    with book.writing(path, "j1") as opened:
        opened.add(Filled(KEY, (a_mark("a", 3, "0"),)))
        whole = path.stat().st_size
        opened.add(Filled(KEY, (a_mark("a", 5, "1"),)))
    raw = path.read_bytes()
    torn = max(1, (len(raw) - whole) * percent // 100)
    whole_files.replace(path, raw[: whole + torn], force=True)
    assert numbers(path) == [0]
    assert "cut off" in str(book.read(path).notices[0])
    with book.writing(path, "j1") as opened:
        assert "does not count" in str(opened.notices[0])
        opened.add(Filled(KEY, (a_mark("a", 4, "2"),)))
    assert numbers(path) == [0, 2]


@pytest.mark.parametrize("percent", [1, 25, 50, 75, 99])
def test_p03_a_write_that_the_system_cuts_short_is_no_mark(path, percent, monkeypatch):
    real = os.write

    def short(descriptor, raw):
        return real(descriptor, raw[: max(1, len(raw) * percent // 100)])

    with book.writing(path, "j1") as opened:
        with monkeypatch.context() as patch:
            patch.setattr(os, "write", short)
            with pytest.raises(FileError, match="NOT saved"):
                opened.add(Filled(KEY, (a_mark("a", 5, "0"),)))
        opened.add(Filled(KEY, (a_mark("a", 4, "1"),)))
    assert numbers(path) == [1]
