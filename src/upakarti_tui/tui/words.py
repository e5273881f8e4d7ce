"""The words and signs of states, roles and numbers, the same on every screen."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from upakarti_tui.domain.candidate import Role
from upakarti_tui.domain.records import Answer, InterestKind, State, Verdict
from upakarti_tui.domain.sheet import SheetState
from upakarti_tui.domain.standing import Outcome, Unplaced
from upakarti_tui.locale import language
from upakarti_tui.tui.widgets import glyphs
from upakarti_tui.tui.widgets.line import Ink

if TYPE_CHECKING:
    from decimal import Decimal

ROLES = {
    Role.SECRETARIAT: "secretariat",
    Role.EVALUATOR: "evaluator",
    Role.TEAM: "field team",
    Role.JUROR: "juror",
}

SHEETS = {
    SheetState.COMPLETE: (glyphs.DONE, "complete", Ink.GOOD),
    SheetState.BLANK: (glyphs.PART, "filled {filled}/{asked}", Ink.WARN),
    SheetState.UNBEGUN: (glyphs.NONE, "not begun", Ink.PLAIN),
    SheetState.ABSTAINED: (glyphs.NOT, "abstained", Ink.WARN),
    SheetState.RECUSED: (glyphs.NOT, "conflict of interest", Ink.WARN),
    SheetState.CONFLICT: ("!", "conflict", Ink.BAD),
}

FINDINGS = {
    State.CONFIRMED: (glyphs.DONE, "confirmed", Ink.GOOD),
    State.PARTLY: ("!", "partly", Ink.WARN),
    State.CONTRADICTED: (glyphs.NOT, "contradicted", Ink.BAD),
    State.UNVERIFIABLE: ("?", "unverifiable", Ink.WARN),
}

ANSWERS = {Answer.YES: "yes", Answer.NO: "no", Answer.MEND: "mend"}
VERDICTS = {Verdict.WORTHY: "worthy", Verdict.NOT_WORTHY: "not worthy"}

INTERESTS = {
    InterestKind.FAMILY: "family",
    InterestKind.EMPLOYER: "employer",
    InterestKind.PARTNER: "business partner",
    InterestKind.ADVISER: "adviser",
    InterestKind.COMPETITOR: "competitor",
    InterestKind.OTHER: "other",
}


OUTCOMES = {
    Outcome.SELECTED: (glyphs.DONE, "selected", Ink.GOOD),
    Outcome.TIED_AT_LINE: ("!", "tied at the line", Ink.WARN),
    Outcome.BEYOND_QUOTA: (glyphs.HOLLOW, "beyond the quota", Ink.PLAIN),
    Outcome.FAILS: (glyphs.NOT, "does not pass", Ink.WARN),
}

UNPLACED = {
    Unplaced.BELOW_QUORUM: ("!", "below quorum"),
    Unplaced.DISQUALIFIED: (glyphs.NOT, "dropped out"),
    Unplaced.RECUSED: (glyphs.NOT, "recused"),
    Unplaced.INCOMPLETE: (glyphs.PART, "incomplete"),
}


def number(value: Decimal | str) -> str:
    """Write a number as the chosen language does: decimal comma in Indonesian."""
    text = value if isinstance(value, str) else format(value, "f")
    return text.replace(".", ",") if language() == "id" else text


def score(value: Fraction, decimals: int = 2) -> str:
    """Write a score to some decimals, half up, for reading along; decides nothing."""
    scaled = abs(value) * 10**decimals
    whole = int(scaled + Fraction(1, 2))
    digits = str(whole).rjust(decimals + 1, "0")
    sign = "-" if value < 0 and whole else ""
    text = f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits
    return number(sign + text)


def clock(at: str) -> str:
    """Write a record's time as people read it: `25-09-2024 14.05`."""
    if len(at) < 16:  # noqa: PLR2004 -- a time without minutes is told as it is
        return at
    day, hour = at[:10], at[11:16].replace(":", ".")
    year, month, date = day.split("-") if day.count("-") == 2 else ("", "", day)  # noqa: PLR2004
    return f"{date}-{month}-{year} {hour}"
