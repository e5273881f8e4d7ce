"""The languages of the screen and the documents: Indonesian first, English second.

English sentences in the code are the keys; `upakarti.po` gives their Indonesian. The
language is chosen once, before anything is shown.
"""

from __future__ import annotations

import gettext as _gettext
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from upakarti_tui.domain.problems import Message, Problem

LANGUAGES = ("id", "en")
DOMAIN = "upakarti"
_FOLDER = Path(__file__).parent

_chosen: str | None = None


def default() -> str:
    """Return the language the environment asks for, known or not; else Indonesian."""
    return os.environ.get("UPAKARTI_LANG") or "id"


def choose(language: str) -> None:
    """Choose the language of everything said from now on.

    Raises:
        ValueError: the language is not one of `LANGUAGES`.
    """
    if language not in LANGUAGES:
        raise ValueError(language)
    global _chosen  # noqa: PLW0603 -- one process speaks one language at a time
    _chosen = language


def language() -> str:
    """Return the chosen language; Indonesian where the environment names no known one."""
    asked = _chosen or default()
    return asked if asked in LANGUAGES else "id"


@cache
def _catalogue(chosen: str) -> _gettext.NullTranslations:
    try:
        with (_FOLDER / chosen / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as file:
            return _gettext.GNUTranslations(file)
    except FileNotFoundError:
        # English is what the code says.
        return _gettext.NullTranslations()


def gettext(text: str) -> str:
    """Translate one sentence into the chosen language."""
    return _catalogue(language()).gettext(text) if text else text


def told(what: Message | Problem) -> str:
    """Return a message or a problem in the chosen language."""
    return what.told(gettext)
