"""Why a job was not done, all reasons at once, to be read in peace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.locale import gettext, told
from upakarti_tui.tui import commands
from upakarti_tui.tui.screens.reading import ReadingPage
from upakarti_tui.tui.widgets.line import Ink, Line, wrapped

if TYPE_CHECKING:
    from upakarti_tui.errors import UpakartiError


class RefusalPage(ReadingPage[None]):
    """Why a job was not done, all reasons at once."""

    OFFERS = (commands.BACK,)

    def __init__(self, job: str, error: UpakartiError) -> None:
        super().__init__()
        self.job = job
        self.error = error
        self._rows: list[str] = []

    def heading(self) -> tuple[str, str]:
        """Return what was not done."""
        return gettext("Not done: {job}").format(job=self.job), gettext("Secretariat")

    def count(self) -> int:
        """Return how many rows the reasons take."""
        return len(self._rows)

    def body(self, width: int, height: int) -> list[Line]:
        """Return the reasons."""
        said = (told(message) for message in self.error.messages)
        self._rows = [row for text in said for row in wrapped(text, width - 5)]
        return self.window(width, height)

    def row(self, at: int, width: int, *, here: bool) -> Line:
        """Return a row of the reasons."""
        return self.pointer(here=here).put(self._rows[at]).cut(width)

    def going_on(self, width: int) -> list[Line]:
        """Say that nothing was changed."""
        return [Line(" ").put(gettext("Nothing was changed."), Ink.STRONG).cut(width)]
