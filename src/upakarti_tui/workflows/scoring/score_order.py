"""The order in which a scorer is shown their sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.book.deeds import Scheduled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from upakarti_tui.domain.book.entries import SheetKey
    from upakarti_tui.domain.book.proceedings import Proceedings


def in_order(proceedings: Proceedings, keys: Iterable[SheetKey]) -> tuple[SheetKey, ...]:
    """Return sheets by stage, category, order of presentation and candidate."""
    template = proceedings.template
    stages = {stage.id: at for at, stage in enumerate(template.stages)}
    categories = {category.id: at for at, category in enumerate(template.categories)}
    turns = {
        (deed.stage, candidate): at
        for subject, heads in proceedings.standing.items()
        if subject[0] == "scheduled"
        for deed in (heads[0].deed,)
        if isinstance(deed, Scheduled)
        for at, candidate in enumerate(deed.order)
    }
    late = len(proceedings.candidates)

    def place(key: SheetKey) -> tuple[int, int, int, str]:
        category = proceedings.candidates[key.candidate].category
        turn = turns.get((key.stage, key.candidate), late)
        return stages[key.stage], categories.get(category, 0), turn, key.candidate

    return tuple(sorted(keys, key=place))
