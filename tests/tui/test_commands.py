"""Every action is declared once; key, foot, menu, help and remapping follow from that."""

from __future__ import annotations

import importlib
import pkgutil
import subprocess
import sys

import pytest

from screens import a_jury, rows, shown, text
from upakarti_tui.locale import told
from upakarti_tui.tui import commands, screens
from upakarti_tui.tui.command import Command
from upakarti_tui.tui.screens.page import Page
from upakarti_tui.tui.widgets.keybar import MOST, key_bar
from upakarti_tui.tui.widgets.line import Ink
from upakarti_tui.workflows import preferences

ALL = [each for each in vars(commands).values() if isinstance(each, Command)]


def pages():
    for found in pkgutil.iter_modules(screens.__path__):
        module = importlib.import_module(f"{screens.__name__}.{found.name}")
        for each in vars(module).values():
            if (
                isinstance(each, type)
                and issubclass(each, Page)
                and each.__module__ == module.__name__
            ):
                yield each


def answered(page):
    """Return the commands by the keys that a page binds them to."""
    bound = {}
    for of in reversed([c for c in page.__mro__ if issubclass(c, Page)]):
        for binding in vars(of).get("BINDINGS", ()):
            for key in binding.key.split(","):
                if key:
                    bound.setdefault(key, set()).add(binding.action)
    return bound


@pytest.mark.parametrize("command", ALL, ids=lambda c: f"{c.id}-{c.keys}")
def test_a_letter_works_in_both_cases(command):
    keys = command.keys.split(",")
    for key in keys:
        if len(key) == 1 and key.isalpha():
            assert {key.lower(), key.upper()} <= set(keys)


def test_a_letter_means_one_thing_everywhere():
    meanings = {}
    for command in ALL:
        for key in command.keys.split(","):
            if len(key) == 1 and key.isalpha():
                meanings.setdefault(key, set()).add(told(command.label))
    assert {key: words for key, words in meanings.items() if len(words) > 1} == {}


@pytest.mark.parametrize("page", [*pages()], ids=lambda page: page.__name__)
def test_no_page_binds_a_letter_twice(page):
    letters = {key: actions for key, actions in answered(page).items() if len(key) == 1}
    assert {key: actions for key, actions in letters.items() if len(actions) > 1} == {}


@pytest.mark.parametrize("page", [*pages()], ids=lambda page: page.__name__)
def test_every_binding_of_a_page_has_its_action(page):
    for actions in answered(page).values():
        for action in actions:
            assert hasattr(page, f"action_{action}"), action


def test_every_action_that_changes_a_book_names_its_command():
    changing = {"score", "mark", "empty", "note", "facts", "abstain", "interest", "submit", "merge",
                "conflicts", "paper", "confirm", "ranking", "trace", "documents", "finalise",
                "excel", "panel", "change", "present", "discuss", "write"}  # fmt: skip
    assert {c.id for c in ALL if c.id in changing and not c.cli} == set()


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_at_most_seven_keys_stand_at_the_foot_and_help_is_last(width):
    line = key_bar(ALL, width, {})
    keys = [piece for piece, ink in line.parts if ink is Ink.STRONG]
    assert len(keys) <= MOST
    assert line.width <= width
    assert line.text.rstrip().endswith("? Bantuan")


async def test_a_key_can_be_remapped_in_a_file(tmp_path, monkeypatch):
    file = tmp_path / "keymap"
    file.write_text("# saya\nsearch = f\nnonsense\nsubmit = ctrl+k\n", encoding="utf-8")
    monkeypatch.setattr(preferences, "keymap_path", lambda: file)
    async with shown(a_jury(tmp_path / "book"), "J04") as (app, pilot):
        assert "f Cari" in rows(app)[-1]
        assert "^k Kunci" in rows(app)[-1]
        await pilot.press("F")
        assert "Cari:" in rows(app)[-2]


async def test_the_help_is_made_of_what_the_page_answers(tmp_path):
    async with shown(a_jury(tmp_path), "J04") as (app, pilot):
        await pilot.press("question_mark")
        assert "upakarti score --as SCORER" in text(app)
        for command in (commands.SEARCH, commands.ABSTAIN, commands.SUBMIT):
            assert told(command.help)[:40] in text(app)


async def test_the_menu_does_what_is_chosen_by_a_part_of_its_words(tmp_path):
    async with shown(a_jury(tmp_path), "J04") as (app, pilot):
        await pilot.press("ctrl+p", *"kunci", "enter")
        await pilot.pause()
        assert rows(app)[0].startswith(" Kunci")


def test_the_command_line_starts_without_the_screens():
    loaded = "[m for m in sys.modules if 'textual' in m or '.tui.' in m]"
    code = f"import sys, upakarti_tui.cli.run; print({loaded})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
