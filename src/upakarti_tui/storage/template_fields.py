"""Reading typed values off the nodes of a template, noting every problem on the way.

A reader is a function from a `Spot` to a value. It returns None where the value
cannot be used, after noting why; the caller goes on with a stand-in, so that one
mistake never hides another. Nothing that was read is used while notes are there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, Self, TypeVar

from upakarti_tui.domain.findings import BELOW, Where
from upakarti_tui.domain.marks import plain, read_number
from upakarti_tui.domain.problems import Message, Problem, say
from upakarti_tui.domain.text import NOTE_LIMIT, check_id, clean, shown
from upakarti_tui.storage.yaml_nodes import List, Map, Node, Refused, Text, locate

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal
    from enum import StrEnum

T = TypeVar("T")
E = TypeVar("E", bound="StrEnum")


@dataclass(slots=True)
class Notes:
    """The problems of one template, and where they are."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    paths: set[Where] = field(default_factory=set)
    """Where a value could not be read. Whatever rests on it is not judged."""

    def refuse(self, node: Node, path: Where, what: Message, mend: Message | None) -> None:
        """Note a problem at a node."""
        self.problems.append(Problem(what, mend, self.file, node.line, node.column))
        self.paths.add(path)

    def touch(self, path: Where) -> bool:
        """Tell whether the value at a path is a stand-in, or lies in one."""
        if path[-1] == BELOW:
            path = path[:-1]
            return any(path[: len(other)] == other[: len(path)] for other in self.paths)
        return any(path[: len(other)] == other for other in self.paths)


@dataclass(frozen=True, slots=True)
class Spot:
    """One place in a template: what stands there and how to complain about it."""

    node: Node
    path: Where
    notes: Notes

    def refuse(self, what: Message, mend: Message | None = None) -> None:
        """Note a problem here; once is enough for a node that was refused before."""
        if isinstance(self.node, Refused):
            self.notes.paths.add(self.path)
        else:
            self.notes.refuse(self.node, self.path, what, mend)

    def down(self, *keys: str | int) -> Spot:
        """Return the place that keys and positions lead to, or where they end on the way."""
        return Spot(locate(self.node, keys), (*self.path, *keys), self.notes)

    def fields(self) -> Fields:
        """Return the keys of the mapping here, to be read in a `with` block."""
        return Fields(self)

    def pairs(self) -> tuple[tuple[Spot, Spot], ...]:
        """Return every key of the mapping here, with what stands under it."""
        if not isinstance(self.node, Map):
            self.refuse(say("keys with values are expected here"), say("write key: value"))
            return ()
        return tuple(
            (
                Spot(key, (*self.path, key.text), self.notes),
                Spot(under, (*self.path, key.text), self.notes),
            )
            for key, under in self.node.entries
        )

    def entries(self) -> tuple[tuple[str, Spot], ...]:
        """Return what stands under each id of the mapping here, ordered by id.

        The order of the file means nothing in a mapping, so that none can be read
        into it.
        """
        for key, _ in self.pairs():
            read_id(key)
        return tuple(sorted((str(under.path[-1]), under) for _, under in self.pairs()))

    def items(self) -> tuple[Spot, ...]:
        """Return the places of the list here."""
        if not isinstance(self.node, List):
            self.refuse(
                say("a list is expected here"), say("write [one, two], or a line with - each")
            )
            return ()
        return tuple(
            Spot(item, (*self.path, number), self.notes)
            for number, item in enumerate(self.node.items)
        )


class Fields:
    """The keys of one mapping. What nobody asked for is unknown, and is refused."""

    def __init__(self, spot: Spot) -> None:
        self._spot = spot
        self._asked: list[str] = []
        self._missing: list[str] = []
        self._present: dict[str, tuple[Text, Node]] = {}
        if isinstance(spot.node, Map):
            self._present = {key.text: (key, under) for key, under in spot.node.entries}
        else:
            spot.refuse(say("keys with values are expected here"), say("write key: value"))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for key, (written, _value) in self._present.items():
            if key not in self._asked:
                self._refuse_unknown(key, written)
        for key in self._missing if self.readable else ():
            self._spot.notes.refuse(
                self._spot.node, (*self._spot.path, key), say("{key} is missing", key=key), None
            )

    def _refuse_unknown(self, key: str, at: Text) -> None:
        if self._is_rest_of_a_number(key):
            return
        free = [known for known in self._asked if known not in self._present]
        near = get_close_matches(key, free, n=1) or get_close_matches(key, self._asked, n=1)
        mend = say("did you mean {near}?", near=near[0]) if near else say("remove it")
        path = (*self._spot.path, key)
        self._spot.notes.refuse(at, path, say("unknown key “{key}”", key=short(key)), mend)
        if near and near[0] in free:
            # What is misspelt is not missing as well, and its value is not known.
            self._spot.notes.paths.add((*self._spot.path, near[0]))
            self._missing = [key for key in self._missing if key != near[0]]

    def _is_rest_of_a_number(self, key: str) -> bool:
        """Refuse `{weight: 33,3}`, which YAML takes for a weight of 33 and a key 3."""
        at, value = self._present[key]
        before = list(self._present)[: list(self._present).index(key)][-1:]
        number = self._present[before[0]][1] if before else None
        if not (key.isdecimal() and value == Text("", value.line, value.column, bare=True)):
            return False
        if not (isinstance(number, Text) and number.text.isdecimal()):
            return False
        mend = say("write {number} in quotes", number=short(f'"{number.text},{key}"'))
        what = say("the comma ends the number")
        self._spot.notes.refuse(at, (*self._spot.path, *before), what, mend)
        return True

    @property
    def readable(self) -> bool:
        """Whether there is a mapping at all."""
        return isinstance(self._spot.node, Map)

    def has(self, key: str) -> bool:
        """Tell whether the key is there."""
        return key in self._present

    def get(self, key: str, read: Callable[[Spot], T | None], default: T) -> T:
        """Read the value of a key; the default where it is absent or refused."""
        self._asked.append(key)
        if key not in self._present:
            return default
        value = read(Spot(self._present[key][1], (*self._spot.path, key), self._spot.notes))
        return default if value is None else value

    def each(
        self, key: str, categories: tuple[str, ...], read: Callable[[Spot], T | None]
    ) -> tuple[tuple[str, T], ...]:
        """Read a value for each category: one for all, or a mapping from their ids."""

        def read_each(spot: Spot) -> tuple[tuple[str, T], ...]:
            if isinstance(spot.node, Map):
                return map_of(read)(spot)
            value = read(spot)
            return () if value is None else tuple((one, value) for one in sorted(categories))

        return self.get(key, read_each, ())

    def need(self, key: str, read: Callable[[Spot], T | None], stand_in: T) -> T:
        """Read the value of a key that must be there; the stand-in where it is not."""
        if key not in self._present:
            self._missing.append(key)
        return self.get(key, read, stand_in)


# --- readers ----------------------------------------------------------------------------


def read_text(spot: Spot) -> str | None:
    """Read words: composed, on one line, whatever lines the file has them on."""
    if not isinstance(spot.node, Text):
        spot.refuse(say("a text is expected here"), say("put it in quotes"))
        return None
    if spot.node.bare and not spot.node.text:
        spot.refuse(say("nothing is written here"), say("write a value, or remove the key"))
        return None
    text = clean(" ".join(spot.node.text.split("\n")), NOTE_LIMIT)
    if isinstance(text, Message):
        spot.refuse(text)
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
    text = spot.node.text if isinstance(spot.node, Text) else None
    if text is None:
        spot.refuse(say("an id is expected here"))
        return None
    wrong = check_id(text)
    if wrong is not None:
        spot.refuse(wrong)
        return None
    return text


def read_decimal(spot: Spot) -> Decimal | None:
    """Read a number: digits with at most one comma or dot."""
    if not isinstance(spot.node, Text):
        spot.refuse(say("a number is expected here"))
        return None
    number = read_number(spot.node.text)
    if isinstance(number, Message):
        spot.refuse(number)
        return None
    return number


def read_positive(spot: Spot) -> Decimal | None:
    """Read a number above 0."""
    number = read_decimal(spot)
    if number is not None and number <= 0:
        spot.refuse(say("{number} is not above 0", number=plain(number)))
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
    written = spot.node.text if isinstance(spot.node, Text) else ""
    if written not in {"true", "false"}:
        spot.refuse(say("true or false is expected here"))
        return None
    return written == "true"


def one_of(kind: type[E]) -> Callable[[Spot], E | None]:
    """Make the reader of one word out of a set."""

    def read(spot: Spot) -> E | None:
        written = spot.node.text if isinstance(spot.node, Text) else ""
        known = [member.value for member in kind]
        if written in known:
            return kind(written)
        near = get_close_matches(written, known, n=1)
        mend = (
            say("did you mean {near}?", near=near[0])
            if near
            else say("write one of: {known}", known=", ".join(known))
        )
        spot.refuse(say("“{word}” is not known here", word=short(written)), mend)
        return None

    return read


def list_of(read: Callable[[Spot], T | None]) -> Callable[[Spot], tuple[T, ...]]:
    """Make the reader of a list whose entries are all of one kind."""

    def read_all(spot: Spot) -> tuple[T, ...]:
        values = [read(item) for item in spot.items()]
        return tuple(value for value in values if value is not None)

    return read_all


def some(read: Callable[[Spot], T]) -> Callable[[Spot], tuple[T, ...]]:
    """Make the reader of a list with at least one entry, each of which is read somehow."""

    def read_all(spot: Spot) -> tuple[T, ...]:
        items = spot.items()
        if isinstance(spot.node, List) and not items:
            spot.refuse(say("the list is empty"), say("write at least one entry"))
        return tuple(map(read, items))

    return read_all


def map_of(read: Callable[[Spot], T | None]) -> Callable[[Spot], tuple[tuple[str, T], ...]]:
    """Make the reader of a mapping from ids to values of one kind, ordered by id."""

    def read_all(spot: Spot) -> tuple[tuple[str, T], ...]:
        values = [(key, read(under)) for key, under in spot.entries()]
        return tuple((key, value) for key, value in values if value is not None)

    return read_all


def short(text: str) -> str:
    """Return a text as a message quotes it: safe to draw, and not too long."""
    longest = 40
    drawn = shown(text)
    return drawn if len(drawn) <= longest else drawn[: longest - 1] + "…"
