"""Documents: written for an office, and verified from themselves."""

from pathlib import Path
from typing import Annotated

import typer

from upakarti_tui.cli import console
from upakarti_tui.cli.arguments import (
    AnyCategory,
    AnyStage,
    BookOption,
    Draft,
    Force,
    an_id,
    the_book,
)
from upakarti_tui.cli.command import Command
from upakarti_tui.domain.problems import say

app = typer.Typer()

_USUAL = {"forms": "xlsx"}
"""Form of a kind of document that is no PDF, where none is asked for."""


@app.command("export", cls=Command)
def export(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            help="determination, minutes, recap, sheets, facts, blank, dossier, anonymised, "
            "or forms: empty tables to fill in and import.",
        ),
    ],
    *,
    forms: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar="pdf|xlsx|csv|json|html",
            help="In which form, else PDF (of tables to fill in, XLSX); "
            "repeatable, or several with commas.",
        ),
    ] = None,
    folder: Annotated[
        Path, typer.Option("-o", "--output", metavar="DIR", help="Folder; it is made.")
    ] = Path("exports"),
    stage: AnyStage = None,
    category: AnyCategory = None,
    candidate: Annotated[
        str | None,
        typer.Option("--candidate", metavar="CANDIDATE", parser=an_id, help="One candidate only."),
    ] = None,
    force: Force = False,
    draft: Draft = False,
    option: BookOption = None,
) -> None:
    """Write a document for the office, in one or several forms."""
    from upakarti_tui.workflows.papers.export import export as write

    written = write(
        the_book(None, option),
        kind,
        [form for several in forms or [_USUAL.get(kind, "pdf")] for form in several.split(",")],
        folder,
        stage=stage,
        category=category,
        candidate=candidate,
        draft=draft,
        force=force,
        progress=_told,
    )
    console.lines(map(str, written))


def _told(done: int, whole: int, name: str) -> None:
    if name:
        console.note(say("{number} of {whole}: {name}", number=done + 1, whole=whole, name=name))


@app.command("verify", cls=Command)
def verify(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A book, or an exported document.")],
    *,
    evidence: Annotated[
        Path | None,
        typer.Option(
            "--evidence",
            metavar="DIR",
            help="Of a book, also write what ssh-keygen -Y verify needs to check the signatures.",
        ),
    ] = None,
    force: Force = False,
) -> int:
    """Recompute a book or a document from itself, and say whether it agrees.

    Ends with 0 where it agrees, 4 where it differs, and 3 where it holds nothing to
    recompute it from.
    """
    from upakarti_tui.workflows.papers.verify import verify as compare

    found = compare(file)
    console.result(str(found))
    if evidence is not None:
        from upakarti_tui.workflows.papers.verify_book import write_evidence

        console.lines(map(str, write_evidence(file, evidence, force=force)))
    return found.exit
