"""The rules and states of the award as documents put them, in whole phrases."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from upakarti_tui.domain.book.entries import Answer, State, Verdict
from upakarti_tui.domain.programme.template import Combine, DecideOn, Method
from upakarti_tui.domain.scoring.counting import Seat
from upakarti_tui.domain.standing import Outcome, Unplaced
from upakarti_tui.locale import gettext
from upakarti_tui.reports.speech import figure, with_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from upakarti_tui.domain.programme.template import Panel, Rounding, Stage, Template
    from upakarti_tui.domain.standing import CategoryRanking


def outcome(of: Outcome) -> str:
    """Return what a place means for the candidate."""
    return {
        Outcome.SELECTED: gettext("proposed"),
        Outcome.TIED_AT_LINE: gettext("tied at the quota line"),
        Outcome.BEYOND_QUOTA: gettext("passes, beyond the quota"),
        Outcome.FAILS: gettext("does not pass"),
    }[of]


def unplaced(why: Unplaced) -> str:
    """Return why a candidate has no place."""
    return {
        Unplaced.BELOW_QUORUM: gettext("below the quorum"),
        Unplaced.DISQUALIFIED: gettext("disqualified"),
        Unplaced.RECUSED: gettext("recused"),
        Unplaced.INCOMPLETE: gettext("incomplete"),
    }[why]


def state(of: State | None) -> str:
    """Return what an entry says about its cell, where it is no plain mark; None is a conflict."""
    if of is None:
        return gettext("conflict")
    return {
        State.MARKED: gettext("marked"),
        State.BLANK: gettext("blank"),
        State.NOT_APPLICABLE: gettext("not applicable"),
        State.ABSTAINED: gettext("abstained"),
        State.RECUSED: gettext("conflict of interest"),
        State.CONFIRMED: gettext("confirmed"),
        State.PARTLY: gettext("partly confirmed"),
        State.CONTRADICTED: gettext("contradicted"),
        State.UNVERIFIABLE: gettext("cannot be verified"),
        State.NO_INTEREST: gettext("no conflict of interest"),
        State.DECLARED: gettext("conflict of interest declared"),
        State.CLEARED: gettext("cleared by the chair"),
    }[of]


def seat(of: Seat) -> str:
    """Return what became of a sheet."""
    return {
        Seat.COUNTED: gettext("counts"),
        Seat.ABSTAINED: gettext("abstained"),
        Seat.RECUSED: gettext("conflict of interest"),
        Seat.INAPPLICABLE: gettext("no criterion applies"),
        Seat.CONFLICT: gettext("two different entries"),
        Seat.INTEREST: gettext("conflict of interest undecided"),
        Seat.BLANK: gettext("has gaps"),
        Seat.UNCONFIRMED: gettext("not confirmed"),
        Seat.UNSUBMITTED: gettext("not submitted"),
    }[of]


def answer(value: str) -> str:
    """Return a gate's answer."""
    return {
        Answer.YES: gettext("yes"),
        Answer.NO: gettext("no"),
        Answer.MEND: gettext("to be mended"),
    }[Answer(value)]


def verdict(value: str) -> str:
    """Return a recommendation; the words of the award in every language."""
    return Verdict(value).upper()


def _method(panel: Panel) -> str:
    trim = with_words(panel.trim)
    return {
        Method.MEAN: gettext("the mean"),
        Method.MEDIAN: gettext("the median"),
        Method.TRIMMED_MEAN: gettext("the mean without the {n} highest and lowest").format(n=trim),
        Method.TRIMMED_SUM: gettext("the sum without the {n} highest and lowest").format(n=trim),
        Method.SUM: gettext("the sum"),
        Method.RANK_SUM: gettext("the sum of ranks (lower is better)"),
    }[panel.method]


def method(template: Template, stage: Stage, ranked: tuple[CategoryRanking, ...]) -> Iterator[str]:
    """Yield how the stage is decided, a sentence each, as its template says."""
    taken_of = {
        Combine.SHEETS: gettext("The score is {method} of the sheets' totals."),
        Combine.CRITERIA: gettext(
            "The score is the weighted total of {method} of each criterion's marks."
        ),
    }[stage.panel.combine]
    yield taken_of.format(method=_method(stage.panel))
    for part, weight in stage.weigh:
        title = getattr(template.stage(part), "title", part)
        yield gettext("{stage} counts for {weight}%.").format(stage=title, weight=figure(weight))
    if stage.panel.quorum > 1:
        yield gettext("At least {n} sheets must count.").format(n=with_words(stage.panel.quorum))
    yield from _lines(template, ranked)
    yield _rounding(stage.rounding)
    if stage.decide_on is DecideOn.ROUNDED:
        yield gettext("The rounded score decides.")
    else:
        yield gettext("The exact score decides; rounding is for reading only.")
    yield _ties(stage.tie_break)


def _lines(template: Template, ranked: tuple[CategoryRanking, ...]) -> Iterator[str]:
    for each in ranked:
        title = getattr(template.category(each.id), "title", each.id)
        if each.passing_grade is None:
            yield gettext("{category}: no passing grade.").format(category=title)
        else:
            yield gettext("{category}: passing grade {grade} or better.").format(
                category=title, grade=with_words(each.passing_grade)
            )
        if each.quota is not None:
            yield gettext("{category}: at most {n} recipients.").format(
                category=title, n=with_words(each.quota)
            )


def _rounding(rounding: Rounding) -> str:
    steps = [
        (gettext("criterion"), rounding.criterion),
        (gettext("weighted mark"), rounding.weighted),
        (gettext("sheet"), rounding.sheet),
        (gettext("final score"), rounding.final),
    ]
    said = ", ".join(
        gettext("{step} to {n} decimals").format(step=step, n=places)
        for step, places in steps
        if places is not None
    )
    if not said:
        return gettext("Nothing is rounded.")
    return gettext("Rounded half up: {steps}.").format(steps=said)


def _ties(ladder: tuple[str, ...]) -> str:
    if not ladder:
        return gettext("Equal scores share a place.")
    steps = ", ".join(map(tie_step, ladder))
    return gettext("Equal scores are told apart by, in turn: {steps}.").format(steps=steps)


def tie_step(step: str) -> str:
    """Return one step of the tie ladder."""
    kind, _, item = step.partition(":")
    return {
        "criterion": gettext("higher value of the criterion {item}"),
        "stage": gettext("higher score in the stage {item}"),
        "median": gettext("higher median"),
        "highest_sheet": gettext("higher highest sheet"),
        "lowest_sheet": gettext("higher lowest sheet"),
        "head_to_head": gettext("more scorers in favour, where two are tied"),
        "lot": gettext("the lot drawn before scoring"),
        "plenary": gettext("the order decided by the plenary"),
    }.get(kind, step).format(item=item)


def plain_number(value: str) -> str:
    """Return a stored number with the separators of the language; other text as it is."""
    try:
        return figure(Decimal(value))
    except ArithmeticError:
        return value
