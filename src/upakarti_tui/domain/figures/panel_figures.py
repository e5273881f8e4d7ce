"""All figures of one panel, from the sheets that count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.figures.agreement import (
    Agreement,
    ScorerFigures,
    agreement,
    scorer_figures,
)
from upakarti_tui.domain.figures.robustness import Firmness, firmness
from upakarti_tui.domain.scoring.sheet_total import Sheets
from upakarti_tui.domain.values import dataclass

if TYPE_CHECKING:
    from fractions import Fraction

    from upakarti_tui.domain.places.category_result import CategoryResult


@dataclass(frozen=True, slots=True)
class PanelFigures:
    """How one panel agreed, who was strict, and how firm the places are."""

    stage: str
    category: str
    agreement: Agreement
    scorers: tuple[ScorerFigures, ...]
    firmness: tuple[Firmness, ...]


def panel_figures(result: CategoryResult) -> PanelFigures:
    """Return the figures of a category's panel."""
    table = totals(result)
    return PanelFigures(
        stage=result.given.stage.id,
        category=result.given.category,
        agreement=agreement(table),
        scorers=scorer_figures(table),
        firmness=firmness(result),
    )


def totals(result: CategoryResult) -> dict[str, dict[str, Fraction]]:
    """Return the totals of all counted sheets, by candidate and scorer."""
    if result.given.rubric is None:
        return {}
    sheets = Sheets(result.given.rubric, result.given.stage)
    rows = {
        candidate: {seated.scorer: sheets.total(seated.marks) for seated in bench.counted}
        for candidate, bench in result.given.benches.items()
    }
    return {candidate: row for candidate, row in rows.items() if row}
