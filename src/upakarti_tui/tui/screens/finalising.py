"""Making a stage final: what still blocks it, or who closes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from upakarti_tui.domain.places.progress import StageState
from upakarti_tui.domain.problems import Problem
from upakarti_tui.errors import OpenItemsError, UpakartiError
from upakarti_tui.locale import gettext
from upakarti_tui.tui.screens.asking import Ask, AskPage
from upakarti_tui.tui.screens.refusal import RefusalPage
from upakarti_tui.tui.widgets import glyphs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from upakarti_tui.domain.places.progress import StageProgress
    from upakarti_tui.domain.standing import OpenItem
    from upakarti_tui.tui.screens.page import Page

SURE = "yes"


def finalise(page: Page[Any], stage: StageProgress, findings: Sequence[OpenItem]) -> None:
    """Ask who closes the stage, the choice resting on not yet; or show what blocks it.

    `findings` are about the whole book.
    """
    if stage.state is StageState.FINAL:
        page.say(gettext("{stage} is final already.").format(stage=stage.title))
        return
    if stage.blockers or findings:
        items = [Problem(item.what, file=item.where) for item in (*stage.blockers, *findings)]
        page.app.push_screen(RefusalPage(gettext("Finalise"), OpenItemsError(*items)))
        return
    from upakarti_tui.workflows.deciding.finalize import finalize  # noqa: PLC0415 -- heavy

    def done(answers: dict[str, str] | None) -> None:
        if answers is None or answers["sure"] != SURE:
            return
        try:
            closed = finalize(page.app.book, stage.stage, answers["by"], answers["position"])
        except UpakartiError as error:
            page.app.push_screen(RefusalPage(gettext("Finalise"), error))
            return
        words = gettext("{stage} is final, version {version}.")
        told = words.format(stage=stage.title, version=closed.version)
        page.say(f"{glyphs.DONE} {told}")

    choices = (("", gettext("Not yet")), (SURE, gettext("Close the stage for good")))
    asks = (
        Ask("by", gettext("Name"), required=True),
        Ask("position", gettext("Position"), required=True),
        Ask("sure", gettext("After this, nothing in the stage can be changed."), choices=choices),
    )
    title = gettext("Finalise: {stage}").format(stage=stage.title)
    page.app.push_screen(AskPage(title, asks), done)
