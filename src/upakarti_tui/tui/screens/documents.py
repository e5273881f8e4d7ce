"""Writing documents: which kind, which forms, where they went."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from upakarti_tui.domain.problems import say
from upakarti_tui.errors import OpenItemsError, UpakartiError
from upakarti_tui.locale import gettext, told
from upakarti_tui.tui import commands
from upakarti_tui.tui.command import bindings
from upakarti_tui.tui.screens.listing import ListingPage
from upakarti_tui.tui.widgets import glyphs
from upakarti_tui.tui.widgets.line import Ink, Line, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from textual.binding import BindingType

    from upakarti_tui.tui.screens.page import Page

KINDS = (
    ("determination", say("Determination list"), ("pdf", "xlsx", "csv")),
    ("minutes", say("Minutes of the plenary (berita acara)"), ("pdf",)),
    ("recap", say("Recapitulation per scorer and criterion"), ("xlsx", "pdf")),
    ("sheets", say("Filled sheets"), ("pdf",)),
    ("blank", say("Blank sheets, to be filled on paper"), ("pdf",)),
)
"""Kind, its name, and the forms it is written in from here."""


class DocumentsPage(ListingPage[None]):
    """The kinds of documents."""

    OFFERS = (commands.WRITE_OUT, commands.SETTINGS, commands.BACK)
    BINDINGS: ClassVar[list[BindingType]] = bindings(*OFFERS[:2])

    def __init__(self, stage: str) -> None:
        super().__init__()
        self.stage = stage
        self.written: tuple[Path, ...] = ()

    def heading(self) -> tuple[str, str]:
        """Return what this is."""
        return gettext("Documents"), gettext("Secretariat")

    def count(self) -> int:
        """Return how many kinds there are."""
        return len(KINDS)

    def body(self, width: int, height: int) -> list[Line]:
        """Return the kinds, and what was written."""
        text = gettext("Written to {folder}. While anything is open, a draft is written.")
        told = wrapped(text.format(folder=folder_of(self.app.book)), width - 3)
        top = [*(Line(" ").put(row) for row in told), Line()]
        rows = self.window(width, height - len(top), begins=len(top))
        done = [Line("   ").put(f"{glyphs.DONE} {path.name}", Ink.GOOD) for path in self.written]
        return [*top, *rows, Line(), *(line.cut(width) for line in done)]

    def row(self, at: int, width: int, *, here: bool) -> Line:
        """Return a kind with its forms."""
        _, name, forms = KINDS[at]
        line = self.pointer(here=here)
        line.put(told(name), Ink.STRONG if here else Ink.PLAIN, min(48, width - 22))
        return line.put(" ").put(" ".join(forms).upper(), Ink.FAINT).cut(width)

    def going_on(self, width: int) -> list[Line]:
        """Say how the same is done elsewhere."""
        kind = KINDS[self.cursor][0]
        return [Line(" ").put(f"upakarti export {kind} --stage {self.stage}", Ink.FAINT).cut(width)]

    def action_write_out(self) -> None:
        """Write the kind under the cursor."""
        kind, _, forms = KINDS[self.cursor]

        def done(written: tuple[Path, ...]) -> None:
            self.written = written
            self.redraw()

        write_while_told(self, kind, forms, self.stage, done)

    def action_settings(self) -> None:
        """Show what documents carry."""
        from upakarti_tui.tui.screens.settings import SettingsPage  # noqa: PLC0415 -- when opened

        self.app.push_screen(SettingsPage())


def folder_of(book: Path) -> Path:
    """Return where a book's documents go: `exports` beside it."""
    return book.parent / "exports"


def write_while_told(
    page: Page[Any],
    kind: str,
    forms: Sequence[str],
    stage: str,
    done: Callable[[tuple[Path, ...]], None] = lambda _: None,
) -> None:
    """Say that documents are being written, then write them and hand over which."""

    def work() -> None:
        written = write(page, kind, forms, stage)
        if written:
            done(written)

    page.say(gettext("Writing…"))
    # The words are drawn before the work begins.
    page.call_after_refresh(work)


def write(page: Page[Any], kind: str, forms: Sequence[str], stage: str) -> tuple[Path, ...]:
    """Write one kind, as a draft while anything is open, and tell where."""
    from upakarti_tui.workflows.papers.export import export  # noqa: PLC0415 -- heavy

    book = page.app.book
    try:
        try:
            written = export(book, kind, forms, folder_of(book), stage=stage, force=True)
        except OpenItemsError:
            written = export(
                book, kind, forms, folder_of(book), stage=stage, draft=True, force=True
            )
    except UpakartiError as error:
        page.refuse(error)
        return ()
    first, *more = [str(path.relative_to(book.parent)) for path in written]
    names = first + (f" + {len(more)}" if more else "")
    page.say(f"{glyphs.DONE} {gettext('Written: {names}').format(names=names)}")
    return written
