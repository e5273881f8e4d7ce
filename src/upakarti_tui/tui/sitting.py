"""Who sits at the program, and over which book: what every page may ask of it.

A book is opened for a scorer as long as their pages are up; everything else opens
and closes it for one job at a time.
"""

from __future__ import annotations

from abc import abstractmethod
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from textual.app import App

from upakarti_tui import locale
from upakarti_tui.locale import gettext
from upakarti_tui.tui.widgets import glyphs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from upakarti_tui.tui.command import Command
    from upakarti_tui.workflows.scoring.score import Desk, Saved


class Sitting(App[int], inherit_bindings=False):
    """A person before the screens, with one book."""

    def __init__(self, book: Path, **options: Any) -> None:  # noqa: ANN401 -- Textual's own
        super().__init__(**options)
        self.book = book
        self.desk: Desk | None = None
        self.keys: dict[str, str] = {}
        """Keys of the person's own, by action; read once the first page is up."""

        self.show_grade = True
        """Whether the passing grade is shown, where the template lets scorers see it."""

        self.drafts: dict[tuple[str, ...], dict[str, str]] = {}
        """What was typed on pages that were left before they were done, by title and fields."""

        self._saved_at = ""
        self._open = ExitStack()

    # --- the desk ------------------------------------------------------------------------

    def sit_down(self, scorer: str, *, typist: str = "") -> Desk:
        """Open the book as a scorer, or to type in for one from paper.

        Raises:
            UpakartiError: it cannot be opened, or not by this scorer.
        """
        from upakarti_tui.workflows.scoring import score  # noqa: PLC0415 -- after the first page is up

        self.stand_up()
        self.desk = self._open.enter_context(score.desk(self.book, scorer, typist=typist))
        self._saved_at = self.desk.last_saved()
        return self.desk

    def stand_up(self) -> None:
        """Close the book that is open for a scorer, if one is."""
        self.desk = None
        self._saved_at = ""
        self._open.close()

    def saved(self, saved: Saved) -> None:
        """Take note that something is on disk."""
        self._saved_at = saved.record.at

    def saved_words(self) -> str:
        """Return when the newest entry reached the disk, in words; empty where none did."""
        if not self._saved_at:
            return ""
        clock = self._saved_at[11:19].replace(":", ".")
        return f"{glyphs.DONE} {gettext('saved')} {clock}"

    # --- the program ---------------------------------------------------------------------

    def change_language(self) -> None:
        """Speak the other language from now on."""
        other = {"id": "en", "en": "id"}[locale.language()]
        locale.choose(other)

    @abstractmethod
    def begin(self) -> None:
        """Open the book once the first page is up, and go on to the next."""

    @abstractmethod
    def tell(self, words: str) -> None:
        """Say something on the page that is up."""

    @abstractmethod
    def show_help(self, answered: Sequence[Command], where: str) -> None:
        """Show what the keys of a page do."""

    @abstractmethod
    def show_menu(self, answered: list[Command], done: Callable[[Command | None], None]) -> None:
        """Let a command of a page be chosen, and hand over which."""
