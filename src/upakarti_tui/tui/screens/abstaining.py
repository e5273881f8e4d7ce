"""Abstaining from a candidate, with a reason, and taking that back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from upakarti_tui.domain.book.sheet import SheetState
from upakarti_tui.domain.text import NOTE_LIMIT
from upakarti_tui.errors import UpakartiError
from upakarti_tui.locale import gettext, told
from upakarti_tui.tui.screens.asking import Ask, AskPage
from upakarti_tui.tui.screens.steps import may_write

if TYPE_CHECKING:
    from collections.abc import Callable

    from upakarti_tui.domain.book.entries import SheetKey
    from upakarti_tui.tui.screens.page import Page
    from upakarti_tui.workflows.scoring.score import Saved


def abstain(page: Page[Any], key: SheetKey) -> None:
    """Ask for the reason and abstain; from an abstention, come back at once."""
    desk = page.app.desk
    assert desk is not None  # noqa: S101 -- only pages at a desk abstain
    if not may_write(page, key):
        return
    if desk.state(key) is SheetState.ABSTAINED:
        keep(page, lambda: desk.take_part(key))
        return
    candidate = desk.candidate(key)
    title = gettext("Abstain: {candidate}").format(candidate=f"{candidate.id} {candidate.name}")
    explained = gettext("You give no marks to this candidate. Marks given stay on record.")
    ask = Ask("reason", gettext("Reason"), limit=NOTE_LIMIT, required=True)

    def done(answers: dict[str, str] | None) -> None:
        if answers is not None:
            keep(page, lambda: desk.abstain(key, answers["reason"]))

    page.app.push_screen(AskPage(title, (ask,), (explained,)), done)


def keep(page: Page[Any], deed: Callable[[], Saved]) -> None:
    """Do one thing that is saved, and tell it; or tell why not."""
    try:
        saved: Saved = deed()
    except UpakartiError as error:
        page.refuse(error)
        return
    page.app.saved(saved)
    page.say(f"{saved.sheet.candidate} · {told(saved.told)}")
