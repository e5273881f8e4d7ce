"""What is handed to a scorer: a part of the book, and a list of what the part holds.

A part is made of the very records of the book, so it merges back by itself. It
holds one scorer, that scorer's candidates and sheets, and no number that
identifies a person.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import TYPE_CHECKING

from upakarti_tui.domain.book import deeds as d
from upakarti_tui.domain.book.deeds import Packed
from upakarti_tui.domain.book.entries import SheetKey
from upakarti_tui.domain.book.records import SECRETARIAT, Record

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from upakarti_tui.domain.book.proceedings import Proceedings


def part(proceedings: Proceedings, scorer: str, asked: Iterable[SheetKey]) -> tuple[Record, ...]:
    """Return the records that a scorer who is asked for these sheets is handed."""
    candidates = {key.candidate for key in asked}
    candidates |= {key.candidate for key in proceedings.sheets if key.scorer == scorer}
    return tuple(x for x in proceedings.records if _is_for(x, scorer, candidates))


def _is_for(record: Record, scorer: str, candidates: Collection[str]) -> bool:
    deed = record.deed
    match deed:
        case d.Founded():
            return True
        case d.Nominated():
            return deed.candidate.id in candidates
        case d.Disqualified():
            return deed.candidate in candidates
        case d.Appointed():
            return deed.scorer.id == scorer
        case d.Assigned():
            return all(x.scorer == scorer for x in deed.assignments)
        case d.Filled() | d.Ruled() | d.Confirmed():
            return deed.sheet.scorer == scorer
        case d.Submitted() | d.Returned():
            return deed.scorer == scorer
        case d.Enrolled():
            return deed.scorer in {scorer, SECRETARIAT}
        case d.Scheduled():
            return set(deed.order) <= set(candidates)
        case _:
            return False


def manifest(scorer: str, handed: Iterable[Record], asked: Iterable[SheetKey]) -> Packed:
    """Return the list of what a scorer is handed."""
    handed = tuple(handed)
    numbers: dict[tuple[str, str], set[int]] = defaultdict(set)
    for record in handed:
        numbers[record.author, record.device].add(record.seq)
    return Packed(
        scorer=scorer,
        handed=tuple((*key, spans(numbers[key])) for key in sorted(numbers)),
        root=root(record.id for record in handed),
        asked=tuple(sorted({(key.stage, key.candidate) for key in asked})),
    )


def root(ids: Iterable[str]) -> str:
    """Return the SHA-256 over record ids, sorted, a line each."""
    return hashlib.sha256("\n".join([*sorted(ids), ""]).encode()).hexdigest()


def spans(numbers: Iterable[int]) -> str:
    """Return numbers as spans: `1-30,45`."""
    said: list[str] = []
    for first, last in _runs(sorted(set(numbers))):
        said.append(str(first) if first == last else f"{first}-{last}")
    return ",".join(said)


def _runs(ordered: list[int]) -> Iterator[tuple[int, int]]:
    start = 0
    for index, number in enumerate(ordered):
        if index + 1 == len(ordered) or ordered[index + 1] != number + 1:
            yield ordered[start], number
            start = index + 1


def within(said: str, number: int) -> bool:
    """Tell whether the number is in spans such as `1-30,45`.

    Raises:
        ValueError: the text is no spans.
    """
    for span in said.split(","):
        first, _, last = span.partition("-")
        if int(first) <= number <= int(last or first):
            return True
    return False


def many(said: str) -> int:
    """Return how many numbers are in spans such as `1-30,45`.

    Raises:
        ValueError: the text is no spans.
    """
    count = 0
    for span in said.split(","):
        first, _, last = span.partition("-")
        count += int(last or first) - int(first) + 1
    return count


def is_packed(proceedings: Proceedings) -> str | None:
    """Return the scorer that a book was handed to; None for a book of the secretariat.

    A book is a part when it holds nothing of the secretariat's but what one
    scorer was handed.
    """
    return packed_for(proceedings.records)


def packed_for(records: Iterable[Record]) -> str | None:
    """Return the scorer that these records were handed to; None where they are more."""
    records = tuple(records)
    manifests = [x.deed for x in records if isinstance(x.deed, Packed)]
    scorers = {deed.scorer for deed in manifests}
    if len(scorers) != 1 or holds_main(records):
        return None
    return scorers.pop()


def holds_main(records: Iterable[Record]) -> bool:
    """Tell whether records of the secretariat are among them that nobody was handed."""
    records = tuple(records)
    handed: dict[tuple[str, str], list[str]] = defaultdict(list)
    for record in records:
        if isinstance(record.deed, Packed):
            for author, device, said in record.deed.handed:
                handed[author, device].append(said)
    return any(
        record.author == SECRETARIAT
        and not isinstance(record.deed, Packed)
        and not any(within(said, record.seq) for said in handed[record.author, record.device])
        for record in records
    )


def asked_here(proceedings: Proceedings) -> tuple[SheetKey, ...] | None:
    """Return the sheets that a handed-out book asks for; None for a book of the secretariat."""
    scorer = is_packed(proceedings)
    if scorer is None:
        return None
    return tuple(
        SheetKey(stage, candidate, scorer)
        for stage, candidate in sorted(
            {
                pair
                for record in proceedings.records
                if isinstance(record.deed, Packed)
                for pair in record.deed.asked
            }
        )
    )
