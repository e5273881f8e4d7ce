"""What is wrong with the arguments of a command, in our words and language.

Typer carries its own copy of Click, whose sentences are English whatever the
language; they are replaced here one kind at a time.
"""

from typing import Any

from typer._click import exceptions as click

from upakarti_tui.domain.problems import Message, Problem, say
from upakarti_tui.errors import UsageError
from upakarti_tui.workflows.named import as_typed


def refusal(error: click.ClickException) -> UsageError:
    """Return the mistake as ours, with the way to the help of the command."""
    context = getattr(error, "ctx", None)
    if context is None:
        return UsageError(_what(error))
    mend = _near(error) or say("see {command} --help", command=context.command_path)
    return UsageError(Problem(_what(error), mend))


def _what(error: click.ClickException) -> Message:
    match error:
        case click.NoSuchOption():
            return say("There is no option {name}", name=as_typed(error.option_name))
        case click.MissingParameter():
            return say("{name} is missing", name=_name(error))
        case click.BadOptionUsage() if "requires" in error.message:
            return say("The option {name} needs a value", name=as_typed(error.option_name))
        case click.BadOptionUsage():
            return say("The option {name} takes no value", name=as_typed(error.option_name))
        case click.BadParameter():
            return say("The value of {name} cannot be used", name=_name(error))
        case _:
            return say("{message}", message=as_typed(error.message))


def _near(error: click.ClickException) -> Message | None:
    names = error.possibilities if isinstance(error, click.NoSuchOption) else None
    return say("did you mean {names}?", names=", ".join(sorted(names))) if names else None


def _name(error: click.BadParameter) -> str | Message:
    parameter: Any = error.param
    if parameter is None:
        return ""
    if parameter.param_type_name == "option":
        return str(max(parameter.opts, key=len))
    # The name of an argument is a word of the help, translated like it.
    return say(parameter.metavar or str(parameter.name).upper())
