"""How a panel agreed, who was strict, and how firm the places are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.figures.panel_figures import PanelFigures, panel_figures
from upakarti_tui.domain.places.ranking import stage_result
from upakarti_tui.storage.books import book as books
from upakarti_tui.workflows import named
from upakarti_tui.workflows.allowed import refuse_part
from upakarti_tui.workflows.deciding.readable import refuse_sealed

if TYPE_CHECKING:
    from pathlib import Path


def stats(book: Path, stage: str, category: str) -> PanelFigures:
    """Return the figures of the sheets that count; open items do not stop it.

    Raises:
        UsageError: the template has no such stage or category.
        NotAllowedError: the book was handed out, or the stage is sealed.
    """
    proceedings = books.read(book).proceedings
    named.stage(proceedings.template, stage)
    named.category(proceedings.template, category)
    refuse_part(proceedings)
    refuse_sealed(proceedings, stage)
    return panel_figures(stage_result(proceedings, stage).categories[category])
