"""Sealed stages: whose marks may be read by whom, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from upakarti_tui.domain.book.proceedings import Proceedings


def readable(proceedings: Proceedings, stage: str, viewer: str) -> bool:
    """Tell whether someone may read marks of a stage that are not their own.

    No scorer ever does here; the secretariat does, once a sealed stage is opened.

    Raises:
        KeyError: the template has no such stage.
    """
    found = proceedings.template.stage(stage)
    if found is None:
        raise KeyError(stage)
    if viewer in proceedings.scorers:
        return False
    return not found.sealed or proceedings.opening(stage) is not None


def unopened(proceedings: Proceedings, stage_id: str) -> str | None:
    """Return the first sealed stage, up to this one, that nobody has opened; None without one.

    A later stage tells who was ahead in a sealed one by who enters it.
    """
    template = proceedings.template
    reached = [s for s in template.stages if s.id == stage_id]
    for stage in (*template.before(stage_id), *reached):
        if stage.sealed and proceedings.opening(stage.id) is None:
            return stage.id
    return None
