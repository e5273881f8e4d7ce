"""The steps of a derivation after the sheets, each as one paragraph of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.places.placing import passes_grade
from upakarti_tui.domain.programme.template import DecideOn, Kind, Method
from upakarti_tui.domain.scoring.rounding import half_up, written
from upakarti_tui.domain.scoring.stage_score import lower_is_better
from upakarti_tui.locale import gettext
from upakarti_tui.reports.speech import local
from upakarti_tui.reports.wording import tie_step

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from upakarti_tui.domain.places.explaining import Explanation
    from upakarti_tui.domain.places.tiebreak import Rung
    from upakarti_tui.domain.scoring.panel import Agreed
    from upakarti_tui.domain.scoring.sheet_total import Weighed
    from upakarti_tui.domain.scoring.stage_score import OwnScore, StageScore
    from upakarti_tui.domain.standing import Standing

_LONGEST = 6
"""Decimals shown of a number that has more; the fraction then stands beside it."""


def panel_step(own: OwnScore) -> str:
    """Tell how the sheets became one number."""
    if own.ranks:
        ranks = " + ".join(number(rank) for rank in own.ranks)
        return gettext("Panel: ranks among those scored by all, added: {ranks} = {value}").format(
            ranks=ranks, value=number(own.value)
        )
    if own.agreed is not None:
        return _of_totals(own.totals, own.agreed)
    return "\n".join(_of_criteria(own))


def _of_totals(totals: tuple[Fraction, ...], agreed: Agreed) -> str:
    numbers = _listed(totals, agreed)
    return gettext("Panel: {method} of {numbers} = {value}").format(
        method=_method(agreed.method), numbers=numbers, value=number(agreed.value)
    )


def _listed(numbers: tuple[Fraction, ...], agreed: Agreed) -> str:
    """List numbers, those that were trimmed in brackets."""
    return " · ".join(
        f"({number(n)})" if i in agreed.dropped else number(n) for i, n in enumerate(numbers)
    )


def _of_criteria(own: OwnScore) -> Iterator[str]:
    yield gettext("Panel, criterion by criterion:")
    lines = {line.criterion.id: line for line in own.lines}
    for panel in own.criteria:
        marks = _listed(tuple(mark for _, mark in panel.marks), panel.agreed)
        yield f"   {panel.criterion.id}: " + gettext(
            "{method} of {numbers} = {value}; {weighing}"
        ).format(
            method=_method(panel.agreed.method),
            numbers=marks,
            value=_then(panel.agreed.value, panel.value),
            weighing=_weighing(lines[panel.criterion.id]),
        )
    yield "   " + gettext("sum {value}").format(value=number(own.value))


def _weighing(line: Weighed) -> str:
    return f"{number(line.share)} × {number(line.weight)} = {_then(line.exact, line.weighted)}"


def _then(exact: Fraction, rounded: Fraction) -> str:
    return number(exact) if exact == rounded else f"{number(exact)} ≈ {number(rounded)}"


def _method(method: Method) -> str:
    return {
        Method.MEAN: gettext("mean"),
        Method.MEDIAN: gettext("median"),
        Method.TRIMMED_MEAN: gettext("mean without the extremes in brackets"),
        Method.TRIMMED_SUM: gettext("sum without the extremes in brackets"),
        Method.SUM: gettext("sum"),
        Method.RANK_SUM: gettext("sum of ranks"),
    }[method]


def weigh_step(score: StageScore) -> str:
    """Tell how earlier stages are weighed in; empty where the stage stands alone."""
    if not score.carried:
        return ""
    parts = " + ".join(
        f"{number(part.percent)}% × {number(part.score)} ({part.stage})" for part in score.carried
    )
    return gettext("Stages weighed: {parts} = {value}").format(
        parts=parts, value=number(score.exact)
    )


def grade_step(explanation: Explanation, score: StageScore, standing: Standing) -> str:
    """Tell the rounding and how the score meets the passing grade; empty at a gate."""
    stage, grade = explanation.stage, explanation.category.given.grade
    if stage.kind is Kind.GATE:
        return ""
    final = stage.rounding.final
    lines = []
    if final is not None:
        lines.append(
            gettext("Rounded to {decimals} decimals: {value}").format(
                decimals=final, value=_then(score.exact, half_up(score.exact, final))
            )
        )
    if stage.decide_on is DecideOn.EXACT and final is not None:
        lines.append(gettext("The exact number decides."))
    if grade is None:
        lines.append(gettext("There is no passing grade."))
    else:
        passes = passes_grade(stage, score.decided, grade)
        sign = ("≤" if passes else ">") if lower_is_better(stage) else ("≥" if passes else "<")
        verdict = gettext("passes") if passes else gettext("does not pass")
        lines.append(
            gettext("Passing grade: {score} {sign} {grade}, {verdict}").format(
                score=local(standing.score), sign=sign, grade=number(grade), verdict=verdict
            )
        )
    return "\n   ".join(lines)


def ladder_step(explanation: Explanation) -> str:
    """Tell which steps were asked of equal scores; empty where none were."""
    placed = explanation.placed
    if placed is None or not placed.rungs:
        return ""
    lines = [gettext("Equal scores; the tie ladder:")]
    lines += [f"   {_rung(rung)}" for rung in placed.rungs]
    return "\n".join(lines)


def _rung(rung: Rung) -> str:
    step = tie_step(rung.step)
    if not rung.values:
        return gettext("{step}: tells nothing here").format(step=step)
    values = dict(rung.values)
    order = " > ".join(
        " = ".join(f"{candidate} ({number(values[candidate])})" for candidate in group)
        for group in rung.groups
    )
    return f"{step}: {order}"


def number(value: Fraction) -> str:
    """Write a number for a reader: as a decimal, its fraction beside it where that is longer."""
    short = half_up(value, _LONGEST)
    text = written(short, _LONGEST).rstrip("0").rstrip(".")
    return local(text) if short == value else f"{local(text)}… ({value})"
