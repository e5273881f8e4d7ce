"""What text people may bring into a book, and how text is made safe to draw.

The same policy stands at both ends: at the border it refuses, naming the
character; where text is drawn it replaces, because a book may come from
elsewhere. Names of people are not restricted beyond that: one word, titles,
dots and apostrophes are all names.
"""

from __future__ import annotations

import re
import unicodedata

from upakarti_tui.domain.problems import Message, say

NAME_LIMIT = 200
"""Characters of a name, a title, one line of an address."""

NOTE_LIMIT = 4000
"""Characters of a note, a reason, a finding."""

COMBINING_LIMIT = 4
"""Combining marks on one letter, after composing. Living languages need fewer."""

ID_LIMIT = 64
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

# Drawn as nothing, although their category is a letter, a mark or a symbol.
_INVISIBLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0"
    "\U0001d159\U000e0100-\U000e01ef]"
)

# What is easily taken for a Latin letter; small letters, because case is folded first,
# and by the look of either case.
_CYRILLIC = "аa вb еe іi јj кk мm нh оo рp сc ԁd ѕs тt уy хx ԛq ԝw һh ьb"
_GREEK = "αa βb εe ηh ιi κk μm νv οo ρp τt υy χx ζz γy"
_DIGITS = "0o 1l"
_LOOK_ALIKES = {ord(pair[0]): pair[1] for pair in f"{_CYRILLIC} {_GREEK} {_DIGITS}".split(" ")}
_FORMULA = re.compile(r"[=@][^\s]|[+-][^\s\d-]")


def clean(text: str, limit: int = NAME_LIMIT) -> str | Message:
    """Return the text as it is kept, composed and trimmed; a message where it cannot be.

    Spaces of every width become ordinary ones. An empty text stays empty; a text
    of nothing but spaces that cannot be seen is refused like any hidden character.
    """
    if text.isascii() and text.isprintable() and len(text) <= limit:
        return text.strip(" ")
    if len(text) > limit * (COMBINING_LIMIT + 1):
        return _too_long(len(text), limit)
    spaced = "".join(" " if unicodedata.category(c) == "Zs" else c for c in text).strip(" ")
    hidden = _first_hidden(spaced)
    if hidden is not None:
        return say(
            "the character {code} at position {position} cannot be seen or printed",
            code=_code(spaced[hidden]),
            position=hidden + 1,
        )
    composed = unicodedata.normalize("NFC", spaced)
    if len(composed) > limit:
        return _too_long(len(composed), limit)
    if _piled(composed) is not None:
        return say("more than {most} marks are piled on one letter", most=COMBINING_LIMIT)
    return composed


def shown(text: str) -> str:
    """Return the text as it may be drawn: on a screen, in a message, in a document.

    Line breaks and tabs become spaces; whatever moves a cursor, hides or turns
    text round becomes the replacement character; piled marks are cut.
    """
    if text.isascii() and text.isprintable():
        return text
    drawn: list[str] = []
    piled = 0
    for c in unicodedata.normalize("NFC", text):
        piled = piled + 1 if unicodedata.combining(c) else 0
        if piled > COMBINING_LIMIT:
            continue
        if c in "\t\n\r" or unicodedata.category(c) == "Zs":
            drawn.append(" ")
        else:
            drawn.append(REPLACEMENT if _hidden(c) else c)
    return "".join(drawn)


def check_id(text: str) -> Message | None:
    """Say why a text cannot be an id; None where it can."""
    if _ID.fullmatch(text):
        return None
    return say(
        "{id} cannot be an id: letters, digits, dot, dash and underscore, "
        "beginning with a letter or digit, at most {most}",
        id=f"“{shown(text[:ID_LIMIT])}”",
        most=ID_LIMIT,
    )


def folded(text: str) -> str:
    """Return what stays of a text when case, spaces and composition are put aside."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def skeleton(text: str) -> str:
    """Return what a text looks like: two texts of one skeleton are easily taken for each other."""
    letters = unicodedata.normalize("NFKD", folded(text))
    bare = "".join(c for c in letters if not unicodedata.combining(c))
    return bare.translate(_LOOK_ALIKES)


def remarks(text: str) -> tuple[Message, ...]:
    """Return what is odd about a text that is kept all the same."""
    odd: list[Message] = []
    scripts = sorted({script for c in text if (script := _script(c))})
    if len(scripts) > 1:
        odd.append(
            say(
                "{text} mixes letters of several scripts: {scripts}",
                text=f"“{shown(text)}”",
                scripts=", ".join(scripts),
            )
        )
    if _FORMULA.match(text):
        odd.append(say("{text} looks like a formula; it is kept as text", text=f"“{shown(text)}”"))
    meant = _misread(text)
    if meant is not None:
        odd.append(
            say(
                "{text} looks like {meant}, opened and saved with the wrong encoding",
                text=f"“{shown(text)}”",
                meant=f"“{shown(meant)}”",
            )
        )
    return tuple(odd)


def _misread(text: str) -> str | None:
    """Return what was probably written where UTF-8 was read as Windows-1252: `é` for `Ã©`."""
    if text.isascii():
        return None
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return None


def _too_long(length: int, limit: int) -> Message:
    return say("{count} characters are too many, at most {most}", count=length, most=limit)


def _hidden(c: str) -> bool:
    # `isprintable` is false for controls, formats, surrogates, private and unassigned.
    return not c.isprintable() or _INVISIBLE.match(c) is not None


def _first_hidden(text: str) -> int | None:
    return next((at for at, c in enumerate(text) if _hidden(c)), None)


def _code(c: str) -> str:
    name = unicodedata.name(c, "")
    return f"U+{ord(c):04X} ({name})" if name else f"U+{ord(c):04X}"


def _piled(text: str) -> int | None:
    """Return where marks pile up beyond the limit; None where they do not."""
    piled = 0
    for at, c in enumerate(text):
        piled = piled + 1 if unicodedata.category(c) in {"Mn", "Me"} else 0
        if piled > COMBINING_LIMIT:
            return at
    return None


# Writing systems that are at home together.
_TOGETHER = dict.fromkeys(("HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL"), "CJK")
_NO_SCRIPT = {"MICRO", "MODIFIER", "FEMININE", "MASCULINE"}


def _script(c: str) -> str:
    """Name the script of a letter; empty for whatever is at home in all of them."""
    if c.isascii():
        return "LATIN" if c.isalpha() else ""
    if not c.isalpha():
        return ""
    first = unicodedata.name(c, "").partition(" ")[0]
    return "" if first in _NO_SCRIPT else _TOGETHER.get(first, first)
