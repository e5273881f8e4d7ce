"""What this machine can do."""

from typing import TYPE_CHECKING

import typer

from upakarti_tui.cli import console
from upakarti_tui.cli.command import Command
from upakarti_tui.domain.problems import say
from upakarti_tui.locale import gettext, told

if TYPE_CHECKING:
    from upakarti_tui.workflows.doctor import Point

app = typer.Typer()


@app.command("doctor", cls=Command)
def doctor() -> None:
    """Examine this machine: terminal, locale, Pango, permissions, versions."""
    from upakarti_tui.reports.columns import columns
    from upakarti_tui.workflows.doctor import examine

    heads = (gettext("what"), gettext("state"), gettext("found"))
    console.result(columns(heads, [_row(point) for point in examine()]))


def _row(point: "Point") -> tuple[str, ...]:
    states = {"fine": say("good"), "weak": say("limited"), "lacking": say("does not work")}
    found = point.found if isinstance(point.found, str) else told(point.found)
    mend = f" — {told(point.mend)}" if point.mend is not None else ""
    return told(point.topic), told(states[point.verdict]), f"{found}{mend}"
