"""Who sits on each candidate's panel in one stage and category, and whose sheet counts.

What becomes of a sheet is `counting.seat`'s to say. For the ordinary sheet of a
large book, one record with a mark for every criterion and nothing else, the
answer follows from whether it is submitted, without looking at every cell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.book.cells import PlainCells
from upakarti_tui.domain.book.entries import SheetKey
from upakarti_tui.domain.book.plain_marks import PlainRow
from upakarti_tui.domain.book.sheet import Form, Sheet, form
from upakarti_tui.domain.programme.template import NoteRule
from upakarti_tui.domain.scoring.counting import Bench, Seat, Seated, confirmed_records, seat

if TYPE_CHECKING:
    from collections.abc import Mapping

    from upakarti_tui.domain.book.proceedings import Proceedings
    from upakarti_tui.domain.programme.template import Category, Stage


def benches(
    proceedings: Proceedings,
    stage: Stage,
    category: Category,
    asked_of: Mapping[str, tuple[str, ...]],
    *,
    draft: bool,
) -> dict[str, Bench]:
    """Return the bench of every candidate, seated with the scorers asked."""
    asked = form(proceedings.template, stage, category.id)
    confirmed = confirmed_records(proceedings) if stage.confirm_paper else frozenset()
    seating = Seating(asked, confirmed, draft=draft)
    return {
        candidate: Bench(
            candidate,
            tuple(
                [
                    seating.seat(asked.filled(proceedings, SheetKey(stage.id, candidate, scorer)))
                    for scorer in scorers
                ]
            ),
        )
        for candidate, scorers in asked_of.items()
    }


class Seating:
    """Says what becomes of the sheets of one form."""

    def __init__(self, asked: Form, confirmed: frozenset[str], *, draft: bool) -> None:
        self._confirmed = confirmed
        self._draft = draft
        self._criteria = _plainly_asked(asked)
        self._whole: dict[tuple[str, ...], bool] = {}
        # Sheets of one form share one tuple of criteria, which is long to hash.
        self._last_whole: tuple[str, ...] | None = None

    def seat(self, sheet: Sheet) -> Seated:
        """Say what becomes of a sheet."""
        cells = sheet.cells
        if not isinstance(cells, PlainCells) or not self._is_whole(cells.marks.criteria):
            return seat(sheet, self._confirmed, draft=self._draft)
        if sheet.submitted or self._draft:
            return Seated(sheet, Seat.COUNTED, PlainRow(cells.marks))
        return Seated(sheet, Seat.UNSUBMITTED, {})

    def _is_whole(self, criteria: tuple[str, ...]) -> bool:
        """Tell whether marks for these criteria are all that a sheet needs."""
        if criteria is self._last_whole:
            return True
        known = self._whole.get(criteria)
        if known is None:
            known = self._whole[criteria] = self._criteria == frozenset(criteria)
        if known:
            self._last_whole = criteria
        return known


def _plainly_asked(asked: Form) -> frozenset[str] | None:
    """Return the criteria of a form that asks for marks only; None where it asks for more."""
    stage = asked.stage
    more = asked.checklist or asked.facts or stage.recommendation or stage.confirm_paper
    if asked.rubric is None or more:
        return None
    if any(criterion.note is not NoteRule.OPTIONAL for criterion in asked.rubric.criteria):
        return None
    return frozenset(criterion.id for criterion in asked.rubric.criteria)
