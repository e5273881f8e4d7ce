"""Scoring as questions and answers on a scrolling terminal.

For screen readers, terminals that cannot move a cursor, and the worst of links:
lines are only ever added. The same desk takes the marks, so each is on disk
before the next question. Whoever stops in the middle has lost nothing.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from upakarti_tui.domain.book.entries import InterestKind, SheetKey
from upakarti_tui.domain.book.sheet import SheetState
from upakarti_tui.errors import Exit
from upakarti_tui.locale import gettext, told
from upakarti_tui.tui.plain_sheet import BackError, Questions
from upakarti_tui.tui.scrolling import OverError, ask, keep, tell
from upakarti_tui.tui.scrolling import number as asked_number
from upakarti_tui.tui.widgets import glyphs
from upakarti_tui.tui.words import INTERESTS
from upakarti_tui.workflows.scoring.score import desk
from upakarti_tui.workflows.scoring.submit import submit

if TYPE_CHECKING:
    from pathlib import Path

    from upakarti_tui.workflows.scoring.score import Desk


def run(book: Path, scorer: str) -> int:
    """Ask for every sheet of a scorer, candidate by candidate; return how it ended.

    Raises:
        UpakartiError: the book cannot be opened, or not by this scorer.
    """
    glyphs.choose(glyphs.lacking())
    try:
        with desk(book, scorer) as own:
            Talk(own).begin()
            ready = bool(own.keys) and all(map(own.finished, own.keys))
            closed = all(map(own.submitted, own.keys))
        if ready and not closed:
            _offer_to_submit(book, scorer)
    except OverError:
        tell(gettext("Everything is saved already."))
    return Exit.DONE


def _offer_to_submit(book: Path, scorer: str) -> None:
    tell(gettext("Everything is complete. Submitting closes your sheets."))
    sure = gettext("SUBMIT")
    if ask(gettext("Type {word} to submit, or Enter for not yet").format(word=sure)) != sure:
        return
    done = submit(book, scorer)
    tell(gettext("{count} sheets are submitted.").format(count=done.sheets))
    grouped = " ".join(done.fingerprint[at : at + 4] for at in range(0, len(done.fingerprint), 4))
    tell(gettext("Number for the slip: {number}").format(number=grouped))


class Talk:
    """The questions, put to one scorer."""

    def __init__(self, own: Desk) -> None:
        self.desk = own

    def begin(self) -> None:
        """Declare, then ask for a candidate until the person ends."""
        scorer = self.desk.scorer
        tell(f"{self.desk.template.title} · {scorer.id} {scorer.name}")
        if self.desk.template.notice:
            tell(self.desk.template.notice)
        self._declare()
        self._list()
        while True:
            key = self._choose()
            if key is None:
                return
            try:
                Questions(self.desk).fill(key)
            except BackError:
                self._list()

    def _declare(self) -> None:
        """Ask for the ties, candidate by candidate, where a stage wants them declared."""
        for key in [k for k in self.desk.keys if self.desk.undeclared(k.stage)]:
            if key not in self.desk.undeclared(key.stage):
                continue
            candidate = self.desk.candidate(key)
            tell(f"{candidate.id} {candidate.name}, {candidate.organisation}")
            kinds = list(InterestKind)
            words = [f"{at} {told(INTERESTS[kind])}" for at, kind in enumerate(kinds, start=1)]
            tell(gettext("Enter: nothing ties you. {kinds}").format(kinds=", ".join(words)))
            chosen = asked_number(gettext("What ties you to this candidate?"), len(kinds))
            kind = kinds[chosen - 1] if chosen else None
            reason = ask(gettext("In your words")) if kind is not None else ""
            keep(partial(self.desk.declare, key, kind, reason))

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
            tell(f"{at}. {candidate.id} {candidate.name}: {state}")
        progress = self.desk.progress()
        words = gettext("Done {done} of {asked}")
        tell(words.format(done=progress.done, asked=progress.asked))

    def _choose(self) -> SheetKey | None:
        """Ask for a candidate; Enter is the next that is not finished, None when all are."""
        keys = self.desk.keys
        left = [key for key in keys if not self.desk.finished(key)]
        if not left:
            return None
        tell(gettext("Number of a candidate, Enter for the next, q to leave."))
        chosen = asked_number(gettext("Number of the candidate"), len(keys))
        return keys[chosen - 1] if chosen else left[0]
