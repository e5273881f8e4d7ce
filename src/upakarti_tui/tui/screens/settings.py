"""What the documents of this book carry: letterhead, signatories, paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from upakarti_tui.domain.problems import say
from upakarti_tui.errors import UpakartiError
from upakarti_tui.locale import gettext, told
from upakarti_tui.tui import commands
from upakarti_tui.tui.command import bindings
from upakarti_tui.tui.screens.asking import Ask, AskPage
from upakarti_tui.tui.screens.listing import ListingPage
from upakarti_tui.tui.widgets.line import Ink, Line

if TYPE_CHECKING:
    from textual.binding import BindingType

SETTINGS = (
    ("letterhead.1", say("Letterhead, line 1")),
    ("letterhead.2", say("Letterhead, line 2")),
    ("letterhead.3", say("Letterhead, line 3")),
    ("paper", say("Paper: A4 or F4")),
    ("place", say("Place of signing")),
    ("minister.title", say("Office above the Minister's signature")),
    ("minister.name", say("Name of the Minister")),
    ("annex.about", say("What the decree is about")),
    ("minutes.number", say("Number of the minutes")),
    ("minutes.date", say("Day of the plenary, as 2024-04-10")),
    ("minutes.place", say("Place of the plenary")),
    ("signatory.1.position", say("First signatory: office")),
    ("signatory.1.name", say("First signatory: name")),
    ("signatory.1.nip", say("First signatory: NIP")),
    ("signatory.2.position", say("Second signatory: office")),
    ("signatory.2.name", say("Second signatory: name")),
    ("signatory.2.nip", say("Second signatory: NIP")),
)


class SettingsPage(ListingPage[None]):
    """The settings, one a row; Enter changes one."""

    OFFERS = (commands.CHANGE, commands.BACK)
    BINDINGS: ClassVar[list[BindingType]] = bindings(*OFFERS[:1])

    def __init__(self) -> None:
        super().__init__()
        self.settings: dict[str, str] = {}
        self.differing: dict[str, tuple[str, ...]] = {}

    def on_mount(self) -> None:
        """Read the settings that stand."""
        from upakarti_tui.workflows.configure import found  # noqa: PLC0415 -- heavy

        try:
            stood = found(self.app.book)
        except UpakartiError as error:
            self.refuse(error)
        else:
            self.settings, self.differing = stood.agreed, stood.differing
        super().on_mount()

    def heading(self) -> tuple[str, str]:
        """Return what this is."""
        return gettext("Settings of the documents"), gettext("Secretariat")

    def count(self) -> int:
        """Return how many settings there are."""
        return len(SETTINGS)

    def body(self, width: int, height: int) -> list[Line]:
        """Return the settings."""
        return self.window(width, height)

    def row(self, at: int, width: int, *, here: bool) -> Line:
        """Return a setting and what it says."""
        key, name = SETTINGS[at]
        line = self.pointer(here=here)
        line.put(told(name), Ink.STRONG if here else Ink.PLAIN, min(42, width // 2)).put(" ")
        if key in self.differing:
            line.put("▲ ", Ink.WARN).put(gettext("differs"), Ink.WARN)
            return line.put(": " + " | ".join(self.differing[key])).cut(width)
        return line.put(self.settings.get(key, "") or "_").cut(width)

    def going_on(self, width: int) -> list[Line]:
        """Say how the same is done elsewhere."""
        key = SETTINGS[self.cursor][0]
        return [Line(" ").put(f"upakarti configure {key}=...", Ink.FAINT).cut(width)]

    def action_change(self) -> None:
        """Change the setting under the cursor."""
        key, name = SETTINGS[self.cursor]

        def done(answers: dict[str, str] | None) -> None:
            if answers is not None:
                self._change(key, answers["text"])

        ask = Ask("text", told(name), self.settings.get(key, ""))
        self.app.push_screen(AskPage(gettext("Setting"), (ask,)), done)

    def _change(self, key: str, text: str) -> None:
        from upakarti_tui.workflows.configure import configure  # noqa: PLC0415 -- heavy

        try:
            self.settings = configure(self.app.book, {key: text})
            self.differing.pop(key, None)
        except UpakartiError as error:
            self.refuse(error)
            return
        self.action_down()
