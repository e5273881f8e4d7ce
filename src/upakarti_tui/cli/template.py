"""Templates: which there are, what one says, whether one can be used."""

from pathlib import Path
from typing import Annotated

import typer

from upakarti_tui.cli import console
from upakarti_tui.cli.command import Command, Group
from upakarti_tui.errors import Exit, RefusedError

app = typer.Typer(name="template", cls=Group, no_args_is_help=True, help="Templates of awards.")


@app.command("list", cls=Command)
def list_() -> None:
    """List the templates that come with the program."""
    from upakarti_tui.workflows.templates import listed  # noqa: PLC0415 -- loads the YAML reader

    console.result(listed())


@app.command("show", cls=Command)
def show(
    template: Annotated[str, typer.Argument(metavar="ID|FILE", help="A template's id or file.")],
) -> None:
    """Show what a template asks and by which rules it ranks."""
    from upakarti_tui.workflows.templates import shown  # noqa: PLC0415 -- loads the YAML reader

    console.result(shown(template))


@app.command("check", cls=Command)
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The template, a YAML file.")],
) -> int:
    """Report every problem of a template, with its line."""
    from upakarti_tui.workflows.templates import checked  # noqa: PLC0415 -- loads the YAML reader

    try:
        checked(file)
    except RefusedError as refused:
        console.results(refused.messages)
        return Exit.REFUSED
    return Exit.DONE
