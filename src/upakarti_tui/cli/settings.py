"""Settings of a book, agenda of a session, keys, and numbers that are masked."""

from typing import Annotated

import typer

from upakarti_tui.cli import console
from upakarti_tui.cli.arguments import (
    BookArgument,
    BookOption,
    By,
    CandidateArgument,
    Category,
    Reason,
    Stage,
    an_id,
    pairs,
    the_book,
)
from upakarti_tui.cli.command import Command

app = typer.Typer()


@app.command("configure", cls=Command)
def configure(
    settings: Annotated[
        list[str] | None,
        typer.Argument(metavar="NAME=TEXT", help="A setting; none shows what is set."),
    ] = None,
    option: BookOption = None,
) -> None:
    """Set letterhead, signatories, place and paper of the documents."""
    from upakarti_tui.workflows.configure import configure as set_  # noqa: PLC0415

    console.result(str(set_(the_book(None, option), pairs(settings, "configure"))))


@app.command("agenda", cls=Command)
def agenda(
    book: BookArgument = None,
    *,
    stage: Stage,
    category: Category,
    order: Annotated[
        list[str] | None,
        typer.Option(
            "--order", metavar="CANDIDATE", parser=an_id, help="Who presents next; repeatable."
        ),
    ] = None,
    presenting: Annotated[
        str,
        typer.Option(
            "--presenting", metavar="CANDIDATE", parser=an_id, help="Who is presenting now."
        ),
    ] = "",
    discussing: Annotated[
        bool, typer.Option("--discussing", help="The round of discussion is on.")
    ] = False,
    option: BookOption = None,
) -> None:
    """Show or set the order of presentation in a jury session."""
    from upakarti_tui.workflows.agenda import agenda as schedule  # noqa: PLC0415

    path = the_book(book, option)
    console.result(str(schedule(path, stage, category, order, presenting, discussing)))


@app.command("enrol", cls=Command)
def enrol(
    scorer: Annotated[str, typer.Argument(metavar="SCORER", parser=an_id, help="The scorer's id.")],
    option: BookOption = None,
) -> None:
    """Record the key that signs a scorer's sheets on this device."""
    from upakarti_tui.workflows.enrol import enrol as record  # noqa: PLC0415

    console.result(str(record(the_book(None, option), scorer)))


@app.command("reveal", cls=Command)
def reveal(candidate: CandidateArgument, by: By, reason: Reason, option: BookOption = None) -> None:
    """Show a candidate's NIK and NPWP. Who looked, and why, is recorded."""
    from upakarti_tui.workflows.reveal import reveal as unmask  # noqa: PLC0415

    console.result(str(unmask(the_book(None, option), candidate, by, reason)))
