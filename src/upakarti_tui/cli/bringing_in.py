"""Import: candidates, roster, assignments, marks and drop-outs from CSV or XLSX."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer
from typer._click import Context, HelpFormatter

from upakarti_tui.cli import console
from upakarti_tui.cli.arguments import BookOption, Stage, a_name, the_book
from upakarti_tui.cli.command import Command, Group
from upakarti_tui.domain.problems import Problem, say
from upakarti_tui.errors import UsageError
from upakarti_tui.locale import gettext
from upakarti_tui.workflows.named import as_typed

if TYPE_CHECKING:
    from upakarti_tui.workflows.importing.glossary import Readings
    from upakarti_tui.workflows.importing.report import ImportReport


class Import(Group):
    """The group of imports; its help ends with the headings that files may have."""

    def format_epilog(self, ctx: Context, formatter: HelpFormatter) -> None:  # noqa: ARG002 -- Typer's own
        """Write the headings of every table, from the one list the reader uses."""
        from upakarti_tui.storage.worksheets.headings import TABLES

        for table, columns in TABLES.items():
            heading = gettext("Headings of {table} (* required)").format(table=table)
            with formatter.section(heading):
                formatter.write_dl(
                    [(f"{c.name}{'*' * c.required}", ", ".join(c.aliases)) for c in columns]
                )


app = typer.Typer(
    name="import",
    cls=Import,
    no_args_is_help=True,
    help="Bring in candidates, scorers, assignments, marks and drop-outs from CSV or XLSX.",
)

File: TypeAlias = Annotated[
    Path, typer.Argument(metavar="FILE", help="The table, CSV or XLSX, headings in the first row.")
]
Partial: TypeAlias = Annotated[
    bool, typer.Option("--partial", help="Import the good rows and say which were left out.")
]
Trial: TypeAlias = Annotated[
    bool,
    typer.Option("--dry-run", help="Show what would be read and taken, and change nothing."),
]
Map: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="HEADING=COLUMN",
        help="A heading of the file means this column, or COLUMN:WORD=ID, a word in its cells"
        " this id; now and in later files; repeatable.",
    ),
]
Forget: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--forget",
        metavar="HEADING",
        parser=a_name,
        help="What an earlier --map said of a heading or COLUMN:WORD no longer holds; repeatable.",
    ),
]


@app.command("candidates", cls=Command)
def candidates(
    file: File,
    *,
    said: Map = None,
    forget: Forget = None,
    dry_run: Trial = False,
    partial: Partial = False,
    option: BookOption = None,
) -> int:
    """Import candidates. An empty id is given, like PG-001."""
    from upakarti_tui.workflows.importing.candidates import import_candidates

    readings, book = _readings(said, forget), the_book(None, option)
    report = import_candidates(book, file, readings=readings, dry_run=dry_run, partial=partial)
    return _told(report)


@app.command("roster", cls=Command)
def roster(
    file: File,
    *,
    said: Map = None,
    forget: Forget = None,
    dry_run: Trial = False,
    partial: Partial = False,
    option: BookOption = None,
) -> int:
    """Import those who score, with their roles."""
    from upakarti_tui.workflows.importing.roster import import_roster

    readings, book = _readings(said, forget), the_book(None, option)
    return _told(import_roster(book, file, readings=readings, dry_run=dry_run, partial=partial))


@app.command("assignments", cls=Command)
def assignments(
    file: File,
    *,
    said: Map = None,
    forget: Forget = None,
    dry_run: Trial = False,
    partial: Partial = False,
    option: BookOption = None,
) -> int:
    """Import who scores whom in which stage."""
    from upakarti_tui.workflows.importing.assignments import import_assignments

    readings, book = _readings(said, forget), the_book(None, option)
    report = import_assignments(book, file, readings=readings, dry_run=dry_run, partial=partial)
    return _told(report)


@app.command("marks", cls=Command)
def marks(
    file: File,
    *,
    stage: Stage,
    submitted: Annotated[
        bool, typer.Option("--submitted", help="Close the sheets that are complete.")
    ] = False,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="NAME", parser=a_name, help="Who typed the marks in."),
    ] = None,
    said: Map = None,
    forget: Forget = None,
    dry_run: Trial = False,
    partial: Partial = False,
    option: BookOption = None,
) -> int:
    """Import marks, gate answers and findings of one stage, a row a mark or a row a sheet."""
    from upakarti_tui.workflows.importing.marks import import_marks

    report = import_marks(
        the_book(None, option),
        file,
        stage,
        submitted=submitted,
        by=by or "",
        readings=_readings(said, forget),
        dry_run=dry_run,
        partial=partial,
    )
    return _told(report)


@app.command("disqualified", cls=Command)
def disqualified(
    file: File,
    *,
    said: Map = None,
    forget: Forget = None,
    dry_run: Trial = False,
    partial: Partial = False,
    option: BookOption = None,
) -> int:
    """Import candidates that dropped out, with date and reason."""
    from upakarti_tui.workflows.importing.disqualified import import_disqualified

    readings, book = _readings(said, forget), the_book(None, option)
    report = import_disqualified(book, file, readings=readings, dry_run=dry_run, partial=partial)
    return _told(report)


def _readings(said: list[str] | None, forget: list[str] | None) -> "Readings":
    """Return what the options say about the headings of the file."""
    from upakarti_tui.workflows.importing.glossary import Readings

    return Readings(tuple(map(_reading, said or ())), tuple(forget or ()))


def _reading(typed: str) -> tuple[str, str]:
    """Take `HEADING=COLUMN`; a heading may hold `=` itself, a column never does.

    Raises:
        UsageError: heading or column is missing, or cannot be printed.
    """
    heading, equals, column = typed.rpartition("=")
    if not equals:
        what = say("{option} {text} has no =", option="--map", text=as_typed(typed))
        raise UsageError(Problem(what, say("write {option} HEADING=COLUMN", option="--map")))
    return a_name(heading), a_name(column)


def _told(report: "ImportReport") -> int:
    """Print what was done; what to look at again goes to stderr."""
    console.notes(report.warnings)
    console.notes((*report.left_out, *report.left_open))
    console.results(report.told())
    return report.exit
