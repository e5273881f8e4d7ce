"""Walking a template's nodes, noting every problem on the way.

A `Spot` is a place; `Fields` are the keys of a mapping. A reader is a function
from a spot to a value: it returns None where the value cannot be used, after
noting why, and the caller goes on with a stand-in, so that one mistake never
hides another. Nothing that was read is used while there are notes.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Self, TypeVar

from upakarti_tui.domain.checks.findings import BELOW, Where
from upakarti_tui.domain.problems import Message, Problem, say
from upakarti_tui.domain.text import shown
from upakarti_tui.domain.values import dataclass
from upakarti_tui.storage.programmes.yaml_nodes import List, Map, Node, Refused, Text, locate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

T = TypeVar("T")


class Notes:
    """The problems of one template, and where they are."""

    def __init__(self, file: str, problems: Iterable[Problem] = ()) -> None:
        self.file = file
        self.problems = list(problems)
        self._unread: set[Where] = set()
        self._above: set[Where] = set()

    def refuse(self, node: Node, path: Where, what: Message, mend: Message | None) -> None:
        """Note a problem at a node."""
        self.problems.append(Problem(what, mend, self.file, node.line, node.column))
        self.distrust(path)

    def distrust(self, path: Where) -> None:
        """Note that the value at a path is a stand-in: whatever rests on it is not judged."""
        self._unread.add(path)
        self._above.update(path[:length] for length in range(len(path)))

    def touch(self, path: Where) -> bool:
        """Tell whether the value at a path is a stand-in, or lies in one.

        With `BELOW` at its end, also whether one lies in it.
        """
        top = path[:-1] if path[-1] == BELOW else path
        if any(top[:length] in self._unread for length in range(len(top) + 1)):
            return True
        return top != path and top in self._above


@dataclass(frozen=True, slots=True)
class Spot:
    """One place in a template: what stands there and how to complain about it."""

    node: Node
    path: Where
    notes: Notes

    @property
    def written(self) -> str:
        """The text that is written here; empty where there is something else."""
        return self.node.text if isinstance(self.node, Text) else ""

    @property
    def unwritten(self) -> bool:
        """Whether nothing at all was written here, not even quotes."""
        return isinstance(self.node, Text) and self.node.bare and not self.node.text

    def refuse(self, what: Message, mend: Message | None = None) -> None:
        """Note a problem here; once is enough for a node that was refused before."""
        if isinstance(self.node, Refused):
            self.notes.distrust(self.path)
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
        before = ""
        for key in self._present:
            if key not in self._asked and not self._ends_a_number(before, key):
                self._refuse_unknown(key)
            before = key
        for key in self._missing if self.readable else ():
            path = (*self._spot.path, key)
            what, mend = say("{key} is missing", key=key), say("add it")
            self._spot.notes.refuse(self._spot.node, path, what, mend)

    def _refuse_unknown(self, key: str) -> None:
        free = [known for known in self._asked if known not in self._present]
        near = get_close_matches(key, free, n=1) or get_close_matches(key, self._asked, n=1)
        mend = say("did you mean {near}?", near=near[0]) if near else say("remove it")
        at, path = self._present[key][0], (*self._spot.path, key)
        self._spot.notes.refuse(at, path, say("unknown key “{key}”", key=short(key)), mend)
        if near and near[0] in free:
            # What is misspelt is not missing as well, and its value is not known.
            self._spot.notes.distrust((*self._spot.path, near[0]))
            self._missing = [key for key in self._missing if key != near[0]]

    def _ends_a_number(self, before: str, key: str) -> bool:
        """Refuse `{weight: 33,3}`, which YAML takes for a weight of 33 and a key 3."""
        number = self._at(before).written if before else ""
        if self._at(key).unwritten and number.isdecimal() and key.isdecimal():
            mend = say("write {number} in quotes", number=short(f'"{number},{key}"'))
            what = say("the comma ends the number")
            path = (*self._spot.path, before)
            self._spot.notes.refuse(self._present[key][0], path, what, mend)
            return True
        return False

    def _at(self, key: str) -> Spot:
        return Spot(self._present[key][1], (*self._spot.path, key), self._spot.notes)

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
        value = read(self._at(key))
        return default if value is None else value

    def need(self, key: str, read: Callable[[Spot], T | None], stand_in: T) -> T:
        """Read the value of a key that must be there; the stand-in where it is not."""
        if key not in self._present:
            self._missing.append(key)
        return self.get(key, read, stand_in)


def short(text: str) -> str:
    """Return a text as a message quotes it: safe to draw, and not too long."""
    longest = 40
    drawn = shown(text)
    return drawn if len(drawn) <= longest else drawn[: longest - 1] + "…"
