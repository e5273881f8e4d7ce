"""Who is judged and who judges."""

from __future__ import annotations

import dataclasses
from enum import StrEnum

from upakarti_tui.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """One nomination in one category, as the registration gives it."""

    id: str
    """Letters, digits, dot, dash, underscore; at most 64. Never part of a path."""

    category: str
    name: str
    organisation: str = ""
    province: str = ""
    regency: str = ""
    start_year: str = ""
    """First year of the development work, as written; empty when not given."""

    partners: str = ""
    """Number of partner business units, as written; empty when not given."""

    notes: tuple[tuple[str, str], ...] = ()
    """Extra columns of the import, heading and text, in the order of their headings."""


@dataclass(frozen=True, slots=True)
class Identity:
    """The numbers that identify a person. Kept apart, so that packing leaves them behind."""

    candidate: str
    nik: str = ""
    """16 digits, or empty. Reveals birth date and sex: masked in every view."""

    npwp: str = ""
    """15 or 16 digits, or empty."""


class Role(StrEnum):
    """What a scorer may be."""

    SECRETARIAT = "secretariat"
    EVALUATOR = "evaluator"
    TEAM = "team"
    JUROR = "juror"


@dataclass(frozen=True, slots=True)
class Scorer:
    """Someone who fills sheets: an evaluator, a field team or a juror."""

    id: str
    name: str
    role: Role
    institution: str = ""
    position: str = ""
    notes: tuple[tuple[str, str], ...] = ()
    """Extra columns of the import, heading and text, in the order of their headings."""


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Assignment:
    """One sheet that a scorer is asked to fill."""

    stage: str
    candidate: str
    scorer: str
