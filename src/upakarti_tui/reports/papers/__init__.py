"""The papers, one module each: a determination in, documents out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from upakarti_tui.domain.programme.template import Kind
from upakarti_tui.reports.document import Document
from upakarti_tui.reports.papers import annex, anonymised, dossier, facts, minutes, recap, sheets
from upakarti_tui.reports.papers.source import Source

if TYPE_CHECKING:
    from upakarti_tui.domain.programme.template import Stage

Paper: TypeAlias = Callable[[Source], tuple[Document, ...]]


def _single(paper: Callable[[Source], Document]) -> Paper:
    return lambda source: (paper(source),)


KINDS: Mapping[str, Paper] = {
    annex.KIND: _single(annex.annex),
    minutes.KIND: _single(minutes.minutes),
    recap.KIND: _single(recap.recap),
    sheets.FILLED: sheets.filled,
    facts.KIND: _single(facts.facts),
    sheets.BLANK: sheets.blank,
    dossier.KIND: dossier.dossiers,
    anonymised.KIND: _single(anonymised.anonymised),
}
"""Every kind of document, with what makes it."""

BARE = frozenset({sheets.FILLED, sheets.BLANK, anonymised.KIND})
"""Kinds that must not carry the records, which hold everybody's marks."""

LIVING = recap.KIND
"""The kind whose workbook recomputes every place."""


def fits(kind: str, stage: Stage) -> bool:
    """Tell whether a stage has anything that this kind of document could say."""
    if kind == facts.KIND:
        return bool(stage.facts or stage.interviews)
    return stage.kind is Kind.SCORE


__all__ = ["BARE", "KINDS", "LIVING", "Source", "fits"]
