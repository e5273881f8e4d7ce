"""Which of a candidate's sheets count, and why the others do not.

A sheet counts when it is complete, submitted, free of conflicts and, where the
stage asks for it, confirmed by a second person. A draft also counts what is
complete and not yet submitted. An abstention and a recusal leave nothing open;
everything else that keeps a sheet from counting does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from upakarti_tui.domain.book.deeds import Confirmed, Filled
from upakarti_tui.domain.book.entries import Part, State
from upakarti_tui.domain.book.sheet import INTEREST, CellKey, Sheet, SheetState
from upakarti_tui.domain.problems import Message, say
from upakarti_tui.domain.standing import OpenItem
from upakarti_tui.domain.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from upakarti_tui.domain.book.proceedings import Head, Proceedings


class Seat(StrEnum):
    """What became of one scorer's sheet for one candidate."""

    COUNTED = "counted"
    ABSTAINED = "abstained"
    RECUSED = "recused"
    INAPPLICABLE = "not_applicable"
    """Complete, but no criterion applies: there is nothing to count."""

    CONFLICT = "conflict"
    INTEREST = "interest"
    """A conflict of interest is declared and the chair has not decided."""

    BLANK = "blank"
    UNCONFIRMED = "unconfirmed"
    UNSUBMITTED = "unsubmitted"


@dataclass(frozen=True, slots=True)
class Seated:
    """One scorer on a candidate's panel."""

    sheet: Sheet
    seat: Seat
    marks: Mapping[str, Decimal]
    """By criterion, those that apply; empty unless the sheet counts."""

    @property
    def scorer(self) -> str:
        """The scorer's id."""
        return self.sheet.key.scorer


@dataclass(frozen=True, slots=True)
class Bench:
    """Everybody who was asked to score one candidate in one stage."""

    candidate: str
    seats: tuple[Seated, ...]
    """By scorer id."""

    counted: tuple[Seated, ...] = field(init=False)
    """Those whose sheet counts, by scorer id."""

    def __post_init__(self) -> None:
        counted = tuple([seated for seated in self.seats if seated.seat is Seat.COUNTED])
        object.__setattr__(self, "counted", counted)

    @property
    def panel(self) -> int:
        """How many were asked, without the recused."""
        return sum(1 for seated in self.seats if seated.seat is not Seat.RECUSED)

    @property
    def recused(self) -> tuple[str, ...]:
        """Ids of the scorers kept away by a conflict of interest."""
        return tuple(s.scorer for s in self.seats if s.seat is Seat.RECUSED)


def seat(sheet: Sheet, confirmed: frozenset[str], *, draft: bool) -> Seated:
    """Say what becomes of a sheet.

    Args:
        sheet: as it stands.
        confirmed: ids of the records that a second person has confirmed.
        draft: whether complete sheets count before they are submitted.
    """
    marks = {
        criterion.id: mark
        for criterion in sheet.criteria
        if (mark := sheet.mark(criterion.id)) is not None
    }
    found = _seat(sheet, marks, confirmed, draft=draft)
    return Seated(sheet, found, marks if found is Seat.COUNTED else {})


def _seat(
    sheet: Sheet, marks: Mapping[str, Decimal], confirmed: frozenset[str], *, draft: bool
) -> Seat:
    match sheet.state:
        case SheetState.RECUSED:
            return Seat.RECUSED
        case SheetState.CONFLICT:
            return Seat.CONFLICT
        case SheetState.ABSTAINED:
            return Seat.ABSTAINED
        case SheetState.BLANK:
            return Seat.BLANK
        case SheetState.UNBEGUN:
            return Seat.UNSUBMITTED
    if sheet.state_of(INTEREST) is State.DECLARED:
        return Seat.INTEREST
    if sheet.stage.confirm_paper and any(unconfirmed(sheet, confirmed)):
        return Seat.UNCONFIRMED
    if not (sheet.submitted or draft):
        return Seat.UNSUBMITTED
    if sheet.criteria and not marks:
        return Seat.INAPPLICABLE
    return Seat.COUNTED


def unconfirmed(sheet: Sheet, confirmed: frozenset[str]) -> Iterator[Head]:
    """Yield what was typed in for the scorer and compared by nobody else."""
    for (part, _), held in sheet.cells.items():
        if part is not Part.INTEREST:
            for head in held.heads:
                deed = head.record.deed
                if isinstance(deed, Filled) and deed.typed_by and head.record.id not in confirmed:
                    yield head


def confirmed_records(proceedings: Proceedings) -> frozenset[str]:
    """Return the ids of the typed-in records that somebody else has confirmed."""
    typists = {
        record.id: record.deed.typed_by
        for record in proceedings.records
        if isinstance(record.deed, Filled)
    }
    return frozenset(
        confirmed
        for record in proceedings.records
        if isinstance(record.deed, Confirmed)
        for confirmed in record.deed.records
        if not _same_person(record.deed.by, typists.get(confirmed, ""))
    )


def _same_person(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def open_items(seats: Iterable[Seated]) -> Iterator[OpenItem]:
    """Yield what must be settled before every sheet counts or is known not to."""
    for seated in seats:
        if seated.seat is Seat.CONFLICT:
            yield from conflicts(seated.sheet, seated.sheet.cells)
        elif seated.seat is Seat.RECUSED:
            # Whether there is a conflict of interest may itself be in dispute.
            yield from conflicts(seated.sheet, [INTEREST])
        elif seated.seat is not Seat.COUNTED and seated.seat in _OPEN:
            yield OpenItem(seated.seat.value, "/".join(seated.sheet.key), _said(seated))
        if seated.sheet.stage.interests and seated.seat is not Seat.RECUSED:
            yield from _undeclared(seated.sheet)


def conflicts(sheet: Sheet, cells: Iterable[CellKey]) -> Iterator[OpenItem]:
    """Yield the cells in which a scorer's entries differ, none having seen the other."""
    for part, item in cells:
        held = sheet.held(part, item)
        if held is not None and held.conflict:
            where = "/".join([*sheet.key, item or part.value])
            what = say("{scorer} has two different entries here.", scorer=sheet.key.scorer)
            yield OpenItem(Seat.CONFLICT.value, where, what)


def _undeclared(sheet: Sheet) -> Iterator[OpenItem]:
    if sheet.state_of(INTEREST) is State.BLANK:
        what = say(
            "{scorer} has not said whether there is a conflict of interest.",
            scorer=sheet.key.scorer,
        )
        yield OpenItem(Seat.INTEREST.value, "/".join(sheet.key), what)


_OPEN = frozenset({Seat.INTEREST, Seat.BLANK, Seat.UNCONFIRMED, Seat.UNSUBMITTED})


def _said(seated: Seated) -> Message:
    scorer = seated.scorer
    match seated.seat:
        case Seat.INTEREST:
            return say("{scorer} declares a conflict of interest; the chair must decide.",
                       scorer=scorer)  # fmt: skip
        case Seat.BLANK:
            count = len(seated.sheet.missing)
            return say("The sheet of {scorer} has gaps: {count}.", scorer=scorer, count=count)
        case Seat.UNCONFIRMED:
            return say("A second person must compare the sheet of {scorer} with the paper.",
                       scorer=scorer)  # fmt: skip
        case _:
            return say("{scorer} has not submitted the sheet.", scorer=scorer)
