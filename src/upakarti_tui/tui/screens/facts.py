"""What a candidate claims and what was found in the field."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from upakarti_tui.domain.book.entries import Entry, Part, SheetKey, State
from upakarti_tui.domain.text import NOTE_LIMIT
from upakarti_tui.errors import UpakartiError
from upakarti_tui.locale import gettext, told
from upakarti_tui.tui import commands
from upakarti_tui.tui.command import bindings
from upakarti_tui.tui.screens.abstaining import keep
from upakarti_tui.tui.screens.asking import Ask, AskPage
from upakarti_tui.tui.screens.listing import ListingPage
from upakarti_tui.tui.screens.steps import may_write, undo
from upakarti_tui.tui.widgets import glyphs
from upakarti_tui.tui.widgets.line import Ink, Line, wrapped
from upakarti_tui.tui.words import FINDINGS, NOT_CHECKED, number

if TYPE_CHECKING:
    from textual.binding import BindingType
    from textual.events import Key

    from upakarti_tui.domain.book.sheet import Sheet
    from upakarti_tui.domain.programme.template import Fact
    from upakarti_tui.workflows.scoring.score import Desk

LEAST_ROWS = 4
"""Facts in view, however much is known of the one under the cursor."""

FIELDS = ("claimed", "source")
"""Further fields of a finding, kept beside the value."""


class FactsPage(ListingPage[None]):
    """The facts of one sheet. 1 to 4 say how a claim stood; Enter writes what was found."""

    OFFERS = (commands.WRITE, commands.STANDS, commands.EMPTY, commands.UNDO, commands.BACK)
    BINDINGS: ClassVar[list[BindingType]] = bindings(commands.WRITE, commands.EMPTY, commands.UNDO)

    def __init__(self, key: SheetKey) -> None:
        super().__init__()
        self.key = key

    @property
    def desk(self) -> Desk:
        """The scorer's sheets."""
        assert self.app.desk is not None  # noqa: S101 -- this page exists only at a desk
        return self.app.desk

    @property
    def sheet(self) -> Sheet:
        """The sheet as it stands."""
        return self.desk.sheet(self.key)

    def heading(self) -> tuple[str, str]:
        """Return whose facts these are, and who checks them."""
        candidate = self.desk.candidate(self.key)
        return f"{gettext('Facts')} · {candidate.id} {candidate.name}", self.desk.scorer.name

    def count(self) -> int:
        """Return how many facts are checked."""
        return len(self.sheet.facts)

    def body(self, width: int, height: int) -> list[Line]:
        """Return the facts, and all that is known of the one under the cursor."""
        claimed, found = self._columns(width)
        head = Line("     ").put(gettext("Fact"), Ink.FAINT, found - 7).put("  ")
        head.put(gettext("Claimed"), Ink.FAINT, claimed).put(" ")
        head.put(gettext("Found"), Ink.FAINT, claimed).put(" ").put(gettext("State"), Ink.FAINT)
        below = self._known(width)[: max(3, height - 2 - LEAST_ROWS)]
        rows = self.window(width, height - len(below) - 2, begins=1)
        return [head, *rows, Line(glyphs.RULE * width, Ink.FAINT), *below]

    @staticmethod
    def _columns(width: int) -> tuple[int, int]:
        state = max(Line(told(word)).width for _, word, _ in (*FINDINGS.values(), NOT_CHECKED))
        claimed = max(10, (width - state) // 5)
        return claimed, width - 2 * claimed - min(state, width // 4) - 3

    def _entry(self, fact: Fact) -> Entry:
        held = self.sheet.held(Part.FACT, fact.id)
        entry = held.entry if held is not None else None
        return entry if entry is not None else Entry(Part.FACT, fact.id, State.BLANK)

    @staticmethod
    def _found(fact: Fact, entry: Entry) -> str:
        return f"{number(entry.value)} {fact.unit}".strip() if entry.value else ""

    def row(self, at: int, width: int, *, here: bool) -> Line:
        """Return a fact with claim, finding and state."""
        fact = self.sheet.facts[at]
        entry, (claimed, title) = self._entry(fact), self._columns(width)
        sign, word, ink = FINDINGS.get(entry.state, NOT_CHECKED)
        line = self.pointer(here=here).put(f"{sign} ", ink)
        line.put(fact.title, Ink.STRONG if here else Ink.PLAIN, title - 7).put("  ")
        line.put(dict(entry.more).get("claimed", ""), Ink.PLAIN, claimed).put(" ")
        line.put(self._found(fact, entry) or "_", width=claimed)
        return line.put(" ").put(told(word), ink).cut(width)

    def _known(self, width: int) -> list[Line]:
        fact = self.sheet.facts[self.cursor]
        entry = self._entry(fact)
        keys = [f"{at} {told(word)}" for at, (_, word, _) in enumerate(FINDINGS.values(), 1)]
        lines = [Line(" ").put(fact.title, Ink.TITLE).cut(width)]
        lines += [Line(" ").put(row, Ink.STRONG) for row in wrapped("   ".join(keys), width - 3)]
        if fact.at_least is not None:
            least = gettext("At least {number} {unit} asked for.")
            words = least.format(number=number(format(fact.at_least, "f")), unit=fact.unit)
            lines.append(Line(" ").put(words))
        more = dict(entry.more)
        for label, text in (
            (gettext("Claimed"), more.get("claimed", "")),
            (gettext("Found"), self._found(fact, entry)),
            (gettext("Source"), more.get("source", "")),
            (gettext("Note"), entry.note),
        ):
            if text:
                first, *rest = wrapped(f"{label}: {text}", width - 3)
                head, _, words = first.partition(": ")
                lines.append(Line(" ").put(f"{head}: ", Ink.FAINT).put(words))
                lines += [Line("   ").put(row) for row in rest[:2]]
        return lines

    def going_on(self, width: int) -> list[Line]:
        """Return how many facts are checked."""
        facts = self.sheet.facts
        done = sum(self._entry(fact).state in FINDINGS for fact in facts)
        words = gettext("Checked {done} of {asked}").format(done=done, asked=len(facts))
        return [Line(" ").put(words).end(self.app.saved_words(), width, Ink.GOOD)]

    def take_key(self, event: Key) -> bool:
        """Take a digit for how the claim stood."""
        typed = event.character or ""
        states = list(FINDINGS)
        if not (typed.isascii() and typed.isdigit()):
            return False
        if 0 < int(typed) <= len(states):
            self._find(states[int(typed) - 1])
        elif typed == "0":
            self.action_empty()
        return True

    def _find(self, state: State) -> None:
        fact = self.sheet.facts[self.cursor]
        entry = replace(self._entry(fact), state=state)
        if not entry.value and state is not State.UNVERIFIABLE:
            self._write(entry)
            return
        self._put(entry)

    def _put(self, entry: Entry) -> None:
        try:
            self.app.saved(self.desk.find(self.key, entry))
        except UpakartiError as error:
            self.refuse(error)
            return
        self.action_down()
        self.redraw()

    def _write(self, entry: Entry) -> None:
        """Ask for the finding in words or numbers, and where it was seen."""
        if not may_write(self, self.key):
            return
        fact = self.sheet.facts[self.cursor]
        more = dict(entry.more)
        states = tuple((state.value, told(word)) for state, (_, word, _) in FINDINGS.items())
        chosen = entry.state if entry.state in FINDINGS else State.CONFIRMED
        unit = f" ({fact.unit})" if fact.unit else ""
        asks = (
            Ask("value", f"{gettext('Found')}{unit}", entry.value),
            Ask("state", gettext("The claim is"), chosen.value, choices=states),
            Ask("claimed", f"{gettext('Claimed')}{unit}", more.get("claimed", "")),
            Ask("source", gettext("Source: document, photo, witness"), more.get("source", "")),
            Ask("note", gettext("Note"), entry.note, NOTE_LIMIT),
        )

        def done(answers: dict[str, str] | None) -> None:
            if answers is None:
                return
            kept = tuple((name, answers[name]) for name in FIELDS if answers[name])
            state, value = State(answers["state"]), answers["value"]
            self._put(Entry(Part.FACT, fact.id, state, value, answers["note"], kept))

        self.app.push_screen(AskPage(fact.title, asks), done)

    def action_write(self) -> None:
        """Write what was found."""
        if self.sheet.facts:
            self._write(self._entry(self.sheet.facts[self.cursor]))

    def action_empty(self) -> None:
        """Take the finding away."""
        fact = self.sheet.facts[self.cursor]
        if self._entry(fact).state is not State.BLANK:
            keep(self, lambda: self.desk.find(self.key, Entry(Part.FACT, fact.id, State.BLANK)))

    def action_undo(self) -> None:
        """Take the last change back."""
        undo(self)
        self.redraw()
