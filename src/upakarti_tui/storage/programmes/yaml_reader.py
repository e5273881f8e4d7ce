"""Reading YAML strictly: what stands in the file and nothing that it could stand for.

PyYAML's parser gives events; they are put together here, without its resolver and
constructor. Aliases, anchors, tags, merge keys, directives, keys given twice and a
second document are refused, each where it stands, and reading goes on. Depth is
counted event by event, so that a hostile file is left at its thirteenth bracket.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any, TypeAlias

import yaml

from upakarti_tui.domain.problems import Message, Problem, say
from upakarti_tui.domain.text import shown
from upakarti_tui.errors import RefusedError
from upakarti_tui.storage.limits import YAML_DEPTH
from upakarti_tui.storage.programmes.yaml_comments import lost_lines
from upakarti_tui.storage.programmes.yaml_nodes import List, Map, Node, Refused, Text
from upakarti_tui.storage.programmes.yaml_text import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator

# The stubs call the marks and tags of an event optional; the parsers set them.
_Event: TypeAlias = Any

# The C parser is ten times as fast and not on every machine.
_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# What the two parsers say, by words that both use, and what it means to a person.
_TROUBLES = (
    (
        "mapping values are not allowed",
        say("a colon where no key can stand"),
        say("put the text in quotes, or mend the indentation"),
    ),
    ("unexpected end of stream", say("a quote that is never closed"), say("close it")),
    ("cannot start any token", say("a character that no text may begin with"), say("use quotes")),
    ("unknown escape", say("an escape that YAML does not know"), say("use single quotes")),
    ("could not find expected ':'", say("a line without a colon"), say("write key: value")),
    ("parsing a flow", say("a bracket that is not closed"), say("close it before this place")),
)
FULL_LINE = 80
"""Columns after which programs that write YAML break a text, without quotes, too."""

_OTHER_TROUBLE = (
    say("the file cannot be read as YAML from here"),
    say("look at indentation, quotes and brackets here and just above"),
)


def read_yaml(raw: bytes, file: str) -> tuple[Node, list[Problem]]:
    """Return what the file says, with everything in it that is refused.

    Raises:
        RefusedError: the text, the syntax, the depth or a second document, after
            which nothing can be told about the rest.
    """
    return _Reading(read_text(raw, file), file).document()


class _Reading:
    """One pass over the events of a file."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self._text = text
        self.problems: list[Problem] = []
        self._run_on: list[Problem] = []
        """Told only where the syntax holds: else what broke it is the better word."""

        self._scalars: list[tuple[int, int]] = []
        self._events = self._parsed(text)

    def document(self) -> tuple[Node, list[Problem]]:
        next(self._events)  # the stream's start
        first = next(self._events)
        if isinstance(first, yaml.StreamEndEvent):
            raise RefusedError(
                [Problem(say("the file is empty"), say("begin with a copy of another"), self.file)]
            )
        if first.version or first.tags:
            self._refuse(first, say("a directive"), say("remove the line that begins with %"))
        root = self._node(next(self._events), depth=0)
        next(self._events)  # the document's end
        last = next(self._events)
        if not isinstance(last, yaml.StreamEndEvent):
            self._refuse(last, say("a second document"), say("keep one document in the file"))
        return root, [*self.problems, *self._run_on, *self._lost()]

    def _lost(self) -> Iterator[Problem]:
        for at in lost_lines(self._text, self._scalars):
            line, column = _end(self._text[:at])
            what = say("a comment that seems to hold the next line")
            mend = say("begin a new line here, or write it with one space")
            yield Problem(what, mend, self.file, line + 1, column + 1)

    def _parsed(self, text: str) -> Iterator[_Event]:
        parser = _Parser(text)
        try:
            yield from iter(parser.get_event, None)
        except yaml.MarkedYAMLError as error:
            raise RefusedError([*self.problems, self._trouble(error)]) from None
        finally:
            parser.dispose()

    def _trouble(self, error: yaml.MarkedYAMLError) -> Problem:
        said = f"{error.problem} {error.context}"
        what, mend = next(
            ((what, mend) for words, what, mend in _TROUBLES if words in said), _OTHER_TROUBLE
        )
        # A quote is looked for where it opens; all else where reading stopped.
        mark: Any = error.context_mark if "quoted scalar" in said else error.problem_mark
        # The two parsers see the end of a file at different places; this is where it is.
        seen = self._text[: mark.index].rstrip() if mark.index >= len(self._text.rstrip()) else None
        line, column = (mark.line, mark.column) if seen is None else _end(seen)
        return Problem(what, mend, self.file, line + 1, column + 1)

    def _refuse(self, event: _Event, what: Message, mend: Message) -> None:
        mark = event.start_mark
        self.problems.append(Problem(what, mend, self.file, mark.line + 1, mark.column + 1))

    def _node(self, event: _Event, depth: int) -> Node:
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if isinstance(event, yaml.AliasEvent):
            self._refuse(
                event, say("the alias *{name}", name=shown(str(event.anchor))), say("write it out")
            )
            return Refused(line, column)
        self._refuse_marks(event)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, line, column)
        if depth == YAML_DEPTH:
            self._refuse(
                event, say("nested too deeply"), say("at most {most} levels", most=YAML_DEPTH)
            )
            raise RefusedError(self.problems)
        if isinstance(event, yaml.SequenceStartEvent):
            return List(tuple(self._items(depth + 1)), line, column)
        return Map(tuple(self._entries(depth + 1)), line, column)

    def _scalar(self, event: _Event, line: int, column: int) -> Text:
        """Return a text; without quotes it ends with its line, if that is not full.

        One wrong space would else make the next entry of a list a part of this one.
        """
        self._scalars.append((event.start_mark.index, event.end_mark.index))
        if not event.style and not self._is_wrapped(event):
            what = say("a text without quotes that goes on in the next line")
            mend = say("put it in quotes, or mend the indentation")
            self._run_on.append(Problem(what, mend, self.file, line, column))
        return Text(event.value, line, column, bare=not event.style)

    def _is_wrapped(self, event: _Event) -> bool:
        """Tell whether a text goes on in the next line only where a line is full."""
        first, last = event.start_mark.line, event.end_mark.line
        return first == last or all(
            len(line) >= FULL_LINE for line in self._text.split("\n")[first:last]
        )

    def _refuse_marks(self, event: _Event) -> None:
        """Refuse what would make a node stand for something else."""
        if event.anchor is not None:
            what = say("the anchor &{name}", name=shown(event.anchor))
            self._refuse(event, what, say("remove it"))
        if event.tag is not None:
            self._refuse(event, say("the tag {name}", name=shown(event.tag)), say("remove it"))

    def _items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            node = self._node(event, depth)
            if isinstance(node, Text) and node.bare and "  - " in node.text:
                what = say("a dash within an entry of a list")
                self._refuse(event, what, say("begin a new line with it, or use quotes"))
            yield node

    def _entries(self, depth: int) -> Iterator[tuple[Text, Node]]:
        seen: dict[str, int] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, depth)
            under = self._node(next(self._events), depth)
            if not isinstance(key, Text):
                self._refuse(event, say("a key that is no text"), say("write key: value"))
            elif key.text == "<<":
                self._refuse(event, say("a merge key"), say("write the keys out"))
            elif (composed := unicodedata.normalize("NFC", key.text)) in seen:
                what = say("the key “{key}” is here twice", key=shown(key.text))
                mend = say("keep one; the first is in line {line}", line=seen[composed])
                self._refuse(event, what, mend)
            else:
                seen[composed] = key.line
                yield key, under


def _end(text: str) -> tuple[int, int]:
    return text.count("\n"), len(text) - text.rfind("\n") - 1
