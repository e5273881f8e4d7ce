"""What a person reads when something is wrong, before any language is chosen.

A `Message` is an English sentence with named blanks. It is translated where it
is shown and nowhere else, so the rules can speak without knowing a language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence for a reader, kept apart from its language."""

    text: str
    """English, with `{name}` blanks; also the key of the translation."""

    values: tuple[tuple[str, str | Message], ...] = ()
    """What fills the blanks. A value that is itself a message is translated too."""

    def told(self, translate: Callable[[str], str]) -> str:
        """Return the sentence in the language of `translate`, blanks filled."""
        filled = {
            name: value.told(translate) if isinstance(value, Message) else value
            for name, value in self.values
        }
        return translate(self.text).format_map(filled)

    def __str__(self) -> str:
        return self.told(str)


def say(text: str, /, **values: object) -> Message:
    """Make a message; whatever is not a message fills its blank as text."""
    return Message(
        text,
        tuple(
            (name, value if isinstance(value, Message) else str(value))
            for name, value in values.items()
        ),
    )


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason that something a person wrote cannot be used."""

    what: Message
    """What is wrong."""

    mend: Message | None = None
    """What to do about it; None where the first sentence already says it."""

    file: str = ""
    """The file as the person named it; empty when no file is meant."""

    line: int | None = None
    """Line or row, from 1. None: the file as a whole."""

    column: int | str | None = None
    """Column from 1, or the heading of a table's column."""

    @property
    def where(self) -> str:
        """`file:line:column`, as far as it is known."""
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part)

    def told(self, translate: Callable[[str], str]) -> str:
        """Return `file:line:column: what is wrong — what to do`."""
        said = self.what.told(translate)
        if self.mend is not None:
            said = f"{said} — {self.mend.told(translate)}"
        return f"{self.where}: {said}" if self.where else said

    def __str__(self) -> str:
        return self.told(str)
