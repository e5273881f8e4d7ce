"""Comparing sheets that were typed in with the paper, as a second person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from upakarti_tui.errors import UpakartiError
from upakarti_tui.locale import gettext
from upakarti_tui.tui.screens.asking import Ask, AskPage
from upakarti_tui.tui.widgets import glyphs

if TYPE_CHECKING:
    from upakarti_tui.tui.screens.page import Page


def compare(page: Page[Any], scorer: str, stage: str) -> None:
    """Ask who compared the typed sheets with the paper, and record it."""
    from upakarti_tui.workflows.scoring.confirm import confirm  # noqa: PLC0415 -- heavy

    def done(answers: dict[str, str] | None) -> None:
        if answers is None:
            return
        try:
            sheets = confirm(page.app.book, scorer, stage, None, answers["by"])
        except UpakartiError as error:
            page.refuse(error)
            return
        words = gettext("{count} sheets compared and confirmed.").format(count=len(sheets))
        page.say(f"{glyphs.DONE} {words}")

    explained = gettext("Compare every typed mark with the paper before you put your name here.")
    ask = Ask("by", gettext("Your name: you compared them"), required=True)
    title = f"{gettext('Compare')} · {scorer}"
    page.app.push_screen(AskPage(title, (ask,), (explained,)), done)
