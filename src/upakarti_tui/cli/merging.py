"""Bringing together: many books into one, and what differs between them."""

from pathlib import Path
from typing import Annotated

import typer

from upakarti_tui.cli import console
from upakarti_tui.cli.arguments import (
    BookArgument,
    BookOption,
    By,
    CandidateArgument,
    DryRun,
    Minutes,
    Position,
    Reason,
    Stage,
    an_id,
    the_book,
)
from upakarti_tui.cli.command import Command
from upakarti_tui.domain.problems import say

app = typer.Typer()


@app.command("merge", cls=Command)
def merge(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE", help="The books to bring together.")
    ],
    into: Annotated[
        Path, typer.Option("--into", metavar="BOOK", help="The book that takes all records.")
    ],
    *,
    dry_run: DryRun = False,
) -> None:
    """Bring the records of many books into one: of all files, or of none.

    The files stay as they are, and their order makes no difference. What differs
    between them is told and stays open until it is decided.
    """
    from upakarti_tui.workflows.exchange.merge import merge as bring_together

    report = bring_together(files, into, dry_run=dry_run)
    console.results(report.messages)


@app.command("conflicts", cls=Command)
def conflicts(book: BookArgument = None, *, option: BookOption = None) -> None:
    """Show what differs: all values or records, who, when, on which device."""
    from upakarti_tui.workflows.exchange.differing import differing

    found = differing(the_book(book, option))
    cells = (message for conflict in found.conflicts for message in conflict.messages)
    console.results((*cells, *found.disagreeing))
    console.notes(found.withheld)
    if not (found.conflicts or found.disagreeing or found.withheld):
        console.note(say("Nothing differs."))


@app.command("resolve", cls=Command)
def resolve(
    candidate: CandidateArgument,
    *,
    scorer: Annotated[
        str, typer.Option("--scorer", metavar="SCORER", parser=an_id, help="Whose sheet it is.")
    ],
    stage: Stage,
    criterion: Annotated[
        str,
        typer.Option(
            "--criterion", metavar="CRITERION", parser=an_id, help="The mark's criterion."
        ),
    ],
    take: Annotated[str, typer.Option("--take", metavar="MARK", help="The mark that shall stand.")],
    by: By,
    position: Position,
    minutes: Minutes,
    reason: Reason,
    option: BookOption = None,
) -> None:
    """Decide which mark stands where marks differ: one of them, or another. All stay on record."""
    from upakarti_tui.workflows.exchange.resolve import resolve as decide

    ruled = decide(
        the_book(None, option),
        candidate,
        scorer=scorer,
        stage=stage,
        criterion=criterion,
        take=take,
        by=by,
        position=position,
        minutes=minutes,
        reason=reason,
    )
    console.note(say("It is decided, as record {id}.", id=ruled.id[:16]))


@app.command("settle", cls=Command)
def settle(
    named_one: Annotated[
        str,
        typer.Argument(
            metavar="AUTHOR|RECORD",
            parser=an_id,
            help="A scorer's id, or secretariat; or a record, as conflicts shows it.",
        ),
    ],
    *,
    by: By,
    position: Position,
    minutes: Minutes,
    reason: Reason,
    option: BookOption = None,
) -> None:
    """Answer for the forks of a copied book, or for records that contradict each other.

    Of an author, the forks are answered for; differing marks stay in conflict. Of records
    that contradict each other, the one named stands.
    """
    from upakarti_tui.workflows.exchange.settle import settle as answer

    book = the_book(None, option)
    forks = answer(book, named_one, by=by, position=position, minutes=minutes, reason=reason)
    console.results(fork.what for fork in forks)
