"""Scoring: filling sheets, closing them, sending them back, confirming paper."""

from typing import Annotated

import typer

from upakarti_tui.cli import console
from upakarti_tui.cli.arguments import (
    AnyStage,
    BookArgument,
    BookOption,
    By,
    Reason,
    ScorerOption,
    Stage,
    an_id,
    the_book,
)
from upakarti_tui.cli.command import Command

app = typer.Typer()


@app.command("score", cls=Command)
def score(
    scorer: ScorerOption,
    book: BookArgument = None,
    *,
    plain: Annotated[
        bool, typer.Option("--plain", help="Ask question by question, without a full screen.")
    ] = False,
    option: BookOption = None,
) -> int:
    """Fill the sheets of one scorer."""
    path = the_book(book, option)
    if plain:
        from upakarti_tui.tui.plain import ask  # noqa: PLC0415 -- only asked for here

        return ask(path, scorer)
    from upakarti_tui.tui.app import score as on_screen  # noqa: PLC0415 -- loads the screens

    return on_screen(path, scorer)


@app.command("submit", cls=Command)
def submit(
    scorer: ScorerOption,
    book: BookArgument = None,
    *,
    stage: AnyStage = None,
    option: BookOption = None,
) -> None:
    """Close a scorer's sheets and print the fingerprint to note down.

    Sheets with gaps are told and stay open. Nothing is asked.
    """
    from upakarti_tui.workflows.submit import submit as close  # noqa: PLC0415 -- slow import

    submission = close(the_book(book, option), scorer, stage)
    console.result(submission.fingerprint)


@app.command("send-back", cls=Command)
def send_back(
    scorer: ScorerOption,
    stage: Stage,
    by: By,
    reason: Reason,
    book: BookArgument = None,
    *,
    candidates: Annotated[
        list[str] | None,
        typer.Option(
            "--candidate", metavar="CANDIDATE", parser=an_id, help="One sheet only; repeatable."
        ),
    ] = None,
    option: BookOption = None,
) -> None:
    """Open a scorer's submitted sheets again, so that they can be changed."""
    from upakarti_tui.workflows.submit import send_back as give_back  # noqa: PLC0415

    give_back(the_book(book, option), scorer, stage, candidates, by, reason)


@app.command("confirm", cls=Command)
def confirm(
    scorer: ScorerOption,
    stage: Stage,
    by: By,
    book: BookArgument = None,
    *,
    candidates: Annotated[
        list[str] | None,
        typer.Option(
            "--candidate", metavar="CANDIDATE", parser=an_id, help="One sheet only; repeatable."
        ),
    ] = None,
    option: BookOption = None,
) -> None:
    """Confirm as a second person that sheets typed in from paper say what the paper says."""
    from upakarti_tui.workflows.confirm import confirm as compared  # noqa: PLC0415

    compared(the_book(book, option), scorer, stage, candidates, by)
