"""What every screen is: a heading, a body, what is going on, and at most seven keys.

A page draws all of itself from what it holds, as lines; the canvas sends what
changed. Below the least size it asks for a larger window and ignores keys. A page
opens only pages below it, loaded when they are opened; this one knows none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual.screen import Screen

from upakarti_tui.errors import UpakartiError
from upakarti_tui.locale import gettext, told
from upakarti_tui.tui import commands
from upakarti_tui.tui.command import bindings, unique
from upakarti_tui.tui.widgets import glyphs
from upakarti_tui.tui.widgets.canvas import Canvas
from upakarti_tui.tui.widgets.keybar import key_bar
from upakarti_tui.tui.widgets.line import Ink, Line, wrapped

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Key, Paste, Resize

    from upakarti_tui.domain.problems import Message
    from upakarti_tui.tui.command import Command
    from upakarti_tui.tui.sitting import Sitting

LEAST_WIDTH, LEAST_HEIGHT = 60, 16
WIDE = 110
"""Columns from which a page shows more beside its list."""

Answer = TypeVar("Answer")


class Page(Screen[Answer], Generic[Answer], inherit_bindings=False):
    """A screen drawn as lines."""

    OFFERS: ClassVar[tuple[Command, ...]] = ()
    """What this page answers besides `commands.EVERYWHERE`, most needed first."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(*commands.EVERYWHERE)

    app: Sitting

    def __init__(self) -> None:
        super().__init__()
        self._said: tuple[str, Ink] | None = None
        self._warned = False
        """Whether it was told what leaving the program would lose."""

    def compose(self) -> ComposeResult:
        """Yield the one widget."""
        yield Canvas(self._drawn_afresh)

    # --- what a page is made of ------------------------------------------------------

    def heading(self) -> tuple[str, str]:
        """Return where one is, and who one is: the two ends of the first row."""
        raise NotImplementedError

    def body(self, width: int, height: int) -> list[Line]:
        """Return the rows between the heading and what is going on."""
        raise NotImplementedError

    def going_on(self, width: int) -> list[Line]:
        """Return one or two rows: the state of things, and when it was saved."""
        return [Line(" ").end(self.app.saved_words(), width)]

    def offers(self) -> tuple[Command, ...]:
        """Return the commands for the foot of the page, most needed first."""
        return self.OFFERS

    def help_key(self) -> Command:
        """Return the command for help: F1 where letters are typed."""
        return commands.HELP

    # --- drawing -----------------------------------------------------------------------

    def redraw(self) -> None:
        """Draw the page as it now is."""
        width, height = self.app.size
        if self.is_mounted and self._nodes:
            self.query_one(Canvas).show(self.drawn(width, height))

    def _drawn_afresh(self) -> list[Line]:
        self.come_up()
        return self.drawn(*self.app.size)

    def come_up(self) -> None:
        """Take note of what another page may have changed, before the page is drawn again."""

    def drawn(self, width: int, height: int) -> list[Line]:
        """Return every row of the page at a size."""
        if self.too_small(width, height):
            return _larger_window(width, height)
        rule = glyphs.RULE * width
        left, right = self.heading()
        states = self._states(width)
        room = height - 4 - len(states)
        body = self.body(width, room)[:room]
        body += [Line() for _ in range(room - len(body))]
        foot = key_bar(self.offers(), width, self.app.keys, self.help_key())
        lines = [_headed(left, right, width), Line(rule, Ink.FAINT), *body]
        lines += [Line(rule, Ink.FAINT), *states, foot]
        return [line.cut(width) for line in lines]

    def _states(self, width: int) -> list[Line]:
        states = self.going_on(width)
        if self._said is not None:
            text, ink = self._said
            states[-1] = Line(" ").put(text, ink)
        return states

    def say(self, text: str | Message, ink: Ink = Ink.STRONG) -> None:
        """Tell something in the row above the keys, until the next key."""
        self._said = (text if isinstance(text, str) else told(text), ink)
        self.redraw()

    def refuse(self, error: UpakartiError) -> None:
        """Tell why something was not done."""
        words = " ".join(told(message) for message in error.messages)
        self.say(f"! {words}", Ink.BAD)

    @staticmethod
    def too_small(width: int, height: int) -> bool:
        """Tell whether the window cannot hold a page."""
        return width < LEAST_WIDTH or height < LEAST_HEIGHT

    @property
    def cramped(self) -> bool:
        """Whether the window is too small now."""
        return self.too_small(*self.app.size)

    # --- what is being typed ----------------------------------------------------------

    def unsaved(self) -> str:
        """Say what is typed and not on disk yet; empty where everything is."""
        return ""

    def keep_typed(self) -> None:
        """Keep what would be kept if the page were left, because the program ends."""

    def leaves_unsaved(self) -> bool:
        """Tell once what leaving the program would lose; tell whether it was told now."""
        words = self.unsaved()
        if not words or self._warned or self.cramped:
            return False
        self._warned = True
        again = gettext("Ctrl+Q again leaves.")
        self.say(f"! {words} {again}", Ink.BAD)
        return True

    # --- events --------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Draw for the first time."""
        self.redraw()

    def on_resize(self, event: Resize) -> None:
        """Draw at the new size."""
        del event
        self.redraw()

    def on_screen_suspend(self) -> None:
        """Forget what was drawn, so that nothing outdated is shown when the page comes up."""
        if self._nodes:
            self.query_one(Canvas).forget()

    def on_screen_resume(self) -> None:
        """Draw again, because what is shown may have changed on another page."""
        self.redraw()

    def press(self, event: Key) -> bool:
        """Offer a key to the page before its commands get it; tell whether it was taken."""
        if self.cramped:
            return False
        if self._said is not None:
            self._said = None
            self.redraw()
        try:
            taken = self.take_key(event)
        except UpakartiError as error:
            self.refuse(error)
            return True
        self._warned = self._warned and not taken
        return taken

    def paste(self, event: Paste) -> None:
        """Offer pasted text to the page; only a field takes it."""
        if not self.cramped:
            self.take_paste(event.text)

    def take_key(self, event: Key) -> bool:
        """Take a key that is no command; tell whether it was taken."""
        del event
        return False

    def take_paste(self, text: str) -> None:
        """Take pasted text."""
        del text

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let nothing be done in a window that shows nothing."""
        del action, parameters
        return not self.cramped

    # --- what every page does ---------------------------------------------------------------

    def action_back(self) -> None:
        """Go back to the page before."""
        self.dismiss(None)

    def action_language(self) -> None:
        """Speak the other language."""
        self.app.change_language()
        self.redraw()

    def action_saved(self) -> None:
        """Answer the habit of saving."""
        self.say(self.unsaved() or gettext("Everything is saved already."))

    def action_how_to_quit(self) -> None:
        """Say how to leave."""
        self.say(gettext("Ctrl+Q leaves the program. Everything is saved."))

    def action_help(self) -> None:
        """Show what the keys of this page do."""
        self.app.show_help(self.commands(), self.heading()[0])

    def action_menu(self) -> None:
        """Show everything that can be done here, and do what is chosen."""

        def done(chosen: Command | None) -> None:
            if chosen is not None:
                self.call_later(self.run_action, chosen.action)

        self.app.show_menu(self.commands(), done)

    def commands(self) -> list[Command]:
        """Return everything this page answers."""
        return unique((*self.offers(), *self.OFFERS, *commands.EVERYWHERE, commands.QUIT))


def _headed(left: str, right: str, width: int) -> Line:
    line = Line(" ")
    room = width - 3
    # Who one is keeps at most the right half; where one is gets the rest.
    shortened = Line().put(right).cut(max(room // 2, room - Line(left).width))
    line.put(left, Ink.TITLE)
    return line.cut(width - shortened.width - 3).end(shortened.text, width)


def _larger_window(width: int, height: int) -> list[Line]:
    text = gettext("Please make the window larger: at least {width} x {height}.").format(
        width=LEAST_WIDTH, height=LEAST_HEIGHT
    )
    rows = [Line(row) for row in wrapped(text, max(1, width))]
    rows += [Line(row) for row in wrapped(gettext("Ctrl+Q leaves the program."), max(1, width))]
    return [*rows, *(Line() for _ in range(height - len(rows)))][: max(1, height)]
