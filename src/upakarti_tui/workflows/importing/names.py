"""How stages, candidates and scorers may be written in a row, and which of them is meant."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from upakarti_tui.domain.problems import Message, say
from upakarti_tui.domain.text import ID_LIMIT, folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from upakarti_tui.domain.book.proceedings import Proceedings
    from upakarti_tui.workflows.importing.findings import Findings
    from upakarti_tui.workflows.importing.table import Line


class Names:
    """The stages, candidates and scorers of one book, by all that they may be called."""

    def __init__(self, proceedings: Proceedings) -> None:
        """Look them up once."""
        stages = proceedings.template.stages
        titles = {folded(stage.title): stage.id for stage in stages}
        self._stages = {**titles, **called(stage.id for stage in stages)}
        self._candidates = called(proceedings.candidates)
        self._scorers = called(proceedings.scorers)

    def stage(self, line: Line, findings: Findings) -> str | None:
        """Return the stage that a row names; None where there is none."""
        return known_name(line, "stage", self._stages, findings, say("there is no stage {name}",
                          name=quoted(line, "stage")))  # fmt: skip

    def candidate(self, line: Line, findings: Findings) -> str | None:
        """Return the candidate that a row names; None where there is none."""
        missing = say("there is no candidate {name}", name=quoted(line, "candidate"))
        return known_name(line, "candidate", self._candidates, findings, missing)

    def scorer(self, line: Line, findings: Findings) -> str | None:
        """Return the scorer that a row names; None where there is none."""
        missing = say("there is no scorer {name}", name=quoted(line, "scorer"))
        return known_name(line, "scorer", self._scorers, findings, missing)


def quoted(line: Line, column: str) -> str:
    """Return what a cell says, as it is repeated in a message."""
    return f"“{line.text(column)}”"


def known_name(
    line: Line, column: str, known: Mapping[str, str], findings: Findings, missing: Message
) -> str | None:
    """Return the id that a cell names; an unknown one is refused with the nearest.

    `known` maps everything an id may be called to the id, the id itself included.
    """
    asked = line.text(column)
    if not asked:
        findings.refuse(line.row, column, say("the cell is empty"), say("fill it"))
        return None
    found = known.get(asked) or known.get(folded(asked))
    if found is None and (meant := line.meant(column)) is not None:
        found = known.get(meant[0])
        findings.read_word(line, column, *meant)
    if found is None:
        findings.refuse(line.row, column, missing, nearest(asked, known.values()))
    return found


def called(ids: Iterable[str]) -> dict[str, str]:
    """Return how ids may be written: as they are, and with case and spaces put aside."""
    several = tuple(ids)
    loose = {folded(one): one for one in several}
    return {**loose, **{one: one for one in several}}


def nearest(asked: str, known: Iterable[str]) -> Message | None:
    """Return the known names nearest to the one asked for, as a question."""
    names = sorted(set(known))
    keys = {name.casefold(): name for name in names}
    near = get_close_matches(asked.casefold()[:ID_LIMIT], keys, n=3)
    few = [keys[key] for key in near] or (names if len(names) <= _FEW else [])
    if near:
        return say("did you mean {names}?", names=", ".join(few))
    return say("there are {names}", names=", ".join(few)) if few else None


_FEW = 8
"""So many known names are all told; of more, only those near the one asked for."""
