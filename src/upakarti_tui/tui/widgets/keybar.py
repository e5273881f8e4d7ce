"""The last row: at most seven keys, the one for help always last and never cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.locale import told
from upakarti_tui.tui import commands
from upakarti_tui.tui.widgets.line import Ink, Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from upakarti_tui.tui.command import Command

MOST = 7


def key_bar(
    offers: Iterable[Command], width: int, keymap: Mapping[str, str], asks: Command = commands.HELP
) -> Line:
    """Return the row of keys; where there is no room, the last offers are left out.

    `asks` is the command for help: where letters are typed, it is F1.
    """
    sign = asks.shown(dict(keymap))
    word = told(asks.label)
    help_width = Line(f"{sign} {word}").width
    line = Line(" ")
    for offer in [o for o in offers if o is not asks][: MOST - 1]:
        key, label = offer.shown(dict(keymap)), told(offer.label)
        piece = Line(f"{key} {label}  ").width
        if line.width + piece + help_width + 1 > width:
            continue
        line.put(f"{key} ", Ink.STRONG).put(f"{label}  ")
    return line.to(width - help_width - 1).put(f"{sign} ", Ink.STRONG).put(word)
