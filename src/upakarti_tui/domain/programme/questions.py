"""What a sheet asks for beside marks: gate items, facts to check, and talks to hold."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from upakarti_tui.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One yes-or-no question of a gate."""

    id: str
    title: str
    blocking: bool = True
    clause: str = ""


class FactType(StrEnum):
    """What kind of finding a fact takes."""

    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a candidate claims and a field team checks."""

    id: str
    title: str
    type: FactType = FactType.TEXT
    unit: str = ""
    at_least: Decimal | None = None
    """Least number to be found; None where any finding will do."""

    blocking: bool = False
    """Whether a contradicted finding keeps the candidate from passing."""

    clause: str = ""


@dataclass(frozen=True, slots=True)
class Interviews:
    """The talks with partner businesses (mitra binaan) that a visit asks for."""

    min: int
    questions: tuple[str, ...] = ()
