"""The few signs that screens use, and what stands for them where a terminal lacks them."""

from __future__ import annotations

import os
import sys

DONE = "√"
HERE = "►"
ABOVE = "▲"
BELOW = "▼"
FULL = "■"
HOLLOW = "□"
PAPER = "○"
NOT = "×"
PART = "…"
NONE = "·"
SIDE = "│"
RULE = "─"
ALL = DONE + HERE + ABOVE + BELOW + FULL + HOLLOW + PAPER + NOT + PART + NONE + SIDE + RULE

_PLAIN = str.maketrans(
    {
        DONE: "+",
        HERE: ">",
        ABOVE: "^",
        BELOW: "v",
        FULL: "#",
        HOLLOW: "-",
        PAPER: "o",
        NOT: "x",
        PART: "~",
        NONE: ".",
        SIDE: "|",
        RULE: "-",
        "–": "-",
        "—": "-",
        "“": '"',
        "”": '"',
        "’": "'",
        "\N{REPLACEMENT CHARACTER}": "?",
    }
)
_WIDER = str.maketrans({"≥": ">=", "≤": "<=", "→": "->", "≠": "<>", "≈": "~", "−": "-"})
_encoding: str | None = None


def choose(encoding: str | None) -> None:
    """Draw with what an encoding holds; None: with every sign there is."""
    global _encoding  # noqa: PLW0603 -- one process draws on one terminal
    _encoding = encoding


def lacking() -> str | None:
    """Return the encoding to draw in where the terminal lacks our signs; None where it has all."""
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_CTYPE") or os.environ.get("LANG", "")
    if locale in {"C", "POSIX"} or os.environ.get("UPAKARTI_ASCII"):
        return "ascii"
    encoding = getattr(sys.__stderr__, "encoding", None) or "ascii"
    try:
        ALL.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return encoding
    return None


def plain(text: str) -> str:
    """Return text with other signs for ours, where nothing depends on how wide they are."""
    return text.translate(_WIDER).translate(_PLAIN)


def drawable(text: str) -> str:
    """Return text with the signs that the terminal lacks replaced, as wide as before."""
    if _encoding is None or text.isascii():
        return text
    plain = text.translate(_PLAIN)
    try:
        plain.encode(_encoding)
    except UnicodeEncodeError:
        return "".join(_letter(c, _encoding) for c in plain)
    except LookupError:
        return plain.encode("ascii", "replace").decode()
    return plain


def _letter(c: str, encoding: str) -> str:
    from rich.cells import cell_len  # noqa: PLC0415 -- only where a letter is lacking

    try:
        c.encode(encoding)
    except UnicodeEncodeError:
        return "?" * cell_len(c)
    return c
