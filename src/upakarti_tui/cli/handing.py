"""Handing out: a book for one scorer, or one for each."""

from pathlib import Path
from typing import Annotated

import typer

from upakarti_tui.cli import console
from upakarti_tui.cli.arguments import BookOption, Force, an_id, the_book
from upakarti_tui.cli.command import Command
from upakarti_tui.domain.problems import say
from upakarti_tui.errors import UsageError

app = typer.Typer()


@app.command("pack", cls=Command)
def pack(
    scorer: Annotated[
        str | None, typer.Argument(metavar="SCORER", parser=an_id, help="The scorer's id.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="The book to write.")
    ] = None,
    folder: Annotated[
        Path | None,
        typer.Option("--all", metavar="DIR", help="Pack for every scorer, as SCORER.jsonl there."),
    ] = None,
    *,
    force: Force = False,
    option: BookOption = None,
) -> None:
    """Write the book that is handed to a scorer.

    It holds the template, only that scorer's candidates, no NIK or NPWP and nobody
    else's marks.
    """
    from upakarti_tui.workflows.exchange import pack as packing

    book = the_book(None, option)
    if folder is not None and scorer is None and output is None:
        console.lines(map(str, packing.pack_all(book, folder, force=force)))
    elif folder is None and scorer is not None and output is not None:
        console.result(str(packing.pack(book, scorer, output, force=force)))
    else:
        raise UsageError(say("Name either a scorer with -o FILE, or --all DIR."))
