"""The sheet: one row a criterion, the words of the current one always in view.

A digit marks and falls to the next row where the scale has one digit; on wider
scales typing opens the cell, Enter or the arrow down takes what is typed and Esc
restores. Every mark is on disk before the next key is read.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from upakarti_tui.domain.records import Answer, Part, SheetKey, State, Verdict
from upakarti_tui.domain.sheet import RECOMMENDATION, CellKey, SheetState
from upakarti_tui.domain.tally import tally
from upakarti_tui.domain.template import Method, Scale, Total
from upakarti_tui.domain.text import NOTE_LIMIT
from upakarti_tui.errors import UpakartiError
from upakarti_tui.locale import gettext, told
from upakarti_tui.tui import commands
from upakarti_tui.tui.screens.asking import Ask, AskPage
from upakarti_tui.tui.screens.candidates import next_unfinished, undo
from upakarti_tui.tui.screens.listing import ListingPage
from upakarti_tui.tui.screens.page import WIDE
from upakarti_tui.tui.widgets import glyphs
from upakarti_tui.tui.widgets.bars import grade_bar
from upakarti_tui.tui.widgets.line import Ink, Line
from upakarti_tui.tui.widgets.sheet_rows import cell_row, facts_found, sheet_row_titles
from upakarti_tui.tui.widgets.words_of_marks import levels
from upakarti_tui.tui.words import score

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.binding import BindingType
    from textual.events import Key

    from upakarti_tui.domain.sheet import Sheet
    from upakarti_tui.workflows.score import Desk, Saved

LONGEST = 12
"""Characters typed into a cell."""

LEAST_LIST = 3
LEAST_WORDS = 8


class ScoringPage(ListingPage[SheetKey]):
    """One sheet, being filled."""

    OFFERS = (
        commands.MARK,
        commands.NOTE,
        commands.FACTS,
        commands.UNDO,
        commands.NEXT,
        commands.BACK,
        commands.TALKS,
        commands.EMPTY,
        commands.NOT_APPLICABLE,
        commands.GRADE,
        commands.ABSTAIN,
        commands.INTEREST,
        commands.SUBMIT,
        commands.OPEN,
    )
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(
        *(offer for offer in OFFERS if offer is not commands.BACK and offer.keys)
    )

    def __init__(self, key: SheetKey) -> None:
        super().__init__()
        self.key = key
        self.typing: str | None = None
        """What is typed into the open cell; None while none is open."""

        self._sheet: Sheet | None = None
        self._cells: list[CellKey] = []

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

    def on_mount(self) -> None:
        """Begin on the first row that is empty."""
        self.turn_to(self.key)

    def turn_to(self, key: SheetKey) -> None:
        """Take up a sheet, the cursor on its first empty row."""
        self.key, self.typing, self.top = key, None, 0
        self._read_again()
        missing = set(self.sheet.missing)
        gaps = [at for at, cell in enumerate(self._cells) if cell in missing]
        self.cursor = gaps[0] if gaps else 0
        self.redraw()

    def _read_again(self) -> None:
        self._sheet = None
        self._cells = [cell for cell in self.sheet.asked if cell[0] is not Part.FACT]

    @property
    def cell(self) -> CellKey | None:
        """The cell under the cursor; None on a sheet that asks nothing here."""
        return self._cells[self.cursor] if self.cursor < len(self._cells) else None

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

    def offers(self) -> tuple[commands.Command, ...]:
        """Leave out of the foot what this sheet has not."""
        has_facts = bool(self.desk.fact_sheets(self.key))
        asks = self.sheet.stage.interviews is not None
        shown = [
            commands.MARK,
            commands.NOTE,
            *([commands.FACTS] if has_facts else []),
            *([commands.TALKS] if asks else []),
            commands.UNDO,
            commands.NEXT,
            commands.BACK,
        ]
        return tuple(shown)

    def count(self) -> int:
        """Return how many rows the sheet has."""
        return len(self._cells)

    def body(self, width: int, height: int) -> list[Line]:
        """Return the rows of the sheet and the words of the current one."""
        if width >= WIDE:
            return self._side_by_side(width, height)
        words = self._words(width)
        room = max(LEAST_LIST, min(self.count() or 1, height - 1 - max(LEAST_WORDS, len(words))))
        rows = self.window(width, room)
        return [*rows, Line(glyphs.RULE * width, Ink.FAINT), *words]

    def _side_by_side(self, width: int, height: int) -> list[Line]:
        left = width * 13 // 24
        below = [*self._sum(left), Line(), *self._notes(left, 8)]
        rows = self.window(left, max(LEAST_LIST, height - len(below) - 1))
        lefts = [*rows, Line(), *below]
        rights = [*self._words(width - left - 3), Line(), *self._found(width - left - 3)]
        lefts += [Line() for _ in range(height - len(lefts))]
        rights += [Line() for _ in range(height - len(rights))]
        return [
            one.cut(left).to(left + 1).put(f"{glyphs.SIDE} ", Ink.FAINT).beside(two, left + 3)
            for one, two in zip(lefts, rights, strict=False)
        ]

    def row(self, at: int, width: int, *, here: bool) -> Line:
        """Return one row of the sheet."""
        typing = self.typing if here else None
        return cell_row(self.sheet, self._cells[at], at + 1, width, here=here, typing=typing)

    def _words(self, width: int) -> list[Line]:
        """Return what the current row's marks mean, and its note."""
        cell = self.cell
        if cell is None:
            return [Line(" ").put(gettext("This sheet asks for facts alone: press f."))]
        title = sheet_row_titles(self.sheet, cell, self.cursor + 1)
        head = Line(" ").put(title, Ink.TITLE)
        if width < WIDE and (found := facts_found(self.desk.fact_sheets(self.key))):
            head.cut(width - len(found) - 3).end(found, width)
        lines = [head, *levels(self.sheet, cell, width)]
        held = self.sheet.cells.get(cell)
        note = held.entry.note if held is not None and held.entry is not None else ""
        label = gettext("Note")
        if note:
            lines.append(Line(" ").put(f"{label}: ", Ink.FAINT).put(f"“{note}”").cut(width - 1))
        elif self.sheet.lacks_note(cell):
            lines.append(Line(" ").put(gettext("! This mark needs a note: press c."), Ink.BAD))
        else:
            lines.append(Line(" ").put(gettext("Note: (none yet, press c)"), Ink.FAINT))
        return lines

    def _sum(self, width: int) -> list[Line]:
        """Return the totals with a bar against the passing grade, for a wide window."""
        if self.sheet.rubric is None:
            return []
        so_far, grade = tally(self.sheet), self._grade()
        weight = gettext("(weight filled {weight}%)").format(weight=score(so_far.weight, 0))
        first = Line("  ").put(gettext("Weighted sum"), width=24).right(score(so_far.total), 8)
        mean = score(so_far.mean) if so_far.mean is not None else "-"
        second = Line("  ").put(gettext("Mean of criteria filled"), width=24).right(mean, 8)
        percent = self.sheet.rubric.total is Total.PERCENT
        if percent:
            first.put(f"  {weight}", Ink.FAINT)
        sign, words, ink = self._verdict(so_far.mean, grade)
        second.put(f"  {sign} {words}" if words else "", ink)
        lines = [first.cut(width - 1), second.cut(width - 1)]
        if percent:
            shown = grade_bar(so_far.mean, grade, Fraction(0), Fraction(100), width - 14)
            axis = Line("  0").end("100", width - 11, Ink.FAINT)
            lines += [Line(), Line("  ").beside(shown, 2).put(f"  {mean}", Ink.STRONG), axis]
        return lines

    def _notes(self, width: int, most: int) -> list[Line]:
        lines = [Line("  ").put(gettext("Notes"), Ink.STRONG)]
        for at, cell in enumerate(self._cells, start=1):
            held = self.sheet.cells.get(cell)
            if held is not None and held.entry is not None and held.entry.note:
                name = f"K{at}" if cell[0] is Part.MARK else str(at)
                lines.append(
                    Line("  ").put(f"{name}  ", Ink.FAINT).put(held.entry.note).cut(width - 1)
                )
        return lines[: most + 1] if len(lines) > 1 else []

    def _found(self, width: int) -> list[Line]:
        from upakarti_tui.tui.widgets.sheet_rows import found_rows  # noqa: PLC0415 -- wide only

        return found_rows(self.desk.fact_sheets(self.key), width)

    def _grade(self) -> Fraction | None:
        """Return the passing grade where a scorer may and wants to see it beside a sheet."""
        stage = self.sheet.stage
        comparable = stage.panel.method not in {Method.RANK_SUM, Method.SUM, Method.TRIMMED_SUM}
        if not (stage.show_grade and self.app.show_grade and comparable):
            return None
        grade = dict(stage.grade).get(self.desk.candidate(self.key).category)
        return Fraction(grade) if grade is not None else None

    @staticmethod
    def _verdict(mean: Fraction | None, grade: Fraction | None) -> tuple[str, str, Ink]:
        if mean is None or grade is None:
            return "", "", Ink.PLAIN
        if mean >= grade:
            return glyphs.ABOVE, gettext("so far at or above the passing grade"), Ink.GOOD
        return glyphs.BELOW, gettext("so far below the passing grade"), Ink.WARN

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
        if (why := self.desk.writable(self.key)) is not None:
            return glyphs.FULL, told(why), Ink.STRONG
        match self.sheet.state:
            case SheetState.COMPLETE:
                return glyphs.DONE, gettext("complete; n for the next candidate"), Ink.GOOD
            case SheetState.ABSTAINED:
                return glyphs.NOT, gettext("abstained; a to take that back"), Ink.WARN
            case SheetState.RECUSED:
                return glyphs.NOT, gettext("conflict of interest: not scored"), Ink.WARN
            case SheetState.CONFLICT:
                return "!", gettext("two different marks; type the right one"), Ink.BAD
        return self._verdict(mean, grade)

    # --- marking -----------------------------------------------------------------------------

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
        held = self.sheet.cells.get(RECOMMENDATION)
        note = held.entry.note if held is not None and held.entry is not None else ""

        def done(answers: dict[str, str] | None) -> None:
            if answers is not None:
                self._put(lambda: self.desk.recommend(self.key, verdict, answers["reasons"]))

        if verdict is Verdict.WORTHY:
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
            words = gettext("Enter keeps {typed}, Esc restores what was there.")
            self.say(words.format(typed=self.typing))
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
        self._read_again()
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

    # --- other actions -------------------------------------------------------------------------

    def moved(self) -> None:
        """Close the open cell; what was typed and not taken is gone."""
        self.typing = None

    def action_open(self) -> None:
        """Go on to the next row."""
        self.action_down()

    def action_back(self) -> None:
        """Go back to the list, on this sheet."""
        self.dismiss(self.key)

    def action_next(self) -> None:
        """Turn to the next sheet that is not finished."""
        key = next_unfinished(self.desk, self.key)
        if key is None or key == self.key:
            self.say(gettext("Everything is complete. Press k to submit."))
            return
        self.turn_to(key)

    def action_undo(self) -> None:
        """Take the last change back, wherever it was."""
        sheet = undo(self)
        self._read_again()
        if sheet is not None and sheet != self.key:
            self.turn_to(sheet)
        self.redraw()

    def action_grade(self) -> None:
        """Show or hide the passing grade."""
        if not self.sheet.stage.show_grade:
            self.say(gettext("The passing grade is not shown in this stage."))
            return
        self.app.show_grade = not self.app.show_grade
        self.redraw()

    def action_note(self) -> None:
        """Write a note on the current row."""
        cell = self.cell
        if cell is None:
            return
        held = self.sheet.cells.get(cell)
        note = held.entry.note if held is not None and held.entry is not None else ""

        def done(answers: dict[str, str] | None) -> None:
            if answers is not None and answers["note"] != note:
                words = answers["note"]
                self._put(lambda: self.desk.write_note(self.key, cell, words), falling=False)

        ask = Ask("note", sheet_row_titles(self.sheet, cell, self.cursor + 1), note, NOTE_LIMIT)
        self.app.push_screen(AskPage(gettext("Note"), (ask,), keeps=True), done)

    def action_abstain(self) -> None:
        """Abstain from this candidate, or take that back."""
        from upakarti_tui.tui.screens.abstaining import abstain  # noqa: PLC0415

        abstain(self, self.key)

    def action_interest(self) -> None:
        """Declare what ties one to this candidate."""
        from upakarti_tui.tui.screens.interests import declare  # noqa: PLC0415

        declare(self, self.key)

    def action_facts(self) -> None:
        """Open what is claimed and what was found."""
        from upakarti_tui.tui.screens.facts import FactsPage  # noqa: PLC0415

        found = self.desk.fact_sheets(self.key)
        if found:
            self.app.push_screen(FactsPage(found[-1].key))
        else:
            self.say(gettext("No facts are checked for this candidate."))

    def action_talks(self) -> None:
        """Open the talks with partner businesses."""
        from upakarti_tui.tui.screens.talks import TalksPage  # noqa: PLC0415

        if self.sheet.stage.interviews is None:
            self.say(gettext("This stage asks for no interviews."))
            return
        self.app.push_screen(TalksPage(self.key))

    def action_submit(self) -> None:
        """Show what would be submitted."""
        from upakarti_tui.tui.screens.submission import SubmissionPage  # noqa: PLC0415

        self.app.push_screen(SubmissionPage())

    def come_up(self) -> None:
        """Read the sheet again; another page may have written on it."""
        self._read_again()


def one_digit(scale: Scale) -> bool:
    """Tell whether every mark of a scale is one digit, so that a digit is a whole mark."""
    return (
        scale.step is not None
        and scale.step == int(scale.step)
        and scale.min == int(scale.min)
        and scale.min >= 0
        and scale.max <= 9  # noqa: PLR2004 -- the largest digit
    )
