from __future__ import annotations

import os
import sys

import pexpect

from upakarti_tui.storage import machine, networks

LOOK = (
    "import sys; from upakarti_tui.storage import machine; "
    "t = machine.terminal(); "
    "print(t.interactive, t.kind, t.columns, t.rows, t.encoding, t.colours, 'seen')"
)


def test_a_real_terminal_is_seen_with_its_size_kind_and_characters():
    environment = {**os.environ, "TERM": "xterm", "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1"}
    for name in ("COLUMNS", "LINES"):
        environment.pop(name, None)
    child = pexpect.spawn(sys.executable, ["-c", LOOK], env=environment, dimensions=(30, 100))
    child.expect("seen")
    assert child.before.split() == [b"True", b"xterm", b"100", b"30", b"utf-8", b"False"]


def test_a_pipe_is_no_terminal():
    assert not machine.terminal().interactive


def test_a_folder_is_looked_at_and_left_as_it_is(tmp_path):
    private = tmp_path / "pribadi"
    private.mkdir(mode=0o700)
    seen = machine.folder(private)
    assert (seen.exists, seen.writable, seen.private, seen.network) == (True, True, True, "")
    assert seen.free_megabytes >= 0
    private.chmod(0o755)
    assert not machine.folder(private).private


def test_a_folder_that_is_not_there_is_judged_by_the_one_above(tmp_path):
    seen = machine.folder(tmp_path / "belum" / "ada")
    assert (seen.exists, seen.writable) == (False, True)
    assert not (tmp_path / "belum").exists()


def test_a_network_disk_is_seen(tmp_path, monkeypatch):
    mounts = tmp_path / "mountinfo"
    mounts.write_text(f"1 0 0:1 / {tmp_path} rw - nfs4 server:/ rw\n")
    monkeypatch.setattr(networks, "MOUNTS", mounts)
    assert machine.folder(tmp_path).network == "nfs4"
    monkeypatch.setattr(networks, "MOUNTS", tmp_path / "tidak-ada")
    assert machine.folder(tmp_path).network == ""


def test_versions_are_told_and_a_missing_library_has_none():
    assert machine.python() == ".".join(map(str, sys.version_info[:3]))
    assert machine.version("textual").startswith("8.")
    assert machine.version("no-such-library") == ""
    assert machine.system().startswith(os.uname().sysname)
