"""Places in one category, with the line of the passing grade through them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from upakarti_tui.domain.standing import State
from upakarti_tui.errors import UpakartiError
from upakarti_tui.locale import gettext, told
from upakarti_tui.tui import commands
from upakarti_tui.tui.command import bindings
from upakarti_tui.tui.screens.listing import ListingPage
from upakarti_tui.tui.screens.page import WIDE
from upakarti_tui.tui.whereabouts import open_item
from upakarti_tui.tui.widgets import glyphs
from upakarti_tui.tui.widgets.line import Ink, Line, wrapped
from upakarti_tui.tui.widgets.standing_rows import (
    Columns,
    Row,
    across,
    by_number,
    by_place,
    candidate_row,
    heading,
    known_of,
)

if TYPE_CHECKING:
    from textual.binding import BindingType

    from upakarti_tui.tui.command import Command
    from upakarti_tui.workflows.deciding.standings import Standings


MOST_SAID = 2
"""Rows that tell why a ranking is provisional."""


class RankingPage(ListingPage[None]):
    """The standings of one stage, a category at a time."""

    OFFERS = (
        commands.TRACE,
        commands.PANEL,
        commands.OTHER,
        commands.EXCEL,
        commands.DOCUMENTS,
        commands.BACK,
        commands.SORT,
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        *(offer for offer in OFFERS if offer is not commands.BACK), commands.OPEN
    )

    def __init__(self, stage: str) -> None:
        super().__init__()
        self.stage = stage
        self.standings: Standings | None = None
        self.refused = ""
        self.by_number = False
        """Whether the list is ordered by candidate instead of by place."""

        self._rows: list[Row] = []
        self._columns = Columns(0, 0, 0, 0)

    def on_mount(self) -> None:
        """Read the standings of the first category."""
        self.read(None)
        super().on_mount()

    def read(self, category: str | None) -> None:
        """Read the standings of a category."""
        from upakarti_tui.workflows.deciding.standings import standings  # noqa: PLC0415 -- heavy

        try:
            self.standings = standings(self.app.book, self.stage, category)
        except UpakartiError as error:
            self.refused = " ".join(told(message) for message in error.messages)
            return
        self.cursor = self.top = 0
        self._gather()

    def _gather(self) -> None:
        """Gather the rows, the cursor on the candidate where it was."""
        assert self.standings is not None  # noqa: S101 -- read before
        here = self.here
        self._rows = (by_number if self.by_number else by_place)(self.standings)
        found = (
            at
            for at, row in enumerate(self._rows)
            if not isinstance(row, str) and row.candidate == here
        )
        self.cursor = next(found, 0)

    # --- what is shown -----------------------------------------------------------------------

    def heading(self) -> tuple[str, str]:
        """Return whether this is provisional, and of what."""
        shown = self.standings
        if shown is None:
            return gettext("Ranking"), gettext("Secretariat")
        words = {
            State.DRAFT: gettext("PROVISIONAL RANKING"),
            State.COMPLETE: gettext("RANKING"),
            State.FINAL: gettext("FINAL RANKING"),
        }
        print_ = f"{shown.fingerprint[:4]}-{shown.fingerprint[4:8]}"
        where = f"{words[shown.state]} · {shown.stage.title} · {shown.category.title}"
        return where, f"{gettext('fingerprint')} {print_}"

    def count(self) -> int:
        """Return how many rows there are."""
        return len(self._rows)

    def stands_on(self, at: int) -> bool:
        """Tell whether a row is a candidate."""
        return not isinstance(self._rows[at], str)

    def body(self, width: int, height: int) -> list[Line]:
        """Return the table, and what is known of the row under the cursor."""
        if self.standings is None:
            return [Line(), *(Line(" ").put(r, Ink.BAD) for r in wrapped(self.refused, width - 3))]
        while self._rows and not self.stands_on(self.cursor):
            self.cursor += 1
        columns = self._columns = Columns.of(self.standings, width, wide=width >= WIDE)
        known = known_of(self._rows[self.cursor], self.standings, width) if self._rows else []
        below = [Line(glyphs.RULE * width, Ink.FAINT), *known] if known else []
        room = height - 1 - len(below)
        rows = self.window(width, room, begins=1)
        if not rows:
            rows = [Line("   ").put(gettext("Nobody is ranked here yet."), Ink.FAINT)]
        rows += [Line() for _ in range(room - len(rows))]
        return [heading(columns).cut(width), *rows, *below]

    def row(self, at: int, width: int, *, here: bool) -> Line:
        """Return a candidate's place, or a line across the table."""
        row = self._rows[at]
        assert self.standings is not None  # noqa: S101 -- there are rows
        if isinstance(row, str):
            return across(row, self.standings, width).cut(width)
        ink = Ink.STRONG if here else Ink.PLAIN
        line = candidate_row(self.pointer(here=here), self.standings, row, self._columns, ink)
        return line.cut(width)

    def offers(self) -> tuple[Command, ...]:
        """Leave out the next category where there is but one."""
        several = self.standings is not None and len(self.standings.categories) > 1
        return tuple(x for x in self.OFFERS if several or x is not commands.OTHER)

    def going_on(self, width: int) -> list[Line]:
        """Return why the ranking is provisional, or that it is not."""
        shown = self.standings
        if shown is None:
            return [Line()]
        if not shown.open_items:
            words = {State.FINAL: gettext("Final.")}.get(shown.state, gettext("Nothing is open."))
            return [Line(" ").put(f"{glyphs.DONE} {words}", Ink.GOOD)]
        first = open_item(shown.open_items[0], self.stage)
        words = gettext("Provisional: {count} open, first {what}")
        text = words.format(count=len(shown.open_items), what=first)
        said = wrapped(f"! {text}", width - 3)
        return [Line(" ").put(row, Ink.WARN) for row in said[:MOST_SAID]]

    # --- what it answers --------------------------------------------------------------------

    @property
    def here(self) -> str | None:
        """The candidate under the cursor."""
        row = self._rows[self.cursor] if self.cursor < len(self._rows) else None
        return None if row is None or isinstance(row, str) else row.candidate

    def action_other(self) -> None:
        """Show the next category."""
        if self.standings is None:
            return
        ids = [category.id for category in self.standings.categories]
        self.read(ids[(ids.index(self.standings.category.id) + 1) % len(ids)])
        self.redraw()

    def action_sort(self) -> None:
        """Order by candidate, or by place again."""
        if self.standings is not None:
            self.by_number = not self.by_number
            self._gather()
            self.redraw()

    def action_open(self) -> None:
        """Show how the place came about."""
        self.action_trace()

    def action_trace(self) -> None:
        """Show how the place came about."""
        from upakarti_tui.tui.screens.derivation import DerivationPage  # noqa: PLC0415 -- opened

        if self.here is not None and self.standings is not None:
            draft = self.standings.state is State.DRAFT
            self.app.push_screen(DerivationPage(self.here, self.standings.stage, draft=draft))

    def action_panel(self) -> None:
        """Show how the panel agreed."""
        from upakarti_tui.tui.screens.panel import PanelPage  # noqa: PLC0415 -- when opened

        if self.standings is not None:
            self.app.push_screen(PanelPage(self.standings))

    def action_excel(self) -> None:
        """Write the recapitulation for Excel."""
        from upakarti_tui.tui.screens.documents import write_while_told  # noqa: PLC0415 -- opened

        write_while_told(self, "recap", ("xlsx",), self.stage)

    def action_documents(self) -> None:
        """Write documents."""
        from upakarti_tui.tui.screens.documents import DocumentsPage  # noqa: PLC0415 -- when opened

        self.app.push_screen(DocumentsPage(self.stage))
