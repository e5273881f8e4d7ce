"""Bringing books that came back into this one: tried first, then done."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from upakarti_tui.errors import UpakartiError
from upakarti_tui.locale import gettext, told
from upakarti_tui.tui import commands
from upakarti_tui.tui.command import bindings
from upakarti_tui.tui.screens.asking import Ask, AskPage
from upakarti_tui.tui.screens.listing import ListingPage
from upakarti_tui.tui.screens.refusal import RefusalPage
from upakarti_tui.tui.widgets import glyphs
from upakarti_tui.tui.widgets.line import Ink, Line, wrapped

if TYPE_CHECKING:
    from textual.binding import BindingType

    from upakarti_tui.workflows.exchange.merge import MergeReport


class MergingPage(ListingPage[None]):
    """The books beside this one, to choose from."""

    OFFERS = (commands.TRY, commands.CHOOSE_FILE, commands.OTHER_FILE, commands.BACK)
    BINDINGS: ClassVar[list[BindingType]] = bindings(*OFFERS[:3])

    def __init__(self) -> None:
        super().__init__()
        self.files: list[Path] = []
        self.chosen: set[Path] = set()

    def on_mount(self) -> None:
        """Look for books, all chosen at first."""
        from upakarti_tui.workflows.exchange.arrivals import arrived  # noqa: PLC0415 -- when asked for

        self.files = list(arrived(self.app.book))
        self.chosen = set(self.files)
        super().on_mount()

    def heading(self) -> tuple[str, str]:
        """Return what this is."""
        return gettext("Merge: which books came back?"), gettext("Secretariat")

    def count(self) -> int:
        """Return how many books were found."""
        return len(self.files)

    def body(self, width: int, height: int) -> list[Line]:
        """Return the books."""
        text = gettext("Nothing is overwritten: merging adds what this book does not have yet.")
        top = [*(Line(" ").put(row) for row in wrapped(text, width - 3)), Line()]
        rows = self.window(width, height - len(top), begins=len(top))
        if not rows:
            text = gettext("No other book lies in this folder. Press b to name one.")
            rows = [Line("   ").put(row, Ink.FAINT) for row in wrapped(text, width - 5)]
        return [*top, *rows]

    def row(self, at: int, width: int, *, here: bool) -> Line:
        """Return a book, and whether it is chosen."""
        path = self.files[at]
        sign = glyphs.FULL if path in self.chosen else glyphs.HOLLOW
        line = self.pointer(here=here).put(f"{sign} ", Ink.STRONG)
        home = self.app.book.resolve().parent
        name = path.relative_to(home) if path.is_relative_to(home) else path
        return line.put(str(name), Ink.STRONG if here else Ink.PLAIN).cut(width)

    def going_on(self, width: int) -> list[Line]:
        """Return how many are chosen."""
        words = gettext("{count} of {all} books chosen")
        words = words.format(count=len(self.chosen), all=len(self.files))
        return [Line(" ").put(words).cut(width)]

    def action_choose_file(self) -> None:
        """Choose the book under the cursor, or leave it out."""
        if self.files:
            self.chosen ^= {self.files[self.cursor]}
            self.action_down()
            self.redraw()

    def action_other_file(self) -> None:
        """Name a book that lies elsewhere."""

        def done(answers: dict[str, str] | None) -> None:
            if answers is not None and answers["path"]:
                path = Path(answers["path"]).expanduser()
                if path not in self.files:
                    self.files.append(path)
                self.chosen.add(path)
                self.redraw()

        ask = Ask("path", gettext("File"), required=True, limit=1000)
        self.app.push_screen(AskPage(gettext("Another book"), (ask,)), done)

    def action_try(self) -> None:
        """Say what merging would do."""
        from upakarti_tui.workflows.exchange.merge import merge  # noqa: PLC0415 -- heavy

        chosen = [path for path in self.files if path in self.chosen]
        if not chosen:
            self.say(gettext("No book is chosen."))
            return
        try:
            report = merge(chosen, self.app.book, dry_run=True)
        except UpakartiError as error:
            self.app.push_screen(RefusalPage(gettext("Merge"), error))
            return
        self.app.push_screen(MergeReportPage(chosen, report), lambda _: self.dismiss(None))


class MergeReportPage(ListingPage[None]):
    """What merging would do; the cursor rests on not yet."""

    OFFERS = (commands.YES, commands.BACK)
    BINDINGS: ClassVar[list[BindingType]] = bindings(*OFFERS[:1])

    def __init__(self, chosen: list[Path], report: MergeReport) -> None:
        super().__init__()
        self.chosen = chosen
        self.report = report

    def heading(self) -> tuple[str, str]:
        """Return whether this was tried or done."""
        word = gettext("What would be merged") if self.report.dry_run else gettext("Merged")
        return word, gettext("Secretariat")

    def count(self) -> int:
        """Return how many choices there are."""
        return 2 if self.report.dry_run else 0

    def body(self, width: int, height: int) -> list[Line]:
        """Return the report and the choice."""
        said = [row for line in self.report.messages for row in wrapped(told(line), width - 3)]
        room = height - 4
        lines = [Line(" ").put(row) for row in said[:room]]
        if len(said) > room:
            words = gettext("{count} more").format(count=len(said) - room)
            lines[-1] = Line(f" {glyphs.BELOW} {words}", Ink.FAINT)
        lines.append(Line())
        return [*lines, *self.window(width, 2, begins=len(lines))]

    def row(self, at: int, width: int, *, here: bool) -> Line:
        """Return a choice."""
        words = (gettext("Not yet"), gettext("Merge now"))
        return self.pointer(here=here).put(words[at], Ink.STRONG if here else Ink.PLAIN).cut(width)

    def going_on(self, width: int) -> list[Line]:
        """Return what is to be decided afterwards."""
        count = len(self.report.findings)
        if not count:
            return [Line(" ").put(gettext("Nothing contradicts."), Ink.GOOD)]
        words = gettext("{count} things to be decided afterwards (d)").format(count=count)
        return [Line(" ").put(f"! {words}", Ink.WARN).cut(width)]

    def action_yes(self) -> None:
        """Do what the cursor is on."""
        if not self.report.dry_run or self.cursor == 0:
            self.dismiss(None)
            return
        from upakarti_tui.workflows.exchange.merge import merge  # noqa: PLC0415 -- heavy

        try:
            self.report = merge(self.chosen, self.app.book)
        except UpakartiError as error:
            self.refuse(error)
            return
        self.redraw()
