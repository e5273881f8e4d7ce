"""Reading the keyboard: ends with its input, and takes a flood for a paste.

Textual's own reader spins for ever when the terminal is gone without a signal,
and takes text pasted into an old terminal for keys, which would be marks.
"""

from __future__ import annotations

import os
import re
import selectors
import sys
from codecs import getincrementaldecoder
from typing import TYPE_CHECKING

from textual import events
from textual._xterm_parser import (
    BRACKETED_PASTE_END,
    BRACKETED_PASTE_START,
    XTermParser,
)
from textual.drivers.linux_driver import LinuxDriver

from upakarti_tui.tui.leaving import give_up_later

if TYPE_CHECKING:
    from textual.app import App

CHUNK = 4096
FEW = 16
"""Bytes of one key or a few; more are waited for, so that a flood is seen as one."""

FLOOD = 64
"""Characters without an escape that arrive at once; no fingers type that many."""


MOST_PASTED = 65_536
"""Characters kept of a paste; no field takes as many."""

_BEGUN = re.compile(r"\x1b\[2(00?)?\Z")


_DRAWING = re.compile(r"\x1b\[\d+;\d+H")
"""How a drawing begins: with the place where it goes."""


class LineDriver(LinuxDriver):
    """A driver for terminals at the end of a line that may drop."""

    def __init__(
        self,
        app: App[object],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._flooded = False
        """Whether a flood is still coming in."""

        self._pasted: str | None = None
        """What has arrived of a paste; None outside of one."""

        self._sent = ""
        """The drawing that was sent last; empty where something else came after it."""

        self._held = ""
        """The beginning of a mark that has arrived in part."""

        # With errors sent to a file, the screen is where the output is.
        if not _is_terminal(sys.__stderr__) and _is_terminal(sys.__stdout__):
            assert sys.__stdout__ is not None  # noqa: S101 -- it is a terminal
            self._file = sys.__stdout__

    def write(self, data: str) -> None:
        """Send a drawing, unless it is the very one that was sent last.

        A page that is opened is drawn once for being mounted, once for being laid
        out and once for coming up.
        """
        drawing = _DRAWING.match(data) is not None
        if drawing and data == self._sent:
            return
        self._sent = data if drawing else ""
        super().write(data)

    def _get_terminal_size(self) -> tuple[int, int]:
        """Return columns and rows as the terminal has them now.

        Textual believes COLUMNS and LINES first, and where a shell exports them a
        window stays for ever as large as it was when the shell began.
        """
        try:
            columns, rows = os.get_terminal_size(self.fileno)
        except (OSError, ValueError):
            columns = rows = 0
        # A serial line knows no size.
        return (columns, rows) if columns and rows else super()._get_terminal_size()

    def run_input_thread(self) -> None:
        """Read keys until the program ends or the terminal does."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        selector = selectors.SelectSelector()
        selector.register(self.fileno, selectors.EVENT_READ)
        try:
            while not self.exit_event.is_set():
                if not selector.select(0.1):
                    self._flooded = False
                else:
                    data = self._arrived(selector)
                    if not data:
                        self._leave()
                        return
                    self._feed(parser, decode(data))
                for event in parser.tick():
                    self.process_message(event)
        finally:
            selector.close()

    def _feed(self, parser: XTermParser, text: str) -> None:
        """Part what arrived into keys and pastes."""
        text, self._held = self._held + text, ""
        while text:
            if self._pasted is None:
                keys, started, text = text.partition(BRACKETED_PASTE_START)
                if not started and (begun := _BEGUN.search(keys)):
                    keys, self._held = keys[: begun.start()], begun[0]
                self._keys(parser, keys)
                self._pasted = "" if started else None
            else:
                inside, ended, rest = text.partition(BRACKETED_PASTE_END)
                if not ended:
                    # The mark of the end may have arrived in part.
                    inside, self._held = inside[:-5], inside[-5:]
                self._pasted = (self._pasted + inside)[:MOST_PASTED]
                if ended:
                    self.process_message(events.Paste(self._pasted))
                    self._pasted = None
                text = rest

    def _keys(self, parser: XTermParser, text: str) -> None:
        if self._flooded or (len(text) >= FLOOD and "\x1b" not in text):
            # What follows without a pause belongs to the same flood.
            if not self._flooded:
                self.process_message(events.Paste(text[:MOST_PASTED]))
            self._flooded = True
            return
        # To the parser, an empty text is the end of all input.
        for event in parser.feed(text) if text else ():
            self.process_message(event)

    def _arrived(self, selector: selectors.BaseSelector) -> bytes:
        """Return what has arrived, a flood as far as it goes; nothing at the end of the input."""
        data = more = self._read()
        while more and FEW < len(data) < MOST_PASTED and selector.select(0.005):
            more = self._read()
            data += more
        return data

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, CHUNK)
        except OSError:
            return b""

    def _leave(self) -> None:
        give_up_later()
        self._app.call_later(self._app.exit, 129)


def _is_terminal(stream: object) -> bool:
    try:
        return bool(stream.isatty())  # type: ignore[attr-defined]
    except (AttributeError, ValueError):
        return False
