"""A sheet on the screen: its rows, the words of the current one, what it adds up to."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from upakarti_tui.domain.book.entries import Part, SheetKey, State
from upakarti_tui.domain.book.sheet import INTEREST, CellKey, SheetState
from upakarti_tui.domain.programme.template import Method
from upakarti_tui.domain.scoring.tally import tally
from upakarti_tui.locale import gettext, told
from upakarti_tui.tui import commands
from upakarti_tui.tui.screens.listing import ListingPage
from upakarti_tui.tui.screens.page import WIDE
from upakarti_tui.tui.typed_marks import mark_command
from upakarti_tui.tui.widgets import glyphs
from upakarti_tui.tui.widgets.line import Ink, Line, wrapped
from upakarti_tui.tui.widgets.sheet_panel import notes, sums, verdict, words_of
from upakarti_tui.tui.widgets.sheet_rows import cell_row, facts_found, found_rows
from upakarti_tui.tui.words import score

if TYPE_CHECKING:
    from upakarti_tui.domain.book.sheet import Sheet
    from upakarti_tui.tui.command import Command
    from upakarti_tui.workflows.scoring.score import Desk

LEAST_LIST = 3
LEAST_WORDS = 8
ROOMY = 24
"""Rows of a window from which a long name may stand in full below the heading."""


class SheetPage(ListingPage[SheetKey]):
    """One sheet, as it is shown. What may be done with it is said by `ScoringPage`."""

    def __init__(self, key: SheetKey) -> None:
        super().__init__()
        self.key = key
        self.typing: str | None = None
        """What is typed into the open cell; None while none is open."""

        self._sheet: Sheet | None = None
        self._found: tuple[Sheet, ...] | None = None
        self.asked_cells: list[CellKey] = []

    @property
    def desk(self) -> Desk:
        """The scorer's sheets."""
        assert self.app.desk is not None  # noqa: S101 -- this page exists only at a desk
        return self.app.desk

    @property
    def sheet(self) -> Sheet:
        """The sheet as it stands."""
        if self._sheet is None:
            self._sheet = self.desk.sheet(self.key)
        return self._sheet

    @property
    def found(self) -> tuple[Sheet, ...]:
        """The scorer's sheets on the candidate in which facts are checked."""
        if self._found is None:
            # Looked for among all sheets: once a mark, not thrice a drawing.
            self._found = self.desk.fact_sheets(self.key)
        return self._found

    def on_mount(self) -> None:
        """Begin on the first row that is empty."""
        self.turn_to(self.key)

    def turn_to(self, key: SheetKey) -> None:
        """Take up a sheet, the cursor on its first empty row."""
        self.key, self.typing, self.top = key, None, 0
        self.read_again()
        missing = set(self.sheet.missing)
        gaps = [at for at, cell in enumerate(self.asked_cells) if cell in missing]
        self.cursor = gaps[0] if gaps else 0
        self.redraw()

    def read_again(self) -> None:
        """Take the sheet up as it now stands."""
        self._sheet = self._found = None
        self.asked_cells = [cell for cell in self.sheet.asked if cell[0] is not Part.FACT]

    @property
    def cell(self) -> CellKey | None:
        """The cell under the cursor; None on a sheet that asks nothing here."""
        return self.asked_cells[self.cursor] if self.cursor < len(self.asked_cells) else None

    # --- what is shown -----------------------------------------------------------------------

    def heading(self) -> tuple[str, str]:
        """Return the candidate and place in the list; and who scores."""
        candidate = self.desk.candidate(self.key)
        where = f"{candidate.id} {candidate.name}"
        if candidate.province:
            where = f"{where} · {candidate.province}"
        at = self.desk.place(self.key)
        words = gettext("{at} of {count}").format(at=at, count=len(self.desk.keys))
        wide = self.app.size.width >= WIDE
        who = self.desk.scorer.name if wide else self.desk.scorer.id
        return where, f"{words} · {who}"

    def offers(self) -> tuple[Command, ...]:
        """Leave out of the foot what this sheet has not."""
        own = [commands.FACTS] if self.found else []
        own += [commands.TALKS] if self.sheet.stage.interviews is not None else []
        if self.desk.writable(self.key) is not None:
            return (*own, commands.NEXT, commands.BACK)
        mark = mark_command(self.sheet, self.cell)
        writing = (mark, commands.NOTE, *own, commands.UNDO)
        return (*writing, commands.NEXT, commands.BACK, commands.ABSTAIN)

    def count(self) -> int:
        """Return how many rows the sheet has."""
        return len(self.asked_cells)

    def body(self, width: int, height: int) -> list[Line]:
        """Return the rows of the sheet and the words of the current one."""
        if width >= WIDE:
            return self._side_by_side(width, height)
        name, words = self._whole_name(width), self._words(width)
        left = height - 1 - len(name) - max(LEAST_WORDS, len(words))
        rows = self.window(width, max(LEAST_LIST, min(self.count() or 1, left)), begins=len(name))
        return [*name, *rows, Line(glyphs.RULE * width, Ink.FAINT), *words]

    def _whole_name(self, width: int) -> list[Line]:
        """Return the candidate's name in full where the first row of the page cuts it."""
        where, who = self.heading()
        if Line(where).width + Line(who).width + 4 <= width or self.app.size.height < ROOMY:
            return []
        return [Line(" ").put(row, Ink.FAINT) for row in wrapped(where, width - 3)[:3]]

    def _side_by_side(self, width: int, height: int) -> list[Line]:
        left = width * 7 // 12
        below = [
            *sums(self.sheet, self._grade(), left),
            Line(),
            *notes(self.sheet, self.asked_cells, left, 8),
        ]
        name = self._whole_name(width)
        rows = self.window(left, max(LEAST_LIST, height - len(below) - 1), begins=len(name))
        lefts = [*rows, Line(), *below]
        rights = [
            *self._words(width - left - 3),
            Line(),
            *found_rows(self.found, width - left - 3),
        ]
        lefts += [Line() for _ in range(height - len(lefts))]
        rights += [Line() for _ in range(height - len(rights))]
        return name + [
            one.cut(left).to(left + 1).put(f"{glyphs.SIDE} ", Ink.FAINT).beside(two, left + 3)
            for one, two in zip(lefts, rights, strict=False)
        ]

    def row(self, at: int, width: int, *, here: bool) -> Line:
        """Return one row of the sheet."""
        typing = self.typing if here else None
        return cell_row(self.sheet, self.asked_cells[at], at + 1, width, here=here, typing=typing)

    def _words(self, width: int) -> list[Line]:
        cell = self.cell
        if cell is None:
            return [Line(" ").put(gettext("This sheet asks for facts alone: press f."))]
        found = "" if self.app.size.width >= WIDE else facts_found(self.found)
        return words_of(self.sheet, cell, self.cursor + 1, found, width)

    def _grade(self) -> Fraction | None:
        """Return the passing grade where a scorer may and wants to see it beside a sheet."""
        stage = self.sheet.stage
        comparable = stage.panel.method not in {Method.RANK_SUM, Method.SUM, Method.TRIMMED_SUM}
        if not (stage.show_grade and self.app.show_grade and comparable):
            return None
        grade = dict(stage.grade).get(self.desk.candidate(self.key).category)
        return Fraction(grade) if grade is not None else None

    def going_on(self, width: int) -> list[Line]:
        """Return what the sheet adds up to, and whether it is complete."""
        sheet, so_far, grade = self.sheet, tally(self.sheet), self._grade()
        asked = len(sheet.asked)
        filled = asked - len(sheet.missing)
        first = Line(" ").put(gettext("Filled {filled}/{asked}").format(filled=filled, asked=asked))
        if sheet.rubric is not None and width < WIDE:
            first.put("   ").put(gettext("Sum {total}").format(total=score(so_far.total)))
            mean = score(so_far.mean) if so_far.mean is not None else "-"
            first.put("   ").put(gettext("Mean of filled {mean}").format(mean=mean))
        if grade is not None:
            words = gettext("Passing grade {grade}").format(grade=score(grade))
            first.put("   ").put(words)
        second = Line(" ")
        sign, words, ink = self._state(so_far.mean, grade)
        second.put(f"{sign} {words}" if words else "", ink)
        return [first, second.end(self.app.saved_words(), width, Ink.GOOD)]

    def _state(self, mean: Fraction | None, grade: Fraction | None) -> tuple[str, str, Ink]:
        if self.desk.submitted(self.key):
            words = gettext("submitted; the secretariat can send it back")
            return glyphs.FULL, words, Ink.STRONG
        if (why := self.desk.writable(self.key)) is not None:
            return glyphs.FULL, told(why), Ink.STRONG
        if self._tied:
            return glyphs.NOT, gettext("tie declared: counts once it is cleared"), Ink.WARN
        match self.sheet.state:
            case SheetState.COMPLETE if talks := self._talks_lacking():
                return "!", talks, Ink.WARN
            case SheetState.COMPLETE:
                return glyphs.DONE, gettext("complete; n for the next candidate"), Ink.GOOD
            case SheetState.ABSTAINED:
                return glyphs.NOT, gettext("abstained; a to take that back"), Ink.WARN
            case SheetState.RECUSED:
                return glyphs.NOT, gettext("conflict of interest: not scored"), Ink.WARN
            case SheetState.CONFLICT:
                return "!", gettext("two different marks; type the right one"), Ink.BAD
        return verdict(mean, grade)

    def _talks_lacking(self) -> str:
        """Say that a visit needs more interviews; empty where it has enough."""
        asked = self.sheet.stage.interviews
        if asked is None or self.sheet.interviews >= asked.min:
            return ""
        words = gettext("{count} of at least {least} interviews; press w")
        return words.format(count=self.sheet.interviews, least=asked.min)

    @property
    def _tied(self) -> bool:
        """Whether a conflict of interest is declared, and not settled yet."""
        declared = self.sheet.state_of(INTEREST) is State.DECLARED
        return declared and self.sheet.state is not SheetState.RECUSED

    def come_up(self) -> None:
        """Read the sheet again; another page may have written on it."""
        self.read_again()
