"""A candidate in the scorer's list: one row, and the heading over the columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from upakarti_tui.domain.book.entries import State
from upakarti_tui.domain.book.sheet import INTEREST, SheetState
from upakarti_tui.domain.problems import say
from upakarti_tui.domain.scoring.tally import tally
from upakarti_tui.locale import gettext, told
from upakarti_tui.tui.widgets import glyphs
from upakarti_tui.tui.widgets.line import Ink, Line
from upakarti_tui.tui.words import SHEETS, score

if TYPE_CHECKING:
    from collections.abc import Iterable

    from upakarti_tui.domain.book.entries import SheetKey
    from upakarti_tui.workflows.scoring.score import Desk

STATE, SCORE = 16, 7
LONGEST_NUMBER, LONGEST_PLACE = 10, 18
MARGIN = 3
"""Columns for the sign of the cursor."""


class Columns(NamedTuple):
    """How wide the columns are; a list beside a candidate's card has none for the province."""

    number: int
    name: int
    place: int

    @classmethod
    def of(cls, ids: Iterable[str], width: int, *, place: bool) -> Columns:
        """Return the columns of a list of candidates."""
        longest = max(map(len, ids), default=0)
        number = min(LONGEST_NUMBER, max(longest, len(gettext("Number"))))
        rest = width - MARGIN - number - 1 - STATE - 1 - SCORE - 1
        province = min(LONGEST_PLACE, rest * 3 // 8) if place else 0
        return cls(number, rest - province - (1 if place else 0), province)


def heading(columns: Columns) -> Line:
    """Return the names of the columns."""
    line = Line(" " * MARGIN).put(gettext("Number"), Ink.FAINT, columns.number).put(" ")
    line.put(gettext("Candidate"), Ink.FAINT, columns.name).put(" ")
    if columns.place:
        line.put(gettext("Province"), Ink.FAINT, columns.place).put(" ")
    return line.put(gettext("State"), Ink.FAINT, STATE).right(gettext("Score"), SCORE, Ink.FAINT)


def candidate_row(line: Line, desk: Desk, key: SheetKey, columns: Columns, ink: Ink) -> Line:
    """Write a candidate behind the sign of the cursor: who, where, how far, what sum."""
    candidate = desk.candidate(key)
    line.put(candidate.id, ink, columns.number).put(" ")
    line.put(candidate.name, ink, columns.name).put(" ")
    if columns.place:
        line.put(candidate.province, Ink.PLAIN, columns.place).put(" ")
    sign, word, state_ink = _state(desk, key)
    return line.put(f"{sign} {word}", state_ink, STATE).right(_score(desk, key), SCORE)


def _state(desk: Desk, key: SheetKey) -> tuple[str, str, Ink]:
    state = desk.state(key)
    sheet = desk.sheet(key)
    if sheet.state_of(INTEREST) is State.DECLARED and state is not SheetState.RECUSED:
        return glyphs.NOT, gettext("tie declared"), Ink.WARN
    if desk.submitted(key) and state is SheetState.COMPLETE:
        return glyphs.FULL, gettext("submitted"), Ink.GOOD
    sign, word, ink = SHEETS[state]
    if state is not SheetState.BLANK:
        return sign, told(word), ink
    asked = len(sheet.asked)
    filled = asked - len(sheet.missing)
    return sign, told(say(word.text, filled=filled, asked=asked)), ink


def _score(desk: Desk, key: SheetKey) -> str:
    if desk.state(key) is not SheetState.COMPLETE:
        return ""
    sheet = desk.sheet(key)
    return score(tally(sheet).total) if sheet.rubric is not None else ""
