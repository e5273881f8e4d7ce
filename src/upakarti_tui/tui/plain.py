"""Scoring as questions and answers on a scrolling terminal.

For screen readers, terminals that cannot move a cursor, and the worst of links:
lines are only ever added. The same desk takes the marks, so each is on disk
before the next question. Whoever stops in the middle has lost nothing.
"""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

from upakarti_tui.domain.marks import plain as number_text
from upakarti_tui.domain.marks import scale_in_words
from upakarti_tui.domain.records import Answer, Entry, InterestKind, Part, SheetKey, State, Verdict
from upakarti_tui.domain.sheet import RECOMMENDATION, CellKey, SheetState
from upakarti_tui.domain.sheet_words import title_of
from upakarti_tui.domain.sheet_words import told as said_of
from upakarti_tui.domain.text import NOTE_LIMIT, shown
from upakarti_tui.errors import Exit, UpakartiError
from upakarti_tui.locale import gettext, told
from upakarti_tui.tui.words import ANSWERS, FINDINGS, INTERESTS, VERDICTS, number
from upakarti_tui.workflows.score import desk
from upakarti_tui.workflows.submit import submit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from upakarti_tui.domain.problems import Message
    from upakarti_tui.domain.sheet import Sheet
    from upakarti_tui.workflows.score import Desk, Saved

QUIT, BACK, SKIP, UNDO, NOTE, HELP = "q", "b", "", "u", "c", "?"


class _Over(Exception):  # noqa: N818 -- not an error: the person is done
    """The person ends, or the input does."""


class _Back(Exception):  # noqa: N818 -- not an error: the person goes back
    """The person goes back to the list."""


def run(book: Path, scorer: str) -> int:
    """Ask for every sheet of a scorer, candidate by candidate; return how it ended.

    Raises:
        UpakartiError: the book cannot be opened, or not by this scorer.
    """
    try:
        with desk(book, scorer) as own:
            Talk(own).begin()
            ready = bool(own.keys) and all(map(own.finished, own.keys))
            closed = all(map(own.submitted, own.keys))
        if ready and not closed:
            _offer_to_submit(book, scorer)
    except (_Over, EOFError):
        _tell(gettext("Everything is saved already."))
    return Exit.DONE


def _tell(text: str | Message) -> None:
    line = text if isinstance(text, str) else told(text)
    sys.stdout.write("\n".join(map(shown, line.split("\n"))) + "\n")
    sys.stdout.flush()


def _ask(question: str) -> str:
    sys.stdout.write(f"{shown(question)} > ")
    sys.stdout.flush()
    line = sys.stdin.readline(NOTE_LIMIT * 4)
    if not line:
        raise _Over
    answer = line.strip()
    if answer.lower() == QUIT:
        raise _Over
    return answer


def _offer_to_submit(book: Path, scorer: str) -> None:
    _tell(gettext("Everything is complete. Submitting closes your sheets."))
    sure = gettext("SUBMIT")
    if _ask(gettext("Type {word} to submit, or Enter for not yet").format(word=sure)) != sure:
        return
    done = submit(book, scorer)
    _tell(gettext("{count} sheets are submitted.").format(count=done.sheets))
    grouped = " ".join(done.fingerprint[at : at + 4] for at in range(0, len(done.fingerprint), 4))
    _tell(gettext("Number for the slip: {number}").format(number=grouped))


class Talk:
    """The questions, put to one scorer."""

    def __init__(self, own: Desk) -> None:
        self.desk = own

    def begin(self) -> None:
        """Declare, then ask for a candidate until the person ends."""
        scorer = self.desk.scorer
        _tell(f"{self.desk.template.title} · {scorer.id} {scorer.name}")
        if self.desk.template.notice:
            _tell(self.desk.template.notice)
        self._declare()
        self._list()
        while True:
            key = self._choose()
            if key is None:
                return
            try:
                self._fill(key)
            except _Back:
                self._list()

    def _declare(self) -> None:
        """Ask for the ties, candidate by candidate, where a stage wants them declared."""
        for key in [k for k in self.desk.keys if self.desk.undeclared(k.stage)]:
            if key not in self.desk.undeclared(key.stage):
                continue
            candidate = self.desk.candidate(key)
            _tell(f"{candidate.id} {candidate.name}, {candidate.organisation}")
            kinds = list(InterestKind)
            words = [f"{at} {told(INTERESTS[kind])}" for at, kind in enumerate(kinds, start=1)]
            _tell(gettext("Enter: nothing ties you. {kinds}").format(kinds=", ".join(words)))
            chosen = self._number(gettext("What ties you to this candidate?"), len(kinds))
            kind = kinds[chosen - 1] if chosen else None
            reason = _ask(gettext("In your words")) if kind is not None else ""
            self._put(partial(self.desk.declare, key, kind, reason))

    def _list(self) -> None:
        for at, key in enumerate(self.desk.keys, start=1):
            candidate = self.desk.candidate(key)
            sheet = self.desk.sheet(key)
            filled = len(sheet.asked) - len(sheet.missing)
            state = gettext("filled {filled} of {asked}").format(
                filled=filled, asked=len(sheet.asked)
            )
            if self.desk.submitted(key):
                state = gettext("submitted")
            elif sheet.state is SheetState.ABSTAINED:
                state = gettext("abstained")
            _tell(f"{at}. {candidate.id} {candidate.name}: {state}")
        progress = self.desk.progress()
        words = gettext("Done {done} of {asked}")
        _tell(words.format(done=progress.done, asked=progress.asked))

    def _choose(self) -> SheetKey | None:
        """Ask for a candidate; Enter is the next that is not finished, None when all are."""
        keys = self.desk.keys
        left = [key for key in keys if not self.desk.finished(key)]
        if not left:
            return None
        _tell(gettext("Number of a candidate, Enter for the next, q to leave."))
        chosen = self._number(gettext("Candidate"), len(keys))
        return keys[chosen - 1] if chosen else left[0]

    def _fill(self, key: SheetKey) -> None:
        candidate = self.desk.candidate(key)
        _tell(f"\n{candidate.id} {candidate.name}, {candidate.province}")
        if (why := self.desk.writable(key)) is not None:
            _tell(why)
            return
        _tell(gettext("u undo, c note, a abstain, Enter leaves it, b list, q leave, ? words"))
        cells = list(self.desk.sheet(key).asked)
        at = 0
        while at < len(cells):
            at = max(0, at + self._cell(key, cells[at], f"{at + 1}/{len(cells)}"))
        if self.desk.sheet(key).stage.interviews is not None:
            self._interviews(key)
        state = self.desk.sheet(key).state
        if state is SheetState.COMPLETE:
            _tell(gettext("The sheet is complete."))
        elif state is not SheetState.ABSTAINED:
            missing = len(self.desk.sheet(key).missing)
            _tell(gettext("Still missing: {count}").format(count=missing))

    def _cell(self, key: SheetKey, cell: CellKey, place: str) -> int:
        """Ask for one cell; return by how many cells to go on."""
        sheet = self.desk.sheet(key)
        title = title_of(sheet, cell)
        held = sheet.cells.get(cell)
        entry = held.entry if held is not None else None
        now = "_" if entry is None or entry.state is State.BLANK else said_of(entry)
        stands = now if isinstance(now, str) else told(now)
        name = title if isinstance(title, str) else told(title)
        answer = _ask(f"{place} {name} ({self._scale(sheet, cell)}) [{number(stands)}]")
        match answer.lower():
            case "":
                return 1
            case "?":
                self._explain(sheet, cell)
                return 0
            case "b":
                raise _Back
            case "u":
                self._undo()
                return -1
            case "c":
                note = _ask(gettext("Note"))
                self._put(lambda: self.desk.write_note(key, cell, note))
                return 0
            case "a":
                reason = _ask(gettext("Reason"))
                self._put(lambda: self.desk.abstain(key, reason))
                raise _Back
        return int(self._answer(key, cell, answer))

    def _answer(self, key: SheetKey, cell: CellKey, answer: str) -> bool:
        part, item = cell
        if part is Part.MARK:
            criterion = self.desk.sheet(key).rubric
            found = criterion.criterion(item) if criterion is not None else None
            if answer == "-" and found is not None and found.not_applicable:
                return self._put(lambda: self.desk.state_cell(key, cell, State.NOT_APPLICABLE))
            if answer == "0" and found is not None and found.scale.min > 0:
                return self._put(lambda: self.desk.state_cell(key, cell, State.BLANK))
            reason = self._reason(key, cell)
            return self._put(lambda: self.desk.mark(key, item, answer, reason))
        choices = self._choices(cell)
        if not (answer.isascii() and answer.isdigit() and 0 < int(answer) <= len(choices)):
            _tell(gettext("Choose 1 to {most}.").format(most=len(choices)))
            return False
        at = int(answer) - 1
        if part is Part.GATE:
            return self._put(lambda: self.desk.answer(key, item, list(Answer)[at]))
        if cell == RECOMMENDATION:
            verdict = list(Verdict)[at]
            reasons = _ask(gettext("Reasons"))
            return self._put(lambda: self.desk.recommend(key, verdict, reasons))
        found_as = _ask(gettext("Found"))
        source = _ask(gettext("Source: document, photo, witness"))
        more = (("source", source),) if source else ()
        entry = Entry(part, item, list(FINDINGS)[at], found_as, more=more)
        return self._put(lambda: self.desk.find(key, entry))

    def _reason(self, key: SheetKey, cell: CellKey) -> str:
        if self.desk.sheet(key).mark(cell[1]) is None or not self.desk.discussing(key):
            return ""
        return _ask(gettext("Reason for the change"))

    def _interviews(self, key: SheetKey) -> None:
        asked = self.desk.sheet(key).stage.interviews
        assert asked is not None  # noqa: S101 -- asked by the caller
        while True:
            count = self.desk.sheet(key).interviews
            words = gettext("{count} of at least {least} interviews")
            _tell(words.format(count=count, least=asked.min))
            partner = _ask(gettext("Partner business, and who spoke"))
            if not partner:
                return
            questions = asked.questions or (gettext("What was said"),)
            answers = [_ask(question) for question in questions]
            self._put(partial(self.desk.talk, key, self.desk.next_talk(key), partner, answers))

    def _undo(self) -> None:
        try:
            saved = self.desk.undo()
        except UpakartiError as error:
            self._refuse(error)
            return
        if saved is None:
            _tell(gettext("Nothing is left to take back."))
        else:
            _tell(gettext("Taken back: {what}").format(what=told(saved.told)))

    def _put(self, deed: Callable[[], Saved]) -> bool:
        try:
            saved = deed()
        except UpakartiError as error:
            self._refuse(error)
            return False
        clock = saved.record.at[11:19].replace(":", ".")
        _tell(f"{told(saved.told)} · {gettext('saved')} {clock}")
        return True

    @staticmethod
    def _refuse(error: UpakartiError) -> None:
        for message in error.messages:
            _tell(f"! {told(message)}")

    @staticmethod
    def _number(question: str, most: int) -> int:
        """Ask for a number from 1; 0 for Enter alone."""
        while True:
            answer = _ask(question)
            if not answer:
                return 0
            if answer.isascii() and answer.isdigit() and 0 < int(answer) <= most:
                return int(answer)
            _tell(gettext("Choose 1 to {most}.").format(most=most))

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
            _tell(f"  {number(number_text(level.mark))}  {level.words}")
        if criterion.guidance:
            _tell(f"  {criterion.guidance}")
