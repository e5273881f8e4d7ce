"""Whatever is typed gets an answer: commands, names and values thrown together."""

import random

import pytest
from typer.core import TyperArgument

from awards_typed import fill
from upakarti_tui.cli.app import COMMANDS, built
from upakarti_tui.errors import Exit

ON_SCREEN = {"open", "demo", "score"}
VALUES = [
    "PG-001",
    "PG-9",
    "JR-1",
    "penjurian",
    "pengabdian",
    "upakarti.jsonl",
    "keluar/JR-1.jsonl",
    "absent.jsonl",
    "juri.csv",
    ".",
    "/dev/null",
    "x/y",
    "hasil",
    "4",
    "80,5",
    "-1",
    "json",
    "text",
    "html",
    "xlsx",
    "determination",
    "sheets",
    "blank",
    "dossier",
    "2024-01-01",
    "family",
    "Ketua",
    "a=b",
    "paper=F4",
    "{x}",
    "%s",
    "../..",
    "JR-2=sakit",
    "é",
    "_",
    "--",
    "-",
    "--draft",
]


def typed(chance):
    """Return one command line, sound in its form and random in everything else."""
    name = chance.choice([name for name in COMMANDS if name not in ON_SCREEN])
    command, line = built(name), [name]
    if hasattr(command, "commands"):
        line.append(chance.choice(sorted(command.commands)))
        command = command.commands[line[-1]]
    for parameter in command.params:
        if parameter.name in {"language", "folder", "output", "evidence"}:
            continue
        if not (parameter.required or chance.random() < 0.3):
            continue
        if not isinstance(parameter, TyperArgument):
            line.append(parameter.opts[0])
        if not getattr(parameter, "is_flag", False):
            fitting = {"stage": "penjurian", "category": "pengabdian"}.get(parameter.name)
            line.append(fitting or chance.choice(VALUES))
    return line


@pytest.mark.parametrize("seed", range(6))
def test_every_line_ends_with_a_code_of_the_contract_and_never_with_a_crash(run, book, seed):
    run("pack", "--all", "keluar")
    fill(run, "JR-1")
    chance = random.Random(seed)
    for _ in range(25):
        line = typed(chance)
        ran = run(*line)
        assert ran.code in set(Exit) - {Exit.FAILURE, Exit.INTERRUPTED}, (line, ran.err)
        assert "Traceback" not in ran.err
        assert (ran.err == "") <= (ran.code in {Exit.DONE, Exit.REFUSED, Exit.OPEN}), line
    assert run("status", book).code == Exit.DONE
