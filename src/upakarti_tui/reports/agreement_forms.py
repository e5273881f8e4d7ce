"""A panel's figures as JSON and as a table to read.

Here, at the very end, fractions become floating-point numbers: these figures
decide nothing.
"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

from upakarti_tui.domain.problems import Message, say
from upakarti_tui.locale import gettext, told
from upakarti_tui.reports.columns import columns
from upakarti_tui.reports.speech import local

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from upakarti_tui.domain.figures.agreement import Agreement, ScorerFigures
    from upakarti_tui.domain.figures.panel_figures import PanelFigures
    from upakarti_tui.domain.figures.robustness import Firmness


def as_json(figures: PanelFigures) -> str:
    """Return the figures as JSON: sorted keys, one line feed at the end."""
    return json.dumps(values(figures), ensure_ascii=False, sort_keys=True, indent=2) + "\n"


def values(figures: PanelFigures) -> dict[str, Any]:
    """Return the figures as JSON numbers; None where the data cannot carry one."""
    found = figures.agreement
    return {
        "kendall_w": _float(found.kendall_w),
        "icc": None if found.icc is None else {k: _float(v) for k, v in found.icc.items()},
        "krippendorff_alpha": {
            "interval": _float(found.alpha_interval),
            "ordinal": _float(found.alpha_ordinal),
        },
        "scorers": [_scorer(scorer) for scorer in figures.scorers],
        "robustness": [_firmness(place) for place in figures.firmness],
        "why": {name: str(reason) for name, reason in (*found.why, *_missing(figures))},
    }


def _missing(figures: PanelFigures) -> Iterator[tuple[str, Message]]:
    """Yield why a figure of a scorer or a place is None."""
    if any(s.severity is None or s.variance is None for s in figures.scorers):
        yield "scorers", say("A scorer shares no candidate with others, or scored only one.")
    if any(place.best is None for place in figures.firmness):
        yield "robustness", say("With any one scorer left out, somebody has no place.")


def _scorer(scorer: ScorerFigures) -> dict[str, Any]:
    return {
        "scorer": scorer.scorer,
        "severity": _float(scorer.severity),
        "spread": _root(scorer.variance),
        "outliers": list(scorer.outliers),
    }


def _firmness(place: Firmness) -> dict[str, Any]:
    return {
        "candidate": place.candidate,
        "place": place.place,
        "leave_one_out": None if place.best is None else [place.best, place.worst],
    }


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _root(value: Fraction | None) -> float | None:
    return None if value is None else math.sqrt(value)


def as_text(figures: PanelFigures) -> str:
    """Return the figures as tables, in the chosen language, a line feed at the end."""
    parts = [
        gettext("Agreement of the panel, {stage}, {category}").format(
            stage=figures.stage, category=figures.category
        ),
        _agreement(figures.agreement),
    ]
    if figures.scorers:
        parts.append(_scorers(figures.scorers))
    if figures.firmness:
        parts.append(_places(figures.firmness))
    return "\n\n".join(parts) + "\n"


def _agreement(found: Agreement) -> str:
    rows = [["Kendall W", _shown(_float(found.kendall_w))]]
    rows += [[f"ICC({name})", _shown(_float(value))] for name, value in (found.icc or {}).items()]
    rows += [
        [gettext("Krippendorff alpha, interval"), _shown(_float(found.alpha_interval))],
        [gettext("Krippendorff alpha, ordinal"), _shown(_float(found.alpha_ordinal))],
    ]
    lines = [columns([gettext("figure"), gettext("value")], rows)]
    lines += [f"{name}: {told(reason)}" for name, reason in found.why]
    return "\n".join(lines)


def _scorers(scorers: tuple[ScorerFigures, ...]) -> str:
    heads = [gettext("scorer"), gettext("severity"), gettext("spread"), gettext("outliers")]
    rows = [
        [s.scorer, _shown(_float(s.severity)), _shown(_root(s.variance)), ", ".join(s.outliers)]
        for s in scorers
    ]
    return columns(heads, rows)


def _places(places: tuple[Firmness, ...]) -> str:
    heads = [gettext("candidate"), gettext("place"), gettext("with one scorer left out")]
    rows = [
        [p.candidate, str(p.place), "–" if p.best is None else f"{p.best}–{p.worst}"]
        for p in places
    ]
    return columns(heads, rows)


def _shown(value: float | None) -> str:
    return "–" if value is None else local(f"{value:.3f}")
