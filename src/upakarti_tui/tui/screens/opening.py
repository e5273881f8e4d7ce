"""The page that is up while a book is read."""

from __future__ import annotations

from upakarti_tui.locale import gettext
from upakarti_tui.tui import commands
from upakarti_tui.tui.screens.page import Page
from upakarti_tui.tui.widgets.canvas import Canvas
from upakarti_tui.tui.widgets.line import Ink, Line

ONE_FRAME = 1 / 60
"""Seconds between two looks whether the page is drawn yet."""


class OpeningPage(Page[None]):
    """Says which book is being read; the next page takes its place."""

    OFFERS = (commands.QUIT,)

    def on_mount(self) -> None:
        """Draw, then let the book be opened."""
        super().on_mount()
        self._sent = False
        """Whether the page was asked for again, once drawings reach the terminal."""

        self._watch = self.set_interval(ONE_FRAME, self._begin_once_drawn)

    def _begin_once_drawn(self) -> None:
        canvas = self.query_one(Canvas)
        if not self._sent:
            # What is drawn while the program starts up is drawn, and not sent.
            if not self.app._batch_count:  # noqa: SLF001 -- Textual has no other word for it
                canvas.drawn = False
                canvas.refresh()
                self._sent = True
        elif canvas.drawn:
            self._watch.stop()
            self.app.begin()

    def heading(self) -> tuple[str, str]:
        """Return the name of the program."""
        return "UPAKARTI", ""

    def body(self, width: int, height: int) -> list[Line]:
        """Return which book is being read."""
        del height
        words = gettext("Reading {book}").format(book=self.app.book)
        return [Line(), Line(" ").put(words, Ink.STRONG).cut(width)]

    def going_on(self, width: int) -> list[Line]:
        """Return nothing: nothing is saved yet."""
        del width
        return [Line()]

    def action_back(self) -> None:
        """Stay; leaving is a key of its own."""
        self.action_how_to_quit()
