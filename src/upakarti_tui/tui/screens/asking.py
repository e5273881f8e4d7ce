"""A page that asks for words: notes, reasons, names. Letters here are letters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from upakarti_tui.domain.text import NAME_LIMIT
from upakarti_tui.locale import gettext
from upakarti_tui.tui import commands
from upakarti_tui.tui.command import bindings
from upakarti_tui.tui.screens.page import Page
from upakarti_tui.tui.widgets import glyphs
from upakarti_tui.tui.widgets.field import Field
from upakarti_tui.tui.widgets.line import Ink, Line, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType
    from textual.events import Key

    from upakarti_tui.tui.command import Command


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that is asked for."""

    name: str
    label: str
    text: str = ""
    """What stands there already."""

    limit: int = NAME_LIMIT
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    """Value and words of each choice; empty: free text."""


class AskPage(Page[dict[str, str]], inherit_bindings=False):
    """Fields to fill one after the other; Enter on the last is done."""

    OFFERS = (commands.ACCEPT, commands.LEAVE, commands.NEXT_FIELD, commands.FIELD_BEFORE)
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        commands.ACCEPT,
        commands.NEXT_FIELD,
        commands.FIELD_BEFORE,
        commands.LEAVE,
        commands.SAVED,
        commands.HOW_TO_QUIT,
        commands.HELP_TYPING,
    )

    def __init__(
        self,
        title: str,
        asks: Sequence[Ask],
        explained: Sequence[str] = (),
        *,
        keeps: bool = False,
    ) -> None:
        super().__init__()
        self.title_ = title
        self.asks = tuple(asks)
        self.explained = tuple(explained)
        self.keeps = keeps
        """Whether leaving keeps what was typed, as a note must never be lost."""

        self.fields = [Field.of(ask.text, ask.limit) for ask in self.asks]
        self.at = 0

    def on_mount(self) -> None:
        """Take up what was typed here before and not yet done."""
        begun = self.app.drafts.get(self._draft, {})
        self.fields = [
            Field.of(begun.get(ask.name, field.text), ask.limit)
            for ask, field in zip(self.asks, self.fields, strict=True)
        ]
        super().on_mount()

    @property
    def _draft(self) -> tuple[str, ...]:
        return (self.title_, *(ask.name for ask in self.asks))

    @property
    def _last(self) -> bool:
        return self.at == len(self.asks) - 1

    def offers(self) -> tuple[Command, ...]:
        """Say what Enter does: on the way, it goes to the next field."""
        if len(self.asks) == 1:
            return (commands.ACCEPT, commands.LEAVE)
        enter = commands.ACCEPT if self._last else commands.ENTER_NEXT
        return (enter, commands.LEAVE, commands.FIELD_BEFORE)

    def unsaved(self) -> str:
        """Say that what is typed is not kept yet, unless leaving keeps it."""
        typed = any(f.text != a.text for f, a in zip(self.fields, self.asks, strict=True))
        if not typed or self.keeps:
            return ""
        return gettext("Not done yet: Enter goes on, Esc goes back.")

    def keep_typed(self) -> None:
        """Keep a note that is being typed."""
        if self.keeps:
            self.action_leave()

    def heading(self) -> tuple[str, str]:
        """Return what is asked about."""
        desk = self.app.desk
        return self.title_, desk.scorer.name if desk is not None else gettext("Secretariat")

    def body(self, width: int, height: int) -> list[Line]:
        """Return the fields, the one being filled with its caret."""
        lines = [
            Line(" ").put(row)
            for text in self.explained
            for part in text.split("\n")
            for row in wrapped(part, width - 3)
        ]
        lines += [Line()] if lines else []
        begins = 0
        for at, (ask, field) in enumerate(zip(self.asks, self.fields, strict=True)):
            here = at == self.at
            begins = len(lines) if here else begins
            lines += self._asked(ask, field, width, here=here)
        # The field being filled stays in view.
        skipped = max(0, min(begins - 1, len(lines) - height))
        return lines[skipped:]

    def _asked(self, ask: Ask, field: Field, width: int, *, here: bool) -> list[Line]:
        sign = f" {glyphs.HERE} " if here else "   "
        line = Line(sign, Ink.STRONG).put(ask.label, Ink.STRONG if here else Ink.PLAIN)
        if ask.required:
            line.put(f" {gettext('(required)')}", Ink.FAINT)
        if ask.choices:
            rows = [
                Line(f"     {glyphs.FULL if value == field.text else glyphs.HOLLOW} ", Ink.STRONG)
                .put(f"{number}  ", Ink.STRONG)
                .put(words, Ink.STRONG if value == field.text else Ink.PLAIN)
                for number, (value, words) in enumerate(ask.choices, start=1)
            ]
            return [line, *rows, Line()]
        typed = [Line("     ").beside(row, 5) for row in field.drawn(width - 7, active=here)]
        return [line, *typed, Line()]

    def help_key(self) -> Command:
        """Return F1: a question mark is text here."""
        return commands.HELP_TYPING

    def going_on(self, width: int) -> list[Line]:
        """Say which field this is, and how much room is left."""
        field, ask = self.fields[self.at], self.asks[self.at]
        if ask.choices:
            return [Line(" ").put(gettext("Choose by its number."), Ink.FAINT)]
        words = gettext("Field {at} of {count}").format(at=self.at + 1, count=len(self.asks))
        words = words if len(self.asks) > 1 else ""
        count = f"{len(field.text)}/{field.limit}"
        return [Line(" ").put(words, Ink.FAINT).end(count, width, Ink.FAINT)]

    def take_key(self, event: Key) -> bool:
        """Take what is typed."""
        ask = self.asks[self.at]
        if ask.choices:
            return self._choose(ask, event)
        typed = self.fields[self.at].keyed(event)
        if typed is None:
            return False
        self.fields[self.at] = typed
        self.redraw()
        return True

    def _choose(self, ask: Ask, event: Key) -> bool:
        values = [value for value, _ in ask.choices]
        chosen = self.fields[self.at].text
        at = values.index(chosen) if chosen in values else -1
        typed = event.character or ""
        if typed.isascii() and typed.isdigit() and 0 < int(typed) <= len(values):
            at = int(typed) - 1
        elif event.key in {"left", "right"}:
            at = (at + (1 if event.key == "right" else -1)) % len(values)
        else:
            return bool(event.is_printable)
        self.fields[self.at] = Field.of(values[at], ask.limit)
        self.redraw()
        return True

    def take_paste(self, text: str) -> None:
        """Take pasted text into the field."""
        if not self.asks[self.at].choices:
            self.fields[self.at] = self.fields[self.at].typed(text)
            self.redraw()

    def answers(self) -> dict[str, str]:
        """Return what was typed, by name."""
        return {
            ask.name: field.text.strip() for ask, field in zip(self.asks, self.fields, strict=True)
        }

    def action_accept(self) -> None:
        """Go to the next field, or end with what was typed."""
        if self.at < len(self.asks) - 1:
            self.at += 1
            self.redraw()
            return
        answers = self.answers()
        for at, ask in enumerate(self.asks):
            if ask.required and not answers[ask.name]:
                self.at = at
                self.say(gettext("! Please fill in: {field}").format(field=ask.label), Ink.BAD)
                return
        self.app.drafts.pop(self._draft, None)
        self.dismiss(answers)

    def action_next_field(self) -> None:
        """Go to the next field."""
        self.at = (self.at + 1) % len(self.asks)
        self.redraw()

    def action_field_before(self) -> None:
        """Go to the field before."""
        self.at = (self.at - 1) % len(self.asks)
        self.redraw()

    def action_leave(self) -> None:
        """Leave; a note is kept, anything else is not done and stands here when asked again."""
        if self.keeps:
            self.dismiss(self.answers())
            return
        if self.unsaved():
            self.app.drafts[self._draft] = self.answers()
        self.dismiss(None)

    def commands(self) -> list[Command]:
        """Return what is answered while typing."""
        return [*self.OFFERS, commands.QUIT]
