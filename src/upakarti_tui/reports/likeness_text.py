"""Candidates beside earlier recipients of a like name, as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.locale import gettext
from upakarti_tui.reports.columns import columns

if TYPE_CHECKING:
    from upakarti_tui.domain.people.earlier_recipients import Likeness


def as_text(found: tuple[Likeness, ...]) -> str:
    """Return a line a pair, in the chosen language, a line feed at the end."""
    if not found:
        return gettext("No candidate has a name like that of an earlier recipient.") + "\n"
    heads = [
        gettext("candidate"), gettext("name"), gettext("earlier recipient"), gettext("year"),
        gettext("row"), gettext("alike"),
    ]  # fmt: skip
    rows = [
        [
            pair.candidate.id, pair.name, pair.recipient.name, pair.recipient.year,
            str(pair.recipient.row), f"{pair.percent}%",
        ]
        for pair in found
    ]  # fmt: skip
    said = gettext("Offered for a person to decide; nothing was recorded.")
    return f"{columns(heads, rows)}\n\n{said}\n"
