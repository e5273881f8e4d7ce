"""A place to type text in: what is typed so far and where the caret stands.

A frozen value; every key gives a new one. What cannot be printed is not taken,
and line breaks become spaces, so that a pasted page cannot do anything but be text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from upakarti_tui.domain.text import NAME_LIMIT, REPLACEMENT, shown
from upakarti_tui.tui.widgets.line import Ink, Line, wrapped

if TYPE_CHECKING:
    from textual.events import Key


@dataclass(frozen=True, slots=True)
class Field:
    """Text being typed."""

    text: str = ""
    caret: int = 0
    """Characters before the caret."""

    limit: int = NAME_LIMIT
    """Most characters taken; more are not."""

    @classmethod
    def of(cls, text: str, limit: int = NAME_LIMIT) -> Field:
        """Return a field that holds a text, the caret at its end."""
        return cls(text, len(text), limit)

    def typed(self, text: str) -> Field:
        """Take text at the caret, as much as there is room for."""
        # A paste may be megabytes; what is looked at is what could be kept.
        room = self.limit - len(self.text)
        kept = shown(text[: room * 2]).replace(REPLACEMENT, "")[:room]
        return replace(
            self,
            text=self.text[: self.caret] + kept + self.text[self.caret :],
            caret=self.caret + len(kept),
        )

    def keyed(self, event: Key) -> Field | None:
        """Take a key; None where the key is none that edits text."""
        before, after = self.text[: self.caret], self.text[self.caret :]
        match event.key:
            case "backspace":
                return replace(self, text=before[:-1] + after, caret=max(0, self.caret - 1))
            case "delete":
                return replace(self, text=before + after[1:])
            case "left":
                return replace(self, caret=max(0, self.caret - 1))
            case "right":
                return replace(self, caret=min(len(self.text), self.caret + 1))
            case "home" | "ctrl+a":
                return replace(self, caret=0)
            case "end" | "ctrl+e":
                return replace(self, caret=len(self.text))
            case "ctrl+u":
                return replace(self, text=after, caret=0)
            case _ if event.character and event.is_printable:
                return self.typed(event.character)
            case _:
                return None

    def drawn(self, width: int, *, active: bool) -> list[Line]:
        """Return the rows of the text, the caret shown where the field is being typed in."""
        if not active:
            return [Line(row) for row in wrapped(self.text, width)] if self.text else [Line("_")]
        rows: list[Line] = []
        start = 0
        # Broken by characters, so that the caret keeps its place while words move.
        text = f"{self.text} "
        for end in _breaks(text, width):
            line = Line()
            if start <= self.caret < end:
                line.put(text[start : self.caret])
                line.put(text[self.caret], Ink.CURSOR)
                line.put(text[self.caret + 1 : end])
            else:
                line.put(text[start:end])
            rows.append(line)
            start = end
        return rows


def _breaks(text: str, width: int) -> list[int]:
    """Return where each row ends: after the last space that fits, else at the edge."""
    from rich.cells import cell_len  # noqa: PLC0415 -- with the screen, not with the value

    ends: list[int] = []
    start = 0
    while start < len(text):
        end, room = start, width
        while end < len(text) and (room := room - cell_len(text[end])) >= 0:
            end += 1
        end = max(end, start + 1)
        space = text.rfind(" ", start, end)
        if end < len(text) and space > start:
            end = space + 1
        ends.append(end)
        start = end
    return ends
