"""What a YAML file says, before anything is made of it: texts, lists and mappings.

Every node knows its line and column. Nothing is resolved: `NO`, `011` and `60:40`
are texts here, and whoever knows what is meant reads them. A node may also be
made from plain values (`from_values`); its line and column are 0 then.
"""

from __future__ import annotations

from typing import TypeAlias

from upakarti_tui.domain.values import dataclass
from upakarti_tui.storage.limits import YAML_DEPTH


@dataclass(frozen=True, slots=True)
class Text:
    """A scalar as it was written, quotes removed."""

    text: str
    line: int = 0
    column: int = 0
    bare: bool = False
    """Written without quotes, so that an empty one means that nothing was written."""


@dataclass(frozen=True, slots=True)
class List:
    """Nodes in order."""

    items: tuple[Node, ...]
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Map:
    """Keys and what stands under them, in the order of the file; every key once."""

    entries: tuple[tuple[Text, Node], ...]
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that the reader complained about already, such as an alias."""

    line: int = 0
    column: int = 0


Node: TypeAlias = Text | List | Map | Refused


def locate(node: Node, keys: tuple[str | int, ...]) -> Node:
    """Return where keys and positions lead to; where they end, if they do.

    What holds more than a text is pointed at by its key: that is the line a
    person looks for.
    """
    at = node
    for key in keys:
        if isinstance(node, List) and isinstance(key, int):
            at = node = node.items[key]
            continue
        entries = node.entries if isinstance(node, Map) else ()
        found = next(((name, under) for name, under in entries if name.text == key), None)
        if found is None:
            break
        name, node = found
        at = node if isinstance(node, Text) else name
    return at


def from_values(value: object, depth: int = YAML_DEPTH) -> Node:
    """Make a node from what JSON gives: texts, booleans, lists, objects.

    Raises:
        ValueError: a value of any other kind, a key that is no text, or too deep.
    """
    match value:
        case str():
            return Text(value)
        case bool():
            return Text("true" if value else "false")
        case list() if depth:
            return List(tuple(from_values(item, depth - 1) for item in value))
        case dict() if depth:
            entries = [(_key(key), from_values(under, depth - 1)) for key, under in value.items()]
            return Map(tuple(entries))
    message = f"a {type(value).__name__} has no place here"
    raise ValueError(message)


def _key(key: object) -> Text:
    if isinstance(key, str):
        return Text(key)
    message = f"the key {key!r} is no text"
    raise ValueError(message)
