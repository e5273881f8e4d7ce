"""P20: once a stage is final, no screen writes to it."""

from __future__ import annotations

import random

import pytest

from builders import STAGE, a_mark
from screens import CRITERIA, a_jury, shown
from tiers import full
from upakarti_tui.domain.book.deeds import Confirmed, Filled, Returned, Ruled, Submitted
from upakarti_tui.domain.book.entries import SheetKey
from upakarti_tui.domain.book.records import SECRETARIAT
from upakarti_tui.domain.places.ranking import rank
from upakarti_tui.domain.places.ranking_values import ranking_values
from upakarti_tui.storage.books import book as books
from upakarti_tui.workflows.deciding.finalize import finalize
from upakarti_tui.workflows.scoring.submit import submit

ON_SHEETS = Filled | Ruled | Confirmed | Submitted | Returned
KEYS = (
    *"123456789abcdefghijklmnoprstuvwxyz",
    *("enter", "escape", "escape", "down", "down", "up", "tab", "left", "right", "space"),
    *("ctrl+s", "plus", "minus", "comma", "slash", "asterisk", "backspace", "delete", "end"),
)
"""Every key that some screen takes, but those that end the program."""


FIRST = {
    "J04": ("enter", *"111111", "ctrl+s", "escape"),
    None: ("enter", "e", *"Rina", "enter", "3", "escape"),
}
"""What a juror and the secretariat press to mark; without the end of the stage it is kept."""


def a_sent_back_jury(folder, *, final):
    """Return a book in which everything was submitted and, after the end, sent back by mistake."""
    path = a_jury(folder, scorers=["J04"])
    with books.writing(path, "J04") as opened:
        candidates = tuple(sorted(opened.proceedings.candidates))
        for candidate in candidates:
            marks = tuple(a_mark(name, 4) for name, _, _ in CRITERIA)
            opened.add(Filled(SheetKey(STAGE, candidate, "J04"), marks))
    submit(path, "J04")
    if final:
        finalize(path, STAGE, "Dewi", "Ketua")
    with books.writing(path, SECRETARIAT) as opened:
        closing = next(x.id for x in opened.records if isinstance(x.deed, Submitted))
        opened.add(Returned("J04", STAGE, candidates, "Dewi", "keliru", (closing,)))
    return path


def said(path):
    """Return what a book says of the stage: the ranking, and everything on its sheets."""
    proceedings = books.read(path).proceedings
    on_sheets = [x for x in proceedings.records if isinstance(x.deed, ON_SHEETS)]
    return ranking_values(rank(proceedings, STAGE)), on_sheets


@pytest.mark.parametrize("scorer", FIRST)
async def test_before_the_end_the_same_keys_change_a_sheet(tmp_path, scorer):
    path = a_sent_back_jury(tmp_path, final=False)
    before = said(path)
    async with shown(path, scorer) as (_, pilot):
        await pilot.press(*FIRST[scorer])
    assert said(path) != before


@pytest.mark.parametrize("scorer", FIRST)
@pytest.mark.parametrize("keys", [300, full(3000)])
async def test_p20_whatever_is_pressed_a_final_stage_stays_as_it_is(tmp_path, scorer, keys):
    path = a_sent_back_jury(tmp_path, final=True)
    before = said(path)
    chance = random.Random(20)
    async with shown(path, scorer) as (app, pilot):
        await pilot.press(*FIRST[scorer], *chance.choices(KEYS, k=keys))
        assert app.is_running
    assert said(path) == before
