"""Templates: which there are, what one says, whether one can be used."""

from pathlib import Path
from typing import Annotated

import typer

from upakarti_tui.cli import console
from upakarti_tui.cli.command import Command, Group
from upakarti_tui.domain.problems import say
from upakarti_tui.errors import Exit, RefusedError
from upakarti_tui.locale import gettext

app = typer.Typer(name="template", cls=Group, no_args_is_help=True, help="Templates of awards.")


@app.command("list", cls=Command)
def list_() -> None:
    """List the templates that come with the program."""
    from upakarti_tui.reports.columns import columns
    from upakarti_tui.workflows.templates import listed

    rows = [(each.id, each.title, each.notice) for each in listed()]
    console.result(columns((gettext("template"), gettext("title"), gettext("notice")), rows))


@app.command("show", cls=Command)
def show(
    template: Annotated[str, typer.Argument(metavar="ID|FILE", help="A template's id or file.")],
) -> None:
    """Show what a template asks and by which rules it ranks."""
    from upakarti_tui.cli.template_text import as_text
    from upakarti_tui.workflows.templates import shown

    found = shown(template)
    console.result(as_text(found.template, found.fingerprint))


@app.command("check", cls=Command)
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The template, a YAML file.")],
) -> int:
    """Report every problem of a template, with its line."""
    from upakarti_tui.workflows.templates import checked

    try:
        doubts = checked(file)
    except RefusedError as refused:
        console.results(refused.messages)
        return Exit.REFUSED
    console.results(doubts)
    console.note(say("{file} can be used.", file=file))
    return Exit.DONE
