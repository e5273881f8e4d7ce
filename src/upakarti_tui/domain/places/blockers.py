"""What keeps a stage from being final, beside its sheets and its ties.

These are findings about the book: an earlier stage that is open, records that
contradict or clone each other, entries that came after a sheet was closed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.book import deeds as d
from upakarti_tui.domain.book import merging
from upakarti_tui.domain.book.contradictions import contradictions
from upakarti_tui.domain.book.sheet import INTEREST, sheet
from upakarti_tui.domain.places.asking import scorers_of
from upakarti_tui.domain.places.finalizing import finalised, versions
from upakarti_tui.domain.problems import say
from upakarti_tui.domain.scoring import counting
from upakarti_tui.domain.standing import OpenItem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from upakarti_tui.domain.book.deeds import Finalised
    from upakarti_tui.domain.book.proceedings import Proceedings
    from upakarti_tui.domain.programme.template import Stage


def of_stage(proceedings: Proceedings, stage: Stage) -> Iterator[OpenItem]:
    """Yield what is open in the book, as far as it touches an open stage."""
    yield from _not_final(proceedings, stage)
    yield from _contradictions(proceedings, stage)
    yield from _conflicts_ahead(proceedings, stage)
    yield from _forks(proceedings)
    yield from _late(proceedings, stage)


def of_final(
    proceedings: Proceedings, stage: Stage, final: Finalised, found: str
) -> Iterator[OpenItem]:
    """Yield why a closed stage cannot be relied on.

    Args:
        proceedings: the book as it stands now.
        stage: the closed stage.
        final: what closed it.
        found: digest of its ranking, worked out again.
    """
    if found != final.digest:
        what = say("The ranking worked out again is not the one that was made final.")
        yield OpenItem("digest", stage.id, what)
    yield from _not_final(proceedings, stage)
    for earlier in proceedings.template.before(stage.id):
        for record in versions(proceedings, earlier.id)[-1:]:
            if not final.stamp.covers(record.place):
                what = say("{stage} was made final anew after this stage.", stage=earlier.title)
                yield OpenItem("outdated", f"{stage.id}/{earlier.id}", what)


def _not_final(proceedings: Proceedings, stage: Stage) -> Iterator[OpenItem]:
    for earlier in proceedings.template.before(stage.id):
        if finalised(proceedings, earlier.id) is None:
            what = say("The earlier stage {stage} is not final.", stage=earlier.title)
            yield OpenItem("not_final", earlier.id, what)


def _conflicts_ahead(proceedings: Proceedings, stage: Stage) -> Iterator[OpenItem]:
    """Yield the conflicts of a stage that nobody has entered yet for certain.

    Marks may come before the stage before is final. Until then a candidate that has not
    entered may still do so, and the conflict on its sheet waits for it.
    """
    before = proceedings.template.before(stage.id)
    if all(finalised(proceedings, earlier.id) is not None for earlier in before):
        return
    for key, cell in merging.conflicting(proceedings):
        if key.stage == stage.id:
            each = sheet(proceedings, key)
            if cell == INTEREST or not each.recused:
                yield from counting.conflicts(each, [cell])


_OF_A_STAGE = frozenset({"drawn", "decided", "finalised", "opened"})


def _contradictions(proceedings: Proceedings, stage: Stage) -> Iterator[OpenItem]:
    reached = {stage.id, *(earlier.id for earlier in proceedings.template.before(stage.id))}
    for one in contradictions(proceedings):
        if one.topic[0] not in _OF_A_STAGE or one.topic[1] in reached:
            found = one.finding
            yield OpenItem(found.kind.value, found.where, found.what)


def _forks(proceedings: Proceedings) -> Iterator[OpenItem]:
    """Yield copied devices, and records that are missing between others."""
    for found in (*merging.forks(proceedings.records), *merging.gaps(proceedings.records)):
        yield OpenItem(found.kind.value, found.where, found.what)


def _late(proceedings: Proceedings, stage: Stage) -> Iterator[OpenItem]:
    for record in proceedings.late:
        deed = record.deed
        if isinstance(deed, d.Filled | d.Ruled) and deed.sheet.stage == stage.id:
            what = say("{scorer} went on writing after submitting.", scorer=deed.sheet.scorer)
            yield OpenItem("late", "/".join(deed.sheet), what)


def after_final(proceedings: Proceedings) -> Iterator[OpenItem]:
    """Yield what was entered in a stage after it was final: it is on record and decides nothing."""
    for record in proceedings.late:
        deed = record.deed
        if isinstance(deed, d.Filled | d.Ruled) and finalised(proceedings, deed.sheet.stage):
            what = say("Entered after the stage was final; it does not count.")
            yield OpenItem("late", "/".join(deed.sheet), what)


def unasked(proceedings: Proceedings) -> Iterator[OpenItem]:
    """Yield the sheets that nobody asked for: they are on record and do not count."""
    asked = {
        stage.id: scorers_of(proceedings, stage, proceedings.candidates)
        for stage in proceedings.template.stages
    }
    for key in proceedings.sheets:
        if key.scorer in asked.get(key.stage, {}).get(key.candidate, ()):
            continue
        # A conflict of interest may well be declared where no sheet is asked for.
        if set(proceedings.sheets[key]) - {INTEREST}:
            what = say(
                "{scorer} was not asked for this sheet; it does not count.", scorer=key.scorer
            )
            yield OpenItem("unasked", "/".join(key), what)


def category_of(proceedings: Proceedings, item: OpenItem) -> str | None:
    """Return the category that an open item concerns; None where it concerns all."""
    for part in item.where.split("/")[1:2]:
        if part in proceedings.candidates:
            return proceedings.candidates[part].category
        if proceedings.template.category(part) is not None:
            return part
    return None
