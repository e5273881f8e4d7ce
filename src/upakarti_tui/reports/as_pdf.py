"""A document as PDF/A-3u: tagged, sealed, with the canonical data attached.

Drawing happens in a limited child process (`rendering`). The same document gives
the same bytes in every place, language, time zone and process.
"""

from __future__ import annotations

import base64
import ctypes
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from upakarti_tui.domain.problems import say
from upakarti_tui.errors import FileError, UpakartiError

if TYPE_CHECKING:
    from upakarti_tui.reports.document import Document

FONTS = Path(__file__).parent / "fonts"
RENDERER = "{{renderer}}"
"""Stands in the page where the renderer names itself."""

DATA = "determination.json"
"""Name of the attachment that everything can be computed from again."""

PATIENCE = 180
"""Seconds to wait for the renderer; its own limit counts only its processor time."""

_PANGO = {
    "linux": ("libpango-1.0.so.0",),
    "darwin": ("libpango-1.0.dylib", "libpango-1.0.0.dylib"),
    "win32": ("libpango-1.0-0.dll", "pango-1.0-0.dll"),
}
_KEPT = (
    "SYSTEMROOT",
    "LD_LIBRARY_PATH",
    "DYLD_FALLBACK_LIBRARY_PATH",
    "WEASYPRINT_DLL_DIRECTORIES",
)


class NoPangoError(FileError):
    """The library that draws text is not on this machine."""

    def __init__(self) -> None:
        super().__init__(
            say(
                "PDF needs the library Pango, which is not on this machine. "
                "Export as HTML and print that, or install Pango ({how}).",
                how={"linux": "apt install libpango-1.0-0 libpangoft2-1.0-0"}.get(
                    sys.platform, "https://doc.courtbouillon.org/weasyprint"
                ),
            )
        )


class RenderingError(UpakartiError):
    """The page is beyond the renderer's limits, or names something outside."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            say("The PDF could not be drawn ({reason}). Export as HTML.", reason=reason)
        )


@dataclass(frozen=True, slots=True)
class Attached:
    """One file inside the PDF."""

    name: str
    content: bytes
    description: str


def has_pango() -> bool:
    """Tell whether PDF can be drawn here, without loading the renderer."""
    for name in _PANGO.get(sys.platform, _PANGO["linux"]):
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return True
    return False


def pdf(html: str, document: Document, attached: tuple[Attached, ...]) -> bytes:
    """Return the PDF of a page and what is attached to it.

    Raises:
        NoPangoError: the machine cannot draw text.
        RenderingError: the page goes beyond the limits.
    """
    if not has_pango():
        raise NoPangoError
    epoch = max(0, int(datetime.fromisoformat(document.at).timestamp()))
    return _drawn(
        {
            "html": html,
            "epoch": epoch,
            "identifier": document.fingerprint[:32],
            "attachments": [
                {
                    "name": part.name,
                    "base64": base64.b64encode(part.content).decode(),
                    "description": part.description,
                }
                for part in sorted(attached, key=lambda part: part.name)
            ],
        }
    )


def _drawn(request: dict[str, object]) -> bytes:
    try:
        done = subprocess.run(
            [sys.executable, "-m", "upakarti_tui.reports.rendering"],
            input=json.dumps(request).encode(),
            capture_output=True,
            timeout=PATIENCE,
            check=False,
            env=_surroundings(str(request["epoch"])),
        )
    except subprocess.TimeoutExpired as error:
        raise RenderingError(str(error)) from error
    if done.returncode or not done.stdout.startswith(b"%PDF-"):
        raise RenderingError(_last_line(done.stderr) or f"{done.returncode}")
    return done.stdout


def _last_line(said: bytes) -> str:
    lines = said.decode(errors="replace").split("\n")
    last = next((line for line in reversed(lines) if line.strip()), "")
    return "".join(c for c in last if c.isprintable())[:200]


def _surroundings(epoch: str) -> dict[str, str]:
    """Return all that the child learns of this process: nothing that could change a byte."""
    return {
        **{name: os.environ[name] for name in _KEPT if name in os.environ},
        "FONTCONFIG_FILE": str(FONTS / "fonts.conf"),
        "LC_ALL": "C.UTF-8",
        "PYTHONHASHSEED": "0",
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "PYTHONUTF8": "1",
        "SOURCE_DATE_EPOCH": epoch,
        "TZ": "UTC",
    }
