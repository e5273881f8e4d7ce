"""What is known of a candidate, and how far one's own sheet is, beside a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.book.entries import Part
from upakarti_tui.locale import gettext
from upakarti_tui.tui.widgets.line import Ink, Line, wrapped
from upakarti_tui.tui.widgets.sheet_rows import facts_found, standing, title_of

if TYPE_CHECKING:
    from upakarti_tui.domain.book.sheet import Sheet
    from upakarti_tui.domain.people.candidate import Candidate

NOTES = 6
"""Extra columns of the import that are shown; the rest stands in the documents."""


def card(candidate: Candidate, sheet: Sheet, width: int) -> list[Line]:
    """Return the lines of the card."""
    named = wrapped(f"{candidate.id} {candidate.name}", width)
    lines = [Line().put(row, Ink.TITLE) for row in named]
    place = " · ".join(filter(None, (candidate.regency, candidate.province)))
    since = gettext("since {year}").format(year=candidate.start_year)
    partners = gettext("{count} partner businesses").format(count=candidate.partners)
    known = (
        candidate.organisation,
        place,
        since if candidate.start_year else "",
        partners if candidate.partners else "",
    )
    lines += [Line().put(text).cut(width) for text in known if text]
    lines += [
        Line().put(f"{heading}: ", Ink.FAINT).put(text).cut(width)
        for heading, text in candidate.notes[:NOTES]
    ]
    lines += [Line(), Line().put(gettext("My sheet"), Ink.STRONG)]
    for cell in sheet.asked:
        if cell[0] is not Part.FACT:
            text, ink = standing(sheet, cell)
            lines.append(
                Line("  ").put(title_of(sheet, cell), width=width - 16).right(text, 12, ink)
            )
    if found := facts_found([sheet]):
        lines.append(Line("  ").put(found))
    return lines
