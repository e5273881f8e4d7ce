"""The scorer's list: every sheet asked for, with where it stands."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from upakarti_tui.domain.book.entries import SheetKey
from upakarti_tui.domain.book.sheet import SheetState
from upakarti_tui.domain.people.role_words import ROLES
from upakarti_tui.domain.problems import say
from upakarti_tui.domain.scoring.tally import tally
from upakarti_tui.domain.text import folded
from upakarti_tui.locale import gettext, told
from upakarti_tui.tui import commands
from upakarti_tui.tui.command import bindings
from upakarti_tui.tui.screens.listing import ListingPage
from upakarti_tui.tui.screens.page import WIDE
from upakarti_tui.tui.screens.steps import next_unfinished, undo
from upakarti_tui.tui.widgets import glyphs
from upakarti_tui.tui.widgets.bars import progress_bar
from upakarti_tui.tui.widgets.card import card
from upakarti_tui.tui.widgets.field import Field
from upakarti_tui.tui.widgets.line import Ink, Line
from upakarti_tui.tui.words import SHEETS, score

if TYPE_CHECKING:
    from textual.binding import BindingType
    from textual.events import Key

    from upakarti_tui.tui.command import Command
    from upakarti_tui.workflows.scoring.score import Desk

Row = SheetKey | str
"""A sheet, or the heading of a group of them."""


class CandidatesPage(ListingPage[None]):
    """The sheets of one scorer."""

    OFFERS = (
        commands.SCORE,
        commands.NEXT,
        commands.SEARCH,
        commands.ABSTAIN,
        commands.SUBMIT,
        commands.UNDO,
        commands.INTEREST,
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(*OFFERS)

    def __init__(self) -> None:
        super().__init__()
        self.sought: Field | None = None
        """What is being searched for; None while nothing is."""

        self._rows: list[Row] = []
        self._groups: list[str] = []
        """The headings, in order."""

        self._wide = False

    @property
    def desk(self) -> Desk:
        """The scorer's sheets."""
        assert self.app.desk is not None  # noqa: S101 -- this page exists only at a desk
        return self.app.desk

    def on_mount(self) -> None:
        """Stand on the first candidate that is not finished."""
        self._gather()
        first = next((k for k in self.desk.keys if not self.desk.finished(k)), None)
        self.cursor = self._rows.index(first) if first in self._rows else 0
        self._begin_on_a_sheet()
        super().on_mount()
        self._declare_first()

    def _begin_on_a_sheet(self) -> None:
        if self._rows and not self.stands_on(self.cursor):
            self.cursor = next(at for at in range(len(self._rows)) if self.stands_on(at))

    def _gather(self) -> None:
        """Gather the rows to be shown, with a heading a group where there are several."""
        wanted = folded(self.sought.text) if self.sought is not None else ""
        keys = [key for key in self.desk.keys if not wanted or wanted in self._searched(key)]
        groups = [(title, list(sheets)) for title, sheets in groupby(keys, self._group)]
        self._groups = [title for title, _ in groups]
        if len(groups) == 1 and not wanted:
            self._rows = list(keys)
        else:
            self._rows = []
            for title, sheets in groups:
                self._rows += [title, *sheets]

    def _searched(self, key: SheetKey) -> str:
        candidate = self.desk.candidate(key)
        return folded(f"{candidate.id} {candidate.name} {candidate.province} {candidate.regency}")

    def _group(self, key: SheetKey) -> str:
        category = self.desk.template.category(self.desk.candidate(key).category)
        title = category.title if category is not None else ""
        return f"{self.desk.stage(key).title} · {title}"

    # --- what is shown ---------------------------------------------------------------------

    def heading(self) -> tuple[str, str]:
        """Return the stage and category, or the programme where there are several; and who."""
        where = self._groups[0] if len(self._groups) == 1 else self.desk.template.title
        scorer = self.desk.scorer
        return where, f"{told(ROLES[scorer.role])} · {scorer.name}"

    def count(self) -> int:
        """Return how many rows there are."""
        return len(self._rows)

    def stands_on(self, at: int) -> bool:
        """Tell whether a row is a sheet."""
        return isinstance(self._rows[at], SheetKey)

    def body(self, width: int, height: int) -> list[Line]:
        """Return the list, and beside it in a wide window the candidate under the cursor."""
        self._wide = width >= WIDE
        room = min(64, width // 2 + 4) if self._wide else width
        head = self._head(room)
        rows = self.window(room, height - 1, begins=1)
        if not rows:
            rows = [Line("   ").put(gettext("No candidate matches."), Ink.FAINT)]
            if not self.desk.keys:
                rows = [Line("   ").put(gettext("You are asked for no sheet in this book."))]
        lines = [head, *rows]
        if not self._wide:
            return lines
        key = self._here()
        beside = []
        if key is not None:
            beside = card(self.desk.candidate(key), self.desk.sheet(key), width - room - 3)
        lines += [Line() for _ in range(height - len(lines))]
        beside += [Line() for _ in range(height - len(beside))]
        return [
            line.cut(room).to(room + 1).put(f"{glyphs.SIDE} ", Ink.FAINT).beside(more, room + 3)
            for line, more in zip(lines, beside, strict=False)
        ]

    def _columns(self, width: int) -> tuple[int, int, int]:
        """Return the widths of number, name and province."""
        rest = width - 3 - 11 - 17 - 8
        place = 0 if self._wide else min(18, rest * 3 // 8)
        return 10, rest - place - (1 if place else 0), place

    def _head(self, width: int) -> Line:
        number_, name, place = self._columns(width)
        line = Line("   ").put(gettext("Number"), Ink.FAINT, number_).put(" ")
        line.put(gettext("Candidate"), Ink.FAINT, name).put(" ")
        if place:
            line.put(gettext("Province"), Ink.FAINT, place).put(" ")
        return line.put(gettext("State"), Ink.FAINT, 16).right(gettext("Score"), 7, Ink.FAINT)

    def row(self, at: int, width: int, *, here: bool) -> Line:
        """Return a candidate, or the heading of a group."""
        key = self._rows[at]
        if not isinstance(key, SheetKey):
            return Line(" ").put(f"{glyphs.RULE * 2} {key} ", Ink.STRONG)
        candidate = self.desk.candidate(key)
        number_, name, place = self._columns(width)
        ink = Ink.STRONG if here else Ink.PLAIN
        line = self.pointer(here=here).put(candidate.id, ink, number_).put(" ")
        line.put(candidate.name, ink, name).put(" ")
        if place:
            line.put(candidate.province, Ink.PLAIN, place).put(" ")
        sign, word, state_ink = self._state(key)
        return line.put(f"{sign} {word}", state_ink, 16).right(self._score(key), 7)

    def _state(self, key: SheetKey) -> tuple[str, str, Ink]:
        state = self.desk.state(key)
        if self.desk.submitted(key) and state is SheetState.COMPLETE:
            return glyphs.FULL, gettext("submitted"), Ink.GOOD
        sign, word, ink = SHEETS[state]
        if state is not SheetState.BLANK:
            return sign, told(word), ink
        sheet = self.desk.sheet(key)
        asked = len(sheet.asked)
        filled = asked - len(sheet.missing)
        return sign, told(say(word.text, filled=filled, asked=asked)), ink

    def _score(self, key: SheetKey) -> str:
        if self.desk.state(key) is not SheetState.COMPLETE:
            return ""
        sheet = self.desk.sheet(key)
        return score(tally(sheet).total) if sheet.rubric is not None else ""

    def help_key(self) -> Command:
        """Return F1 while something is searched for: a question mark is text then."""
        return commands.HELP if self.sought is None else commands.HELP_TYPING

    def going_on(self, width: int) -> list[Line]:
        """Return the search while there is one, else how far the scorer has got."""
        if self.sought is not None:
            line = Line(" ").put(f"{gettext('Search')}: ", Ink.STRONG)
            typed = self.sought.drawn(width - line.width - 2, active=True)
            return [line.beside(typed[-1], line.width)]
        progress = self.desk.progress()
        words = gettext("Done {done} of {asked}").format(done=progress.done, asked=progress.asked)
        line = Line(" ").put(words, Ink.STRONG).put("  ")
        line.put(progress_bar(progress.done, progress.asked, 12)).put("  ")
        left = progress.asked - progress.done
        line.put(gettext("{count} to do").format(count=left))
        return [line.end(self.app.saved_words(), width, Ink.GOOD)]

    def action_back(self) -> None:
        """Go back to the start, or stay where there is none."""
        if len(self.app.screen_stack) > 2:  # noqa: PLR2004 -- Textual's own screen, and this page
            self.dismiss(None)
        else:
            self.action_how_to_quit()

    # --- what it answers ---------------------------------------------------------------------

    def _here(self) -> SheetKey | None:
        row = self._rows[self.cursor] if self.cursor < len(self._rows) else None
        return row if isinstance(row, SheetKey) else None

    def take_key(self, event: Key) -> bool:
        """Take keys for the search while it is open."""
        if self.sought is None:
            return False
        if event.key in {"enter", "escape"}:
            here = self._here()
            if event.key == "escape" or not self._rows:
                self.sought = None
                self._gather()
                self.cursor = self._rows.index(here) if here in self._rows else self.cursor
                self._begin_on_a_sheet()
                self.redraw()
                return True
            self.sought = None
            self._gather()
            self.cursor = self._rows.index(here) if here is not None else 0
            self.redraw()
            return True
        typed = self.sought.keyed(event)
        if typed is not None:
            self._seek(typed)
        return typed is not None or bool(event.is_printable)

    def take_paste(self, text: str) -> None:
        """Take a pasted name for the search."""
        if self.sought is not None:
            self._seek(self.sought.typed(text))

    def _seek(self, typed: Field) -> None:
        self.sought = typed
        self._gather()
        self.cursor = self.top = 0
        self._begin_on_a_sheet()
        self.redraw()

    def come_up(self) -> None:
        """Gather again: what was done on a sheet may show here."""
        self._gather()

    def action_score(self) -> None:
        """Open the sheet under the cursor."""
        key = self._here()
        if key is None:
            return
        from upakarti_tui.tui.screens.scoring import ScoringPage  # noqa: PLC0415

        def done(left: SheetKey | None) -> None:
            if left in self._rows:
                self.move_to(self._rows.index(left))

        self.app.push_screen(ScoringPage(key), done)

    def action_next(self) -> None:
        """Move to the next sheet that is not finished."""
        key = next_unfinished(self.desk, self._here())
        if key is None:
            self.say(gettext("Everything is complete. Press k to submit."))
        elif key in self._rows:
            self.move_to(self._rows.index(key))

    def action_search(self) -> None:
        """Begin to search."""
        self.sought = Field()
        self.redraw()

    def action_undo(self) -> None:
        """Take the last change back."""
        undo(self)
        self._gather()
        self.redraw()

    def action_abstain(self) -> None:
        """Abstain from the candidate under the cursor, or take that back."""
        key = self._here()
        if key is not None:
            from upakarti_tui.tui.screens.abstaining import abstain  # noqa: PLC0415

            abstain(self, key)

    def action_interest(self) -> None:
        """Declare what ties one to the candidate under the cursor."""
        key = self._here()
        if key is not None:
            from upakarti_tui.tui.screens.interests import declare  # noqa: PLC0415

            declare(self, key)

    def action_submit(self) -> None:
        """Show what would be submitted."""
        from upakarti_tui.tui.screens.submission import SubmissionPage  # noqa: PLC0415

        self.app.push_screen(SubmissionPage())

    def _declare_first(self) -> None:
        """Ask for conflicts of interest before the first sheet, where a stage wants that."""
        stage = next((k.stage for k in self.desk.keys if self.desk.undeclared(k.stage)), None)
        if stage is not None:
            from upakarti_tui.tui.screens.interests import InterestsPage  # noqa: PLC0415

            self.app.push_screen(InterestsPage(stage), self._declared)

    def _declared(self, tied: int | None) -> None:
        """Tell what was declared, on the first sheet."""
        if tied is None:
            return
        words = gettext(
            "Declared: {none} without, {tied} with a conflict of interest; i changes it."
        )
        none = len(self.desk.keys) - tied
        self.action_score()
        self.app.call_later(self.app.tell, words.format(none=none, tied=tied))
