import re

import pytest

from upakarti_tui.cli.app import COMMANDS, every_command
from upakarti_tui.storage.worksheets.headings import TABLES
from upakarti_tui.workflows.papers import export

ENGLISH = frozenset(
    re.findall(
        r"\w+",
        """
        the and of or with for from that this what which who when how is are be been not no only
        one all any some show open write record close make take set give tell see print read
        book books candidate candidates scorer scorers stage stages mark marks sheet sheets file
        files reason name number option options command commands usage arguments default
        required choose whether without before after again into out its it he she they them
        message exit help value error missing found draft score rank merge
        """,
    )
)
LITERAL = re.compile(
    r"--?[a-z][a-z-]*|\w+\.\w[\w.]*|[a-z0-9-]+(\|[a-z0-9-]+)+|upakarti( [a-z-]+)*|\([a-z ]+\)"
)
SUBCOMMANDS = [
    [name, *rest]
    for name in COMMANDS
    for rest in (
        [[], *([sub] for sub in ("list", "show", "check"))] if name == "template" else [[]]
    )
] + [
    ["import", table] for table in ("candidates", "roster", "assignments", "marks", "disqualified")
]


@pytest.mark.parametrize("arguments", SUBCOMMANDS, ids=" ".join)
def test_indonesian_help_holds_no_english(run, arguments):
    ran = run(*arguments, "--help")
    assert (ran.code, ran.err) == (0, "")
    prose = ran.out.partition("Judul kolom")[0]
    # Names of commands and kinds are typed as they are; a kind is explained in brackets.
    lines = [line for line in prose.split("\n") if not re.match(r"  [a-z-]+  ", line)]
    words = set(re.findall(r"[a-z]+", LITERAL.sub(" ", "\n".join(lines)))) - set(export.KINDS)
    assert words & ENGLISH == set()


def test_help_of_export_names_every_document(run):
    out = run("export", "--help", "--lang", "en").out
    assert [kind for kind in export.KINDS if kind not in out] == []


def test_every_option_says_what_it_is_for():
    silent = [
        (command.name, parameter.name)
        for command in every_command()
        for parameter in command.params
        if not parameter.help
    ]
    assert silent == []


def test_every_argument_and_value_has_a_word_of_its_own():
    unnamed = [
        (command.name, parameter.name)
        for command in every_command()
        for parameter in command.params
        if not parameter.metavar and not getattr(parameter, "is_flag", False)
    ]
    assert unnamed == []


def test_help_of_import_lists_every_heading_of_the_reader(run):
    out = run("import", "--help", "--lang", "en").out
    assert "Headings of candidates (* required):" in out
    for columns in TABLES.values():
        for column in columns:
            assert column.name in out
            assert all(" ".join(alias.split()) in " ".join(out.split()) for alias in column.aliases)


def test_help_fits_eighty_columns(run):
    for name in COMMANDS:
        for language in ("id", "en"):
            lines = run(name, "--help", "--lang", language).out.split("\n")
            assert max(map(len, lines)) < 80


def test_the_language_may_stand_before_and_after_the_command(run, monkeypatch):
    before = run("--lang", "en", "rank", "--help")
    after = run("rank", "--help", "--lang=en")
    assert before == after
    assert before.out.startswith("Usage:")
    monkeypatch.setenv("UPAKARTI_LANG", "en")
    assert run("rank", "--help") == before
    assert run("rank", "--help", "--lang", "id").out.startswith("Pemakaian:")
