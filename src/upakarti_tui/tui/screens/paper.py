"""Typing sheets in from paper, in a grid: a candidate a row, a criterion a column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from upakarti_tui.domain.book.entries import Answer, Part, SheetKey, State
from upakarti_tui.errors import UpakartiError
from upakarti_tui.locale import gettext
from upakarti_tui.tui import commands
from upakarti_tui.tui.command import bindings
from upakarti_tui.tui.screens.asking import Ask, AskPage
from upakarti_tui.tui.screens.listing import ListingPage
from upakarti_tui.tui.screens.steps import undo
from upakarti_tui.tui.typed_marks import LONGEST, mark_command, one_digit
from upakarti_tui.tui.widgets import glyphs
from upakarti_tui.tui.widgets.line import Ink, Line
from upakarti_tui.tui.widgets.sheet_rows import standing, title_of

if TYPE_CHECKING:
    from textual.binding import BindingType
    from textual.events import Key

    from upakarti_tui.domain.book.sheet import CellKey, Sheet
    from upakarti_tui.tui.command import Command
    from upakarti_tui.tui.screens.page import Page
    from upakarti_tui.workflows.scoring.score import Desk, Saved

CELL = 6


class PaperPage(ListingPage[None]):
    """The grid of one scorer's sheets. Digits fill a cell and go on to the right."""

    OFFERS = (
        commands.MARK,
        commands.NEXT_ROW,
        commands.EMPTY,
        commands.UNDO,
        commands.BACK,
        commands.LEFT,
        commands.RIGHT,
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        *(offer for offer in OFFERS if offer not in {commands.MARK, commands.BACK})
    )

    def __init__(self, stage: str, typist: str) -> None:
        super().__init__()
        self.stage = stage
        self.typist = typist
        self.column = 0
        self.typing: str | None = None
        """What is typed into the open cell; None while none is open."""

        self.keys: tuple[SheetKey, ...] = ()
        self._sealed = False
        """Whether marks are shown as filled only, because the stage is not opened yet."""

    @property
    def desk(self) -> Desk:
        """The scorer's sheets, typed in by somebody else."""
        assert self.app.desk is not None  # noqa: S101 -- this page exists only at a desk
        return self.app.desk

    def on_mount(self) -> None:
        """Gather the sheets of the stage."""
        self.keys = tuple(key for key in self.desk.keys if key.stage == self.stage)
        self._sealed = self.desk.sealed(self.stage)
        super().on_mount()

    def cells(self, sheet: Sheet) -> list[CellKey]:
        """Return the columns of a sheet: its answers and marks, and the recommendation."""
        return [cell for cell in sheet.asked if cell[0] is not Part.FACT]

    @property
    def sheet(self) -> Sheet:
        """The sheet under the cursor."""
        return self.desk.sheet(self.keys[self.cursor])

    def offers(self) -> tuple[Command, ...]:
        """Name the digits that the column takes."""
        if not self.keys:
            return (commands.BACK,)
        cells = self.cells(self.sheet)
        cell = cells[min(self.column, len(cells) - 1)] if cells else None
        return (mark_command(self.sheet, cell), *self.OFFERS[1:])

    def heading(self) -> tuple[str, str]:
        """Return whose paper this is, and who types."""
        scorer = self.desk.scorer
        return f"{gettext('Paper entry')} · {scorer.id} {scorer.name}", self.typist

    def count(self) -> int:
        """Return how many sheets there are."""
        return len(self.keys)

    def body(self, width: int, height: int) -> list[Line]:
        """Return the grid, and what the column under the cursor asks."""
        if not self.keys:
            return [Line(" ").put(gettext("This scorer is asked for no sheet in this stage."))]
        cells = self.cells(self.sheet)
        self.column = min(self.column, len(cells) - 1)
        head = Line("   ").put(gettext("Candidate"), Ink.FAINT, self._title_width(width)).put(" ")
        for at in range(self._most(width)):
            here = at == self.column
            head.right(f"K{at + 1}", CELL, Ink.STRONG if here else Ink.FAINT)
        rows = self.window(width, height - 3, begins=1)
        asked = title_of(self.sheet, cells[self.column]) if cells else ""
        rule = Line(glyphs.RULE * width, Ink.FAINT)
        rows += [Line() for _ in range(height - 3 - len(rows))]
        return [head.cut(width), *rows, rule, Line(f" K{self.column + 1} ").put(asked, Ink.STRONG)]

    def _most(self, width: int) -> int:
        most = max((len(self.cells(self.desk.sheet(key))) for key in self.keys[:50]), default=0)
        return min(most, (width - 24) // CELL)

    def _title_width(self, width: int) -> int:
        return max(18, width - 5 - CELL * self._most(width))

    def row(self, at: int, width: int, *, here: bool) -> Line:
        """Return one sheet."""
        key = self.keys[at]
        candidate, sheet = self.desk.candidate(key), self.desk.sheet(key)
        ink = Ink.STRONG if here else Ink.PLAIN
        line = self.pointer(here=here)
        line.put(f"{candidate.id} {candidate.name}", ink, self._title_width(width)).put(" ")
        for place, cell in enumerate(self.cells(sheet)[: self._most(width)]):
            text, cell_ink = standing(sheet, cell)
            if self._sealed and text != "_":
                text, cell_ink = glyphs.FULL, Ink.PLAIN
            if here and place == self.column:
                text = self.typing if self.typing is not None else text
                line.put(" ").right(text, CELL - 1, Ink.CURSOR)
            else:
                line.right(text, CELL, cell_ink)
        return line.cut(width)

    def going_on(self, width: int) -> list[Line]:
        """Return how many sheets are complete, and that somebody must compare them."""
        progress = self.desk.progress(self.keys)
        words = gettext("Complete {done} of {asked}").format(
            done=progress.done, asked=progress.asked
        )
        line = Line(" ").put(words)
        if self.keys and self.desk.stage(self.keys[0]).confirm_paper:
            line.put(f" · {gettext('a second person must compare (v)')}", Ink.WARN)
        return [line.end(self.app.saved_words(), width, Ink.GOOD)]

    def unsaved(self) -> str:
        """Say that the open cell is not taken yet."""
        if self.typing is None:
            return ""
        words = gettext("Enter keeps {typed}, Esc restores what was there.")
        return words.format(typed=self.typing)

    # --- typing ------------------------------------------------------------------------------

    def take_key(self, event: Key) -> bool:
        """Take digits for the cell under the cursor."""
        typed = event.character if event.character and event.character.isascii() else ""
        if not self.keys:
            return False
        if self.typing is not None:
            return self._type_on(event.key, typed)
        if typed.isdigit():
            self._digit(typed)
            return True
        return False

    def _digit(self, typed: str) -> None:
        part, item = self.cells(self.sheet)[self.column]
        key = self.keys[self.cursor]
        if part is Part.GATE:
            answers = list(Answer)
            if 0 < int(typed) <= len(answers):
                answer = answers[int(typed) - 1]
                self._put(lambda: self.desk.answer(key, item, answer))
            return
        criterion = self.sheet.rubric.criterion(item) if self.sheet.rubric else None
        if criterion is None:
            return
        if not one_digit(criterion.scale):
            self.typing = typed
            self.redraw()
        elif typed == "0" and criterion.scale.min > 0:
            self.action_empty()
        else:
            self._put(lambda: self.desk.mark(key, item, typed))

    def _type_on(self, pressed: str, typed: str) -> bool:
        assert self.typing is not None  # noqa: S101 -- asked by the caller
        if pressed in {"enter", "down", "right", "tab"}:
            text, self.typing = self.typing, None
            key, (_, item) = self.keys[self.cursor], self.cells(self.sheet)[self.column]
            if not self._put(lambda: self.desk.mark(key, item, text)):
                self.typing = text
        elif pressed == "escape":
            self.typing = None
        elif pressed == "backspace":
            self.typing = self.typing[:-1] or None
        elif typed and (typed.isdigit() or typed in {",", ".", "-"}):
            self.typing = (self.typing + typed)[:LONGEST]
        self.redraw()
        return True

    def _put(self, deed: Any) -> bool:  # noqa: ANN401 -- one of the desk's deeds
        try:
            saved: Saved = deed()
        except UpakartiError as error:
            self.refuse(error)
            return False
        self.app.saved(saved)
        if self.column < len(self.cells(self.sheet)) - 1:
            self.column += 1
        elif self.cursor < self.count() - 1:
            self.cursor, self.column = self.cursor + 1, 0
        self.redraw()
        return True

    def action_empty(self) -> None:
        """Take the mark under the cursor away."""
        cell = self.cells(self.sheet)[self.column]
        key = self.keys[self.cursor]
        if self.sheet.state_of(cell) is not State.BLANK:
            try:
                self.app.saved(self.desk.state_cell(key, cell, State.BLANK))
            except UpakartiError as error:
                self.refuse(error)
        self.redraw()

    def action_undo(self) -> None:
        """Take the last change back."""
        undo(self)
        self.redraw()

    def action_before(self) -> None:
        """One column to the left."""
        self.column = max(0, self.column - 1)
        self.redraw()

    def action_after(self) -> None:
        """One column to the right."""
        if self.keys:
            self.column = min(len(self.cells(self.sheet)) - 1, self.column + 1)
            self.redraw()

    def action_next_row(self) -> None:
        """To the first column of the next sheet."""
        self.column = 0
        self.action_down()


def type_in(page: Page[Any], scorer: str, stage: str) -> None:
    """Ask who types, then open the grid."""

    def done(answers: dict[str, str] | None) -> None:
        if answers is None:
            return
        try:
            page.app.sit_down(scorer, typist=answers["by"])
        except UpakartiError as error:
            page.refuse(error)
            return
        page.app.push_screen(PaperPage(stage, answers["by"]), lambda _: page.app.stand_up())

    ask = Ask("by", gettext("Your name: you type these sheets in"), required=True)
    page.app.push_screen(AskPage(gettext("Paper entry"), (ask,)), done)
