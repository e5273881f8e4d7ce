"""The words and signs of states, roles and numbers, the same on every screen."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from upakarti_tui.domain.book.entries import Answer, InterestKind, State, Verdict
from upakarti_tui.domain.book.sheet import SheetState
from upakarti_tui.domain.problems import say
from upakarti_tui.domain.standing import Outcome, Unplaced
from upakarti_tui.locale import language
from upakarti_tui.tui.widgets import glyphs
from upakarti_tui.tui.widgets.ink import Ink

if TYPE_CHECKING:
    from decimal import Decimal

SHEETS = {
    SheetState.COMPLETE: (glyphs.DONE, say("complete"), Ink.GOOD),
    SheetState.BLANK: (glyphs.PART, say("filled {filled}/{asked}"), Ink.WARN),
    SheetState.UNBEGUN: (glyphs.NONE, say("not begun"), Ink.PLAIN),
    SheetState.ABSTAINED: (glyphs.NOT, say("abstained"), Ink.WARN),
    SheetState.RECUSED: (glyphs.NOT, say("kept away"), Ink.WARN),
    SheetState.CONFLICT: ("!", say("conflict"), Ink.BAD),
}

FINDINGS = {
    State.CONFIRMED: (glyphs.DONE, say("confirmed"), Ink.GOOD),
    State.PARTLY: ("!", say("partly"), Ink.WARN),
    State.CONTRADICTED: (glyphs.NOT, say("contradicted"), Ink.BAD),
    State.UNVERIFIABLE: ("?", say("unverifiable"), Ink.WARN),
}

NOT_CHECKED = (glyphs.NONE, say("not checked"), Ink.PLAIN)

ANSWERS = {Answer.YES: say("yes"), Answer.NO: say("no"), Answer.MEND: say("mend")}
VERDICTS = {Verdict.WORTHY: say("worthy"), Verdict.NOT_WORTHY: say("not worthy")}

INTERESTS = {
    InterestKind.FAMILY: say("family"),
    InterestKind.EMPLOYER: say("employer"),
    InterestKind.PARTNER: say("business partner"),
    InterestKind.ADVISER: say("adviser"),
    InterestKind.COMPETITOR: say("competitor"),
    InterestKind.OTHER: say("other"),
}


OUTCOMES = {
    Outcome.SELECTED: (glyphs.DONE, say("selected"), Ink.GOOD),
    Outcome.TIED_AT_LINE: ("!", say("tied at the line"), Ink.WARN),
    Outcome.BEYOND_QUOTA: (glyphs.HOLLOW, say("beyond the quota"), Ink.PLAIN),
    Outcome.FAILS: (glyphs.NOT, say("does not pass"), Ink.WARN),
}

UNPLACED = {
    Unplaced.BELOW_QUORUM: ("!", say("below quorum")),
    Unplaced.DISQUALIFIED: (glyphs.NOT, say("dropped out")),
    Unplaced.RECUSED: (glyphs.NOT, say("recused")),
    Unplaced.INCOMPLETE: (glyphs.PART, say("incomplete")),
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
    year, month, date = day.split("-") if day.count("-") == 2 else ("", "", day)  # noqa: PLR2004 -- year, month, day
    return f"{date}-{month}-{year} {hour}"
