"""One award programme: its categories, rubrics, stages and rules.

Every option of the template format has its field here or in the files of its
parts, with its default. What a template may not say is refused by the reader in
`storage.templates`; a value of these types is always a template that can be used.
"""

from __future__ import annotations

from upakarti_tui.domain.programme.questions import ChecklistItem, Fact, FactType, Interviews
from upakarti_tui.domain.programme.rubric import (
    Criterion,
    Direction,
    Level,
    NoteRule,
    Rubric,
    Scale,
    Total,
    Zero,
)
from upakarti_tui.domain.programme.stage import (
    Combine,
    DecideOn,
    Kind,
    Method,
    Panel,
    Rounding,
    Stage,
)
from upakarti_tui.domain.values import dataclass

__all__ = [
    "Category",
    "ChecklistItem",
    "Combine",
    "Criterion",
    "DecideOn",
    "Direction",
    "Fact",
    "FactType",
    "Interviews",
    "Kind",
    "Level",
    "Method",
    "NoteRule",
    "Panel",
    "Rounding",
    "Rubric",
    "Scale",
    "Stage",
    "Template",
    "Total",
    "Zero",
]


@dataclass(frozen=True, slots=True)
class Category:
    """A class of candidates that is ranked by itself."""

    id: str
    title: str
    code: str = ""
    """Prefix of the candidate ids that the import gives; the id in capitals if empty."""


@dataclass(frozen=True, slots=True)
class Template:
    """One award programme, ready to be scored with."""

    id: str
    title: str
    categories: tuple[Category, ...]
    stages: tuple[Stage, ...]
    rubrics: tuple[Rubric, ...] = ()
    checklists: tuple[tuple[str, tuple[ChecklistItem, ...]], ...] = ()
    fact_sheets: tuple[tuple[str, tuple[Fact, ...]], ...] = ()
    edition: str = ""
    notice: str = ""
    """Printed on every output while present."""

    basis: tuple[str, ...] = ()

    def category(self, category_id: str) -> Category | None:
        """Return the category of that id, or None."""
        return next((c for c in self.categories if c.id == category_id), None)

    def stage(self, stage_id: str) -> Stage | None:
        """Return the stage of that id, or None."""
        return next((s for s in self.stages if s.id == stage_id), None)

    def before(self, stage_id: str) -> tuple[Stage, ...]:
        """Return the stages that come before this one, in order."""
        ids = [s.id for s in self.stages]
        return self.stages[: ids.index(stage_id)]

    def rubric_of(self, stage: Stage, category_id: str) -> Rubric | None:
        """Return the rubric a stage scores a category with; None where it has none."""
        rubric_id = dict(stage.rubric).get(category_id)
        return next((r for r in self.rubrics if r.id == rubric_id), None)

    def checklist_of(self, stage: Stage, category_id: str) -> tuple[ChecklistItem, ...]:
        """Return the gate's questions for a category; empty where it has none."""
        return dict(self.checklists).get(dict(stage.checklist).get(category_id, ""), ())

    def facts_of(self, stage: Stage, category_id: str) -> tuple[Fact, ...]:
        """Return the facts a stage checks for a category; empty where it has none."""
        return dict(self.fact_sheets).get(dict(stage.facts).get(category_id, ""), ())
