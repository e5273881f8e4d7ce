"""A document as one HTML page with its styles inside, for the screen, for print and for PDF.

The page names no address: styles stand in it, drawings are inline, and there is no
script. All text goes through the template's escaping; drawings are made here.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
import segno
from markupsafe import Markup

from upakarti_tui import __version__
from upakarti_tui.domain.settings import Paper
from upakarti_tui.domain.text import shown
from upakarti_tui.locale import gettext
from upakarti_tui.reports.document import Number
from upakarti_tui.reports.marks_of_page import grouped

if TYPE_CHECKING:
    from upakarti_tui.reports.document import Document

PAGES = Path(__file__).parent / "pages"
_SIZES = {Paper.A4: (210, 297), Paper.F4: (215, 330)}


@cache
def _pages() -> jinja2.Environment:
    pages = jinja2.Environment(
        loader=jinja2.FileSystemLoader(PAGES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        finalize=_shown,
    )
    pages.tests["number"] = lambda cell: isinstance(cell, Number)
    pages.filters["kind"] = lambda block: type(block).__name__
    return pages


def _shown(value: object) -> object:
    """Return what is drawn of a value: no sign that moves or hides others."""
    return value if isinstance(value, Markup) or value is None else shown(str(value))


def code(content: str) -> Markup:
    """Return a QR code as inline SVG."""
    drawn = segno.make(content, error="m", micro=False).svg_inline(
        border=0, omitsize=True, svgclass=None, lineclass=None
    )
    return Markup(drawn)  # noqa: S704 -- drawn here from bits, holds no text


def html(document: Document, renderer: str = "") -> str:
    """Return the page. What is to draw it may name itself in place of `renderer`."""
    width, height = _SIZES[document.paper]
    if document.landscape:
        width, height = height, width
    return (
        _pages()
        .get_template("document.html")
        .render(
            document=document,
            renderer=renderer,
            version=__version__,
            size=f"{width}mm {height}mm",
            styles=Markup((PAGES / "document.css").read_text("utf-8")),  # noqa: S704 -- our file
            seal=grouped(document.fingerprint),
            qr=code,
            say=gettext,
            markup=Markup,
        )
    )
