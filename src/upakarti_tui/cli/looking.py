"""Looking: how far everything is, and who moved since."""

from pathlib import Path
from typing import Annotated

import typer

from upakarti_tui.cli import console
from upakarti_tui.cli.arguments import BookArgument, BookOption, Stage, the_book
from upakarti_tui.cli.command import Command
from upakarti_tui.domain.problems import say

app = typer.Typer()


@app.command("status", cls=Command)
def status(book: BookArgument = None, *, option: BookOption = None) -> None:
    """Show progress by scorer and stage, and everything that blocks finalising."""
    from upakarti_tui.reports import progress_text
    from upakarti_tui.workflows.deciding.status import status as progress

    console.result(progress_text.as_text(progress(the_book(book, option))))


@app.command("find", cls=Command)
def find(
    words: Annotated[
        list[str], typer.Argument(metavar="WORD", help="Parts of an id, a name, a place.")
    ],
    *,
    option: BookOption = None,
) -> None:
    """Find candidates and scorers by some words about them."""
    from upakarti_tui.workflows.find import find as found

    messages = found(the_book(None, option), words).messages
    console.results(messages)
    if not messages:
        console.note(say("Nobody is found by these words."))


@app.command("snapshot", cls=Command)
def snapshot(book: BookArgument = None, *, stage: Stage, option: BookOption = None) -> None:
    """Write down a stage's ranking as it is now, to compare with later."""
    from upakarti_tui.workflows.deciding.snapshot import snapshot as keep

    console.data(keep(the_book(book, option), stage))


@app.command("diff", cls=Command)
def diff(
    snapshot: Annotated[
        Path,
        typer.Argument(metavar="SNAPSHOT", help="A file with what `snapshot` printed."),
    ],
    *,
    option: BookOption = None,
) -> None:
    """Tell who moved since a snapshot, from where to where, and because of which records."""
    from upakarti_tui.reports import comparison_text
    from upakarti_tui.workflows.deciding.snapshot import diff as moved

    console.result(comparison_text.as_text(moved(the_book(None, option), snapshot)))


@app.command("earlier", cls=Command)
def earlier(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="The register of recipients, CSV or XLSX, with columns name, year, category.",
        ),
    ],
    *,
    option: BookOption = None,
) -> None:
    """Show the candidates whose name is like that of an earlier recipient.

    Spelling, titles and the order of words are tolerated. A person decides.
    """
    from upakarti_tui.reports import likeness_text
    from upakarti_tui.workflows.importing.earlier import earlier as likenesses

    console.result(likeness_text.as_text(likenesses(the_book(None, option), file)))
