"""Steps that several pages at a desk take: on to the next sheet, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from upakarti_tui.domain.book.sheet import SheetState
from upakarti_tui.errors import UpakartiError
from upakarti_tui.locale import gettext, told

if TYPE_CHECKING:
    from upakarti_tui.domain.book.entries import SheetKey
    from upakarti_tui.domain.problems import Message
    from upakarti_tui.tui.screens.page import Page
    from upakarti_tui.workflows.scoring.score import Desk


def next_unfinished(desk: Desk, after: SheetKey | None) -> SheetKey | None:
    """Return the next sheet that is not finished, beginning again at the top."""
    at = desk.place(after) if after is not None else 0
    ordered = (*desk.keys[at:], *desk.keys[:at])
    return next((key for key in ordered if not desk.finished(key)), None)


def may_write(page: Page[Any], key: SheetKey, *, tie: bool = False) -> bool:
    """Tell whether a sheet takes entries; where not, say why before anything is typed.

    `tie`: what is to be entered is a conflict of interest, which holds nothing back.
    """
    desk = page.app.desk
    assert desk is not None  # noqa: S101 -- only pages at a desk write
    why: str | Message | None = desk.writable(key)
    if why is None and not tie:
        if key in desk.undeclared(key.stage):
            why = gettext(
                "Declare first whether a conflict of interest ties you to your candidates."
            )
        elif desk.state(key) is SheetState.RECUSED:
            why = gettext("A conflict of interest keeps you from this candidate.")
    if why is not None:
        page.say(why)
    return why is None


def undo(page: Page[Any]) -> SheetKey | None:
    """Take the last change back and tell it; return the sheet it was on."""
    desk = page.app.desk
    assert desk is not None  # noqa: S101 -- only pages at a desk undo
    try:
        saved = desk.undo()
    except UpakartiError as error:
        page.refuse(error)
        return None
    if saved is None:
        page.say(gettext("Nothing is left to take back."))
        return None
    page.app.saved(saved)
    words = gettext("Taken back: {what}").format(what=told(saved.told))
    page.say(f"{saved.sheet.candidate} · {words}")
    return saved.sheet
