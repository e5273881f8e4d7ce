"""Rulings: lots, drop-outs, conflicts of interest, decisions of the plenary."""

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from upakarti_tui.cli import console
from upakarti_tui.cli.arguments import (
    BookArgument,
    BookOption,
    By,
    CandidateArgument,
    Category,
    Minutes,
    Reason,
    ScorerOption,
    Stage,
    a_date,
    a_name,
    a_text,
    an_id,
    one_of,
    the_book,
)
from upakarti_tui.cli.command import Command
from upakarti_tui.domain.problems import Message, say

app = typer.Typer()


def a_kind(typed: str) -> str:
    """Take what ties a scorer to a candidate.

    Raises:
        UsageError: it is none of the known kinds.
    """
    from upakarti_tui.domain.book.entries import InterestKind

    return one_of(*InterestKind)(typed)


Kind: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--kind",
        metavar="KIND",
        parser=a_kind,
        help="What ties the scorer to the candidate: "
        "family, employer, partner, adviser, competitor or other.",
    ),
]


@app.command("lots", cls=Command)
def lots(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="The lots, CSV or XLSX, with columns candidate, lot."),
    ],
    *,
    stage: Stage,
    category: Category,
    option: BookOption = None,
) -> None:
    """Record the lots drawn before the first mark. The lower lot comes first."""
    from upakarti_tui.workflows.deciding.lots import record_lots

    drawn = record_lots(the_book(None, option), stage, category, file)
    console.note(say("{count} lots are recorded.", count=len(drawn.lots)))


@app.command("disqualify", cls=Command)
def disqualify(
    candidate: CandidateArgument,
    *,
    stage: Stage,
    date: Annotated[
        str, typer.Option("--date", metavar="DATE", parser=a_date, help="Since when: 2024-10-31.")
    ],
    reason: Reason,
    undo: Annotated[bool, typer.Option("--undo", help="The candidate comes back.")] = False,
    option: BookOption = None,
) -> None:
    """Record that a candidate drops out. The scores stay on record."""
    from upakarti_tui.workflows.deciding.disqualify import disqualify as drop

    deed = drop(the_book(None, option), candidate, stage, date, reason, undo=undo)
    console.note(
        say("{candidate} has dropped out.", candidate=candidate)
        if deed.out
        else say("{candidate} is back.", candidate=candidate)
    )


@app.command("recuse", cls=Command)
def recuse(
    candidate: CandidateArgument,
    *,
    scorer: ScorerOption,
    stage: Stage,
    kind: Kind = None,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="REASON", parser=a_text, help="Why.")
    ] = None,
    clear: Annotated[
        bool, typer.Option("--clear", help="The chair lets the scorer go on; needs --by.")
    ] = False,
    by: Annotated[
        str | None, typer.Option("--by", metavar="NAME", parser=a_name, help="Who decides.")
    ] = None,
    option: BookOption = None,
) -> None:
    """Keep a scorer from a candidate because of a conflict of interest.

    A mark already given is kept and not counted.
    """
    from upakarti_tui.workflows.deciding.recuse import recuse as keep_away

    book = the_book(None, option)
    deed = keep_away(book, candidate, scorer, stage, kind, reason or "", clear=clear, by=by or "")
    console.note(
        say(
            "{stage}/{candidate}/{scorer}: {state}",
            stage=stage,
            candidate=candidate,
            scorer=scorer,
            state=_interest(deed.entries[0].state),
        )
    )


def _interest(state: str) -> Message:
    return {
        "recused": say("recused"),
        "declared": say("declared; the chair decides"),
        "cleared": say("cleared by the chair"),
    }[state]


@app.command("declare", cls=Command)
def declare(
    book: BookArgument = None,
    *,
    scorer: ScorerOption,
    stage: Stage,
    candidate: Annotated[
        str | None,
        typer.Option(
            "--candidate",
            metavar="CANDIDATE",
            parser=an_id,
            help="This candidate only; else all not yet declared on.",
        ),
    ] = None,
    kind: Kind = None,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="REASON", parser=a_text, help="Why.")
    ] = None,
    option: BookOption = None,
) -> None:
    """Declare as a scorer what ties you to a candidate, or that nothing does.

    Without --candidate and --kind nothing ties you to any candidate not yet
    declared on. The sheets declared on are printed.
    """
    from upakarti_tui.workflows.scoring.declare import declare as declared

    keys = declared(the_book(book, option), scorer, stage, candidate, kind, reason or "")
    console.lines("/".join(key) for key in keys)
    words = (
        say("{count} declared with a conflict of interest.", count=len(keys))
        if kind
        else say("{count} declared without a conflict of interest.", count=len(keys))
    )
    console.note(words)


@app.command("decide", cls=Command)
def decide(
    order: Annotated[
        list[str],
        typer.Argument(metavar="CANDIDATE", parser=an_id, help="The tied candidates, first first."),
    ],
    *,
    stage: Stage,
    category: Category,
    by: By,
    minutes: Minutes,
    reason: Reason,
    option: BookOption = None,
) -> None:
    """Record in which order the plenary puts candidates that stay tied at the quota line."""
    from upakarti_tui.workflows.deciding.decide import decide as put_in_order

    put_in_order(the_book(None, option), stage, category, order, by, minutes, reason)
    console.note(say("The order is recorded: {names}.", names=", ".join(order)))
