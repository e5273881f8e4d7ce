"""Numbers that look drawn and are the same on every machine.

They come from hashing words, so no generator's version, seed or order of calls
can change the example.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")


def number(below: int, *words: object) -> int:
    """Return a number from 0 to `below` - 1 that belongs to the words."""
    text = "/".join(map(str, words)).encode()
    return int.from_bytes(sha256(text).digest()[:8]) % below


def pick(several: Sequence[T], *words: object) -> T:
    """Return the one that belongs to the words."""
    return several[number(len(several), *words)]


def shuffled(several: Sequence[T], *words: object) -> list[T]:
    """Return all of them in an order that belongs to the words."""
    places = sorted(range(len(several)), key=lambda i: (number(2**60, *words, i), i))
    return [several[i] for i in places]
