"""What this machine can do."""

import typer

from upakarti_tui.cli import console
from upakarti_tui.cli.command import Command

app = typer.Typer()


@app.command("doctor", cls=Command)
def doctor() -> None:
    """Examine this machine: terminal, locale, Pango, permissions, versions."""
    from upakarti_tui.workflows.doctor import examine  # noqa: PLC0415

    console.result(str(examine()))
