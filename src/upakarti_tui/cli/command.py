"""Commands and groups whose help speaks the chosen language.

Help is written in English beside the code, as docstrings and option texts, and
translated where it is drawn, paragraph by paragraph. Every command takes `--lang`.
"""

import inspect
from collections.abc import Iterable
from pathlib import Path
from typing import Any, ClassVar

from typer._click import Context, HelpFormatter
from typer._click import core as click_core
from typer._click import exceptions as click
from typer._click.core import Parameter
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from upakarti_tui.cli import console
from upakarti_tui.domain.problems import Problem, say
from upakarti_tui.errors import UsageError
from upakarti_tui.locale import LANGUAGES, gettext
from upakarti_tui.workflows.named import as_typed, unknown


def show_help(ctx: Context, parameter: Parameter, wanted: Any) -> None:  # noqa: ANN401, ARG001 -- Typer's own
    """Print the help as a result, and end."""
    if wanted:
        console.result(ctx.get_help())
        ctx.exit()


def language_option() -> TyperOption:
    """Return `--lang`. Its value is taken before anything is parsed, see `run`."""
    return TyperOption(
        param_decls=["language", "--lang"],
        metavar="|".join(LANGUAGES),
        help="Language of everything said; else UPAKARTI_LANG, else Indonesian.",
        expose_value=False,
    )


def paragraphs(text: str | None) -> list[str]:
    """Return the paragraphs of a docstring as they are translated: a line each."""
    parts = inspect.cleandoc(text or "").split("\n\n")
    return [" ".join(part.split()) for part in parts if part.strip()]


class Spoken(click_core.Command):
    """What commands and groups say alike, in the chosen language."""

    after_usage: ClassVar[tuple[str, ...]] = ()
    """What the usage line ends with; words are translated."""

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        """Return `--help`, printing like everything else."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.callback = show_help
        return option

    def format_usage(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the line that shows how it is called."""
        pieces = [gettext("[OPTIONS]"), *map(_in_usage, _arguments(self.params))]
        pieces += [gettext(word) for word in self.after_usage]
        usage = gettext("Usage:")
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=f"{usage} ")

    def format_help_text(self, ctx: Context, formatter: HelpFormatter) -> None:  # noqa: ARG002 -- Typer's own
        """Write what it does."""
        for paragraph in paragraphs(self.help):
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(gettext(paragraph))


class Command(Spoken, TyperCommand):
    """A command with its help in the chosen language."""

    def __init__(self, name: str | None, **given: Any) -> None:  # noqa: ANN401 -- Typer's own
        super().__init__(name, **given | {"rich_markup_mode": None})
        self.params.append(language_option())

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Parse the arguments; what is left over is refused in our words."""
        ctx.allow_extra_args = True
        try:
            left = super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise
        if left:
            what = say("{argument} is one argument too many", argument=as_typed(left[0]))
            mend = say("see {command} --help", command=ctx.command_path)
            raise UsageError(Problem(what, mend))
        return left

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the arguments and options with what each means."""
        _write_parameters(self.get_params(ctx), formatter)


class Group(Spoken, TyperGroup):
    """A group of commands with its help in the chosen language."""

    after_usage = ("COMMAND", "...")

    def __init__(self, **given: Any) -> None:  # noqa: ANN401 -- Typer's own
        super().__init__(**given | {"rich_markup_mode": None})
        self.params.append(language_option())

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Find the command named first; an unknown one is refused with the nearest."""
        command = self.get_command(ctx, args[0])
        if command is None:
            missing = say("There is no command {name}", name=as_typed(args[0]))
            otherwise = say("see {command} --help", command=ctx.command_path)
            raise unknown(missing, args[0], self.list_commands(ctx), otherwise)
        return args[0], command, args[1:]

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the options, then the commands."""
        _write_parameters(self.get_params(ctx), formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the commands with what each does."""
        rows = [(name, self.summary(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section(gettext("Commands")):
            formatter.write_dl(rows)

    def summary(self, ctx: Context, name: str) -> str:
        """Return what a command does, in one sentence."""
        command = self.get_command(ctx, name)
        first = paragraphs(command.help if command else None)[:1]
        return gettext(first[0]) if first else ""


def _arguments(parameters: Iterable[Parameter]) -> list[TyperArgument]:
    return [p for p in parameters if isinstance(p, TyperArgument)]


def _in_usage(parameter: TyperArgument) -> str:
    return _argument(parameter) if parameter.required else f"[{_argument(parameter)}]"


def _argument(parameter: TyperArgument) -> str:
    word = gettext(parameter.metavar or str(parameter.name).upper())
    return f"{word}..." if parameter.nargs != 1 else word


def _write_parameters(parameters: list[Parameter], formatter: HelpFormatter) -> None:
    arguments = [(_argument(p), _explained(p)) for p in _arguments(parameters)]
    options = [
        (_option(p), _explained(p))
        for p in parameters
        if isinstance(p, TyperOption) and not p.hidden
    ]
    if arguments:
        with formatter.section(gettext("Arguments")):
            formatter.write_dl(arguments)
    with formatter.section(gettext("Options")):
        formatter.write_dl(options)


def _option(parameter: TyperOption) -> str:
    if parameter.is_flag:
        return ", ".join(sorted((*parameter.opts, *parameter.secondary_opts), key=len))
    names = ", ".join(sorted(parameter.opts, key=len))
    metavar = parameter.metavar or str(parameter.name).upper()
    return f"{names} {gettext(metavar)}"


def _explained(parameter: TyperArgument | TyperOption) -> str:
    words = gettext(parameter.help) if parameter.help else ""
    extra = []
    if parameter.required:
        extra.append(gettext("required"))
    default = _default(parameter.default)
    if default:
        extra.append(gettext("default: {value}").format(value=default))
    return f"{words} [{'; '.join(extra)}]" if extra else words


def _default(value: object) -> str:
    """Return a default as it would be typed; empty where there is none to tell."""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value) if isinstance(value, str | Path) else ""
