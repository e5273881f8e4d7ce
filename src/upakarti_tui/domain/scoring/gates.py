"""What keeps a candidate from passing, whatever its score.

At a gate: a blocking question that is not answered yes by all who count. In the
field: a recommendation of `tidak layak`, or a blocking fact that was contradicted
or found below what is asked. One counted sheet is enough; scorers who disagree
keep the candidate from passing until they agree.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from upakarti_tui.domain.book.entries import Answer, Part, State, Verdict
from upakarti_tui.domain.book.sheet import RECOMMENDATION, Sheet
from upakarti_tui.domain.problems import Message, say
from upakarti_tui.domain.programme.marks import plain, read_number
from upakarti_tui.domain.programme.template import ChecklistItem, Fact, FactType
from upakarti_tui.domain.standing import OpenItem
from upakarti_tui.domain.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Barrier:
    """One reason that a candidate does not pass."""

    why: Message
    open: OpenItem | None = None
    """What must be settled, where the reason is not the last word."""


def barriers(sheets: Sequence[Sheet]) -> tuple[Barrier, ...]:
    """Return every reason in the counted sheets of one candidate, in their order."""
    if not sheets:
        return ()
    return (*_gate(sheets), *_recommendation(sheets), *_facts(sheets))


def _gate(sheets: Sequence[Sheet]) -> Iterator[Barrier]:
    for item in sheets[0].checklist:
        answers = {_value(sheet, Part.GATE, item.id) for sheet in sheets}
        if item.blocking and answers != {Answer.YES.value}:
            yield _answered(item, answers, f"{_where(sheets[0])}/{item.id}")


def _answered(item: ChecklistItem, answers: set[str], where: str) -> Barrier:
    if len(answers) > 1:
        what = say("The evaluators disagree on: {item}", item=item.title)
        return Barrier(what, OpenItem("disagreement", where, what))
    if answers == {Answer.MEND.value}:
        what = say("Still to be mended: {item}", item=item.title)
        return Barrier(what, OpenItem("mend", where, what))
    return Barrier(say("Not met: {item}", item=item.title))


def _recommendation(sheets: Sequence[Sheet]) -> Iterator[Barrier]:
    against = [sheet for sheet in sheets if sheet.verdict is Verdict.NOT_WORTHY]
    if not against:
        return
    opened = None
    if any(sheet.verdict is Verdict.WORTHY for sheet in sheets):
        opened = OpenItem(
            "disagreement",
            f"{_where(sheets[0])}/{Part.RECOMMENDATION.value}",
            say("The visitors disagree on whether the candidate is layak."),
        )
    for sheet in against:
        note = _note(sheet)
        said = (
            say("{scorer} recommends tidak layak: {reason}", scorer=sheet.key.scorer, reason=note)
            if note
            else say("{scorer} recommends tidak layak.", scorer=sheet.key.scorer)
        )
        yield Barrier(said, opened)


def _facts(sheets: Sequence[Sheet]) -> Iterator[Barrier]:
    for fact in sheets[0].facts:
        if fact.blocking:
            for sheet in sheets:
                yield from _fact(fact, sheet)


def _fact(fact: Fact, sheet: Sheet) -> Iterator[Barrier]:
    if sheet.state_of((Part.FACT, fact.id)) is State.CONTRADICTED:
        yield Barrier(say("Contradicted in the field: {fact}", fact=fact.title))
        return
    short = _shortfall(fact, sheet)
    if short is not None:
        yield Barrier(short)


def shortfalls(sheets: Sequence[Sheet]) -> Iterator[Message]:
    """Yield what was found below what is asked without keeping the candidate from passing."""
    for fact in sheets[0].facts if sheets else ():
        if not fact.blocking:
            yield from filter(None, (_shortfall(fact, sheet) for sheet in sheets))


def _shortfall(fact: Fact, sheet: Sheet) -> Message | None:
    found = found_number(fact, sheet)
    if found is None or fact.at_least is None or found >= fact.at_least:
        return None
    return say(
        "Found in the field: {fact} {found}, at least {least} asked",
        fact=fact.title,
        found=plain(found),
        least=plain(fact.at_least),
    )


def found_number(fact: Fact, sheet: Sheet) -> Decimal | None:
    """Return the number found for a fact; None for words and for nothing found."""
    if fact.type is not FactType.NUMBER:
        return None
    number = read_number(_value(sheet, Part.FACT, fact.id))
    return number if isinstance(number, Decimal) else None


def partners_interviewed(sheets: Sequence[Sheet]) -> int:
    """Return how many partners were talked to; one talked to twice counts once."""
    named: set[str] = set()
    unnamed = 0
    for sheet in sheets:
        for (part, _), held in sheet.cells.items():
            entry = held.entry
            if part is not Part.INTERVIEW or entry is None or entry.state is State.BLANK:
                continue
            partner = " ".join(dict(entry.more).get("partner", "").split()).casefold()
            if partner:
                named.add(partner)
            else:
                unnamed += 1
    return len(named) + unnamed


def too_few_interviews(sheets: Sequence[Sheet]) -> OpenItem | None:
    """Return the open item of a visit with fewer talks than asked; None if there are enough."""
    asked = sheets[0].stage.interviews if sheets else None
    if asked is None or (held := partners_interviewed(sheets)) >= asked.min:
        return None
    what = say("Partners interviewed: {held} of at least {asked}.", held=held, asked=asked.min)
    return OpenItem("interviews", _where(sheets[0]), what)


def _value(sheet: Sheet, part: Part, item: str) -> str:
    held = sheet.held(part, item)
    entry = held.entry if held is not None else None
    return entry.value if entry is not None else ""


def _note(sheet: Sheet) -> str:
    entry = sheet.cells[RECOMMENDATION].entry
    return entry.note.strip() if entry is not None else ""


def _where(sheet: Sheet) -> str:
    return f"{sheet.key.stage}/{sheet.key.candidate}"
