"""Ways through all screens, for tests that look at each of them.

Each walk yields the name of a screen once it is up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from screens import Fingers


async def juror(pilot: Fingers) -> AsyncIterator[str]:
    """From the declaration through a sheet to the submission."""
    yield "interests"
    await pilot.press("i")
    yield "tie"
    await pilot.press("escape", "enter")
    yield "sheet begun"
    await pilot.press(*"453452")
    yield "sheet complete"
    await pilot.press("c")
    yield "note"
    await pilot.press("escape", "ctrl+s")
    yield "saved"
    await pilot.press("escape")
    yield "list"
    await pilot.press("slash", "x")
    yield "search"
    await pilot.press("escape", "a")
    yield "abstain"
    await pilot.press("escape", "k")
    yield "submit"
    await pilot.press("escape", "question_mark")
    yield "help"
    await pilot.press("escape", "ctrl+p")
    yield "menu"
    await pilot.press("escape")


async def team(pilot: Fingers) -> AsyncIterator[str]:
    """Facts, interviews and the recommendation of a visit."""
    yield "list"
    await pilot.press("enter")
    yield "sheet"
    await pilot.press("f")
    yield "facts"
    await pilot.press("enter")
    yield "fact"
    await pilot.press("escape", "escape", "w")
    yield "interviews"
    await pilot.press("enter", *"Ibu Sri", "enter", *"2016", "enter", *"omzet", "enter")
    yield "an interview"
    await pilot.press("escape", "end", "2")
    yield "not worthy"
    await pilot.press("escape")


async def secretariat(pilot: Fingers) -> AsyncIterator[str]:
    """Everything that the secretariat sees."""
    yield "start"
    await pilot.press("enter")
    yield "overview of the gate"
    await pilot.press("tab")
    yield "overview of the visits"
    await pilot.press("tab")
    yield "overview of the jury"
    await pilot.press("g")
    yield "merge"
    await pilot.press("escape", "d")
    yield "conflict"
    await pilot.press("1", "enter")
    yield "ruling"
    await pilot.press("escape", "escape", "r")
    yield "ranking"
    await pilot.press("down", "j")
    yield "derivation"
    await pilot.press("escape", "y")
    yield "panel"
    await pilot.press("escape", "o")
    yield "ranking by number"
    await pilot.press("escape", "p")
    yield "documents"
    await pilot.press("escape", "t")
    yield "settings"
    await pilot.press("enter")
    yield "setting"
    await pilot.press("escape", "escape", "m")
    yield "session"
    await pilot.press("enter", "plus", "asterisk")
    yield "discussion"
    await pilot.press("escape", "e", *"Rina", "enter")
    yield "paper"
    await pilot.press("3")
    yield "paper typed"
    await pilot.press("escape", "v")
    yield "compare"
    await pilot.press("escape", "s")
    yield "copy"
    await pilot.press("escape", "z")
    yield "finalise"
    await pilot.press("escape")
