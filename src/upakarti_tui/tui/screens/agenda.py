"""A jury session: the order of presentation, who presents now, the round of discussion."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from upakarti_tui.errors import UpakartiError
from upakarti_tui.locale import gettext, told
from upakarti_tui.tui import commands
from upakarti_tui.tui.command import bindings
from upakarti_tui.tui.screens.listing import ListingPage
from upakarti_tui.tui.widgets import glyphs
from upakarti_tui.tui.widgets.line import Ink, Line, wrapped

if TYPE_CHECKING:
    from textual.binding import BindingType

    from upakarti_tui.workflows.scoring.session import Session


class AgendaPage(ListingPage[None]):
    """The session of one stage, a category at a time."""

    OFFERS = (
        commands.PRESENT,
        commands.EARLIER,
        commands.LATER,
        commands.DISCUSS,
        commands.OTHER,
        commands.BACK,
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(*OFFERS[:5])

    def __init__(self, stage: str) -> None:
        super().__init__()
        self.stage = stage
        self.session: Session | None = None
        self.refused = ""

    def on_mount(self) -> None:
        """Read the session of the first category."""
        self.read(None)
        super().on_mount()

    def read(self, category: str | None) -> None:
        """Read a category's session."""
        from upakarti_tui.workflows.scoring.session import session  # noqa: PLC0415 -- heavy

        try:
            self.session = session(self.app.book, self.stage, category)
        except UpakartiError as error:
            self.refused = " ".join(told(message) for message in error.messages)

    def heading(self) -> tuple[str, str]:
        """Return whose session this is."""
        if self.session is None:
            return gettext("Session"), gettext("Secretariat")
        where = f"{self.session.stage} · {self.session.category.title}"
        return f"{gettext('Session')} · {where}", gettext("Secretariat")

    def count(self) -> int:
        """Return how many present."""
        return len(self.session.order) if self.session is not None else 0

    def body(self, width: int, height: int) -> list[Line]:
        """Return the order, and who presents now."""
        if self.session is None:
            return [Line(" ").put(row, Ink.BAD) for row in wrapped(self.refused, width - 3)]
        head = Line("   ").put(gettext("Turn"), Ink.FAINT, 6).put(gettext("Number"), Ink.FAINT, 11)
        head.put(gettext("Candidate"), Ink.FAINT, max(20, width - 52))
        rows = self.window(width, height - 1, begins=1)
        if not rows:
            rows = [Line("   ").put(gettext("Nobody presents in this category."), Ink.FAINT)]
        return [head, *rows]

    def row(self, at: int, width: int, *, here: bool) -> Line:
        """Return a turn."""
        assert self.session is not None  # noqa: S101 -- there are rows
        candidate = self.session.order[at]
        line = self.pointer(here=here).right(str(at + 1), 3).put("   ")
        ink = Ink.STRONG if here else Ink.PLAIN
        line.put(candidate.id, ink, 11).put(candidate.name, ink, max(20, width - 52))
        line.put(" ").put(candidate.province, width=14)
        if candidate.id == self.session.presenting:
            line.put(f"{glyphs.FULL} {gettext('presents now')}", Ink.GOOD)
        return line.cut(width)

    def going_on(self, width: int) -> list[Line]:
        """Return whether the round of discussion is on."""
        if self.session is not None and self.session.discussing:
            words = gettext("Round of discussion: a changed mark needs a reason, both are kept.")
            return [Line(" ").put(f"! {words}", Ink.WARN).cut(width)]
        return [Line(" ").put(gettext("Scoring round.")).cut(width)]

    def _schedule(self, **changes: object) -> None:
        from upakarti_tui.workflows.scoring.agenda import schedule  # noqa: PLC0415 -- heavy

        assert self.session is not None  # noqa: S101 -- asked by the caller
        category = self.session.category.id
        try:
            schedule(self.app.book, self.stage, category, **changes)  # type: ignore[arg-type]
        except UpakartiError as error:
            self.refuse(error)
            return
        self.read(category)
        self.redraw()

    def action_present(self) -> None:
        """Say that the candidate under the cursor presents now, or that nobody does."""
        if self.session is None or not self.session.order:
            return
        candidate = self.session.order[self.cursor].id
        self._schedule(
            presenting="" if candidate == self.session.presenting else candidate,
            order=[c.id for c in self.session.order],
        )

    def action_earlier(self) -> None:
        """Move the candidate under the cursor one turn earlier."""
        self._shift(-1)

    def action_later(self) -> None:
        """Move the candidate under the cursor one turn later."""
        self._shift(1)

    def _shift(self, step: int) -> None:
        if self.session is None or not 0 <= self.cursor + step < self.count():
            return
        order = [candidate.id for candidate in self.session.order]
        order.insert(self.cursor + step, order.pop(self.cursor))
        self.cursor += step
        self._schedule(order=order)

    def action_discuss(self) -> None:
        """Begin or end the round of discussion."""
        if self.session is not None:
            self._schedule(discussing=not self.session.discussing)

    def action_other(self) -> None:
        """Show the next category."""
        if self.session is not None:
            ids = [category.id for category in self.session.categories]
            self.read(ids[(ids.index(self.session.category.id) + 1) % len(ids)])
            self.cursor = self.top = 0
            self.redraw()
