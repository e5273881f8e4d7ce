"""From the bytes of a YAML file to text in which everything can be seen.

Only UTF-8 is read; a byte order mark at the beginning is tolerated, because
Windows editors write one. Whatever a reader of the file could not see is refused
here, in comments too, before any parser gets it: control characters, tabs,
further line ends such as NEL, zero-width and right-to-left characters.
"""

from __future__ import annotations

import codecs
from itertools import islice
from typing import TYPE_CHECKING

from upakarti_tui.domain.problems import Problem, say
from upakarti_tui.errors import RefusedError
from upakarti_tui.storage.limits import KIB, PROBLEMS, TEMPLATE_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPACE_SEPARATORS = "\u00a0\u1680\u2000\u202f\u205f\u3000"


def read_text(raw: bytes, file: str) -> str:
    """Return the text with line feeds as its only line ends.

    Raises:
        RefusedError: too large, not UTF-8, or with characters that cannot be seen.
    """
    if len(raw) > TEMPLATE_BYTES:
        mend = say("keep it within {most} KiB", most=TEMPLATE_BYTES // KIB)
        raise RefusedError([Problem(say("the file is too large"), mend, file)])
    try:
        text = raw.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        raise RefusedError([_not_utf8(error, file)]) from None
    text = text.replace("\r\n", "\n")
    problems = list(islice(_unseen(text, file), PROBLEMS))
    if problems:
        raise RefusedError(problems)
    return text


def _not_utf8(error: UnicodeDecodeError, file: str) -> Problem:
    mend = say("save the file as UTF-8")
    raw, position = error.object, error.start
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Problem(say("the file is written in UTF-16"), mend, file)
    before = raw[:position].decode()
    line = before.count("\n") + 1
    column = len(before) - before.rfind("\n")
    return Problem(
        say("the byte {byte} is not UTF-8", byte=f"0x{raw[position]:02X}"), mend, file, line, column
    )


def _unseen(text: str, file: str) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.isprintable():
            continue
        for column, c in enumerate(line, start=1):
            if c == "\t":
                yield Problem(say("a tab"), say("use spaces"), file, number, column)
            elif not c.isprintable() and c not in _SPACE_SEPARATORS:
                what = say("the character {code} cannot be seen", code=f"U+{ord(c):04X}")
                yield Problem(what, say("remove it"), file, number, column)
