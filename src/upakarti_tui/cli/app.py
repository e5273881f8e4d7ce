"""Which commands there are, by the order of the work, and where each is told.

A command's file is loaded when the command is asked for, or its help.
"""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, Final

import typer
from typer._click import Context, HelpFormatter
from typer.main import get_command_from_info, get_group

from upakarti_tui import __version__
from upakarti_tui.cli import console
from upakarti_tui.cli.arguments import the_book
from upakarti_tui.cli.command import Group, paragraphs
from upakarti_tui.cli.opening import on_screen
from upakarti_tui.domain.problems import Problem, say
from upakarti_tui.errors import Exit, UsageError
from upakarti_tui.locale import gettext

PLACES: Final = {
    "Beginning": {
        "open": "opening",
        "demo": "opening",
        "init": "opening",
        "template": "template",
        "import": "bringing_in",
        "configure": "settings",
        "doctor": "doctor",
    },
    "Before scoring": {
        "earlier": "looking",
        "lots": "rulings",
        "recuse": "rulings",
        "disqualify": "rulings",
        "agenda": "settings",
        "enrol": "settings",
        "pack": "handing",
    },
    "Scoring": {
        "declare": "rulings",
        "score": "scoring",
        "submit": "scoring",
        "send-back": "scoring",
        "confirm": "scoring",
    },
    "Bringing together": {
        "merge": "merging",
        "conflicts": "merging",
        "resolve": "merging",
        "settle": "merging",
        "open-stage": "closing",
        "status": "looking",
        "find": "looking",
    },
    "Determining": {
        "rank": "ranking",
        "explain": "ranking",
        "stats": "ranking",
        "decide": "rulings",
        "finalize": "closing",
        "reopen": "closing",
        "snapshot": "looking",
        "diff": "looking",
        "export": "documents",
        "verify": "documents",
        "reveal": "settings",
    },
}
"""Commands under their headings, with the file that holds each."""

COMMANDS: Final = {name: file for section in PLACES.values() for name, file in section.items()}


class Commands(Group):
    """All commands, each loaded when it is needed."""

    def list_commands(self, ctx: Context) -> list[str]:  # noqa: ARG002 -- Typer's own
        """Return the names in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: Context, cmd_name: str) -> Any:  # noqa: ANN401, ARG002 -- Typer's own
        """Return a command ready to parse; None where there is none of the name."""
        return built(cmd_name) if cmd_name in COMMANDS else None

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Find the command named first; a file named there is answered with how to open it."""
        if args[0] not in COMMANDS and Path(args[0]).is_file():
            what = say("{file} is a file, and no command", file=args[0])
            raise UsageError(Problem(what, say("to open a book: upakarti open FILE")))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:  # noqa: ARG002 -- Typer's own
        """Write the commands under their headings, with one sentence each."""
        for heading, names in PLACES.items():
            with formatter.section(gettext(heading)):
                formatter.write_dl([(name, _summary(name)) for name in names])


def declaration(name: str) -> Any:  # noqa: ANN401 -- Typer has no common type
    """Return how a command or a group is declared, with its file loaded."""
    group: typer.Typer = import_module(f"upakarti_tui.cli.{COMMANDS[name]}").app
    if group.info.name == name:
        return group
    return next(info for info in group.registered_commands if info.name == name)


def built(name: str) -> Any:  # noqa: ANN401 -- Typer has no common type
    """Return a command or a group ready to parse."""
    held = declaration(name)
    if isinstance(held, typer.Typer):
        return get_group(held)
    return get_command_from_info(held, pretty_exceptions_short=True, rich_markup_mode=None)


def _summary(name: str) -> str:
    held = declaration(name)
    told = held.info.help if isinstance(held, typer.Typer) else held.callback.__doc__
    return gettext(paragraphs(told)[0])


def every_command() -> Iterator[Any]:
    """Yield the program, every group and every command, with all their files loaded."""
    yield get_group(app)
    for name in COMMANDS:
        command = built(name)
        yield command
        yield from getattr(command, "commands", {}).values()


app = typer.Typer(
    cls=Commands,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


@app.callback(invoke_without_command=True)
def upakarti(
    context: typer.Context,
    *,
    version: Annotated[bool, typer.Option("--version", help="Say which version this is.")] = False,
) -> int:
    """Score, merge, rank and determine the recipients of the Upakarti award.

    Without a command the book in the current folder is opened on the screen.
    """
    if version:
        console.result(__version__)
        raise typer.Exit
    if context.invoked_subcommand is not None:
        return Exit.DONE
    return on_screen(the_book(None, None))
