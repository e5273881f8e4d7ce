from importlib.metadata import version
from pathlib import Path

import pytest

from upakarti_tui.errors import Exit


def test_the_version_is_the_one_of_the_package(run):
    assert run("--version") == (0, f"{version('upakarti-tui')}\n", "")
    assert run("--lang", "en", "--version") == (0, f"{version('upakarti-tui')}\n", "")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["rnk"], "There is no command rnk — did you mean rank?\n"),
        (["qqqqqq"], "There is no command qqqqqq — see upakarti --help\n"),
        (["template", "lst"], "There is no command lst — did you mean list?\n"),
        (["rank", "--stge", "x"], "There is no option --stge — did you mean --stage?\n"),
        (["rank"], "--stage is missing — see upakarti rank --help\n"),
        (["init"], "DIR is missing — see upakarti init --help\n"),
        (["rank", "--stage"], "The option --stage needs a value — see upakarti rank --help\n"),
        (
            ["rank", "--draft=yes", "--stage", "x"],
            "The option --draft takes no value — see upakarti rank --help\n",
        ),
        (
            ["doctor", "now"],
            "now is one argument too many — see upakarti doctor --help\n",
        ),
        (
            ["rank", "--stage", "x", "--format", "xml"],
            "xml is not to be had — choose of table, json, csv\n",
        ),
        (
            ["rank", "a.jsonl", "--book", "b.jsonl", "--stage", "x"],
            "Two books are named; name one.\n",
        ),
    ],
)
def test_a_mistake_is_told_in_one_line_with_the_way_out(run, arguments, told):
    assert run("--lang", "en", *arguments) == (Exit.USAGE, "", told)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--lang", "fr", "template", "list"],
        ["template", "list", "--lang=fr"],
        ["--lang", "", "template", "list"],
    ],
)
def test_an_unknown_language_is_refused(run, arguments):
    ran = run(*arguments)
    assert (ran.code, ran.out) == (Exit.USAGE, "")
    assert "id, en" in ran.err


def test_an_unknown_language_of_the_environment_is_refused(run, monkeypatch):
    monkeypatch.setenv("UPAKARTI_LANG", "jv")
    assert run("template", "list").code == Exit.USAGE


@pytest.mark.parametrize(
    ("argument", "shown"),
    [
        ("a\nb", r"a\nb"),
        ("\x1b[2J", r"\x1b[2J"),
        ("a\x00b", r"a\x00b"),
        ("\x9b31m", r"\x9b31m"),
        ("\udcff", r"\udcff"),
        ("x" * 1_000_000, "x…"),
    ],
)
def test_an_argument_that_nobody_types_is_refused_and_shown_escaped(run, argument, shown):
    ran = run("explain", argument)
    assert (ran.code, ran.out) == (Exit.USAGE, "")
    assert shown in ran.err
    assert len(ran.err) < 300


@pytest.mark.parametrize("name", ["../x", "a;b", "a/b", ".x", "", "x" * 65, "kertas kerja", "é"])
def test_what_cannot_be_an_id_is_refused_before_any_book_is_read(run, name):
    assert run("explain", name, "--book", "absent.jsonl").code == Exit.USAGE
    assert run("pack", name, "-o", "x.jsonl", "--book", "absent.jsonl").code == Exit.USAGE
    assert run("rank", "--stage", name, "--book", "absent.jsonl").code == Exit.USAGE


@pytest.mark.parametrize(
    "arguments",
    [
        ["status", ""],
        ["status", "--book", ""],
        ["status", "--book="],
        ["init", "", "--template", "upakarti-2024"],
        ["pack", "--all", ""],
        [""],
    ],
)
def test_an_empty_name_means_no_other_file(run, arguments, monkeypatch):
    monkeypatch.setenv("UPAKARTI_BOOK", "lain.jsonl")
    ran = run(*arguments)
    assert (ran.code, ran.out) == (Exit.USAGE, "")
    assert list(Path().iterdir()) == []


def test_a_file_in_the_place_of_a_command_is_answered_with_how_to_open_it(run):
    Path("buku.jsonl").touch()
    told = "buku.jsonl is a file, and no command — to open a book: upakarti open FILE\n"
    assert run("buku.jsonl", "--lang", "en") == (Exit.USAGE, "", told)


def test_a_group_without_a_command_shows_its_help_on_stderr(run):
    ran = run("template", "--lang", "en")
    assert run("template").code == Exit.USAGE
    assert ran.out == ""
