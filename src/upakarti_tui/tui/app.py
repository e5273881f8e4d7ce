"""The program on the screen: how it begins, what keys reach, how it ends.

`run` is what the command line calls.
"""

from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING, ClassVar

from textual import events

from upakarti_tui.errors import Exit, UpakartiError
from upakarti_tui.tui import commands, terminal
from upakarti_tui.tui.command import bindings
from upakarti_tui.tui.leaving import leave_on_hang_up
from upakarti_tui.tui.screens.opening import OpeningPage
from upakarti_tui.tui.screens.page import Page
from upakarti_tui.tui.sitting import Sitting
from upakarti_tui.tui.widgets import glyphs
from upakarti_tui.workflows import preferences

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from textual.binding import BindingType

    from upakarti_tui.tui.command import Command


class UpakartiApp(Sitting, inherit_bindings=False):
    """The terminal program."""

    ENABLE_COMMAND_PALETTE = False
    CSS_PATH = "styles/upakarti.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(commands.QUIT)

    def __init__(self, book: Path, scorer: str | None = None) -> None:
        # Textual takes NO_COLOR into account here, so the colours must be known before.
        super().__init__(book, ansi_color=True, driver_class=terminal.driver())
        self.animation_level = "none"
        self._early: list[events.Key] = []
        """Keys pressed while the book is read."""

        self._named = scorer
        """The scorer named on the command line; None where a name is to be chosen."""

        self.failed: UpakartiError | None = None
        """Why the book could not be opened."""

    def on_mount(self) -> None:
        """Open the first page."""
        leave_on_hang_up(self)
        self.push_screen(OpeningPage())

    def begin(self) -> None:
        """Open the book once the first page is up, and go on to the next."""
        self.keys = preferences.keymap()
        self.set_keymap(self.keys)
        try:
            self.switch_screen(self._first_page())
        except UpakartiError as error:
            self.failed = error
            self.exit(error.exit)
            return
        # The book is held to the end; walked by the collector, it would hold up a key.
        gc.freeze()
        for event in self._early:
            self.post_message(event)
        self._early.clear()

    async def on_event(self, event: events.Event) -> None:
        """Deal with a key to its end before the next, so that nothing depends on timing.

        Textual hands keys to the page and gets them back later; of two pressed in
        quick succession the second would still go to the page that the first left.
        """
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        page = self.screen
        if isinstance(page, OpeningPage) and not isinstance(event, events.Paste):
            self._early.append(event)
        if not isinstance(page, Page):
            return
        await page._mounted_event.wait()  # noqa: SLF001 -- Textual has no other word for it
        if isinstance(event, events.Paste):
            page.paste(event)
        elif not await self._check_bindings(event.key, priority=True) and not page.press(event):
            await self._check_bindings(event.key)

    def _first_page(self) -> Page[None]:
        if self._named is None:
            from upakarti_tui.tui.screens.start import StartPage  # noqa: PLC0415 -- when opened
            from upakarti_tui.workflows.welcome import look  # noqa: PLC0415 -- when opened

            return StartPage(look(self.book))
        from upakarti_tui.tui.screens.candidates import CandidatesPage  # noqa: PLC0415 -- opened

        self.sit_down(self._named)
        return CandidatesPage()

    # --- what every page may ask ----------------------------------------------------------

    def tell(self, words: str) -> None:
        """Say something on the page that is up."""
        if isinstance(self.screen, Page):
            self.screen.say(words)

    def show_help(self, answered: Sequence[Command], where: str) -> None:
        """Show what the keys of a page do."""
        from upakarti_tui.tui.screens.help import HelpPage  # noqa: PLC0415 -- when asked for

        self.push_screen(HelpPage(answered, where))

    def show_menu(self, answered: list[Command], done: Callable[[Command | None], None]) -> None:
        """Let a command of a page be chosen, and hand over which."""
        from upakarti_tui.tui.screens.menu import MenuPage  # noqa: PLC0415 -- when asked for

        self.push_screen(MenuPage(answered), done)

    def _fatal_error(self) -> None:
        # Textual would print every local value with the traceback: names and marks.
        self._close_messages_no_wait()

    async def action_quit(self) -> None:
        """Leave. Everything is on disk already, but for what is being typed: that is told once."""
        page = self.screen
        if isinstance(page, Page):
            if page.leaves_unsaved():
                return
            page.keep_typed()
        self.call_later(self.exit, Exit.DONE)

    def on_unmount(self) -> None:
        """Give the book free."""
        self.stand_up()


def run(book: Path | None, scorer: str | None) -> int:
    """Run the screens on a book until the person leaves; return how it ended.

    Raises:
        UpakartiError: the book cannot be opened, or there is no screen.
    """
    terminal.refuse_blind()
    glyphs.choose(glyphs.lacking())
    path = preferences.book(book)
    with terminal.prepared():
        app = UpakartiApp(path, scorer)
        ended = app.run(mouse=terminal.mouse_wanted(os.environ))
    if app.failed is not None:
        raise app.failed
    if app._exception is not None:  # noqa: SLF001 -- Textual has no other way to tell
        raise app._exception  # noqa: SLF001 -- as above
    return Exit.DONE if ended is None else ended
