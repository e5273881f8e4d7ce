"""Marking a sheet: a digit a row, or a cell that is opened and typed into.

A digit marks and falls to the next row where the scale has one digit; on wider
scales typing opens the cell, Enter or the arrow down takes what is typed and Esc
restores. Every mark is on disk before the next key is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.book.entries import Answer, Part, State, Verdict
from upakarti_tui.domain.book.sheet import RECOMMENDATION, CellKey
from upakarti_tui.domain.text import NOTE_LIMIT
from upakarti_tui.errors import UpakartiError
from upakarti_tui.locale import gettext
from upakarti_tui.tui.screens.asking import Ask, AskPage
from upakarti_tui.tui.screens.sheet_page import SheetPage
from upakarti_tui.tui.screens.steps import may_write
from upakarti_tui.tui.typed_marks import LONGEST, one_digit
from upakarti_tui.tui.widgets.line import Ink
from upakarti_tui.tui.widgets.sheet_panel import note_on

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.events import Key

    from upakarti_tui.domain.programme.template import Scale
    from upakarti_tui.workflows.scoring.score import Saved


class MarkingPage(SheetPage):
    """One sheet whose cells take what is typed."""

    def unsaved(self) -> str:
        """Say that the open cell is not taken yet."""
        if self.typing is None:
            return ""
        words = gettext("Enter keeps {typed}, Esc restores what was there.")
        return words.format(typed=self.typing)

    def take_key(self, event: Key) -> bool:
        """Take a digit for the current row, or what is typed into the open cell."""
        if self.cell is None:
            return False
        typed = event.character if event.character and event.character.isascii() else ""
        if self.typing is not None:
            return self._type_on(event.key, typed)
        if typed.isdigit():
            self._digit(self.cell, typed)
            return True
        scale = self._scale(self.cell)
        if scale is not None and not one_digit(scale):
            below_zero = typed == "-" and scale.min < 0
            if typed in {",", "."} or below_zero:
                self._open(typed)
                return True
        return False

    def take_paste(self, text: str) -> None:
        """Take no paste for marks."""
        del text
        self.say(gettext("Pasting gives no marks; type them."))

    def _scale(self, cell: CellKey) -> Scale | None:
        part, item = cell
        criterion = self.sheet.rubric.criterion(item) if self.sheet.rubric else None
        return criterion.scale if part is Part.MARK and criterion is not None else None

    def _digit(self, cell: CellKey, digit: str) -> None:
        part, item = cell
        scale = self._scale(cell)
        if scale is not None and not one_digit(scale):
            self._open(digit)
        elif digit == "0" and (scale is None or scale.min > 0):
            self.action_empty()
        elif part is Part.MARK:
            self._mark(cell, digit)
        elif part is Part.GATE:
            self._choose(
                digit, [(a, lambda a=a: self.desk.answer(self.key, item, a)) for a in Answer]
            )
        else:
            self._recommend(digit)

    def _choose(self, digit: str, answers: list[tuple[Answer, object]]) -> None:
        at = int(digit) - 1
        if at < len(answers):
            self._put(answers[at][1])  # type: ignore[arg-type]
        else:
            self.say(gettext("Choose 1 to {most}.").format(most=len(answers)), Ink.BAD)

    def _recommend(self, digit: str) -> None:
        verdicts = list(Verdict)
        if int(digit) > len(verdicts):
            self.say(gettext("Choose 1 to {most}.").format(most=len(verdicts)), Ink.BAD)
            return
        verdict = verdicts[int(digit) - 1]
        note = note_on(self.sheet, RECOMMENDATION)

        def done(answers: dict[str, str] | None) -> None:
            if answers is not None:
                self._put(lambda: self.desk.recommend(self.key, verdict, answers["reasons"]))

        if verdict is Verdict.WORTHY or not may_write(self, self.key):
            self._put(lambda: self.desk.recommend(self.key, verdict, note))
            return
        ask = Ask("reasons", gettext("Reasons"), note, NOTE_LIMIT)
        self.app.push_screen(AskPage(gettext("Not worthy: why?"), (ask,)), done)

    def _open(self, typed: str) -> None:
        self.typing = typed
        self.redraw()

    def _type_on(self, key: str, typed: str) -> bool:
        assert self.typing is not None  # noqa: S101 -- asked by the caller
        cell = self.cell
        if key in {"enter", "down", "up"} and cell is not None:
            text, self.typing = self.typing, None
            if not self._mark(cell, text, falling=key != "up"):
                self.typing = text
            elif key == "up":
                self.action_up()
        elif key == "escape":
            self.typing = None
        elif key == "backspace":
            self.typing = self.typing[:-1] or None
        elif (typed.isdigit() or typed in {",", ".", "-"}) and typed:
            self.typing = (self.typing + typed)[:LONGEST]
        elif key.startswith("ctrl+") or key == "f1":
            return False
        else:
            self.say(self.unsaved())
            return True
        self.redraw()
        return True

    def _mark(self, cell: CellKey, typed: str, *, falling: bool = True) -> bool:
        """Put a mark as typed; in a discussion round a change asks for its reason first."""
        _, item = cell
        old = self.sheet.mark(item)
        if old is not None and self.desk.discussing(self.key):
            self._mark_with_reason(item, typed)
            return True
        return self._put(lambda: self.desk.mark(self.key, item, typed), falling=falling)

    def _mark_with_reason(self, item: str, typed: str) -> None:
        def done(answers: dict[str, str] | None) -> None:
            if answers is not None:
                reason = answers["reason"]
                self._put(lambda: self.desk.mark(self.key, item, typed, reason))

        ask = Ask("reason", gettext("Reason for the change"), required=True)
        title = gettext("Discussion round: both marks are kept")
        self.app.push_screen(AskPage(title, (ask,)), done)

    def _put(self, deed: Callable[[], Saved], *, falling: bool = True) -> bool:
        """Do one thing that is saved; then fall to the next row. Tell whether it was done."""
        try:
            saved = deed()
        except UpakartiError as error:
            self.refuse(error)
            return False
        self.app.saved(saved)
        self.read_again()
        if falling and self.cursor < self.count() - 1:
            self.cursor += 1
        self.redraw()
        return True

    def action_empty(self) -> None:
        """Take the mark away."""
        self._set_state(State.BLANK)

    def action_not_applicable(self) -> None:
        """Say that the criterion does not apply."""
        cell = self.cell
        criterion = self.sheet.rubric.criterion(cell[1]) if self.sheet.rubric and cell else None
        if criterion is None or not criterion.not_applicable:
            self.say(gettext("This criterion applies to every candidate."), Ink.BAD)
            return
        self._set_state(State.NOT_APPLICABLE, falling=True)

    def _set_state(self, state: State, *, falling: bool = False) -> None:
        cell = self.cell
        if cell is None or self.sheet.state_of(cell) is state:
            return
        self._put(lambda: self.desk.state_cell(self.key, cell, state), falling=falling)

    def moved(self) -> None:
        """Close the open cell; what was typed and not taken is gone."""
        self.typing = None
