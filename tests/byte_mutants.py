"""Good files with one byte wrong, and a second reading that says what the byte did.

The second reading is PyYAML's own, without a line of ours: the events of a file as
a row of tokens, each with the place where it stands.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

# It makes lists and mappings of texts, and nothing else.
Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True)
class Mutant:
    """A file in which a few neighbouring bytes are others."""

    raw: bytes
    at: int
    """Of the first byte that differs, or may differ."""

    came: bytes
    """What is there now, in place of what stood there."""


def mutants(raw: bytes, count: int, seed: int) -> Iterator[Mutant]:
    """Yield the bytes with one flipped, replaced, put in, lost, doubled or moved by one."""
    chance = random.Random(seed)
    for _ in range(count):
        at = chance.randrange(len(raw) - 1)
        old, other = raw[at], chance.choice([chance.randrange(256), chance.choice(raw)])
        new, gone = chance.choice(
            [
                (bytes([old ^ 1 << chance.randrange(8)]), 1),
                (bytes([other]), 1),
                (bytes([other]), 0),
                (b"", 1),
                (bytes([old, old]), 1),
                (bytes([raw[at + 1], old]), 2),
            ]
        )
        yield Mutant(raw[:at] + new + raw[at + gone :], at, new)


@dataclass(frozen=True)
class Token:
    """A scalar, or the beginning or end of a list or mapping."""

    says: tuple[str, str]
    """Which kind it is, and the text of a scalar."""

    start: int
    end: int
    line: int
    """From 0, as the places are."""


def tokens(text: str) -> list[Token]:
    """Return what stands in a text, in order."""
    return [
        Token(
            (type(event).__name__, getattr(event, "value", "")),
            event.start_mark.index,
            event.end_mark.index,
            event.start_mark.line,
        )
        for event in yaml.parse(text, Loader=Loader)
    ]


def tree(raw: bytes) -> object:
    """Return what a file says: texts, lists and mappings."""
    return yaml.load(raw.decode("utf-8-sig"), Loader)


def said_by_the_byte(good: bytes, mutant: Mutant) -> str:
    """Say what the bytes changed, as far as that is fair; empty where it is more.

    Fair is that one scalar differs, the one in which they stand, and nothing else;
    that a comma parts an entry in brackets in two; or that they make a comment, and
    nothing is missing but the rest of that line.
    """
    text, line = mutant.raw.decode("utf-8-sig"), good.count(b"\n", 0, mutant.at)
    before, after = tokens(good.decode("utf-8-sig")), tokens(text)
    old, new = [token.says for token in before], [token.says for token in after]
    if old == new:
        return "nothing"
    if len(old) == len(new):
        [at, *others] = [i for i in range(len(old)) if old[i] != new[i]]
        alike = old[at][0] == new[at][0] and not others
        return "one scalar" if alike and _stands_in(mutant, text, after[at]) else ""
    if b"," in mutant.came and new in _parted(old):
        return "a comma"
    return "a comment" if b"#" in mutant.came and new == _without(line, before) else ""


def _parted(said: list[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    """Yield what is said if one of the texts is two, parted by a comma."""
    for number, (kind, text) in enumerate(said):
        for at in range(1, len(text)):
            parts = [(kind, text[:at].strip()), (kind, text[at:].strip())]
            yield [*said[:number], *parts, *said[number + 1 :]]


def _without(line: int, good: list[Token]) -> list[tuple[str, str]]:
    """Return what is said by all but the scalars and brackets on one line."""
    gone, begun = set(), []
    for number, token in enumerate(good):
        if token.says[0].endswith("StartEvent"):
            begun.append(number)
        elif token.says[0].endswith("EndEvent"):
            start = begun.pop()
            # A block ends where the next thing begins; only brackets end where they say.
            if good[start].line == token.line == line:
                gone |= {start, number}
        elif token.line == line:
            gone.add(number)
    return [token.says for number, token in enumerate(good) if number not in gone]


def _stands_in(mutant: Mutant, text: str, scalar: Token) -> bool:
    """Tell whether the bytes stand in a scalar, or touch it, spaces aside."""
    first = len(mutant.raw[: mutant.at].decode(errors="ignore"))
    last = len(mutant.raw[: mutant.at + len(mutant.came)].decode(errors="ignore"))
    return text[scalar.end : first].strip(" ") == text[last : scalar.start].strip(" ") == ""
