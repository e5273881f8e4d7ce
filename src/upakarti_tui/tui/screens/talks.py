"""The talks with partner businesses during a visit, and what they said."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from upakarti_tui.domain.book.entries import Entry, Part, SheetKey, State
from upakarti_tui.domain.text import NOTE_LIMIT
from upakarti_tui.locale import gettext
from upakarti_tui.tui import commands
from upakarti_tui.tui.command import bindings
from upakarti_tui.tui.screens.abstaining import keep
from upakarti_tui.tui.screens.asking import Ask, AskPage
from upakarti_tui.tui.screens.listing import ListingPage
from upakarti_tui.tui.screens.steps import may_write, undo
from upakarti_tui.tui.widgets.line import Ink, Line, wrapped

if TYPE_CHECKING:
    from textual.binding import BindingType

    from upakarti_tui.domain.book.sheet import Sheet
    from upakarti_tui.workflows.scoring.score import Desk


class TalksPage(ListingPage[None]):
    """The talks of one sheet; the last row begins a new one."""

    OFFERS = (commands.WRITE, commands.EMPTY, commands.UNDO, commands.BACK)
    BINDINGS: ClassVar[list[BindingType]] = bindings(*OFFERS[:3])

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

    def talks(self) -> list[Entry]:
        """Return the talks on record, by their number."""
        found = [
            held.entry
            for (part, _), held in self.sheet.cells.items()
            if part is Part.INTERVIEW
            and held.entry is not None
            and held.entry.state is not State.BLANK
        ]
        return sorted(found, key=lambda entry: (len(entry.item), entry.item))

    @property
    def questions(self) -> tuple[str, ...]:
        """What partners are asked; one open question where the template names none."""
        asked = self.sheet.stage.interviews
        return (asked.questions if asked is not None else ()) or (gettext("What was said"),)

    def heading(self) -> tuple[str, str]:
        """Return whose partners these are, and who talks to them."""
        candidate = self.desk.candidate(self.key)
        return f"{gettext('Interviews')} · {candidate.id} {candidate.name}", self.desk.scorer.name

    def count(self) -> int:
        """Return the talks and the row for a new one."""
        return len(self.talks()) + 1

    def body(self, width: int, height: int) -> list[Line]:
        """Return the talks, and what was said in the one under the cursor."""
        below = self._told(width)
        rows = self.window(width, max(3, height - len(below) - 1))
        return [*rows, Line(), *below]

    def row(self, at: int, width: int, *, here: bool) -> Line:
        """Return a talk, or the row that begins one."""
        talks = self.talks()
        line = self.pointer(here=here)
        if at == len(talks):
            return line.put(
                f"+ {gettext('a further interview')}", Ink.STRONG if here else Ink.FAINT
            )
        partner = dict(talks[at].more).get("partner", "")
        return line.put(f"{talks[at].item:>2}  ", Ink.STRONG).put(partner).cut(width)

    def _told(self, width: int) -> list[Line]:
        talks = self.talks()
        answers = _answers(talks[self.cursor]) if self.cursor < len(talks) else []
        lines: list[Line] = []
        for at, question in enumerate(self.questions):
            lines += [Line(" ").put(row, Ink.FAINT) for row in wrapped(question, width - 3)]
            said = answers[at] if at < len(answers) else ""
            lines += [Line("   ").put(row) for row in wrapped(said or "_", width - 5)]
        return lines

    def going_on(self, width: int) -> list[Line]:
        """Return how many talks are asked for."""
        asked = self.sheet.stage.interviews
        least = asked.min if asked is not None else 0
        words = gettext("{count} of at least {least} interviews")
        line = Line(" ").put(words.format(count=len(self.talks()), least=least))
        return [line.end(self.app.saved_words(), width, Ink.GOOD)]

    def action_write(self) -> None:
        """Write a talk down."""
        if not may_write(self, self.key):
            return
        talks = self.talks()
        old = talks[self.cursor] if self.cursor < len(talks) else None
        item = old.item if old is not None else self.desk.next_talk(self.key)
        answers = _answers(old) if old is not None else []
        asks = [
            Ask(
                "partner",
                gettext("Partner business, and who spoke"),
                dict(old.more).get("partner", "") if old is not None else "",
                required=True,
            )
        ]
        asks += [
            Ask(str(at), question, answers[at] if at < len(answers) else "", NOTE_LIMIT)
            for at, question in enumerate(self.questions)
        ]

        def done(said: dict[str, str] | None) -> None:
            if said is not None:
                told = [said[str(at)] for at in range(len(self.questions))]
                keep(self, lambda: self.desk.talk(self.key, item, said["partner"], told))

        title = gettext("Interview {number}").format(number=item)
        self.app.push_screen(AskPage(title, asks), done)

    def action_empty(self) -> None:
        """Take a talk away; it stays on record and can be taken back."""
        talks = self.talks()
        if self.cursor < len(talks):
            item = talks[self.cursor].item
            keep(
                self,
                lambda: self.desk.put(self.key, Entry(Part.INTERVIEW, item, State.BLANK)),
            )

    def action_undo(self) -> None:
        """Take the last change back."""
        undo(self)
        self.redraw()


def _answers(talk: Entry) -> list[str]:
    return dict(talk.more).get("answers", "").split("\n")
