"""Scoring: filling sheets, closing them, sending them back, confirming paper."""

from typing import Annotated, TypeAlias

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
    a_name,
    an_id,
    the_book,
)
from upakarti_tui.cli.command import Command
from upakarti_tui.domain.problems import say

app = typer.Typer()

Sheets: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--candidate",
        metavar="CANDIDATE",
        parser=an_id,
        help="The sheet of this candidate only; repeatable.",
    ),
]


@app.command("score", cls=Command)
def score(
    book: BookArgument = None,
    *,
    scorer: ScorerOption,
    plain: Annotated[
        bool, typer.Option("--plain", help="Ask question by question, without a full screen.")
    ] = False,
    option: BookOption = None,
) -> int:
    """Fill the sheets of one scorer."""
    path = the_book(book, option)
    if plain:
        from upakarti_tui.tui.plain import run as ask

        return ask(path, scorer)
    from upakarti_tui.tui.app import run

    return run(path, scorer)


@app.command("submit", cls=Command)
def submit(
    book: BookArgument = None,
    *,
    scorer: ScorerOption,
    stage: AnyStage = None,
    option: BookOption = None,
) -> None:
    """Close a scorer's sheets and print the fingerprint to note down.

    Where a sheet has gaps they are told, and nothing is closed. Nothing is asked.
    """
    from upakarti_tui.workflows.scoring.submit import submit as close

    submission = close(the_book(book, option), scorer, stage)
    console.result(submission.fingerprint)
    console.note(
        say(
            "{count} sheets of {scorer} are submitted. Note the fingerprint down on paper.",
            count=submission.sheets,
            scorer=submission.scorer,
        )
    )


@app.command("send-back", cls=Command)
def send_back(
    book: BookArgument = None,
    *,
    scorer: ScorerOption,
    stage: Stage,
    by: By,
    reason: Reason,
    candidates: Sheets = None,
    option: BookOption = None,
) -> None:
    """Open a scorer's submitted sheets again, so that they can be changed."""
    from upakarti_tui.workflows.scoring.submit import send_back as give_back

    opened = give_back(the_book(book, option), scorer, stage, candidates, by, reason)
    console.lines("/".join(key) for key in opened)


@app.command("confirm", cls=Command)
def confirm(
    book: BookArgument = None,
    *,
    scorer: ScorerOption,
    stage: Stage,
    by: Annotated[
        str,
        typer.Option("--by", metavar="NAME", parser=a_name, help="Who compares with the paper."),
    ],
    candidates: Sheets = None,
    option: BookOption = None,
) -> None:
    """Confirm as a second person that sheets typed in from paper say what the paper says."""
    from upakarti_tui.workflows.scoring.confirm import confirm as compared

    confirmed = compared(the_book(book, option), scorer, stage, candidates, by)
    console.lines("/".join(key) for key in confirmed)
