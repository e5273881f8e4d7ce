"""Reading a number that a person wrote: one function for every door it comes in by.

Templates, spreadsheets, the command line and the screen all ask here, so that
`82,5` means the same everywhere and `1.000,5` nowhere means anything.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from upakarti_tui.domain.problems import Message, say
from upakarti_tui.domain.text import shown

if TYPE_CHECKING:
    from upakarti_tui.domain.programme.template import Scale

LONGEST_NUMBER = 30
"""Characters. Every number of an award is shorter; a longer one is a mistake or an attack."""

# The classes are spelt out: `\d` would also take full-width and Arabic-Indic digits.
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:[.,][0-9]+)?")
_LEADING_ZERO = re.compile(r"-?0[0-9]+(?:[.,][0-9]+)?")
_NOTHING = re.compile(r"-0(?:[.,]0+)?")


def read_number(text: str) -> Decimal | Message:
    """Read digits with at most one comma or dot; a message says what is wrong instead.

    A leading `-` is read, because a scale may go below zero. Refused are signs
    and signs' absence that programs read differently: `+8`, `-0`, `08`, exponents,
    grouped thousands, digits that are not ASCII, and spaces anywhere.
    """
    if not text:
        return say("a number is missing")
    if len(text) > LONGEST_NUMBER:
        return say("a number of {count} characters is too long", count=len(text))
    if _NOTHING.fullmatch(text):
        return say("{text} is not clear: write 0", text=text)
    if _LEADING_ZERO.fullmatch(text):
        return say("{text} is not clear: write the number without zeros before it", text=text)
    if not _NUMBER.fullmatch(text):
        return say(
            "{text} is not a number: digits with at most one comma or dot, such as 70 or 70,5",
            text=f"“{shown(text)}”",
        )
    return Decimal(text.replace(",", "."))


def plain(number: Decimal) -> str:
    """Write a number in the one form that is stored: `70`, `70.5`, never `7E+1` or `70.0`."""
    written = format(number, "f")
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return "0" if written in {"-0", ""} else written


def read_mark(text: str, scale: Scale) -> Decimal | Message:
    """Read a mark and hold it against its scale."""
    number = read_number(text)
    if isinstance(number, Message):
        return number
    if not scale.holds(number):
        return say(
            "{mark} is not on the scale: {scale}", mark=plain(number), scale=scale_in_words(scale)
        )
    return number


def scale_in_words(scale: Scale) -> Message:
    """Say which marks a scale takes."""
    ends = {"least": plain(scale.min), "most": plain(scale.max)}
    if scale.step is None:
        return say("{least} to {most}", **ends)
    return say("{least} to {most} in steps of {step}", **ends, step=plain(scale.step))
