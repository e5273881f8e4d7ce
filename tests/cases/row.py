"""One row of the table of cases: a small book, and by hand what must come of it.

Every expected line reads `place id score exact outcome`, with `=` at a shared
place and `by STEP` where a step of the ladder separated it. A line that begins
with `-` is a candidate without a place, with the reason. `still` lists the kinds
of open items, one a word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from builders import CATEGORY, STAGE, Ledger, Number, a_criterion, a_rubric, a_scale, a_stage
from builders import a_template as template
from upakarti_tui.domain.book.entries import Entry, Part, SheetKey, State
from upakarti_tui.domain.places.ranking import rank
from upakarti_tui.domain.programme.template import Rubric, Stage, Template

if TYPE_CHECKING:
    from upakarti_tui.domain.standing import Ranking

PER_CENT = a_scale(0, 100, None)
"""On this scale, with one criterion of weight 100, a sheet's total is its mark."""


@dataclass(frozen=True)
class On:
    """One scorer's sheet: marks in the order of the criteria, and what became of it."""

    marks: tuple[Number | str | None, ...]
    """None: not applicable; `_`: blank."""

    fate: str = "submitted"
    """submitted, complete (not submitted), recused, abstained, or never (not begun)."""


def sheet(*marks: Number | str | None, fate: str = "submitted") -> On:
    return On(marks, fate)


def never() -> On:
    return On((), "never")


def abstained() -> On:
    return On((), "abstained")


def recused(*marks: Number | str | None) -> On:
    return On(marks, "recused")


def unsubmitted(*marks: Number | str | None) -> On:
    return On(marks, "complete")


Sheets = Mapping[str, Iterable[Number | On | None]]
"""By candidate, the sheets of j1, j2, ...; a bare number is one mark, submitted."""


@dataclass(frozen=True)
class Row:
    """One edge case."""

    says: str
    template: Template
    sheets: Mapping[str, Sheets]
    """By stage."""

    expect: tuple[str, ...]
    still: str = ""
    draft: bool = False
    stage: str = STAGE
    also: tuple[Callable[[Ledger], Any], ...] = field(default=())
    """Further deeds, done before the sheets."""

    def ledger(self) -> Ledger:
        ledger = Ledger(self.template)
        names = sorted({c for sheets in self.sheets.values() for c in sheets})
        ledger.candidates(*names)
        widest = max(
            (len(tuple(row)) for sheets in self.sheets.values() for row in sheets.values()),
            default=0,
        )
        ledger.scorers(*(f"j{i}" for i in range(1, widest + 1)))
        for deed in self.also:
            deed(ledger)
        for stage, sheets in self.sheets.items():
            for candidate, row in sheets.items():
                for i, each in enumerate(row, 1):
                    self._fill(ledger, stage, candidate, f"j{i}", each)
        return ledger

    def _fill(
        self, ledger: Ledger, stage: str, candidate: str, scorer: str, each: Number | On | None
    ) -> None:
        on = each if isinstance(each, On) else On((each,))
        found = self.template.stage(stage)
        assert found is not None
        rubric = self.template.rubric_of(found, CATEGORY)
        assert rubric is not None
        marks = {
            criterion.id: mark
            for criterion, mark in zip(rubric.criteria, on.marks, strict=False)
            if mark != "_"
        }
        if on.fate == "abstained":
            ledger.abstain(stage, candidate, scorer)
            ledger.submit(stage, scorer, candidate)
        elif marks:
            ledger.sheet(
                stage, candidate, scorer, marks, submitted=on.fate in {"submitted", "recused"}
            )
        if on.fate == "recused":
            ledger.recuse(stage, candidate, scorer)

    def ranking(self) -> Ranking:
        return rank(self.ledger().proceedings, self.stage, draft=self.draft)

    def found(self) -> tuple[tuple[str, ...], str]:
        """Return the lines and the open items as they are."""
        ranking = self.ranking()
        return lines(ranking), " ".join(sorted({item.kind for item in ranking.open_items}))

    def holds(self) -> bool:
        return self.found() == (self.expect, " ".join(sorted(self.still.split())))


def lines(ranking: Ranking) -> tuple[str, ...]:
    """Write a ranking the way rows expect it."""
    said = []
    for category in ranking.categories:
        for s in category.standings:
            place = f"{s.place}{'=' if s.tied else ''}"
            by = f" by {s.tie_broken_by}" if s.tie_broken_by else ""
            said.append(f"{place} {s.candidate} {s.score} {s.exact} {s.outcome}{by}")
        said += [f"- {u.candidate} {u.reason}" for u in category.unranked]
    return tuple(said)


def one_criterion(**options: Any) -> Rubric:
    scale = options.pop("scale", PER_CENT)
    return a_rubric(a_criterion("a", 100, scale, **options))


def row(
    says: str,
    sheets: Sheets,
    *expect: str,
    rubric: Rubric | None = None,
    still: str = "",
    draft: bool = False,
    also: Iterable[Callable[[Ledger], Any]] = (),
    **stage: Any,
) -> Row:
    """Make a row of one stage, scored with one percent criterion unless told otherwise."""
    made = template(a_stage(**stage), rubrics=(rubric or one_criterion(),))
    return Row(says, made, {STAGE: sheets}, expect, still, draft, also=tuple(also))


def stages(
    says: str,
    made: Iterable[Stage],
    sheets: Mapping[str, Sheets],
    *expect: str,
    rubrics: Iterable[Rubric] = (),
    **options: Any,
) -> Row:
    """Make a row of several stages; the last one is ranked."""
    made = tuple(made)
    rubrics = tuple(rubrics) or (one_criterion(),)
    return Row(says, template(*made, rubrics=rubrics), sheets, expect, stage=made[-1].id, **options)


def entry(part: Part, item: str, state: State, value: str = "", **options: Any) -> Entry:
    return Entry(part, item, state, value, **options)


def key(candidate: str, scorer: str = "j1", stage: str = STAGE) -> SheetKey:
    return SheetKey(stage, candidate, scorer)
