"""Ways through all screens, for tests that look at each of them.

Each walk yields the name of a screen once it is up. A step is the screen's name and
the keys that lead there from the one before.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from screens import Fingers

Step = tuple[str, tuple[str, ...]]

_JUROR: tuple[Step, ...] = (
    ("interests", ()),
    ("tie", ("i",)),
    ("sheet begun", ("escape", "enter")),
    ("sheet complete", tuple("453452")),
    ("note", ("c",)),
    ("saved", ("escape", "ctrl+s")),
    ("list", ("escape",)),
    ("search", ("slash", "x")),
    ("abstain", ("escape", "a")),
    ("submit", ("escape", "k")),
    ("help", ("escape", "question_mark")),
    ("menu", ("escape", "ctrl+p")),
)

_TALK = (*"Ibu Sri", "enter", *"2016", "enter", *"omzet", "enter")
_TEAM: tuple[Step, ...] = (
    ("list", ()),
    ("sheet", ("enter",)),
    ("facts", ("f",)),
    ("fact", ("enter",)),
    ("interviews", ("escape", "escape", "w")),
    ("an interview", ("enter", *_TALK)),
    ("not worthy", ("escape", "end", "2")),
)

_SECRETARIAT: tuple[Step, ...] = (
    ("start", ()),
    ("overview of the gate", ("enter",)),
    ("overview of the visits", ("tab",)),
    ("overview of the jury", ("tab",)),
    ("merge", ("g",)),
    ("conflict", ("escape", "d")),
    ("ruling", ("1", "enter")),
    ("ranking", ("escape", "escape", "r")),
    ("derivation", ("down", "j")),
    ("panel", ("escape", "y")),
    ("ranking by number", ("escape", "o")),
    ("documents", ("escape", "p")),
    ("settings", ("escape", "t")),
    ("setting", ("enter",)),
    ("session", ("escape", "escape", "m")),
    ("discussion", ("enter", "plus", "asterisk")),
    ("paper", ("escape", "e", *"Rina", "enter")),
    ("paper typed", ("3",)),
    ("compare", ("escape", "v")),
    ("copy", ("escape", "s")),
    ("finalise", ("escape", "z")),
)


async def walk(pilot: Fingers, steps: Sequence[Step]) -> AsyncIterator[str]:
    """Go through screens, and leave the last one."""
    for name, keys in steps:
        await pilot.press(*keys)
        yield name
    await pilot.press("escape")


juror = partial(walk, steps=_JUROR)
"""From the declaration through a sheet to the submission."""

team = partial(walk, steps=_TEAM)
"""Facts, interviews and the recommendation of a visit."""

secretariat = partial(walk, steps=_SECRETARIAT)
"""Everything that the secretariat sees."""
