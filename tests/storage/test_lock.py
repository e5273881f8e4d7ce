from __future__ import annotations

import json
import os
import platform
import subprocess
import sys

import pytest

from offices import found
from upakarti_tui.errors import FileError
from upakarti_tui.storage.books import lock
from upakarti_tui.storage.books.book import writing
from upakarti_tui.storage.books.lock import LockedError


def test_a_second_writer_is_told_who_writes_and_since_when(tmp_path):
    path = found(tmp_path / "book" / "b.jsonl")
    with writing(path, "secretariat"), pytest.raises(LockedError) as error, writing(path, "j1"):
        pass
    holder = error.value.holder
    assert (holder.process, holder.host) == (os.getpid(), platform.node())
    assert holder.since in str(error.value)
    assert isinstance(error.value, FileError)


def test_nothing_is_left_beside_the_book(tmp_path):
    path = found(tmp_path / "book" / "b.jsonl")
    with writing(path, "secretariat"):
        (words,) = path.parent.glob(".*.lock")
        assert words.stat().st_mode & 0o777 == 0o600
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("words", ["", "{", "[]", '{"process": "x"}', "null"])
def test_words_that_cannot_be_read_only_make_the_refusal_shorter(tmp_path, words):
    path = found(tmp_path / "book" / "b.jsonl")
    with writing(path, "secretariat"):
        beside = path.with_name(f".{path.name}.lock")
        beside.write_text(words)
        with pytest.raises(LockedError, match="another process") as error, writing(path, "j1"):
            pass
    assert error.value.holder is None


def test_words_of_a_dead_process_keep_nobody_out(tmp_path):
    path = found(tmp_path / "book" / "b.jsonl")
    beside = path.with_name(f".{path.name}.lock")
    beside.write_text(json.dumps({"process": 1, "host": "x", "since": "y"}))
    with writing(path, "secretariat"):
        assert json.loads(beside.read_text())["process"] == os.getpid()


def test_words_that_cannot_be_written_keep_nobody_out(tmp_path, monkeypatch):
    path = found(tmp_path / "book" / "b.jsonl")

    def fail(*arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(lock, "_write_words", fail)
    with writing(path, "secretariat"):
        pass


def test_a_lock_goes_with_its_process(tmp_path):
    path = found(tmp_path / "book" / "b.jsonl")
    program = (
        "import os, pathlib, sys\n"
        "from upakarti_tui.storage.books.book import writing\n"
        "opened = writing(pathlib.Path(sys.argv[1]), 'secretariat')\n"
        "opened.__enter__()\n"
        "os._exit(9)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(path)], check=False)
    assert done.returncode == 9
    with writing(path, "secretariat"):
        pass
