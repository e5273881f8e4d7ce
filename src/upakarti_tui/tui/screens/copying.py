"""Copying the book to a stick."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from upakarti_tui.errors import UpakartiError
from upakarti_tui.locale import gettext
from upakarti_tui.tui.screens.asking import Ask, AskPage
from upakarti_tui.tui.widgets import glyphs

if TYPE_CHECKING:
    from upakarti_tui.tui.screens.page import Page


def copy_to(page: Page[Any]) -> None:
    """Ask for a folder and copy the book there, checked afterwards."""
    from upakarti_tui.workflows.exchange.arrivals import copy  # noqa: PLC0415 -- heavy

    def done(answers: dict[str, str] | None) -> None:
        if answers is None:
            return
        try:
            target = copy(page.app.book, Path(answers["folder"]).expanduser())
        except UpakartiError as error:
            page.refuse(error)
            return
        words = gettext("Copied and compared: {path}").format(path=target)
        page.say(f"{glyphs.DONE} {words}")

    ask = Ask("folder", gettext("Folder, such as the stick"), required=True, limit=1000)
    page.app.push_screen(AskPage(gettext("Copy the book"), (ask,)), done)
