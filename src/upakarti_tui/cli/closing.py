"""Closing: opening a sealed stage, making a stage final, opening it again."""

from typing import Annotated

import typer

from upakarti_tui.cli import console
from upakarti_tui.cli.arguments import (
    BookArgument,
    BookOption,
    By,
    Position,
    Reason,
    Stage,
    a_name,
    a_text,
    an_id,
    pairs,
    the_book,
)
from upakarti_tui.cli.command import Command
from upakarti_tui.domain.problems import say

app = typer.Typer()


@app.command("open-stage", cls=Command)
def open_stage(
    book: BookArgument = None,
    *,
    stage: Stage,
    by: Annotated[
        str, typer.Option("--by", metavar="NAME", parser=a_name, help="Who opens it.")
    ] = "secretariat",
    absent: Annotated[
        list[str] | None,
        typer.Option(
            "--absent",
            metavar="SCORER=REASON",
            help="A scorer without a commitment, and why; repeatable.",
        ),
    ] = None,
    option: BookOption = None,
) -> None:
    """Open a sealed stage: from now on its marks may be read."""
    from upakarti_tui.workflows.exchange.open_stage import open_stage as unseal

    excused = [(an_id(who), a_text(why)) for who, why in pairs(absent, "--absent")]
    unseal(the_book(book, option), stage, by, excused)
    console.note(say("{stage} is unsealed: its marks may be read.", stage=stage))


@app.command("finalize", cls=Command)
def finalize(
    book: BookArgument = None,
    *,
    stage: Stage,
    by: By,
    position: Position,
    option: BookOption = None,
) -> None:
    """Make a stage final. Refused while anything is open; afterwards nobody writes to it."""
    from upakarti_tui.workflows.deciding.finalize import finalize as close

    final = close(the_book(book, option), stage, by, position)
    console.result(final.digest)
    console.note(say("{stage} is final, version {number}.", stage=stage, number=final.version))


@app.command("reopen", cls=Command)
def reopen(
    book: BookArgument = None,
    *,
    stage: Stage,
    by: By,
    reason: Reason,
    option: BookOption = None,
) -> None:
    """Open a final stage again. What it said stays on record, and it gets a new version."""
    from upakarti_tui.workflows.deciding.finalize import reopen as open_again

    open_again(the_book(book, option), stage, by, reason)
    console.note(say("{stage} is open again.", stage=stage))
