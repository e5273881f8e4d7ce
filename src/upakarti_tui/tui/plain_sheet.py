"""One sheet as questions and answers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from upakarti_tui.domain.book.entries import Answer, Entry, Part, SheetKey, State, Verdict
from upakarti_tui.domain.book.sheet import RECOMMENDATION, CellKey, SheetState
from upakarti_tui.domain.book.sheet_words import title_of
from upakarti_tui.domain.book.sheet_words import told as said_of
from upakarti_tui.domain.programme.marks import plain, scale_in_words
from upakarti_tui.errors import UpakartiError
from upakarti_tui.locale import gettext, told
from upakarti_tui.tui.scrolling import ask, keep, refuse, tell
from upakarti_tui.tui.words import ANSWERS, FINDINGS, VERDICTS, number

if TYPE_CHECKING:
    from upakarti_tui.domain.book.sheet import Sheet
    from upakarti_tui.workflows.scoring.score import Desk


class BackError(Exception):
    """The person goes back to the list."""


class Questions:
    """The questions of one scorer's sheets."""

    def __init__(self, own: Desk) -> None:
        self.desk = own

    def fill(self, key: SheetKey) -> None:
        """Ask for every cell of a sheet.

        Raises:
            BackError: the person goes back to the list.
            OverError: the person ends.
        """
        candidate = self.desk.candidate(key)
        tell(f"\n{candidate.id} {candidate.name}, {candidate.province}")
        if (why := self.desk.writable(key)) is not None:
            tell(why)
            return
        tell(gettext("u undo, c note, a abstain, Enter leaves it, b list, q leave, ? words"))
        cells = list(self.desk.sheet(key).asked)
        at = 0
        while at < len(cells):
            at = max(0, at + self._cell(key, cells[at], f"{at + 1}/{len(cells)}"))
        if self.desk.sheet(key).stage.interviews is not None:
            self._interviews(key)
        state = self.desk.sheet(key).state
        if state is SheetState.COMPLETE:
            tell(gettext("The sheet is complete."))
        elif state is not SheetState.ABSTAINED:
            missing = len(self.desk.sheet(key).missing)
            tell(gettext("Still missing: {count}").format(count=missing))

    def _cell(self, key: SheetKey, cell: CellKey, place: str) -> int:
        """Ask for one cell; return by how many cells to go on."""
        sheet = self.desk.sheet(key)
        title = title_of(sheet, cell)
        held = sheet.cells.get(cell)
        entry = held.entry if held is not None else None
        now = "_" if entry is None or entry.state is State.BLANK else said_of(entry)
        stands = now if isinstance(now, str) else told(now)
        name = title if isinstance(title, str) else told(title)
        answer = ask(f"{place} {name} ({self._scale(sheet, cell)}) [{number(stands)}]")
        match answer.lower():
            case "":
                return 1
            case "?":
                self._explain(sheet, cell)
                return 0
            case "b":
                raise BackError
            case "u":
                self._undo()
                return -1
            case "c":
                note = ask(gettext("Note"))
                keep(lambda: self.desk.write_note(key, cell, note))
                return 0
            case "a":
                reason = ask(gettext("Reason"))
                keep(lambda: self.desk.abstain(key, reason))
                raise BackError
        return int(self._answer(key, cell, answer))

    def _answer(self, key: SheetKey, cell: CellKey, answer: str) -> bool:
        part, item = cell
        if part is Part.MARK:
            criterion = self.desk.sheet(key).rubric
            found = criterion.criterion(item) if criterion is not None else None
            if answer == "-" and found is not None and found.not_applicable:
                return keep(lambda: self.desk.state_cell(key, cell, State.NOT_APPLICABLE))
            if answer == "0" and found is not None and found.scale.min > 0:
                return keep(lambda: self.desk.state_cell(key, cell, State.BLANK))
            reason = self._reason(key, cell)
            return keep(lambda: self.desk.mark(key, item, answer, reason))
        choices = self._choices(cell)
        if not (answer.isascii() and answer.isdigit() and 0 < int(answer) <= len(choices)):
            tell(gettext("Choose 1 to {most}.").format(most=len(choices)))
            return False
        at = int(answer) - 1
        if part is Part.GATE:
            return keep(lambda: self.desk.answer(key, item, list(Answer)[at]))
        if cell == RECOMMENDATION:
            verdict = list(Verdict)[at]
            reasons = ask(gettext("Reasons"))
            return keep(lambda: self.desk.recommend(key, verdict, reasons))
        found_as = ask(gettext("Found"))
        source = ask(gettext("Source: document, photo, witness"))
        more = (("source", source),) if source else ()
        entry = Entry(part, item, list(FINDINGS)[at], found_as, more=more)
        return keep(lambda: self.desk.find(key, entry))

    def _reason(self, key: SheetKey, cell: CellKey) -> str:
        if self.desk.sheet(key).mark(cell[1]) is None or not self.desk.discussing(key):
            return ""
        return ask(gettext("Reason for the change"))

    def _interviews(self, key: SheetKey) -> None:
        asked = self.desk.sheet(key).stage.interviews
        assert asked is not None  # noqa: S101 -- asked by the caller
        while True:
            count = self.desk.sheet(key).interviews
            words = gettext("{count} of at least {least} interviews")
            tell(words.format(count=count, least=asked.min))
            partner = ask(gettext("Partner business, and who spoke"))
            if not partner:
                return
            questions = asked.questions or (gettext("What was said"),)
            answers = [ask(question) for question in questions]
            keep(partial(self.desk.talk, key, self.desk.next_talk(key), partner, answers))

    def _undo(self) -> None:
        try:
            saved = self.desk.undo()
        except UpakartiError as error:
            refuse(error)
            return
        if saved is None:
            tell(gettext("Nothing is left to take back."))
        else:
            tell(gettext("Taken back: {what}").format(what=told(saved.told)))

    @staticmethod
    def _choices(cell: CellKey) -> list[str]:
        if cell[0] is Part.GATE:
            return [told(word) for word in ANSWERS.values()]
        if cell == RECOMMENDATION:
            return [told(word) for word in VERDICTS.values()]
        return [told(word) for _, word, _ in FINDINGS.values()]

    def _scale(self, sheet: Sheet, cell: CellKey) -> str:
        criterion = sheet.rubric.criterion(cell[1]) if sheet.rubric else None
        if cell[0] is Part.MARK and criterion is not None:
            return told(scale_in_words(criterion.scale))
        return ", ".join(f"{at} {word}" for at, word in enumerate(self._choices(cell), start=1))

    @staticmethod
    def _explain(sheet: Sheet, cell: CellKey) -> None:
        criterion = sheet.rubric.criterion(cell[1]) if sheet.rubric else None
        if cell[0] is not Part.MARK or criterion is None:
            return
        for level in criterion.levels:
            tell(f"  {number(plain(level.mark))}  {level.words}")
        if criterion.guidance:
            tell(f"  {criterion.guidance}")
