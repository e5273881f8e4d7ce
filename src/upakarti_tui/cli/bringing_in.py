"""Import: candidates, roster, assignments, marks and drop-outs from CSV or XLSX."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer
from typer._click import Context, HelpFormatter

from upakarti_tui.cli import console
from upakarti_tui.cli.arguments import BookOption, DryRun, Stage, a_name, the_book
from upakarti_tui.cli.command import Command, Group
from upakarti_tui.locale import gettext

if TYPE_CHECKING:
    from upakarti_tui.workflows.importing.report import ImportReport


class Import(Group):
    """The group of imports; its help ends with the headings that files may have."""

    def format_epilog(self, ctx: Context, formatter: HelpFormatter) -> None:  # noqa: ARG002
        """Write the headings of every table, from the one list the reader uses."""
        from upakarti_tui.storage.worksheets.headings import TABLES  # noqa: PLC0415 -- only for this help

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


@app.command("candidates", cls=Command)
def candidates(
    file: File, *, dry_run: DryRun = False, partial: Partial = False, option: BookOption = None
) -> int:
    """Import candidates. An empty id is given, like PG-001."""
    from upakarti_tui.workflows.importing.candidates import import_candidates  # noqa: PLC0415

    return _told(import_candidates(the_book(None, option), file, dry_run=dry_run, partial=partial))


@app.command("roster", cls=Command)
def roster(
    file: File, *, dry_run: DryRun = False, partial: Partial = False, option: BookOption = None
) -> int:
    """Import those who score, with their roles."""
    from upakarti_tui.workflows.importing.roster import import_roster  # noqa: PLC0415

    return _told(import_roster(the_book(None, option), file, dry_run=dry_run, partial=partial))


@app.command("assignments", cls=Command)
def assignments(
    file: File, *, dry_run: DryRun = False, partial: Partial = False, option: BookOption = None
) -> int:
    """Import who scores whom in which stage."""
    from upakarti_tui.workflows.importing.assignments import import_assignments  # noqa: PLC0415

    return _told(import_assignments(the_book(None, option), file, dry_run=dry_run, partial=partial))


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
    dry_run: DryRun = False,
    partial: Partial = False,
    option: BookOption = None,
) -> int:
    """Import marks, gate answers and findings of one stage, a row a mark or a row a sheet."""
    from upakarti_tui.workflows.importing.marks import import_marks  # noqa: PLC0415

    report = import_marks(
        the_book(None, option),
        file,
        stage,
        submitted=submitted,
        by=by or "",
        dry_run=dry_run,
        partial=partial,
    )
    return _told(report)


@app.command("disqualified", cls=Command)
def disqualified(
    file: File, *, dry_run: DryRun = False, partial: Partial = False, option: BookOption = None
) -> int:
    """Import candidates that dropped out, with date and reason."""
    from upakarti_tui.workflows.importing.disqualified import import_disqualified  # noqa: PLC0415

    report = import_disqualified(the_book(None, option), file, dry_run=dry_run, partial=partial)
    return _told(report)


def _told(report: "ImportReport") -> int:
    """Print what was done; what to look at again goes to stderr."""
    console.notes(report.warnings)
    console.notes((*report.left_out, *report.left_open))
    console.results(report.told())
    return report.exit
