"""What a check of a file comes to: the answer, in one line."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from upakarti_tui import locale
from upakarti_tui.domain.problems import Message, say
from upakarti_tui.errors import Exit

_LONGEST = 160
"""Characters of a file's own text that an answer repeats."""


class Answer(StrEnum):
    """What a check comes to."""

    AGREES = "agrees"
    DIFFERS = "differs"
    UNCHECKED = "unchecked"
    """The file holds nothing to compute it again from, or this machine cannot compare it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer, in one line; after it what else a book tells."""

    answer: Answer
    message: Message
    more: tuple[Message, ...] = ()

    @property
    def exit(self) -> Exit:
        """How a command ends that gives this answer."""
        return {
            Answer.AGREES: Exit.DONE,
            Answer.DIFFERS: Exit.DAMAGED,
            Answer.UNCHECKED: Exit.REFUSED,
        }[self.answer]

    def __str__(self) -> str:
        return "\n".join(map(locale.told, (self.message, *self.more)))


def differs(what: Message) -> Verdict:
    """Return the answer that a file does not say what its records say."""
    return Verdict(Answer.DIFFERS, say("Differs: {what}", what=what))


def unchecked(what: Message) -> Verdict:
    """Return the answer that nothing can be said, with the reason."""
    return Verdict(Answer.UNCHECKED, say("Cannot be checked: {what}", what=what))


def short(text: object) -> str:
    """Return what an answer repeats of a file's own text: one line, no sign that is not drawn."""
    return "".join(c for c in str(text) if c.isprintable())[:_LONGEST]
