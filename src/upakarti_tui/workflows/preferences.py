"""What a person has set up for themselves on this machine: keys of their own.

The keymap is a text file `keymap` in the user's configuration folder, a line an
action: `submit = x`. Several keys are parted by commas; lines that begin with
`#` are remarks. Names of actions are those that the help shows.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

BOOK_NAME = "upakarti.jsonl"
"""The book of a folder, where nothing else is named."""

_LINE = re.compile(r"([a-z-]{1,40})\s*=\s*([A-Za-z0-9_+, ]{1,100})")
_LARGEST = 64 * 1024


def keymap_path() -> Path:
    """Return where the keymap is looked for."""
    import platformdirs  # noqa: PLC0415 -- only where keys are pressed

    return Path(platformdirs.user_config_dir("upakarti", appauthor=False)) / "keymap"


def keymap(path: Path | None = None) -> dict[str, str]:
    """Return the keys that a person has chosen, by action; a line that is none is passed over.

    A single letter is taken in both cases.
    """
    path = path or keymap_path()
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            lines = file.read(_LARGEST).splitlines()
    except OSError:
        return {}
    found = (_LINE.fullmatch(line.strip()) for line in lines)
    return {match[1]: _both_cases(match[2]) for match in found if match is not None}


def _both_cases(keys: str) -> str:
    parted = [key.strip() for key in keys.split(",") if key.strip()]
    both = [c for key in parted for c in ((key.lower(), key.upper()) if len(key) == 1 else (key,))]
    return ",".join(dict.fromkeys(both))


def book(named: Path | None) -> Path:
    """Return the book that is meant: the one named, else UPAKARTI_BOOK, else the folder's."""
    return named or Path(os.environ.get("UPAKARTI_BOOK") or BOOK_NAME)
