"""Templates: which there are, what one says, whether one can be used."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from upakarti_tui.domain.checks.template_doubts import doubts
from upakarti_tui.domain.checks.template_trials import undecided
from upakarti_tui.domain.programme.template import Template
from upakarti_tui.storage.programmes import templates
from upakarti_tui.storage.programmes.template_form import fingerprint

if TYPE_CHECKING:
    from upakarti_tui.domain.problems import Problem


@dataclass(frozen=True, slots=True)
class Listed:
    """One template that travels with the program."""

    id: str
    title: str
    notice: str
    """Empty where the template is official."""

    fingerprint: str
    path: Path


@dataclass(frozen=True, slots=True)
class Shown:
    """One template with its fingerprint."""

    template: Template
    fingerprint: str
    path: Path


def listed() -> tuple[Listed, ...]:
    """Return the templates that travel with the program, by id."""
    found = []
    for path in templates.shipped():
        template = templates.load(path)
        found.append(
            Listed(template.id, template.title, template.notice, fingerprint(template), path)
        )
    return tuple(found)


def shown(id_or_file: str) -> Shown:
    """Return one template.

    Raises:
        UsageError: there is no template of that id.
        FileError: the file cannot be read.
        RefusedError: it cannot be used.
    """
    path = templates.find(id_or_file)
    template = templates.load(path)
    return Shown(template, fingerprint(template), path)


def checked(file: Path) -> tuple[Problem, ...]:
    """Return what is doubtful about a template that can be used, and what it leaves undecided.

    Raises:
        FileError: the file cannot be read.
        RefusedError: it cannot be used, with every reason.
    """
    source = templates.source(file)
    findings = (*doubts(source.template), *undecided(source.template))
    return tuple(map(source.point, findings))
