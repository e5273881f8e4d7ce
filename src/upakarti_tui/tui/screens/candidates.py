"""The scorer's list: every sheet asked for, with where it stands."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from upakarti_tui.domain.book.entries import SheetKey, State
from upakarti_tui.domain.book.sheet import INTEREST
from upakarti_tui.domain.people.role_words import ROLES
from upakarti_tui.domain.text import folded
from upakarti_tui.locale import gettext, told
from upakarti_tui.tui import commands
from upakarti_tui.tui.command import bindings
from upakarti_tui.tui.screens.page import WIDE
from upakarti_tui.tui.screens.seeking import SeekingPage
from upakarti_tui.tui.screens.steps import next_unfinished, undo
from upakarti_tui.tui.widgets import glyphs
from upakarti_tui.tui.widgets.bars import progress_bar
from upakarti_tui.tui.widgets.candidate_rows import Columns, candidate_row, heading
from upakarti_tui.tui.widgets.card import card
from upakarti_tui.tui.widgets.line import Ink, Line

if TYPE_CHECKING:
    from textual.binding import BindingType

    from upakarti_tui.workflows.scoring.score import Desk

Row = SheetKey | str
"""A sheet, or the heading of a group of them."""


class CandidatesPage(SeekingPage[None]):
    """The sheets of one scorer."""

    OFFERS = (
        commands.SCORE,
        commands.NEXT,
        commands.SEARCH,
        commands.ABSTAIN,
        commands.SUBMIT,
        commands.UNDO,
        commands.INTEREST,
        commands.COPY,
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(*OFFERS)

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Row] = []
        self._groups: list[str] = []
        """The headings, in order."""

        self._wide = False
        self._columns = Columns(0, 0, 0)

    @property
    def desk(self) -> Desk:
        """The scorer's sheets."""
        assert self.app.desk is not None  # noqa: S101 -- this page exists only at a desk
        return self.app.desk

    def on_mount(self) -> None:
        """Stand on the first candidate that is not finished."""
        self.gather()
        first = next((k for k in self.desk.keys if not self.desk.finished(k)), None)
        self.cursor = self._rows.index(first) if first in self._rows else 0
        self.stand_somewhere()
        super().on_mount()
        self._declare_first()

    def gather(self) -> None:
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
        ids = (key.candidate for key in self._rows if isinstance(key, SheetKey))
        self._columns = Columns.of(ids, room, place=not self._wide)
        rows = self.window(room, height - 1, begins=1)
        if not rows:
            rows = [Line("   ").put(gettext("No candidate matches."), Ink.FAINT)]
            if not self.desk.keys:
                rows = [Line("   ").put(gettext("You are asked for no sheet in this book."))]
        lines = [heading(self._columns), *rows]
        if not self._wide:
            return lines
        key = self.found()
        beside = []
        if key is not None:
            beside = card(self.desk.candidate(key), self.desk.sheet(key), width - room - 3)
        lines += [Line() for _ in range(height - len(lines))]
        beside += [Line() for _ in range(height - len(beside))]
        return [
            line.cut(room).to(room + 1).put(f"{glyphs.SIDE} ", Ink.FAINT).beside(more, room + 3)
            for line, more in zip(lines, beside, strict=False)
        ]

    def row(self, at: int, width: int, *, here: bool) -> Line:
        """Return a candidate, or the heading of a group."""
        del width
        key = self._rows[at]
        if not isinstance(key, SheetKey):
            return Line(" ").put(f"{glyphs.RULE * 2} {key} ", Ink.STRONG)
        ink = Ink.STRONG if here else Ink.PLAIN
        return candidate_row(self.pointer(here=here), self.desk, key, self._columns, ink)

    def going_on(self, width: int) -> list[Line]:
        """Return the search while there is one, else how far the scorer has got."""
        if self.sought is not None:
            return super().going_on(width)
        progress = self.desk.progress()
        words = gettext("Done {done} of {asked}").format(done=progress.done, asked=progress.asked)
        line = Line(" ").put(words, Ink.STRONG).put("  ")
        line.put(progress_bar(progress.done, progress.asked, 12)).put("  ")
        left = progress.asked - progress.done
        if left or not progress.asked:
            line.put(gettext("{count} to do").format(count=left))
        elif progress.submitted == progress.asked:
            line.put(gettext("all submitted"), Ink.GOOD)
        else:
            line.put(gettext("all complete; press k"), Ink.GOOD)
        return [line.end(self.app.saved_words(), width, Ink.GOOD)]

    def action_back(self) -> None:
        """Go back to the start, or stay where there is none."""
        if len(self.app.screen_stack) > 2:  # noqa: PLR2004 -- Textual's own screen, and this page
            self.dismiss(None)
        else:
            self.action_how_to_quit()

    # --- what it answers ---------------------------------------------------------------------

    def found(self) -> SheetKey | None:
        """Return the sheet under the cursor."""
        row = self._rows[self.cursor] if self.cursor < len(self._rows) else None
        return row if isinstance(row, SheetKey) else None

    def stand_on(self, found: object | None) -> None:
        """Put the cursor on a sheet."""
        if found in self._rows:
            self.cursor = self._rows.index(found)
        self.stand_somewhere()

    def come_up(self) -> None:
        """Gather again: what was done on a sheet may show here."""
        self.gather()

    def action_score(self) -> None:
        """Open the sheet under the cursor, once ties are declared where the stage wants that."""
        key = self.found()
        if key is None:
            return
        if self.desk.undeclared(key.stage):
            self._ask_for_ties(key.stage)
            return
        from upakarti_tui.tui.screens.scoring import ScoringPage  # noqa: PLC0415 -- when opened

        def done(left: SheetKey | None) -> None:
            if left in self._rows:
                self.move_to(self._rows.index(left))

        self.app.push_screen(ScoringPage(key), done)

    def action_next(self) -> None:
        """Move to the next sheet that is not finished."""
        key = next_unfinished(self.desk, self.found())
        if key is None:
            self.say(gettext("Everything is complete. Press k to submit."))
        elif key in self._rows:
            self.move_to(self._rows.index(key))

    def action_undo(self) -> None:
        """Take the last change back."""
        undo(self)
        self.gather()
        self.redraw()

    def action_abstain(self) -> None:
        """Abstain from the candidate under the cursor, or take that back."""
        key = self.found()
        if key is not None:
            from upakarti_tui.tui.screens.abstaining import abstain  # noqa: PLC0415 -- when opened

            abstain(self, key)

    def action_interest(self) -> None:
        """Declare what ties one to the candidate under the cursor."""
        key = self.found()
        if key is not None:
            from upakarti_tui.tui.screens.interests import declare  # noqa: PLC0415 -- when opened

            declare(self, key)

    def action_copy(self) -> None:
        """Copy the book to a stick, to be handed in."""
        from upakarti_tui.tui.screens.copying import copy_to  # noqa: PLC0415 -- when opened

        copy_to(self)

    def action_submit(self) -> None:
        """Show what would be submitted."""
        from upakarti_tui.tui.screens.submission import SubmissionPage  # noqa: PLC0415 -- opened

        self.app.push_screen(SubmissionPage())

    def _passed_over(self, key: SheetKey) -> bool:
        declared = self.desk.sheet(key).state_of(INTEREST) is State.DECLARED
        return declared or self.desk.finished(key)

    def _declare_first(self) -> None:
        """Ask for conflicts of interest before the first sheet, where a stage wants that."""
        stage = next((k.stage for k in self.desk.keys if self.desk.undeclared(k.stage)), None)
        if stage is not None:
            self._ask_for_ties(stage)

    def _ask_for_ties(self, stage: str) -> None:
        from upakarti_tui.tui.screens.interests import InterestsPage  # noqa: PLC0415 -- when opened

        self.app.push_screen(InterestsPage(stage), self._declared)

    def _declared(self, tied: int | None) -> None:
        """Tell what was declared, on the first sheet."""
        if tied is None:
            return
        words = gettext(
            "Declared: {none} without, {tied} with a conflict of interest; i changes it."
        )
        none = len(self.desk.keys) - tied
        self.gather()
        untied = (key for key in self.desk.keys if not self._passed_over(key))
        self.cursor = self._rows.index(next(untied, self._rows[self.cursor]))
        self.action_score()
        self.app.call_later(self.app.tell, words.format(none=none, tied=tied))
