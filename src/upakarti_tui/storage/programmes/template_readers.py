"""The kinds of values in a template: one reader each, all strict.

Whatever a value is, it was a text in the file. Here stands which texts a number,
an id or a flag may be, and how readers of lists and mappings are made.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, TypeVar

from upakarti_tui.domain.problems import Message, say
from upakarti_tui.domain.programme.marks import plain, read_number
from upakarti_tui.domain.text import NOTE_LIMIT, check_id, clean
from upakarti_tui.storage.programmes.template_fields import Spot, short
from upakarti_tui.storage.programmes.yaml_nodes import List, Map, Text

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal
    from enum import StrEnum

T = TypeVar("T")
E = TypeVar("E", bound="StrEnum")


NUMBERS = say("write it like 70 or 70.5")


def read_text(spot: Spot) -> str | None:
    """Read words: composed, on one line, whatever lines the file has them on."""
    if not isinstance(spot.node, Text):
        spot.refuse(say("a text is expected here"), say("put it in quotes"))
        return None
    if spot.unwritten:
        spot.refuse(say("nothing is written here"), say("write a value, or remove the key"))
        return None
    text = clean(" ".join(spot.node.text.split("\n")), NOTE_LIMIT)
    if isinstance(text, Message):
        spot.refuse(text, say("write it anew"))
        return None
    return " ".join(text.split())


def read_words(spot: Spot) -> str | None:
    """Read words that must say something, such as a title."""
    text = read_text(spot)
    if text is not None and not text:
        spot.refuse(say("nothing is written here"), say("write a text"))
        return None
    return text


def read_id(spot: Spot) -> str | None:
    """Read an id."""
    wrong = check_id(spot.written) if spot.written else say("an id is expected here")
    if wrong is not None:
        spot.refuse(wrong, say("choose another id"))
        return None
    return spot.written


def read_decimal(spot: Spot) -> Decimal | None:
    """Read a number: digits with at most one comma or dot."""
    if not isinstance(spot.node, Text):
        spot.refuse(say("a number is expected here"), NUMBERS)
        return None
    number = read_number(spot.node.text)
    if isinstance(number, Message):
        spot.refuse(number, NUMBERS)
        return None
    return number


def read_positive(spot: Spot) -> Decimal | None:
    """Read a number above 0."""
    number = read_decimal(spot)
    if number is not None and number <= 0:
        mend = say("write a number above 0")
        spot.refuse(say("{number} is not above 0", number=plain(number)), mend)
        return None
    return number


def whole(least: int, most: int) -> Callable[[Spot], int | None]:
    """Make the reader of a whole number within bounds."""

    def read(spot: Spot) -> int | None:
        number = read_decimal(spot)
        if number is None:
            return None
        if number % 1 or not least <= number <= most:
            mend = say("write a whole number from {least} to {most}", least=least, most=most)
            spot.refuse(say("{number} cannot stand here", number=plain(number)), mend)
            return None
        return int(number)

    return read


def read_flag(spot: Spot) -> bool | None:
    """Read true or false."""
    if spot.written not in {"true", "false"}:
        spot.refuse(say("neither true nor false"), say("write true or false"))
        return None
    return spot.written == "true"


def one_of(kind: type[E]) -> Callable[[Spot], E | None]:
    """Make the reader of one word out of a set."""

    def read(spot: Spot) -> E | None:
        known = [member.value for member in kind]
        if spot.written in known:
            return kind(spot.written)
        near = get_close_matches(spot.written, known, n=1)
        mend = (
            say("did you mean {near}?", near=near[0])
            if near
            else say("write one of: {known}", known=", ".join(known))
        )
        spot.refuse(say("“{word}” is not known here", word=short(spot.written)), mend)
        return None

    return read


def list_of(read: Callable[[Spot], T | None]) -> Callable[[Spot], tuple[T, ...]]:
    """Make the reader of a list whose entries are all of one kind."""

    def read_all(spot: Spot) -> tuple[T, ...]:
        values = [read(item) for item in spot.items()]
        return tuple(value for value in values if value is not None)

    return read_all


def some(read: Callable[[Spot], T], most: int | None = None) -> Callable[[Spot], tuple[T, ...]]:
    """Make the reader of a list with at least one entry, each of which is read somehow.

    Of a list with more than `most` entries nothing is read.
    """

    def read_all(spot: Spot) -> tuple[T, ...]:
        items = spot.items()
        if isinstance(spot.node, List) and not items:
            spot.refuse(say("the list is empty"), say("write at least one entry"))
        return () if too_many(spot, len(items), most) else tuple(map(read, items))

    return read_all


def too_many(spot: Spot, count: int, most: int | None) -> bool:
    """Refuse a list or mapping that has more entries than any award needs."""
    if most is None or count <= most:
        return False
    spot.refuse(say("{count} entries are too many", count=count), say("at most {most}", most=most))
    return True


def entries(spot: Spot) -> tuple[tuple[str, Spot], ...]:
    """Return what stands under each id of a mapping, ordered by id.

    The order of the file means nothing in a mapping, so that none can be read
    into it.
    """
    pairs = spot.pairs()
    for key, _ in pairs:
        read_id(key)
    return tuple(sorted((str(under.path[-1]), under) for _, under in pairs))


def map_of(read: Callable[[Spot], T | None]) -> Callable[[Spot], tuple[tuple[str, T], ...]]:
    """Make the reader of a mapping from ids to values of one kind, ordered by id."""

    def read_all(spot: Spot) -> tuple[tuple[str, T], ...]:
        values = [(key, read(under)) for key, under in entries(spot)]
        return tuple((key, value) for key, value in values if value is not None)

    return read_all


def for_each(
    categories: tuple[str, ...], read: Callable[[Spot], T | None]
) -> Callable[[Spot], tuple[tuple[str, T], ...]]:
    """Make the reader of a value for each category: one for all, or one a category."""

    def read_all(spot: Spot) -> tuple[tuple[str, T], ...]:
        if isinstance(spot.node, Map):
            return map_of(read)(spot)
        value = read(spot)
        return () if value is None else tuple((one, value) for one in categories)

    return read_all
