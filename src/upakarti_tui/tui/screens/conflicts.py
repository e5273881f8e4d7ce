"""Marks that differ: both shown with all that is known, decided with name and reason.

The program proposes nothing, because a laptop's clock may be wrong. Esc and
postponing decide nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from upakarti_tui.domain.book.sheet_words import STATES
from upakarti_tui.domain.text import NOTE_LIMIT
from upakarti_tui.errors import UpakartiError
from upakarti_tui.locale import gettext, told
from upakarti_tui.tui import commands
from upakarti_tui.tui.command import bindings
from upakarti_tui.tui.screens.asking import Ask, AskPage
from upakarti_tui.tui.screens.listing import ListingPage
from upakarti_tui.tui.widgets.line import Ink, Line, wrapped
from upakarti_tui.tui.words import clock, number

if TYPE_CHECKING:
    from textual.binding import BindingType
    from textual.events import Key

    from upakarti_tui.domain.problems import Message
    from upakarti_tui.workflows.exchange.conflicts import Conflict, Side

LABEL = 12


class ConflictsPage(ListingPage[None]):
    """One conflict at a time."""

    OFFERS = (commands.CHOOSE, commands.LEFT, commands.RIGHT, commands.BACK)
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        commands.CHOOSE_ONE, commands.LEFT, commands.RIGHT
    )

    def __init__(self) -> None:
        super().__init__()
        self.conflicts: tuple[Conflict, ...] = ()
        self.names: dict[str, str] = {}
        self.titles: dict[tuple[str, str], str] = {}
        self.beside: tuple[Message, ...] = ()
        self.at = 0
        self.decided = 0

    def on_mount(self) -> None:
        """Read what differs; the cursor rests on postponing."""
        self.read_again()
        super().on_mount()

    def read_again(self) -> None:
        """Read the book again."""
        from upakarti_tui.workflows.exchange.differing import differing  # noqa: PLC0415 -- heavy

        try:
            found = differing(self.app.book)
        except UpakartiError as error:
            self.refuse(error)
            return
        self.conflicts, self.names, self.titles = found.conflicts, found.names, found.titles
        self.beside = (*found.disagreeing, *found.withheld)
        self.at = min(self.at, max(0, len(self.conflicts) - 1))
        self.cursor = len(self.here.sides) if self.here is not None else 0

    @property
    def here(self) -> Conflict | None:
        """The conflict that is shown."""
        return self.conflicts[self.at] if self.conflicts else None

    def heading(self) -> tuple[str, str]:
        """Return which of how many this is."""
        words = gettext("Conflict {at} of {count} · no mark was overwritten")
        count = len(self.conflicts)
        at = min(self.at + 1, count)
        return words.format(at=at, count=count), gettext("Secretariat")

    def count(self) -> int:
        """Return the sides and the choice to postpone."""
        return len(self.here.sides) + 1 if self.here is not None else 0

    def body(self, width: int, height: int) -> list[Line]:
        """Return both sides with what stood before them, and the choice."""
        conflict = self.here
        if conflict is None:
            return [Line(), *self._nothing(width)]
        key = conflict.sheet
        candidate = f"{key.candidate} {self.names.get(key.candidate, '')}"
        scorer = f"{key.scorer} {self.names.get(key.scorer, '')}"
        title = self.titles.get((conflict.part, conflict.item), conflict.item or conflict.part)
        lines = [
            Line(" ").put(candidate, Ink.TITLE).put(f" · {scorer} · {title}").cut(width),
            Line(),
        ]
        lines += self._sides(conflict, width)
        before = conflict.ancestor
        text = gettext("Both parted from: {value}").format(
            value=_value(before) if before is not None else gettext("an empty cell")
        )
        when = f" ({clock(before.at)})" if before is not None else ""
        advice = gettext(
            "The program proposes nothing: the clock of a laptop may be wrong. Ask the scorer."
        )
        lines += [Line(), Line(" ").put(text + when).cut(width)]
        lines += [Line(" ").put(row, Ink.FAINT) for row in wrapped(advice, width - 3)]
        # The choice stays in view, however small the window is.
        above = lines[: max(0, height - self.count() - 1)]
        return [*above, Line(), *self.window(width, self.count(), begins=len(above) + 1)]

    def _nothing(self, width: int) -> list[Line]:
        """Return that nothing is left, or what is left beside marks, and what is sealed."""
        if not self.beside:
            return [Line(" ").put(gettext("Nothing is left to be decided."), Ink.GOOD)]
        rows = (row for said in self.beside for row in wrapped(told(said), width - 3))
        return [Line(" ").put(row) for row in rows]

    def _sides(self, conflict: Conflict, width: int) -> list[Line]:
        sides = conflict.sides[:3]
        each = (width - LABEL - 3) // len(sides)
        rows = (
            ("", [gettext("Choice {number}").format(number=n) for n in range(1, len(sides) + 1)]),
            (gettext("Mark"), [_value(side) for side in sides]),
            (gettext("Entered"), [clock(side.at) for side in sides]),
            (gettext("By"), [side.typed_by or side.author for side in sides]),
            (gettext("Machine"), [side.device for side in sides]),
            (gettext("Note"), [f"“{side.note}”" if side.note else "-" for side in sides]),
        )
        lines = []
        for at, (label, cells) in enumerate(rows):
            line = Line(" ").put(label, Ink.FAINT, LABEL)
            for cell in cells:
                line.put(cell, Ink.STRONG if at < 2 else Ink.PLAIN, each - 1).put(" ")  # noqa: PLR2004 -- the first two rows
            lines.append(line.cut(width))
        return lines

    def row(self, at: int, width: int, *, here: bool) -> Line:
        """Return a choice."""
        assert self.here is not None  # noqa: S101 -- there are rows
        sides = self.here.sides
        line = self.pointer(here=here).put(f"{at + 1}  ", Ink.STRONG)
        if at == len(sides):
            words = gettext("Postpone, and ask the scorer")
        else:
            words = gettext("Take {value}").format(value=_value(sides[at]))
        return line.put(words, Ink.STRONG if here else Ink.PLAIN).cut(width)

    def going_on(self, width: int) -> list[Line]:
        """Return how many are decided and left."""
        words = gettext("Decided {decided} · left {left}")
        text = words.format(decided=self.decided, left=len(self.conflicts))
        return [Line(" ").put(text).cut(width)]

    def take_key(self, event: Key) -> bool:
        """Take the number of a choice: it is pointed at, and Enter takes it."""
        typed = event.character or ""
        if typed.isascii() and typed.isdigit() and 0 < int(typed) <= self.count():
            self.move_to(int(typed) - 1)
            return True
        return False

    def action_before(self) -> None:
        """Show the conflict before."""
        self._turn(-1)

    def action_after(self) -> None:
        """Show the next conflict."""
        self._turn(1)

    def _turn(self, step: int) -> None:
        if self.conflicts:
            self.at = (self.at + step) % len(self.conflicts)
            self.cursor = self.count() - 1
            self.redraw()

    def action_choose(self) -> None:
        """Decide as pointed at, once name and reason are given; or postpone."""
        conflict = self.here
        if conflict is None or self.cursor >= len(conflict.sides):
            self._turn(1)
            return
        side = conflict.sides[self.cursor]
        asks = (
            Ask("by", gettext("Who decides: name"), required=True),
            Ask("position", gettext("Position"), required=True),
            Ask("minutes", gettext("Number of the minutes"), required=True),
            Ask("reason", gettext("Reason"), limit=NOTE_LIMIT, required=True),
        )

        def done(answers: dict[str, str] | None) -> None:
            if answers is not None:
                self._decide(conflict, side, answers)

        title = gettext("Take {value}: by whom, and why?").format(value=_value(side))
        self.app.push_screen(AskPage(title, asks), done)

    def _decide(self, conflict: Conflict, side: Side, answers: dict[str, str]) -> None:
        from upakarti_tui.workflows.exchange.resolve import resolve  # noqa: PLC0415 -- heavy

        stage, candidate, scorer = conflict.sheet
        try:
            resolve(
                self.app.book,
                candidate,
                scorer=scorer,
                stage=stage,
                criterion=conflict.item or conflict.part.value,
                take=side.value or side.state.value,
                by=answers["by"],
                position=answers["position"],
                minutes=answers["minutes"],
                reason=answers["reason"],
            )
        except UpakartiError as error:
            self.refuse(error)
            return
        self.decided += 1
        self.read_again()
        self.redraw()


def _value(side: Side) -> str:
    return number(side.value) if side.value else told(STATES[side.state])
