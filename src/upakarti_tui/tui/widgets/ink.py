"""How a piece of text is drawn, by name: what draws it turns the name into a style.

It loads nothing, because the words that carry an ink are also told line by line,
where nothing is drawn.
"""

from __future__ import annotations

from enum import Enum


class Ink(Enum):
    """How a piece of text is drawn, in words that Rich reads. State is never told by ink alone."""

    PLAIN = ""
    STRONG = "bold"
    FAINT = "dim"
    TITLE = "bold blue"
    GOOD = "green"
    WARN = "magenta"
    BAD = "bold red"
    CURSOR = "reverse"
