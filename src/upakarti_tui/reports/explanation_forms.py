"""The derivation of one place as JSON, from which it can be worked out again.

Numbers are text, as `p/q` or an integer, so that nothing is lost on the way.
The steps stand in the order in which they are taken.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from upakarti_tui.domain.places.placing import passes_grade
from upakarti_tui.domain.programme.marks import plain
from upakarti_tui.domain.scoring.counting import Seat
from upakarti_tui.reports.explanation_answers import answer_values
from upakarti_tui.reports.explanation_text import as_text

if TYPE_CHECKING:
    from upakarti_tui.domain.places.explaining import ExplainedSheet, Explanation
    from upakarti_tui.domain.places.tiebreak import Rung
    from upakarti_tui.domain.programme.template import Criterion
    from upakarti_tui.domain.scoring.panel import Agreed
    from upakarti_tui.domain.scoring.sheet_total import Weighed
    from upakarti_tui.domain.scoring.stage_score import CriterionPanel

__all__ = ["FORMAT", "as_json", "as_text", "explanation_values"]

FORMAT = "upakarti-explanation/1"


def as_json(explanation: Explanation) -> str:
    """Return the derivation as JSON: sorted keys, one line feed at the end."""
    values = explanation_values(explanation)
    return json.dumps(values, ensure_ascii=False, sort_keys=True, indent=2) + "\n"


def explanation_values(explanation: Explanation) -> dict[str, Any]:
    """Return the derivation as text, integers, lists and mappings."""
    return {
        "format": FORMAT,
        "template": {"id": explanation.template_id, "fingerprint": explanation.fingerprint},
        "stage": explanation.stage.id,
        "state": explanation.result.ranking.state.value,
        "candidate": {
            "id": explanation.candidate.id,
            "name": explanation.candidate.name,
            "category": explanation.candidate.category,
        },
        "left_behind": explanation.left_behind or None,
        "rules": _rules(explanation),
        "sheets": [_sheet(sheet) for sheet in explanation.sheets],
        "panel": _panel(explanation),
        "weigh": _weigh(explanation),
        "result": _result(explanation),
        "ladder": _ladder(explanation),
        "rivals": _rivals(explanation),
        "open_items": [
            {"kind": item.kind, "where": item.where, "what": str(item.what)}
            for item in explanation.open_items
        ],
    }


def _rules(explanation: Explanation) -> dict[str, Any]:
    stage = explanation.stage
    rounding = stage.rounding
    category = explanation.candidate.category
    quota = dict(stage.quota).get(category)
    grade = explanation.category.given.grade
    return {
        "kind": stage.kind.value,
        "total": explanation.rubric.total.value if explanation.rubric is not None else None,
        "criteria": [_criterion(c) for c in explanation.rubric.criteria]
        if explanation.rubric is not None
        else [],
        "combine": stage.panel.combine.value,
        "method": stage.panel.method.value,
        "trim": stage.panel.trim,
        "quorum": stage.panel.quorum,
        "rounding": {
            "criterion": rounding.criterion,
            "weighted": rounding.weighted,
            "sheet": rounding.sheet,
            "final": rounding.final,
        },
        "decide_on": stage.decide_on.value,
        "passing_grade": None if grade is None else str(grade),
        "quota": quota,
        "weigh": {named: plain(percent) for named, percent in stage.weigh},
        "tie_break": list(stage.tie_break),
    }


def _criterion(criterion: Criterion) -> dict[str, Any]:
    return {
        "id": criterion.id,
        "title": criterion.title,
        "weight": plain(criterion.weight),
        "min": plain(criterion.scale.min),
        "max": plain(criterion.scale.max),
        "zero": criterion.scale.zero.value,
        "direction": criterion.direction.value,
        "minimum": None if criterion.minimum is None else plain(criterion.minimum),
        "clause": criterion.clause,
    }


def _sheet(sheet: ExplainedSheet) -> dict[str, Any]:
    return {
        "scorer": sheet.seated.scorer,
        "state": sheet.seated.seat.value,
        "counts": sheet.seated.seat is Seat.COUNTED,
        "marks": [_line(line) for line in sheet.lines],
        "answers": answer_values(sheet.seated.sheet) if sheet.seated.seat is Seat.COUNTED else [],
        "sum": str(sheet.before_rounding) if sheet.total is not None else None,
        "total": str(sheet.total) if sheet.total is not None else None,
    }


def _line(line: Weighed) -> dict[str, Any]:
    return {
        "criterion": line.criterion.id,
        "value": str(line.value),
        "share": str(line.share),
        "weight": str(line.weight),
        "exact": str(line.exact),
        "weighted": str(line.weighted),
    }


def _panel(explanation: Explanation) -> dict[str, Any]:
    score = explanation.score
    own = score.own if score is not None else None
    return {
        "counted": score.bench[0] if score is not None else 0,
        "asked": score.bench[1] if score is not None else 0,
        "criteria": [_criterion_panel(panel) for panel in explanation.criteria],
        "lines": [_line(line) for line in own.lines] if own is not None else [],
        "ranks": [str(rank) for rank in own.ranks] if own is not None else [],
        "totals": [str(total) for total in own.totals] if own is not None else [],
        "agreed": _agreed(own.agreed) if own is not None and own.agreed is not None else None,
        "value": str(own.value) if own is not None else None,
    }


def _criterion_panel(panel: CriterionPanel) -> dict[str, Any]:
    return {
        "criterion": panel.criterion.id,
        "marks": {scorer: str(mark) for scorer, mark in panel.marks},
        "agreed": _agreed(panel.agreed),
        "value": str(panel.value),
        "meets_minimum": panel.meets_minimum,
    }


def _agreed(agreed: Agreed) -> dict[str, Any]:
    return {
        "method": agreed.method.value,
        "dropped": list(agreed.dropped),
        "value": str(agreed.value),
    }


def _weigh(explanation: Explanation) -> list[dict[str, str]]:
    carried = explanation.score.carried if explanation.score is not None else ()
    return [
        {"stage": part.stage, "percent": str(part.percent), "score": str(part.score)}
        for part in carried
    ]


def _result(explanation: Explanation) -> dict[str, Any]:
    standing, score, unranked = explanation.standing, explanation.score, explanation.unranked
    if standing is None or score is None:
        return {
            "place": None,
            "unranked": unranked.reason.value if unranked is not None else None,
            "detail": str(unranked.detail) if unranked is not None else None,
        }
    grade = explanation.category.given.grade
    return {
        "exact": str(score.exact),
        "decided": str(score.decided),
        "score": standing.score,
        "meets_grade": passes_grade(explanation.stage, score.decided, grade),
        "reasons": [str(reason) for reason in standing.reasons],
        "remarks": [str(remark) for remark in standing.remarks],
        "outcome": standing.outcome.value,
        "place": standing.place,
        "tied": standing.tied,
        "tie_broken_by": standing.tie_broken_by,
        "unranked": None,
    }


def _ladder(explanation: Explanation) -> list[dict[str, Any]]:
    return [_rung(r) for r in explanation.placed.rungs] if explanation.placed is not None else []


def _rung(rung: Rung) -> dict[str, Any]:
    return {
        "step": rung.step,
        "values": {candidate: str(value) for candidate, value in rung.values},
        "groups": [list(group) for group in rung.groups],
        "separated": rung.separated,
    }


def _rivals(explanation: Explanation) -> list[dict[str, Any]]:
    scores = explanation.category.scores
    return [
        {
            "candidate": rival.candidate,
            "place": rival.place,
            "score": rival.score,
            "decided": str(scores[rival.candidate].decided),
            "outcome": rival.outcome.value,
        }
        for rival in explanation.rivals
    ]
