"""The derivation of one place told on one page, in the chosen language."""

from __future__ import annotations

import textwrap
from fractions import Fraction
from typing import TYPE_CHECKING

from upakarti_tui.domain.scoring.counting import Seat
from upakarti_tui.domain.standing import Outcome, State
from upakarti_tui.locale import gettext, told
from upakarti_tui.reports.columns import columns
from upakarti_tui.reports.explanation_answers import answer_lines
from upakarti_tui.reports.explanation_steps import (
    grade_step,
    ladder_step,
    number,
    panel_step,
    weigh_step,
)
from upakarti_tui.reports.ranking_forms import outcome_in_words, unplaced_in_words
from upakarti_tui.reports.speech import local
from upakarti_tui.reports.wording import tie_step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from upakarti_tui.domain.places.explaining import ExplainedSheet, Explanation
    from upakarti_tui.domain.standing import Standing

_WIDTH = 80
"""Columns of the narrowest terminal."""

_NEIGHBOURS = 2
"""Rivals shown on each side of the candidate."""


def as_text(explanation: Explanation) -> str:
    """Return the derivation as numbered steps, a line feed at the end."""
    parts = [_heading(explanation)]
    if explanation.left_behind:
        parts.append(_left_behind(explanation))
    else:
        steps = [part for part in _steps(explanation) if part]
        parts += [_wrapped(f"{number}. {step}") for number, step in enumerate(steps, 1)]
    if explanation.open_items:
        parts.append(_open_items(explanation))
    return "\n\n".join(parts) + "\n"


def _left_behind(explanation: Explanation) -> str:
    if explanation.left_behind == explanation.stage.id:
        return gettext("Was registered after this stage was final.")
    return gettext("Did not enter this stage; it was not selected in {stage}.").format(
        stage=explanation.left_behind
    )


def _wrapped(step: str) -> str:
    """Break long lines between numbers; tables, told by their columns, stay as they are."""
    lines: list[str] = []
    for line in step.split("\n"):
        if "  " in line.lstrip():
            lines.append(line)
        else:
            lines += textwrap.wrap(
                line, _WIDTH, subsequent_indent=" " * 6,
                break_long_words=False, break_on_hyphens=False,
            )  # fmt: skip
    return "\n".join(lines)


def _heading(explanation: Explanation) -> str:
    lines = [explanation.notice] if explanation.notice else []
    lines.append(
        gettext("{candidate} {name} · {stage} · {category}").format(
            candidate=explanation.candidate.id,
            name=explanation.candidate.name,
            stage=explanation.stage.title,
            category=explanation.candidate.category,
        )
    )
    if explanation.result.ranking.state is State.DRAFT:
        lines.append(gettext("DRAFT: something is still open, the place may change."))
    return "\n".join(lines)


def derivation(explanation: Explanation) -> tuple[str, ...]:
    """Return the steps from the sheets' totals to the place; none for who did not enter."""
    return () if explanation.left_behind else tuple(filter(None, list(_steps(explanation))[1:]))


def _steps(explanation: Explanation) -> Iterator[str]:
    yield _sheets(explanation)
    unranked = explanation.unranked
    if unranked is not None:
        reason = unplaced_in_words(unranked.reason)
        yield gettext("Result: {reason}. {detail}").format(
            reason=reason, detail=told(unranked.detail)
        )
    score, standing = explanation.score, explanation.standing
    if score is None or standing is None:
        return
    if explanation.rubric is not None and score.own is not None:
        yield panel_step(score.own)
    yield weigh_step(score)
    yield grade_step(explanation, score, standing)
    yield "\n".join(_reasons(standing))
    yield ladder_step(explanation)
    yield _place(explanation, standing)


def _sheets(explanation: Explanation) -> str:
    counted = [s for s in explanation.sheets if s.seated.seat is Seat.COUNTED]
    heading = gettext("Sheets: {counted} of {asked} count.").format(
        counted=len(counted), asked=len(explanation.sheets)
    )
    parts = [heading]
    if counted and explanation.rubric is not None:
        parts.append(_mark_table(explanation, counted))
        parts += [
            f"   {c.id}: {c.title}, {_weight(c.weight)}{_clause(c.clause)}"
            for c in explanation.rubric.criteria
        ]
        parts += list(_rescaled(counted))
    parts += answer_lines([each.seated.sheet for each in counted])
    parts += [
        f"   {sheet.seated.scorer}: {_seat(sheet.seated.seat)}"
        for sheet in explanation.sheets
        if sheet.seated.seat is not Seat.COUNTED
    ]
    return "\n".join(parts)


def _mark_table(explanation: Explanation, counted: list[ExplainedSheet]) -> str:
    criteria = explanation.rubric.criteria if explanation.rubric is not None else ()
    heads = ["   " + gettext("scorer"), *(c.id for c in criteria), gettext("total")]
    rows = []
    for sheet in counted:
        marks = {line.criterion.id: line.value for line in sheet.lines}
        cells = [number(marks[c.id]) if c.id in marks else "–" for c in criteria]
        rows.append([f"   {sheet.seated.scorer}", *cells, number(sheet.total or Fraction(0))])
    return columns(heads, rows)


def _weight(weight: object) -> str:
    return gettext("weight {weight}").format(weight=number(Fraction(str(weight))))


def _clause(clause: str) -> str:
    return f" ({clause})" if clause else ""


def _rescaled(counted: list[ExplainedSheet]) -> Iterator[str]:
    for sheet in counted:
        if any(line.weight != Fraction(line.criterion.weight) for line in sheet.lines):
            weights = " · ".join(f"{w.criterion.id} {number(w.weight)}" for w in sheet.lines)
            yield "   " + gettext("{scorer}: something does not apply; weights {weights}").format(
                scorer=sheet.seated.scorer, weights=weights
            )


def _seat(seat: Seat) -> str:
    return {
        Seat.COUNTED: gettext("counts"),
        Seat.ABSTAINED: gettext("abstained"),
        Seat.RECUSED: gettext("conflict of interest, not counted"),
        Seat.INAPPLICABLE: gettext("nothing applies"),
        Seat.CONFLICT: gettext("two different entries, not counted"),
        Seat.INTEREST: gettext("conflict of interest declared, not decided"),
        Seat.BLANK: gettext("has gaps, not counted"),
        Seat.UNCONFIRMED: gettext("not yet confirmed by a second person"),
        Seat.UNSUBMITTED: gettext("not submitted, not counted"),
    }[seat]


def _reasons(standing: Standing) -> Iterator[str]:
    if standing.reasons:
        yield gettext("Does not pass, whatever its score:")
        yield from (f"   {told(reason)}" for reason in standing.reasons)
    if standing.remarks:
        yield gettext("To be noted:")
        yield from (f"   {told(remark)}" for remark in standing.remarks)


def _place(explanation: Explanation, standing: Standing) -> str:
    quota = explanation.category.ranking.quota
    said = gettext("Place {place}: {outcome}.").format(
        place=f"{standing.place}{'=' if standing.tied else ''}",
        outcome=outcome_in_words(standing.outcome),
    )
    if quota is not None:
        passing = [r for r in explanation.rivals if r.outcome is not Outcome.FAILS]
        ahead = sum(1 for r in passing if r.place < standing.place)
        said += " " + gettext(
            "The quota is {quota}; {ahead} of {passing} who pass stand before."
        ).format(quota=quota, ahead=ahead, passing=len(passing))
    return "\n".join([said, *_neighbours(explanation, standing)])


def _neighbours(explanation: Explanation, standing: Standing) -> Iterator[str]:
    rivals = explanation.rivals
    at = rivals.index(standing)
    for rival in rivals[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS + 1]:
        marker = "►" if rival is standing else " "
        yield (
            f" {marker} {rival.place}{'=' if rival.tied else ' '} {rival.candidate}"
            f"  {local(rival.score)}  {outcome_in_words(rival.outcome)}"
            f"{'  ' + tie_step(rival.tie_broken_by) if rival.tie_broken_by else ''}"
        )


def _open_items(explanation: Explanation) -> str:
    heading = gettext("Still open: {count}").format(count=len(explanation.open_items))
    lines = [f"   {i.kind}  {i.where}  {told(i.what)}" for i in explanation.open_items]
    return "\n".join([heading, *lines])
