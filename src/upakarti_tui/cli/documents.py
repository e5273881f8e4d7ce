"""Documents: written for an office, and verified from themselves."""

from pathlib import Path
from typing import Annotated

import typer

from upakarti_tui.cli import console
from upakarti_tui.cli.arguments import AnyStage, BookOption, Draft, Force, one_of, the_book
from upakarti_tui.cli.command import Command

app = typer.Typer()

_KINDS = ("determination", "minutes", "recap", "sheets", "blank")
_FORMATS = ("pdf", "xlsx", "csv", "json", "html")


@app.command("export", cls=Command)
def export(
    kind: Annotated[
        str,
        typer.Argument(metavar="|".join(_KINDS), parser=one_of(*_KINDS), help="Which document."),
    ],
    forms: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar="|".join(_FORMATS),
            parser=one_of(*_FORMATS),
            help="In which form; repeatable.",
        ),
    ] = None,
    folder: Annotated[
        Path, typer.Option("-o", "--output", metavar="DIR", help="Folder; it is made.")
    ] = Path("exports"),
    stage: AnyStage = None,
    *,
    force: Force = False,
    draft: Draft = False,
    option: BookOption = None,
) -> None:
    """Write a document for the office."""
    from upakarti_tui.workflows.export import export as write  # noqa: PLC0415

    book = the_book(None, option)
    for path in write(book, kind, forms, folder, stage=stage, force=force, draft=draft):
        console.result(str(path))


@app.command("verify", cls=Command)
def verify(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A book, or an exported document.")],
) -> int:
    """Recompute a book or a document from itself, and say whether it agrees."""
    from upakarti_tui.workflows.verify import verify as compare  # noqa: PLC0415

    console.result(str(compare(file)))
    return 0
