"""Everything the records of a book say, read at one moment.

The same set of records gives the same proceedings, whatever order or file they
came in. Nothing is chosen here: where two records stand against each other,
both are held, and whoever asks sees a conflict.
"""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from operator import attrgetter
from typing import TYPE_CHECKING

from upakarti_tui.domain.book import deeds as d
from upakarti_tui.domain.book.cells import Cell, Head, Held, Sheets, held, sheets
from upakarti_tui.domain.book.entries import Part, SheetKey
from upakarti_tui.domain.book.records import Record
from upakarti_tui.domain.book.stamp import Stamp
from upakarti_tui.domain.people.candidate import Assignment, Candidate, Identity, Scorer
from upakarti_tui.domain.programme.template import Template
from upakarti_tui.domain.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from upakarti_tui.domain.book.deeds import Deed


@dataclass(frozen=True, slots=True)
class Proceedings:
    """What the records say. Mappings are in no order that means anything."""

    book: str
    template: Template
    fingerprint: str
    candidates: Mapping[str, Candidate]
    identities: Mapping[str, Identity]
    scorers: Mapping[str, Scorer]
    assignments: frozenset[Assignment]
    sheets: Mapping[SheetKey, Mapping[Cell, Held]]
    """Every sheet that holds anything; marks made after a closing are left out."""

    closings: Mapping[SheetKey, Record]
    """The closing record of each submitted sheet that was not sent back."""

    late: tuple[Record, ...]
    """Entries made on a sheet after it was closed, or in a stage after it was final."""

    standing: Mapping[tuple[str, ...], tuple[Record, ...]]
    """For every other topic (see `topic`): the records that nothing supersedes."""

    records: tuple[Record, ...]
    """All of them, ordered by author, device, sequence number and id."""

    def stood(self, *topic: str) -> tuple[Deed, ...]:
        """Return the deeds that stand on a topic; several when they contradict."""
        return tuple(record.deed for record in self.standing.get(topic, ()))

    def final(self, stage: str) -> d.Finalised | None:
        """Return what made a stage final; None while it is not."""
        stood = self.stood("finalised", stage)
        return next((deed for deed in stood if isinstance(deed, d.Finalised)), None)

    def opening(self, stage: str) -> d.Opened | None:
        """Return what opened a sealed stage; None while it is sealed."""
        stood = self.stood("opened", stage)
        return next((deed for deed in stood if isinstance(deed, d.Opened)), None)

    def configured(self) -> tuple[tuple[tuple[str, str], ...], ...]:
        """Return the settings of each record that stands; several where merged books differ."""
        stood = self.stood("configured")
        return tuple(deed.settings for deed in stood if isinstance(deed, d.Configured))

    def stamp(self) -> Stamp:
        """Return how far every author had got."""
        return stamp(self.records)


def stamp(records: Iterable[Record]) -> Stamp:
    """Return how far every author had got on every device."""
    last: dict[tuple[str, str], int] = {}
    for record in records:
        key = (record.author, record.device)
        last[key] = max(last.get(key, 0), record.seq)
    return Stamp(tuple((author, device, last[author, device]) for author, device in sorted(last)))


def topic(deed: Deed) -> tuple[str, ...] | None:
    """Return what a deed is about; None for entries on sheets and for what adds up.

    Keys add up: a scorer may have one on each of several devices.
    """
    match deed:
        case d.Nominated():
            return ("candidate", deed.candidate.id)
        case d.Identified():
            return ("identity", deed.identity.candidate)
        case d.Appointed():
            return ("scorer", deed.scorer.id)
        case d.Drawn() | d.Decided() | d.Scheduled():
            return (type(deed).__name__.lower(), deed.stage, deed.category)
        case d.Disqualified():
            return ("disqualified", deed.candidate)
        case d.Finalised() | d.Reopened():
            return ("finalised", deed.stage)
        case d.Opened():
            return ("opened", deed.stage)
        case d.Configured():
            return ("configured",)
        case _:
            return None


def read(records: Iterable[Record]) -> Proceedings:
    """Derive the proceedings from a set of records.

    Raises:
        ValueError: no record founds the book.
    """
    ordered = tuple(sorted({record.id: record for record in records}.values(), key=_order))
    entries = [record for record in ordered if isinstance(record.deed, _ON_SHEETS)]
    acts = [record for record in ordered if not isinstance(record.deed, _ON_SHEETS)]
    founded = next((x.deed for x in acts if isinstance(x.deed, d.Founded)), None)
    if founded is None:
        message = "no record founds the book"
        raise ValueError(message)
    standing = _standing(acts)
    closings = closings_of(acts)
    counted, late = _in_time(entries, closings, standing)
    return Proceedings(
        book=ordered[0].book,
        template=founded.template,
        fingerprint=founded.fingerprint,
        candidates={
            heads[0].deed.candidate.id: heads[0].deed.candidate
            for heads in standing.values()
            if isinstance(heads[0].deed, d.Nominated)
        },
        identities={
            heads[0].deed.identity.candidate: heads[0].deed.identity
            for heads in standing.values()
            if isinstance(heads[0].deed, d.Identified)
        },
        scorers={
            heads[0].deed.scorer.id: heads[0].deed.scorer
            for heads in standing.values()
            if isinstance(heads[0].deed, d.Appointed)
        },
        assignments=frozenset(
            assignment
            for record in acts
            if isinstance(record.deed, d.Assigned)
            for assignment in record.deed.assignments
        ),
        sheets=sheets(counted),
        closings=closings,
        late=late,
        standing=standing,
        records=ordered,
    )


_order = attrgetter("author", "device", "seq", "id")

# Tuples, because a union is slow to ask about for each of very many records.
_CLOSINGS = (d.Submitted, d.Returned)
_ON_SHEETS = (d.Filled, d.Ruled, d.Confirmed)
"""Deeds about one sheet; all others are acts about the award."""


def _standing(acts: Iterable[Record]) -> dict[tuple[str, ...], tuple[Record, ...]]:
    about: dict[tuple[str, ...], list[Record]] = defaultdict(list)
    for record in acts:
        subject = topic(record.deed)
        if subject is not None:
            about[subject].append(record)
    return {subject: unsuperseded(several) for subject, several in about.items()}


def unsuperseded(several: Iterable[Record]) -> tuple[Record, ...]:
    """Return the records that none of the others supersedes, ordered by id."""
    several = tuple(several)
    if len(several) == 1:
        return several
    gone = {old for record in several for old in getattr(record.deed, "supersedes", ())}
    return tuple(sorted((x for x in several if x.id not in gone), key=lambda x: x.id))


def closings_of(records: Iterable[Record]) -> dict[SheetKey, Record]:
    """Return the closing record of each sheet that is submitted and not sent back since."""
    acts: dict[SheetKey, tuple[Record, ...]] = {}
    for record in records:
        deed = record.deed
        if isinstance(deed, _CLOSINGS):
            alone = (record,)
            for candidate in deed.candidates:
                sheet = SheetKey(deed.stage, candidate, deed.scorer)
                acts[sheet] = acts[sheet] + alone if sheet in acts else alone
    closed: dict[SheetKey, Record] = {}
    for sheet, several in acts.items():
        if len(several) == 1:
            if isinstance(several[0].deed, d.Submitted):
                closed[sheet] = several[0]
            continue
        last = unsuperseded(several)
        if last and all(isinstance(record.deed, d.Submitted) for record in last):
            closed[sheet] = last[0]
    return closed


def _in_time(
    entries: Iterable[Record],
    closings: Mapping[SheetKey, Record],
    standing: Mapping[tuple[str, ...], tuple[Record, ...]],
) -> tuple[list[Record], tuple[Record, ...]]:
    """Part the entries on sheets into those in time and those after a closing."""
    final = {
        subject[1]: heads[0].deed.stamp
        for subject, heads in standing.items()
        if isinstance(heads[0].deed, d.Finalised)
    }
    counted: list[Record] = []
    late: list[Record] = []
    for record in entries:
        deed = record.deed
        assert isinstance(deed, _ON_SHEETS)  # noqa: S101 -- `read` has parted them
        closing = closings.get(deed.sheet)
        after_closing = (
            closing is not None and record.seq > closing.seq and _follows(record, closing)
        )
        shut = final.get(deed.sheet.stage)
        after_final = shut is not None and not shut.covers(record.place)
        (late if after_closing or after_final else counted).append(record)
    return counted, tuple(late)


def _follows(record: Record, closing: Record) -> bool:
    """Tell whether the scorer who closed a sheet went on filling it on the same device."""
    deed = record.deed
    return (
        isinstance(deed, d.Filled)
        and (record.author, record.device) == (closing.author, closing.device)
        # A conflict of interest comes to light when it does, and changes no mark.
        and not all(entry.part is Part.INTEREST for entry in deed.entries)
    )


def added(proceedings: Proceedings, record: Record) -> Proceedings:
    """Return the proceedings with one more record, without reading all the others again."""
    deed = record.deed
    before = proceedings.sheets
    if (
        not isinstance(before, Sheets)
        or not isinstance(deed, d.Filled)
        or deed.sheet in proceedings.closings
        or proceedings.final(deed.sheet.stage) is not None
    ):
        return read((*proceedings.records, record))
    records = proceedings.records
    at = bisect(records, _order(record), key=_order)
    return replace(
        proceedings,
        records=(*records[:at], record, *records[at:]),
        sheets=before.after(deed.sheet, record),
    )


__all__ = [
    "Head",
    "Held",
    "Proceedings",
    "Sheets",
    "added",
    "closings_of",
    "held",
    "read",
    "stamp",
    "topic",
    "unsuperseded",
]
