"""Screens are tested in a language and at a size that the test names."""

from __future__ import annotations

import pytest

from upakarti_tui import locale
from upakarti_tui.tui.widgets import glyphs


@pytest.fixture(autouse=True)
def indonesian():
    """Speak Indonesian and draw with every sign, whatever a test chose before."""
    locale.choose("id")
    glyphs.choose(None)
    yield
    locale.choose("id")
    glyphs.choose(None)
