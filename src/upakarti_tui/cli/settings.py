"""Settings of a book, agenda of a session, keys, and numbers that are masked."""

from typing import Annotated

import typer

from upakarti_tui.cli import console
from upakarti_tui.cli.arguments import (
    BookArgument,
    BookOption,
    CandidateArgument,
    Category,
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
from upakarti_tui.locale import gettext

app = typer.Typer()


@app.command("configure", cls=Command)
def configure(
    changes: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="NAME=TEXT", help="Settings to change; an empty text takes one away."
        ),
    ] = None,
    *,
    option: BookOption = None,
) -> None:
    """Show or set letterhead, signatories, place and paper of the documents.

    Settings are letterhead.1 to letterhead.9, paper (A4 or F4), place, minister.title,
    minister.name, annex.about, minutes.number, minutes.date, minutes.place,
    signatory.1.position, signatory.1.name, signatory.1.nip and nip.SCORER.
    """
    from upakarti_tui.workflows import configure as settings

    book = the_book(None, option)
    wanted = {name: text and a_text(text) for name, text in pairs(changes, "configure")}
    if wanted:
        settings.configure(book, wanted)
    found = settings.found(book)
    for name, texts in found.differing.items():
        console.note(
            say(
                "{name} differs between merged books and stands for neither: {texts}. Set it.",
                name=name,
                texts=" | ".join(texts),
            )
        )
    console.lines(f"{name}={text}" for name, text in sorted(found.agreed.items()))


@app.command("agenda", cls=Command)
def agenda(
    book: BookArgument = None,
    *,
    stage: Stage,
    category: Category,
    order: Annotated[
        list[str] | None,
        typer.Option(
            "--order",
            metavar="CANDIDATE",
            parser=an_id,
            help="Who presents, in order; repeated once for each.",
        ),
    ] = None,
    presenting: Annotated[
        str | None,
        typer.Option(
            "--presenting", metavar="CANDIDATE", parser=an_id, help="Who is presenting now."
        ),
    ] = None,
    discussing: Annotated[
        bool | None,
        typer.Option("--discussing/--scoring", help="Whether the round of discussion is on."),
    ] = None,
    option: BookOption = None,
) -> None:
    """Show or set the order of presentation in a jury session."""
    from upakarti_tui.workflows.scoring import agenda as session

    path = the_book(book, option)
    if order is None and presenting is None and discussing is None:
        stands = session.agenda(path, stage, category)
    else:
        stands = session.schedule(
            path, stage, category, order=order, presenting=presenting, discussing=discussing
        )
    console.lines(
        f"{number} {candidate}" + (" ►" if candidate == stands.presenting else "")
        for number, candidate in enumerate(stands.order, start=1)
    )
    if stands.discussing:
        console.note(say("The round of discussion is on."))


@app.command("enrol", cls=Command)
def enrol(
    scorer: Annotated[
        str | None,
        typer.Argument(
            metavar="SCORER",
            parser=an_id,
            help="Whose key it is; none shows the key of this device.",
        ),
    ] = None,
    *,
    key: Annotated[
        str | None,
        typer.Option("--key", metavar="KEY", parser=a_text, help="ssh-ed25519 and the key."),
    ] = None,
    reason: Annotated[
        str | None,
        typer.Option(
            "--reason", metavar="REASON", parser=a_text, help="Why an earlier key is replaced."
        ),
    ] = None,
    option: BookOption = None,
) -> None:
    """Record the keys that sign a scorer's sheets, or show the key of this device.

    In a handed-out book the key of this device is recorded. In the secretariat's, the
    key given, or else those that signed so far; from then on no other key signs for the
    scorer. A further key, for one that is lost, needs a reason.
    """
    from upakarti_tui.workflows import enrol as keys

    if scorer is None:
        console.result(keys.own())
    else:
        new = keys.enrol(the_book(None, option), scorer, key or "", reason or "")
        said = say("The key of {scorer} is recorded.", scorer=scorer)
        console.note(said if new else say("This key of {scorer} is on record.", scorer=scorer))


@app.command("reveal", cls=Command)
def reveal(
    candidate: CandidateArgument,
    *,
    by: Annotated[str, typer.Option("--by", metavar="NAME", parser=a_name, help="Who looks.")],
    reason: Reason,
    option: BookOption = None,
) -> None:
    """Show a candidate's NIK and NPWP. Who looked, and why, is recorded."""
    from upakarti_tui.workflows.reveal import reveal as unmask

    identity = unmask(the_book(None, option), candidate, by, reason)
    none = gettext("none")
    console.lines((f"NIK {identity.nik or none}", f"NPWP {identity.npwp or none}"))
