"""Templates: found, read and checked.

A template is found by its id among those that travel with the program, or by its
file. Reading is strict, and says everything that is wrong at once.
"""

from __future__ import annotations

import os
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Final

import upakarti_tui
from upakarti_tui.domain.problems import Problem, say
from upakarti_tui.domain.programme.template import Template
from upakarti_tui.domain.values import dataclass
from upakarti_tui.errors import RefusedError, UsageError
from upakarti_tui.storage import files
from upakarti_tui.storage.limits import PROBLEMS, TEMPLATE_BYTES
from upakarti_tui.storage.programmes.template_fields import Notes, short
from upakarti_tui.storage.programmes.template_schema import read_template
from upakarti_tui.storage.programmes.yaml_nodes import Node, locate
from upakarti_tui.storage.programmes.yaml_reader import read_yaml

if TYPE_CHECKING:
    from upakarti_tui.domain.checks.findings import Finding

FOLDER: Final = "scoring_templates"
ENDINGS: Final = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Source:
    """A template as it was read: what it means, and where its file says so."""

    name: str
    root: Node
    template: Template

    def point(self, finding: Finding) -> Problem:
        """Return a finding with the line and column that it is about."""
        at = locate(self.root, finding.at)
        return Problem(finding.what, finding.mend, self.name, at.line, at.column)


def parse(raw: bytes, name: str) -> Template:
    """Read a template from the bytes of a file; `name` is what messages call it.

    Raises:
        RefusedError: it cannot be used, with every reason, in the order of the file.
    """
    return _source(raw, name).template


def _source(raw: bytes, name: str) -> Source:
    root, problems = read_yaml(raw, name)
    notes = Notes(name, problems)
    template = read_template(root, notes)
    if notes.problems:
        # What is said for all categories at once is wrong for each of them.
        in_order = sorted(dict.fromkeys(notes.problems), key=_place)
        raise RefusedError(in_order[:PROBLEMS])
    return Source(name, root, template)


def load(path: Path) -> Template:
    """Read a template file.

    Raises:
        FileError: there is no such file, or it cannot be read.
        RefusedError: it cannot be used.
    """
    return source(path).template


def source(path: Path) -> Source:
    """Read a template file and keep where everything stands in it; see `load`."""
    with files.opened(path) as descriptor:
        # One byte more than is allowed, so that a larger file is seen and not read.
        raw = os.read(descriptor, TEMPLATE_BYTES + 1)
    return _source(raw, str(path))


def find(id_or_file: str) -> Path:
    """Return the file of a template: what holds a `/` or ends in `.yaml` is one itself.

    Raises:
        FileError: there is no such file, or it cannot be reached.
        UsageError: no template of that id travels with the program.
    """
    if any(mark in id_or_file for mark in ("/", os.sep)) or id_or_file.endswith(ENDINGS):
        path = Path(id_or_file)
        try:
            path.stat()
        except (OSError, ValueError) as error:
            files.raise_told(path, error)
        return path
    known = {path.stem: path for path in shipped()}
    if id_or_file not in known:
        missing = say("There is no template {name}", name=short(id_or_file))
        near = get_close_matches(id_or_file, known, n=1)
        mend = (
            say("did you mean {near}?", near=near[0])
            if near
            else say("one of: {names}", names=", ".join(known))
        )
        raise UsageError(Problem(missing, mend))
    return known[id_or_file]


def shipped() -> tuple[Path, ...]:
    """Return the templates that travel with the program, by id; an id is a file's name."""
    return tuple(sorted(_folder().glob("*.yaml")))


def _folder() -> Path:
    """Return the folder of the templates: in the package, or beside the sources."""
    package = Path(upakarti_tui.__file__).parent
    installed = package / FOLDER
    return installed if installed.is_dir() else package.parents[1] / FOLDER


def _place(problem: Problem) -> tuple[int, int]:
    column = problem.column if isinstance(problem.column, int) else 0
    return problem.line or 0, column
