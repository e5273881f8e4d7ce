"""P20: once a stage is final, no command writes to it."""

from pathlib import Path

import pytest

from awards_typed import a_table, finalized, typed_in
from upakarti_tui.cli.app import COMMANDS, built
from upakarti_tui.errors import Exit

STAGE = ("--stage", "penjurian")
REASON = ("--by", "Ratna", "--reason", "keliru")
MINUTES = ("--minutes", "BA-1", *REASON)
CATEGORY = ("--category", "pengabdian")
TIED = ("--kind", "family", "--reason", "paman")


def table(name, *rows):
    path = Path(name)
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


WRITING = {
    "import marks": lambda: (a_table("JR-1"), *STAGE),
    "import disqualified": lambda: (
        table("gugur.csv", "candidate,stage,date,reason", "PG-001,penjurian,2024-10-01,wafat"),
    ),
    "import assignments": lambda: (
        table("tugas.csv", "stage,candidate,scorer", "penjurian,PG-001,JR-1"),
    ),
    "lots": lambda: (table("undian.csv", "candidate,lot", "PG-001,1"), *STAGE, *CATEGORY),
    "recuse": lambda: ("PG-001", "--as", "JR-1", *STAGE, *TIED),
    "disqualify": lambda: ("PG-001", *STAGE, "--date", "2024-10-01", "--reason", "wafat"),
    "declare": lambda: ("--as", "JR-1", *STAGE, "--candidate", "PG-001", *TIED),
    "submit": lambda: ("--as", "JR-1", *STAGE),
    "send-back": lambda: ("--as", "JR-1", *STAGE, *REASON),
    "confirm": lambda: ("--as", "JR-1", *STAGE, "--by", "Eko"),
    "resolve": lambda: (
        *("PG-001", "--scorer", "JR-1", *STAGE, "--criterion", "hasil", "--take", "70"),
        *("--position", "Ketua", *MINUTES),
    ),
    "decide": lambda: ("PG-001", *STAGE, *CATEGORY, *MINUTES),
    "finalize": lambda: (*STAGE, "--by", "Ratna", "--position", "Ketua"),
}
"""Every command that writes to a stage, with what it could be given."""

ELSEWHERE = {"open", "score", "open-stage"}
"""Commands that ask or need a sealed stage; their jobs and screens are held to the same."""

OF_NO_STAGE = {
    *("template list", "template show", "template check", "import candidates", "import roster"),
    *("demo", "init", "configure", "doctor", "earlier", "agenda", "enrol", "pack", "merge"),
    *("conflicts", "settle", "status", "find", "rank", "explain", "stats", "snapshot", "diff"),
    *("reopen", "export", "verify", "reveal"),
}
"""Commands that read, or write what decides no place; one takes the end of a stage back."""


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize("command", WRITING)
def test_p20_a_final_stage_takes_nothing_from_a_command(run, command):
    typed_in(run)
    assert finalized(run).code == Exit.DONE
    before = Path("upakarti.jsonl").read_bytes()
    ran = run("--lang", "en", *command.split(), *WRITING[command]())
    assert (ran.code, ran.out) == (Exit.NOT_ALLOWED, "")
    assert "penjurian is final" in ran.err.casefold()
    assert Path("upakarti.jsonl").read_bytes() == before


def test_every_command_is_held_to_it_or_known_to_write_to_no_stage():
    every = set()
    for name in COMMANDS:
        below = getattr(built(name), "commands", None)
        every |= {f"{name} {each}" for each in below} if below else {name}
    assert every == {*WRITING, *ELSEWHERE, *OF_NO_STAGE}
