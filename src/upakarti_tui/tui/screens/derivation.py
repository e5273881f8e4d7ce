"""How a candidate's place came about, from the marks to the ladder of ties."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from upakarti_tui.errors import UpakartiError
from upakarti_tui.locale import gettext, told
from upakarti_tui.tui import commands
from upakarti_tui.tui.command import bindings
from upakarti_tui.tui.screens.reading import ReadingPage
from upakarti_tui.tui.whereabouts import open_item
from upakarti_tui.tui.widgets.line import Ink, Line, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType

    from upakarti_tui.domain.programme.template import Stage
    from upakarti_tui.domain.standing import OpenItem


STEP = 16
INDENT = 13
"""Columns that stay when a wide table is moved: who the row is about."""


class DerivationPage(ReadingPage[None]):
    """The derivation, to read through."""

    OFFERS = (commands.BACK, commands.PAGE_DOWN, commands.LEFT, commands.RIGHT)
    BINDINGS: ClassVar[list[BindingType]] = bindings(commands.LEFT, commands.RIGHT)

    def __init__(self, candidate: str, stage: Stage, *, draft: bool) -> None:
        super().__init__()
        self.candidate = candidate
        self.stage = stage
        self.draft = draft
        self.text: list[str] = []
        self.shift = 0
        """Columns of a wide table that have moved out on the left."""

        self._shown: list[str] = []

    def on_mount(self) -> None:
        """Derive."""
        from upakarti_tui.reports.explanation_text import as_text  # noqa: PLC0415 -- heavy
        from upakarti_tui.workflows.deciding.explain import explain  # noqa: PLC0415 -- heavy

        try:
            explanation = explain(self.app.book, self.candidate, self.stage.id, draft=self.draft)
            # Open items are told in words here; the command line names their kinds, too.
            told_elsewhere = replace(explanation, open_items=())
            self.text = as_text(told_elsewhere).rstrip().split("\n")
            self.text += self._still_open(explanation.open_items)
        except UpakartiError as error:
            self.text = [told(message) for message in error.messages]
        super().on_mount()

    def _still_open(self, items: Sequence[OpenItem]) -> list[str]:
        if not items:
            return []
        heading = gettext("Still open: {count}").format(count=len(items))
        return ["", heading, *(f"   ! {open_item(item, self.stage.id)}" for item in items)]

    def heading(self) -> tuple[str, str]:
        """Return whose place this is about."""
        where = f"{self.candidate} · {self.stage.title}"
        return f"{gettext('Derivation')} · {where}", gettext("Secretariat")

    def count(self) -> int:
        """Return how many rows there are."""
        return len(self._shown)

    def body(self, width: int, height: int) -> list[Line]:
        """Return the rows in view; a table keeps its columns, prose is broken at the edge."""
        self._shown = [row for line in self.text for row in _broken(line, width - 4)]
        return self.window(width, height)

    def row(self, at: int, width: int, *, here: bool) -> Line:
        """Return one row."""
        text = self._shown[at]
        if self.shift and _is_table(text):
            text = text[:INDENT] + text[INDENT + self.shift :]
        return self.pointer(here=here).put(text).cut(width)

    def action_before(self) -> None:
        """Move wide tables to the right again."""
        self.shift = max(0, self.shift - STEP)
        self.redraw()

    def action_after(self) -> None:
        """Move wide tables to the left."""
        longest = max((len(text) for text in self._shown if _is_table(text)), default=0)
        self.shift = min(max(0, longest - self.app.size.width + STEP), self.shift + STEP)
        self.redraw()

    def going_on(self, width: int) -> list[Line]:
        """Say that nothing was worked out for the screen."""
        words = gettext("These are the very numbers that decided.")
        return [Line(" ").put(words, Ink.FAINT).cut(width)]


def _is_table(line: str) -> bool:
    """Tell whether a line is a row of a table: columns parted by several spaces."""
    return "  " in line.strip()


def _broken(line: str, width: int) -> list[str]:
    """Break a line at the edge, its indent kept."""
    bare = line.lstrip(" ")
    indent = line[: len(line) - len(bare)]
    if len(line) <= width or _is_table(line):
        return [line]
    return [indent + row for row in wrapped(bare, max(10, width - len(indent)))]
