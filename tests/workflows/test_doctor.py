from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from upakarti_tui.reports import as_pdf
from upakarti_tui.storage import machine
from upakarti_tui.storage.machine import Folder, Terminal
from upakarti_tui.workflows.doctor import Point, Verdict, examine

GOOD = Terminal(
    interactive=True, kind="xterm-256color", columns=120, rows=40, encoding="utf-8", colours=True
)
HERE = Folder(
    Path("award"), exists=True, writable=True, private=True, network="", free_megabytes=84_000
)


@pytest.fixture
def point(monkeypatch):
    """Examine a machine of our choice, and return one point of it."""

    def examined(topic: str, terminal: Terminal = GOOD, folder: Folder = HERE) -> Point | None:
        monkeypatch.setattr(machine, "terminal", lambda: terminal)
        monkeypatch.setattr(machine, "folder", lambda _: folder)
        return next((p for p in examine() if str(p.topic) == topic), None)

    return examined


def test_a_good_machine_has_nothing_to_mend(point):
    point("Program")
    assert [p for p in examine() if p.verdict is not Verdict.FINE or p.mend] == []


def test_the_size_of_the_window_is_judged(point):
    assert point("Terminal").verdict is Verdict.FINE
    assert str(point("Terminal").found) == "120 x 40, xterm-256color"
    tight = point("Terminal", replace(GOOD, columns=79, kind=""))
    assert (tight.verdict, str(tight.found)) == (Verdict.WEAK, "79 x 40, ?")
    small = point("Terminal", replace(GOOD, rows=15))
    assert (small.verdict, str(small.mend)) == (
        Verdict.LACKING,
        "make the window at least 80 x 24",
    )


@pytest.mark.parametrize("terminal", [replace(GOOD, interactive=False), replace(GOOD, kind="dumb")])
def test_without_a_screen_there_is_still_a_way_to_score(point, terminal):
    found = point("Terminal", terminal)
    assert found.verdict is Verdict.WEAK
    assert "upakarti score --plain" in str(found.mend)


def test_characters_and_colours_are_judged(point):
    assert point("Characters", replace(GOOD, encoding="latin-1")).verdict is Verdict.WEAK
    assert str(point("Characters", replace(GOOD, encoding="")).found) == "unknown"
    assert point("Colours") is None
    assert str(point("Colours", replace(GOOD, colours=False)).found) == "switched off by NO_COLOR"


def test_the_folder_is_judged(point):
    assert str(point("Folder").found) == "award (own disk)"
    assert point("Folder", folder=replace(HERE, private=False)).verdict is Verdict.WEAK
    assert point("Folder", folder=replace(HERE, writable=False)).verdict is Verdict.LACKING
    network = point("Folder", folder=replace(HERE, network="nfs4"))
    assert (network.verdict, str(network.found)) == (Verdict.LACKING, "award (network, nfs4)")
    assert point("Free space", folder=replace(HERE, free_megabytes=3)).verdict is Verdict.LACKING


def test_a_library_that_is_missing_is_named(point, monkeypatch):
    monkeypatch.setattr(machine, "version", lambda name: "" if name == "textual" else "1.0")
    found = point("Libraries")
    assert found.verdict is Verdict.LACKING
    assert str(found.mend) == "install the program again; missing: textual"


def test_what_pdf_needs_is_told_piece_by_piece(point, monkeypatch):
    monkeypatch.setattr(as_pdf, "has_pango", lambda: False)
    assert point("PDF").verdict is Verdict.WEAK
    assert "no Pango" in str(point("PDF").found)
    monkeypatch.setattr(machine, "version", lambda name: "" if name == "weasyprint" else "1.0")
    assert str(point("PDF").found) == "WeasyPrint is not installed"


def test_examining_writes_nothing_and_loads_no_renderer(tmp_path, own_home):
    program = (
        "import sys; from upakarti_tui.workflows.doctor import examine; examine(); "
        "print(sorted({'weasyprint', 'textual', 'tinydb', 'yaml'} & set(sys.modules)))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert ran.stdout == "[]\n"
    assert list(tmp_path.iterdir()) == []
    assert list(own_home.iterdir()) == []
