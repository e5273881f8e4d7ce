"""How marks are typed: as one digit, or into a cell that is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from upakarti_tui.domain.programme.template import Scale

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
