"""What this machine can do."""

from typing import TYPE_CHECKING

import typer

from upakarti_tui.cli import console
from upakarti_tui.cli.command import Command
from upakarti_tui.domain.problems import Message
from upakarti_tui.locale import told

if TYPE_CHECKING:
    from upakarti_tui.workflows.doctor import Point

app = typer.Typer()

SIGNS = {"fine": "√", "weak": "!", "lacking": "×"}


@app.command("doctor", cls=Command)
def doctor() -> None:
    """Examine this machine: terminal, locale, Pango, permissions, versions."""
    from upakarti_tui.workflows.doctor import examine  # noqa: PLC0415

    for point in examine():
        console.result(_line(point))


def _line(point: "Point") -> str:
    found = told(point.found) if isinstance(point.found, Message) else point.found
    line = f"{SIGNS[point.verdict]} {told(point.topic)}: {found}"
    return f"{line} — {told(point.mend)}" if point.mend else line
