"""What a check of a template finds, and where in the template."""

from __future__ import annotations

from decimal import Context, Decimal
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeAlias

from upakarti_tui.domain.problems import Message, say
from upakarti_tui.domain.programme.marks import plain
from upakarti_tui.domain.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

Where: TypeAlias = tuple[str | int, ...]
"""Keys and positions (from 0) that lead from the top of a template to one place."""

BELOW: Final = "*"
"""At the end of a `Where`: the place and everything in it."""

WHOLE: Final = 100
"""What percentages sum to."""

_PRECISE = Context(prec=100)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or doubtful about a template."""

    at: Where
    """Named the way the file names it, so that a reader can point at line and column."""

    what: Message
    mend: Message | None = None
    rests_on: tuple[Where, ...] = ()
    """Where else this was read from: with one of them wrong, it says nothing."""


def written_out(number: Fraction) -> str:
    """Write a sum or a product of decimals as a decimal, exactly."""
    return plain(_PRECISE.divide(Decimal(number.numerator), Decimal(number.denominator)))


def one_of(known: Iterable[str]) -> Message:
    """Say what there is to choose from; of many, the first few."""
    few = 8
    names = list(islice(known, few + 1))
    if not names:
        return say("there is none to name")
    return say("one of: {names}", names=", ".join([*names[:few], *("…" for _ in names[few:])]))
