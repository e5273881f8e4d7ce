"""What a scale and a rubric may not say."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from upakarti_tui.domain.checks.findings import BELOW, WHOLE, Finding, Where, written_out
from upakarti_tui.domain.problems import say
from upakarti_tui.domain.programme.marks import plain, scale_in_words
from upakarti_tui.domain.programme.template import Criterion, Rubric, Scale, Total, Zero

if TYPE_CHECKING:
    from collections.abc import Iterator


def scale_faults(scale: Scale) -> Iterator[Finding]:
    """Yield why a scale cannot be used, with places as seen from the scale."""
    ends = {"least": plain(scale.min), "most": plain(scale.max)}
    if scale.min >= scale.max:
        what = say("the scale runs from {least} to {most}", **ends)
        yield Finding(("min",), what, say("write the smaller number at min"))
    elif scale.step is not None and Fraction(scale.max - scale.min) % Fraction(scale.step):
        step = plain(scale.step)
        what = say("steps of {step} do not lead from {least} to {most}", step=step, **ends)
        yield Finding(("step",), what, say("choose a step that divides the scale"))


def check(rubric: Rubric) -> Iterator[Finding]:
    """Yield every reason that a rubric cannot be used."""
    at: Where = ("rubrics", rubric.id, "criteria")
    for number, criterion in enumerate(rubric.criteria):
        yield from _criterion(rubric, criterion, (*at, number))
    total = sum((Fraction(criterion.weight) for criterion in rubric.criteria), Fraction(0))
    if rubric.total is Total.PERCENT and total != WHOLE:
        weights = tuple((*at, number, "weight") for number in range(len(rubric.criteria)))
        yield Finding(
            at,
            say("the weights sum to {sum}, not 100", sum=written_out(total)),
            say("change a weight, or write total: sum"),
            (at, *weights, ("rubrics", rubric.id, "total")),
        )


def _criterion(rubric: Rubric, criterion: Criterion, at: Where) -> Iterator[Finding]:
    scale = criterion.scale
    rests = ((*at, "scale", BELOW), ("rubrics", rubric.id, "scale", BELOW))
    percent_of_max = rubric.total is Total.PERCENT and scale.zero is Zero.ORIGIN
    if percent_of_max and scale.min < 0:
        what = say("a mark below 0 has no percentage of the highest mark")
        mend = say("write zero: min in the scale, or total: sum")
        yield Finding((*at, "scale"), what, mend, (*rests, ("rubrics", rubric.id, "total")))
    for key, number in (("minimum", criterion.minimum), ("note", criterion.note_below)):
        if number is not None and not scale.min <= number <= scale.max:
            what = say(
                "{number} is not on the scale: {scale}",
                number=plain(number),
                scale=scale_in_words(scale),
            )
            yield Finding((*at, key), what, say("write a mark of the scale"), rests)
