"""One command, from its arguments to its exit code."""

import unicodedata
from collections.abc import Sequence

import typer
from typer._click import exceptions as click

from upakarti_tui import locale
from upakarti_tui.cli import console
from upakarti_tui.cli.app import COMMANDS, app
from upakarti_tui.cli.mistakes import refusal
from upakarti_tui.domain.problems import say
from upakarti_tui.errors import Exit, UpakartiError, UsageError
from upakarti_tui.notices import listening
from upakarti_tui.workflows.named import as_typed

LONGEST = 4096
"""Characters of one argument: what a path may have."""


def run(arguments: Sequence[str]) -> int:
    """Run a command and return its exit code; whatever stops it is told once, in words."""
    try:
        locale.choose(_language(arguments))
        _check(arguments)
        return _run(list(arguments))
    except click.NoArgsIsHelpError as error:
        console.note(error.message)
        return Exit.USAGE
    except click.ClickException as error:
        return _stopped(refusal(error))
    except UpakartiError as error:
        return _stopped(error)
    except KeyboardInterrupt:
        return _interrupted()
    except Exception as error:  # noqa: BLE001 -- the last line before the terminal
        return _crashed(error, arguments)


def _run(arguments: list[str]) -> int:
    command = typer.main.get_command(app)
    with listening() as heard:
        try:
            with command.make_context("upakarti", arguments) as context:
                return int(command.invoke(context) or Exit.DONE)
        except typer.Exit as end:
            return end.exit_code
        finally:
            console.notes(heard)


def _interrupted() -> int:
    import signal

    # A second Ctrl-C must not interrupt the goodbye.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    console.note(say("Interrupted."))
    return Exit.INTERRUPTED


def _stopped(error: UpakartiError) -> int:
    console.notes(error.messages)
    return error.exit


def _crashed(error: Exception, arguments: Sequence[str]) -> int:
    from upakarti_tui.workflows.crash import report

    console.notes(report(error, _command(arguments)))
    return Exit.FAILURE


def _command(arguments: Sequence[str]) -> str:
    """Return which command it was, and nothing else that was typed."""
    return next((word for word in arguments if word in COMMANDS), "upakarti")


def _language(arguments: Sequence[str]) -> str:
    """Return the language asked for, wherever `--lang` stands.

    It is looked for before anything is parsed, so that mistakes are told in it.
    """
    asked = locale.default()
    for at, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang" and at + 1 < len(arguments):
            asked = arguments[at + 1]
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
    if asked not in locale.LANGUAGES:
        names = ", ".join(locale.LANGUAGES)
        raise UsageError(
            say(
                "There is no language {name}; there are {names}.", name=as_typed(asked), names=names
            )
        )
    return asked


def _check(arguments: Sequence[str]) -> None:
    """Refuse what no name, path or reason can be."""
    for argument in arguments:
        if not argument:
            # A script's empty variable: no folder or book is meant by it.
            raise UsageError(say("An argument is empty."))
        if len(argument) > LONGEST:
            raise UsageError(
                say(
                    "An argument of {count} characters is too long: {start}",
                    count=len(argument),
                    start=as_typed(argument),
                )
            )
        if any(unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} for c in argument):
            raise UsageError(
                say(
                    "An argument holds a character that cannot be typed: {argument}",
                    argument=as_typed(argument),
                )
            )
