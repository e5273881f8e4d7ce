"""What an action of the screens is: its key, its words, and the command that does the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.binding import Binding

from upakarti_tui.domain.problems import Message
from upakarti_tui.locale import gettext

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import BindingType


@dataclass(frozen=True, slots=True)
class Command:
    """One action: what it is called, how it is reached, what it does."""

    id: str
    """Name in a keymap file; the action of the screen is this with underscores."""

    keys: str
    """Keys as Textual names them, commas between."""

    label: Message
    """One or two words at the foot of the screen."""

    help: Message
    """One sentence: what it does."""

    cli: str = ""
    """The command that does the same; empty for what only a screen can do."""

    sign: str = ""
    """How the key is shown; empty: the first of `keys`."""

    @property
    def action(self) -> str:
        """The name of the screen's method, without `action_`."""
        return self.id.replace("-", "_")

    def shown(self, keymap: dict[str, str]) -> str:
        """Return the key as the foot of the screen and the help show it."""
        remapped = keymap.get(self.id)
        if remapped is None and self.sign:
            return self.sign
        return key_sign((remapped or self.keys).partition(",")[0])


_SIGNS = {
    "enter": "Enter",
    "escape": "Esc",
    "up": "▲",
    "down": "▼",
    "left": "<",
    "right": ">",
    "slash": "/",
    "question_mark": "?",
    "minus": "-",
    "full_stop": ".",
    "comma": ",",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "backspace": "Backspace",
    "delete": "Del",
}


def key_sign(key: str) -> str:
    """Return a key as people write it: `^p` for ctrl+p."""
    if key == "space":
        return gettext("Space")
    if key.startswith("ctrl+"):
        return f"^{key_sign(key[5:])}"
    return _SIGNS.get(key, key.upper() if key.startswith("f") and key[1:].isdigit() else key)


def bindings(*offers: Command) -> list[BindingType]:
    """Return what Textual needs to call a screen's actions."""
    return [
        Binding(offer.keys, offer.action, offer.help.text, show=False, id=offer.id)
        for offer in offers
    ]


def unique(offers: Iterable[Command]) -> list[Command]:
    """Return commands in order, each once, the first of a name as it is."""
    found: dict[str, Command] = {}
    for offer in offers:
        found.setdefault(offer.id, offer)
    return list(found.values())
