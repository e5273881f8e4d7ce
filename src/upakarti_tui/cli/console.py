"""What is printed where: the result on stdout, everything said about it on stderr.

A result is complete or the command has failed; a reader that closes the pipe
early is no failure. Nothing that came from a file or an argument reaches the
terminal with a character that moves its cursor.
"""

import os
import sys
from collections.abc import Iterable
from typing import Final, TextIO

from upakarti_tui.domain.problems import Message, Problem, say
from upakarti_tui.errors import FileError
from upakarti_tui.locale import gettext, told

MOST: Final = 20
"""Problems shown of one kind; the rest are counted."""


def result(text: str) -> None:
    """Print the result for people, with a line feed at the end."""
    drawn = _drawn(text.rstrip("\n"))
    stream = sys.stdout
    if stream is None:
        return
    _put(stream, _encoded(drawn, stream))


def results(several: Iterable[Message | Problem]) -> None:
    """Print a result of sentences, a line each; all of them, because they were asked for."""
    lines(map(told, several))


def lines(several: Iterable[str]) -> None:
    """Print a result a line each; nothing where there is none."""
    text = "\n".join(several)
    if text:
        result(text)


def data(content: str | bytes) -> None:
    """Print the result for programs: UTF-8 and unchanged, whatever the locale."""
    if sys.stdout is not None:
        _put(sys.stdout, content.encode() if isinstance(content, str) else content)


def note(what: str | Message | Problem) -> None:
    """Print a remark on stderr."""
    stream = sys.stderr
    if stream is None:
        return
    said = what if isinstance(what, str) else told(what)
    _put(stream, _encoded(_drawn(said), stream))


def notes(several: Iterable[Message | Problem]) -> None:
    """Print the first remarks and the count of the rest."""
    everything = tuple(several)
    for one in everything[:MOST]:
        note(one)
    if len(everything) > MOST:
        note(gettext("... and {count} more.").format(count=len(everything) - MOST))


def _drawn(text: str) -> str:
    from upakarti_tui.domain.text import shown

    return "\n".join(map(shown, text.split("\n")))


def _encoded(text: str, stream: TextIO) -> bytes:
    """Return the text as the terminal can show it; what it lacks becomes like it, or `?`."""
    encoding = stream.encoding or "utf-8"
    try:
        return f"{text}\n".encode(encoding)
    except UnicodeEncodeError:
        from upakarti_tui.tui.widgets import glyphs

        return f"{glyphs.plain(text)}\n".encode(encoding, errors="replace")


def _put(stream: TextIO, content: bytes) -> None:
    try:
        stream.flush()
        stream.buffer.write(content)
        stream.buffer.flush()
    except BrokenPipeError:
        _abandon(stream)
    except OSError as error:
        _abandon(stream)
        if stream is sys.stdout:
            raise FileError(
                say("The result could not be written: {reason}.", reason=error.strerror)
            ) from error


def _abandon(stream: TextIO) -> None:
    """Let everything further printed on a stream vanish: nobody can read it any more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
