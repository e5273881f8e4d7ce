"""How marks are typed: as one digit, or into a cell that is opened."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from upakarti_tui.domain.book.entries import Answer, Part, Verdict
from upakarti_tui.domain.programme.marks import plain
from upakarti_tui.tui import commands
from upakarti_tui.tui.words import number

if TYPE_CHECKING:
    from upakarti_tui.domain.book.sheet import CellKey, Sheet
    from upakarti_tui.domain.programme.template import Scale
    from upakarti_tui.tui.command import Command

LONGEST = 12
"""Characters typed into a cell."""


def one_digit(scale: Scale) -> bool:
    """Tell whether every mark of a scale is one digit, so that a digit is a whole mark."""
    return (
        scale.step is not None
        and scale.step == int(scale.step)
        and scale.min == int(scale.min)
        and scale.min >= 0
        and scale.max <= 9  # noqa: PLR2004 -- the largest digit
    )


def mark_command(sheet: Sheet, cell: CellKey | None) -> Command:
    """Return the command for marking, with what can be typed into a cell as its sign."""
    part, item = cell if cell is not None else (None, "")
    if part is Part.GATE:
        return replace(commands.MARK, sign=f"1-{len(Answer)}")
    if part is Part.RECOMMENDATION:
        return replace(commands.MARK, sign=f"1-{len(Verdict)}")
    criterion = sheet.rubric.criterion(item) if sheet.rubric is not None else None
    if criterion is None:
        return commands.MARK
    least, most = (number(plain(end)) for end in (criterion.scale.min, criterion.scale.max))
    return replace(commands.MARK, sign=f"{least}-{most}")
