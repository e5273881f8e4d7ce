"""The canonical determination: one JSON document that holds all it was computed from.

It rests on the records of the stage and the ones before it, without identities.
Writing and verifying build it in the same way: records in, bytes out. So it is
true exactly when the bytes come out again.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec

from upakarti_tui.domain.book import deeds as d
from upakarti_tui.domain.book import handout, proceedings
from upakarti_tui.domain.book.merging import order
from upakarti_tui.domain.book.proceedings import Proceedings
from upakarti_tui.domain.book.records import Record
from upakarti_tui.domain.places.determination import Determination, determine
from upakarti_tui.domain.places.ranking_values import ranking_values
from upakarti_tui.domain.standing import State
from upakarti_tui.reports.papers.source import Source
from upakarti_tui.storage.books import records as lines
from upakarti_tui.storage.canonical import canonical_json, read_json
from upakarti_tui.storage.programmes import template_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from upakarti_tui.domain.book.entries import SheetKey
    from upakarti_tui.domain.places.determination import Proposal
    from upakarti_tui.domain.programme.template import Template

FORMAT = "upakarti-determination/1"
LONGEST = 256 * 1024 * 1024
"""Bytes of the largest document that is read."""


_MOST = 1_000_000
"""Numbers in one span; more is nobody's book."""

Withheld: TypeAlias = tuple[str, str, str]
"""Author, device and the numbers of the records left out (`1-30,45`)."""


class _Claimed(msgspec.Struct):
    """What must be read of a document to compute it again."""

    format: str
    asked: tuple[str, str | None, bool]
    records: list[dict[str, Any]]
    withheld: list[Withheld]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be determined."""

    stage: str
    category: str | None = None
    """None: all."""

    draft: bool = False


@dataclass(frozen=True, slots=True)
class Determined:
    """A determination with its canonical form."""

    asked: Asked
    determination: Determination
    proceedings: Proceedings
    """Records left out are there as ones that say nothing."""

    records: tuple[Record, ...]
    """What it rests on."""

    document: bytes
    """Canonical JSON, a line feed at its end."""

    fingerprint: str
    """SHA-256 of the document, as `sha256sum` gives it."""

    def source(self, only: str | None = None) -> Source:
        """Return what papers are made from: of all candidates, or of one."""
        return Source(
            self.determination,
            self.proceedings,
            self.asked.draft,
            self.fingerprint,
            sha256(b"upakarti-codes/1\0" + self.document).digest(),
            only,
        )


def determined(records: Iterable[Record], asked: Asked) -> Determined:
    """Return the determination of a stage, from the records that decide it alone."""
    records = tuple(records)
    founded = next(x.deed for x in records if isinstance(x.deed, d.Founded))
    kept = frozenset(needed(records, founded.template, asked.stage))
    withheld = _withheld(x.place for x in records if x not in kept)
    return _determined(tuple(sorted(kept, key=order)), withheld, asked)


def reread(document: bytes) -> Determined:
    """Return the determination that a document claims to be, computed from its records alone.

    Raises:
        ValueError: it is no such document. Whether it says what its records say is
            the caller's to compare.
    """
    claimed = msgspec.convert(read_json(document), _Claimed)
    if claimed.format != FORMAT:
        message = f"no {FORMAT}"
        raise ValueError(message)
    records = tuple(lines.decode(canonical_json(each)) for each in claimed.records)
    return _determined(records, tuple(claimed.withheld), Asked(*claimed.asked))


def _determined(
    kept: tuple[Record, ...], withheld: tuple[Withheld, ...], asked: Asked
) -> Determined:
    read = proceedings.read((*kept, *_stand_ins(kept, withheld)))
    determination = determine(read, asked.stage, category=asked.category, draft=asked.draft)
    document = canonical_json(_form(determination, asked, kept, withheld)) + b"\n"
    return Determined(asked, determination, read, kept, document, sha256(document).hexdigest())


def needed(records: Iterable[Record], template: Template, stage: str) -> Iterable[Record]:
    """Yield the records that a determination may rest on and may show.

    Identities stay behind, and so does what belongs to a later stage, which may be
    sealed still, and what only tells who was handed what.
    """
    later = {s.id for s in template.stages} - {s.id for s in template.before(stage)} - {stage}
    for record in records:
        if isinstance(record.deed, d.Identified | d.Revealed | d.Packed):
            continue
        if isinstance(record.deed, d.Disqualified) or _stage_of(record.deed) not in later:
            yield record


def _stage_of(deed: d.Deed) -> str | None:
    sheet: SheetKey | None = getattr(deed, "sheet", None)
    return sheet.stage if sheet is not None else getattr(deed, "stage", None)


def _withheld(places: Iterable[tuple[str, str, int]]) -> tuple[Withheld, ...]:
    """Return which numbers are left out, without their ids: an id could be guessed from."""
    numbers: dict[tuple[str, str], list[int]] = {}
    for author, device, seq in places:
        numbers.setdefault((author, device), []).append(seq)
    return tuple((*key, handout.spans(numbers[key])) for key in sorted(numbers))


def _stand_ins(kept: tuple[Record, ...], withheld: Iterable[Withheld]) -> Iterable[Record]:
    """Yield a record that says nothing in the place of each one left out.

    They are linked as those were, so that what comes after them still leads back
    to what came before; without them something would seem to be missing.
    """
    ids = {record.place: record.id for record in kept}
    wanted = {(x.author, x.device, x.seq - 1): x.prev for x in kept if x.seq > 1}
    nothing = d.Revealed("", "", "")
    for author, device, said in withheld:
        for seq in sorted(_numbers(said)):
            place = (author, device, seq)
            name = wanted.get(place) or f"withheld/{author}/{device}/{seq}"
            prev = ids.get((author, device, seq - 1), "")
            ids[place] = name
            yield Record(name, kept[0].book, author, device, seq, prev, "", nothing)


def _numbers(said: str) -> Iterable[int]:
    """Yield the numbers of spans such as `1-30,45`."""
    for span in said.split(","):
        first, _, last = span.partition("-")
        yield from range(int(first), min(int(last or first), int(first) + _MOST) + 1)


def _form(
    determination: Determination,
    asked: Asked,
    kept: tuple[Record, ...],
    withheld: tuple[Withheld, ...],
) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "asked": [asked.stage, asked.category, asked.draft],
        "book": determination.book,
        "state": "draft" if determination.draft else str(State.FINAL),
        "template": {
            "fingerprint": determination.fingerprint,
            "form": template_form.form(determination.template),
        },
        "ranking": ranking_values(determination.ranking),
        "proposed": [row for each in determination.proposals for row in _proposal(each)],
        "closings": _closings(determination.closings),
        "finalised": _finalised(determination.finalised),
        "records": [read_json(lines.encode(record)) for record in kept],
        "withheld": withheld,
    }


def _proposal(proposal: Proposal) -> Iterable[Mapping[str, object]]:
    for each in proposal.proposed:
        yield {
            "category": proposal.category.id,
            "number": each.number,
            "candidate": each.candidate.id,
            "name": each.candidate.name,
            "organisation": each.candidate.organisation,
            "regency": each.candidate.regency,
            "province": each.candidate.province,
        }


def _closings(closings: Iterable[tuple[SheetKey, Record]]) -> list[dict[str, object]]:
    """Return each closing once, with the candidates whose sheets it closes."""
    closed: dict[str, tuple[Record, list[str]]] = {}
    for key, record in closings:
        closed.setdefault(record.id, (record, []))[1].append(key.candidate)
    return [
        {
            "record": record.id,
            "at": record.at,
            "candidates": candidates,
            **{
                name: getattr(record.deed, name)
                for name in ("scorer", "stage", "count", "head", "root", "signature", "typed_by")
            },
        }
        for record, candidates in (closed[each] for each in sorted(closed))
    ]


def _finalised(final: d.Finalised | None) -> dict[str, object] | None:
    if final is None:
        return None
    return {
        "by": final.by,
        "position": final.position,
        "version": final.version,
        "digest": final.digest,
    }
