"""One sheet, being filled: marks, and everything else that is done beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from upakarti_tui.domain.text import NOTE_LIMIT
from upakarti_tui.locale import gettext
from upakarti_tui.tui import commands
from upakarti_tui.tui.command import bindings
from upakarti_tui.tui.screens.asking import Ask, AskPage
from upakarti_tui.tui.screens.marking import MarkingPage
from upakarti_tui.tui.screens.steps import may_write, next_unfinished, undo
from upakarti_tui.tui.widgets.sheet_panel import note_on
from upakarti_tui.tui.widgets.sheet_rows import sheet_row_titles

if TYPE_CHECKING:
    from textual.binding import BindingType


class ScoringPage(MarkingPage):
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
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        *(offer for offer in OFFERS if offer is not commands.BACK and offer.keys)
    )

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
        self.read_again()
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
        if cell is None or not may_write(self, self.key):
            return
        note = note_on(self.sheet, cell)

        def done(answers: dict[str, str] | None) -> None:
            if answers is not None and answers["note"] != note:
                words = answers["note"]
                self._put(lambda: self.desk.write_note(self.key, cell, words), falling=False)

        ask = Ask("note", sheet_row_titles(self.sheet, cell, self.cursor + 1), note, NOTE_LIMIT)
        self.app.push_screen(AskPage(gettext("Note"), (ask,), keeps=True), done)

    def action_abstain(self) -> None:
        """Abstain from this candidate, or take that back."""
        from upakarti_tui.tui.screens.abstaining import abstain  # noqa: PLC0415 -- when opened

        abstain(self, self.key)

    def action_interest(self) -> None:
        """Declare what ties one to this candidate."""
        from upakarti_tui.tui.screens.interests import declare  # noqa: PLC0415 -- when opened

        declare(self, self.key)

    def action_facts(self) -> None:
        """Open what is claimed and what was found."""
        from upakarti_tui.tui.screens.facts import FactsPage  # noqa: PLC0415 -- when opened

        found = self.desk.fact_sheets(self.key)
        if found:
            self.app.push_screen(FactsPage(found[-1].key))
        else:
            self.say(gettext("No facts are checked for this candidate."))

    def action_talks(self) -> None:
        """Open the talks with partner businesses."""
        from upakarti_tui.tui.screens.talks import TalksPage  # noqa: PLC0415 -- when opened

        if self.sheet.stage.interviews is None:
            self.say(gettext("This stage asks for no interviews."))
            return
        self.app.push_screen(TalksPage(self.key))

    def action_submit(self) -> None:
        """Show what would be submitted."""
        from upakarti_tui.tui.screens.submission import SubmissionPage  # noqa: PLC0415 -- opened

        self.app.push_screen(SubmissionPage())
