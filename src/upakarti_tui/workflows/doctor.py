"""Saying what this machine can do, before somebody finds out in front of a jury."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from upakarti_tui import __version__
from upakarti_tui.domain.problems import Message, say
from upakarti_tui.locale import LANGUAGES, language
from upakarti_tui.storage import log, machine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from upakarti_tui.storage.machine import Folder

LEAST_COLUMNS, LEAST_ROWS = 60, 16
"""Below this the screen asks for a larger window."""

GOOD_COLUMNS, GOOD_ROWS = 80, 24
"""Of this size every screen is whole."""

_FEW_MEGABYTES = 50
_LIBRARIES = ("textual", "typer", "tinydb", "msgspec", "cryptography", "xlsxwriter")


class Verdict(StrEnum):
    """What a finding means for whoever sits here."""

    FINE = "fine"
    WEAK = "weak"
    """It works, with something missing."""

    LACKING = "lacking"
    """Something does not work here."""


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that was examined."""

    topic: Message
    found: Message | str
    verdict: Verdict = Verdict.FINE
    mend: Message | None = None
    """What to do about it; None where nothing needs doing."""


def examine(here: Path | None = None) -> tuple[Point, ...]:
    """Look at this machine and at the folder that books would lie in; nothing is changed."""
    return (
        *_versions(),
        *_terminal(),
        _language(),
        *_documents(),
        *_folder(machine.folder(here or Path.cwd())),
        Point(say("Log"), str(log.log_path())),
    )


def _versions() -> Iterator[Point]:
    yield Point(say("Program"), f"upakarti {__version__}")
    yield Point(say("System"), f"{machine.system()}, Python {machine.python()}")
    found = {library: machine.version(library) for library in _LIBRARIES}
    missing = [library for library, version in found.items() if not version]
    yield Point(
        say("Libraries"),
        ", ".join(f"{library} {version}" for library, version in found.items() if version),
        Verdict.LACKING if missing else Verdict.FINE,
        say("install the program again; missing: {names}", names=", ".join(missing))
        if missing
        else None,
    )


def _terminal() -> Iterator[Point]:
    seen = machine.terminal()
    if not seen.interactive or seen.kind == "dumb":
        yield Point(
            say("Terminal"),
            say("none that a screen can be drawn on"),
            Verdict.WEAK,
            say("use `upakarti score --plain`, or open a terminal window"),
        )
    else:
        small = seen.columns < LEAST_COLUMNS or seen.rows < LEAST_ROWS
        tight = seen.columns < GOOD_COLUMNS or seen.rows < GOOD_ROWS
        yield Point(
            say("Terminal"),
            say(
                "{columns} x {rows}, {kind}",
                columns=seen.columns,
                rows=seen.rows,
                kind=seen.kind or "?",
            ),
            Verdict.LACKING if small else Verdict.WEAK if tight else Verdict.FINE,
            say("make the window at least {columns} x {rows}", columns=GOOD_COLUMNS, rows=GOOD_ROWS)
            if tight
            else None,
        )
    utf8 = seen.encoding.replace("-", "") in {"utf8", "utf8sig"}
    yield Point(
        say("Characters"),
        seen.encoding or say("unknown"),
        Verdict.FINE if utf8 else Verdict.WEAK,
        None if utf8 else say("signs are drawn in ASCII; for the others set LANG=C.UTF-8"),
    )
    if not seen.colours:
        yield Point(say("Colours"), say("switched off by NO_COLOR"))


def _language() -> Point:
    return Point(
        say("Language"),
        say("{chosen}; there are {all}", chosen=language(), all=", ".join(LANGUAGES)),
    )


def _documents() -> Iterator[Point]:
    from upakarti_tui.reports.as_pdf import has_pango  # noqa: PLC0415 -- only here

    weasyprint = machine.version("weasyprint")
    if not weasyprint:
        yield Point(
            say("PDF"),
            say("WeasyPrint is not installed"),
            Verdict.WEAK,
            say("install upakarti-tui[pdf]; HTML, XLSX, CSV and JSON are written without it"),
        )
    elif not has_pango():
        yield Point(
            say("PDF"),
            say("WeasyPrint {version}, but no Pango", version=weasyprint),
            Verdict.WEAK,
            say(
                "install Pango (Debian: apt install libpango-1.0-0 libpangoft2-1.0-0); "
                "HTML, XLSX, CSV and JSON are written without it"
            ),
        )
    else:
        yield Point(say("PDF"), say("WeasyPrint {version} with Pango", version=weasyprint))


def _folder(folder: Folder) -> Iterator[Point]:
    verdict, mend = Verdict.FINE, None
    if not folder.writable:
        verdict, mend = Verdict.LACKING, say("nothing can be written here; go to another folder")
    elif folder.network:
        verdict, mend = Verdict.LACKING, say("keep books on a disk of this machine")
    elif not folder.private:
        verdict, mend = Verdict.WEAK, say("others may list it; books are private all the same")
    kind = say("network, {kind}", kind=folder.network) if folder.network else say("own disk")
    yield Point(say("Folder"), say("{path} ({kind})", path=folder.path, kind=kind), verdict, mend)
    little = folder.free_megabytes < _FEW_MEGABYTES
    yield Point(
        say("Free space"),
        say("{count} MB", count=folder.free_megabytes),
        Verdict.LACKING if little else Verdict.FINE,
        say("make room before you score") if little else None,
    )
