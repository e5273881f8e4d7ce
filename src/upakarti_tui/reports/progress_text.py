"""The progress of a book as plain text, in the chosen language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.places.progress import StageState
from upakarti_tui.locale import gettext, told
from upakarti_tui.reports.columns import columns
from upakarti_tui.reports.ranking_forms import MOST

if TYPE_CHECKING:
    from collections.abc import Iterable

    from upakarti_tui.domain.places.progress import Progress, StageProgress
    from upakarti_tui.domain.standing import OpenItem


def as_text(progress: Progress) -> str:
    """Return progress by stage and scorer and what blocks finalising, a line feed at the end."""
    parts = [progress.notice] if progress.notice else []
    parts += [_stage(stage) for stage in progress.stages]
    if progress.findings:
        parts.append("\n".join([gettext("About the whole book:"), *_items(progress.findings)]))
    return "\n\n".join(parts) + "\n"


def _stage(stage: StageProgress) -> str:
    lines = [
        gettext(
            "{stage} ({title}): {state} · {candidates} candidates · "
            "{submitted} of {asked} sheets submitted"
        ).format(
            stage=stage.stage,
            title=stage.title,
            state=_state(stage.state),
            candidates=stage.candidates,
            submitted=stage.submitted,
            asked=stage.asked,
        )
    ]
    if stage.scorers:
        heads = [
            "   " + gettext("scorer"), gettext("asked"), gettext("begun"),
            gettext("complete"), gettext("submitted"),
        ]  # fmt: skip
        rows = [
            [f"   {s.scorer}", str(s.asked), str(s.begun), str(s.complete), str(s.submitted)]
            for s in stage.scorers
        ]
        lines.append(columns(heads, rows))
    if stage.blockers:
        lines.append(
            "   " + gettext("Blocks finalising: {count}").format(count=len(stage.blockers))
        )
        lines += _items(stage.blockers)
    return "\n".join(lines)


def _state(state: StageState) -> str:
    return {
        StageState.WAITING: gettext("waits for the stage before"),
        StageState.SEALED: gettext("sealed"),
        StageState.OPEN: gettext("open"),
        StageState.FINAL: gettext("final"),
    }[state]


def _items(items: Iterable[OpenItem]) -> list[str]:
    items = tuple(items)
    lines = [f"   {item.kind}  {item.where}  {told(item.what)}" for item in items[:MOST]]
    if len(items) > MOST:
        lines.append("   " + gettext("... and {count} more.").format(count=len(items) - MOST))
    return lines
