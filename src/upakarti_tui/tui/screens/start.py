"""The first page: which book this is, and who is at it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from upakarti_tui.domain.people.role_words import ROLES
from upakarti_tui.errors import UpakartiError
from upakarti_tui.locale import gettext, told
from upakarti_tui.tui import commands
from upakarti_tui.tui.command import bindings
from upakarti_tui.tui.screens.listing import ListingPage
from upakarti_tui.tui.widgets import glyphs
from upakarti_tui.tui.widgets.line import Ink, Line, wrapped

if TYPE_CHECKING:
    from textual.binding import BindingType
    from textual.events import Key

    from upakarti_tui.domain.people.candidate import Scorer
    from upakarti_tui.workflows.welcome import Look


class StartPage(ListingPage[None]):
    """Who is at the book: a name is chosen, and everything else follows from it."""

    OFFERS = (commands.CHOOSE, commands.COPY, commands.LANGUAGE, commands.QUIT)
    BINDINGS: ClassVar[list[BindingType]] = bindings(*OFFERS[:2])

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.people: tuple[Scorer | None, ...] = (
            (look.holder,) if look.holder is not None else (None, *look.scorers)
        )
        """Who may sit down; None is the secretariat, in its own book."""

    def heading(self) -> tuple[str, str]:
        """Return the programme, and the language."""
        language = {"id": "Bahasa: Indonesia", "en": "Language: English"}
        return f"UPAKARTI · {self.look.title}", language[_language()]

    def count(self) -> int:
        """Return how many may sit down."""
        return len(self.people)

    def body(self, width: int, height: int) -> list[Line]:
        """Return the book's cover, who may sit down, and the state of things."""
        top = [
            _told(gettext("Book"), str(self.look.path), width),
            _told(gettext("Template"), self._template(), width),
        ]
        if self.look.notice:
            top.append(Line(" ").put(f"! {self.look.notice}", Ink.WARN))
        ask = gettext("Who are you? Press Enter on your name.")
        if self.look.holder is not None:
            ask = gettext("This book is yours. Press Enter to score.")
        top += [Line(), Line(" ").put(ask, Ink.STRONG)]
        below = self._state(width) if height > len(top) + 8 else []
        room = height - len(top) - len(below)
        rows = self.window(width, room, begins=len(top))
        return [*top, *rows, *below]

    def row(self, at: int, width: int, *, here: bool) -> Line:
        """Return one who may sit down, and what they do here."""
        scorer = self.people[at]
        line = self.pointer(here=here).put(f"{at + 1:>2}  ", Ink.STRONG)
        ink = Ink.STRONG if here else Ink.PLAIN
        if scorer is None:
            line.put(gettext("Secretariat"), ink, 32)
            return line.put("  ").put(gettext("hand out, merge, rank, print"), Ink.FAINT)
        line.put(scorer.name, ink, 32).put("  ")
        role = told(ROLES[scorer.role])
        return line.put(role, width=16).put(" ").put(scorer.institution, Ink.FAINT).cut(width)

    def going_on(self, width: int) -> list[Line]:
        """Say where everything is kept."""
        words = gettext("Every mark is saved as it is typed.")
        return [Line(" ").put(words, Ink.FAINT).cut(width)]

    def take_key(self, event: Key) -> bool:
        """Take a digit for the person of that number."""
        if event.character and event.character.isascii() and event.character.isdigit():
            at = int(event.character) - 1
            if 0 <= at < min(9, self.count()):
                self.move_to(at)
                self.action_choose()
            return True
        return False

    def action_choose(self) -> None:
        """Sit down as the one under the cursor."""
        scorer = self.people[self.cursor]
        if scorer is None:
            from upakarti_tui.tui.screens.overview import OverviewPage  # noqa: PLC0415 -- opened

            self.app.push_screen(OverviewPage())
            return
        from upakarti_tui.tui.screens.candidates import CandidatesPage  # noqa: PLC0415 -- opened

        try:
            self.app.sit_down(scorer.id)
        except UpakartiError as error:
            self.refuse(error)
            return
        self.app.push_screen(CandidatesPage(), lambda _: self.app.stand_up())

    def action_copy(self) -> None:
        """Copy the book to a stick."""
        from upakarti_tui.tui.screens.copying import copy_to  # noqa: PLC0415 -- when opened

        copy_to(self)

    def action_back(self) -> None:
        """Stay; leaving is a key of its own."""
        self.action_how_to_quit()

    def _template(self) -> str:
        print_ = self.look.fingerprint
        valid = f"{glyphs.DONE} {gettext('valid, locked')}"
        return f"{gettext('fingerprint')} {print_[:4]}-{print_[4:8]}  {valid}"

    def _state(self, width: int) -> list[Line]:
        counted = [f"{number} {title}" for title, number in self.look.candidates]
        counted += [f"{number} {told(ROLES[role])}" for role, number in self.look.roles]
        lines = [Line(), Line(" ").put(gettext("State"), Ink.STRONG)]
        lines += [Line("   ").put(row) for row in wrapped(" · ".join(counted), width - 6)]
        lines += [Line("   ").put(f"! {told(notice)}", Ink.WARN) for notice in self.look.notices]
        return lines


def _language() -> str:
    from upakarti_tui import locale  # noqa: PLC0415 -- asked for at every drawing

    return locale.language()


def _told(label: str, text: str, width: int) -> Line:
    return Line(" ").put(label, Ink.FAINT, 11).put(" ").put(text).cut(width - 1)
