"""Which sheet a row means, and whether anything may be put on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from upakarti_tui.domain.book.entries import SheetKey
from upakarti_tui.domain.book.handout import asked_here, is_packed
from upakarti_tui.domain.book.sheet import sheet
from upakarti_tui.domain.people.role_words import ROLES, in_words
from upakarti_tui.domain.places.asking import scorers_of
from upakarti_tui.domain.problems import Message, say
from upakarti_tui.workflows.importing.names import Names, called

if TYPE_CHECKING:
    from collections.abc import Mapping

    from upakarti_tui.domain.book.proceedings import Proceedings
    from upakarti_tui.domain.programme.template import Stage
    from upakarti_tui.workflows.importing.entries import Asked
    from upakarti_tui.workflows.importing.findings import Findings
    from upakarti_tui.workflows.importing.table import Line


class _Reason(NamedTuple):
    """Why nothing can be put on a sheet."""

    column: str
    what: Message
    mend: Message | None = None
    forbidden: bool = False
    """Whether it is right as such, but not for this person or not now."""


class Sheets:
    """The sheets of one stage that rows may name."""

    def __init__(self, proceedings: Proceedings, stage: Stage, asked: Mapping[str, Asked]) -> None:
        """Look everything up once; `asked` is by category."""
        self._book = proceedings
        self._stage = stage
        self._asked = asked
        self._holder = is_packed(proceedings)
        self._handed = asked_here(proceedings)
        self._names = Names(proceedings)
        self._panels = scorers_of(proceedings, stage, proceedings.candidates)
        self._reasons: dict[SheetKey, _Reason | None] = {}

    def key(self, line: Line, findings: Findings, *, recusal: bool) -> SheetKey | None:
        """Return the sheet that a row means; None where it means none that may be filled."""
        if self._is_strangers(line, findings):
            return None
        candidate = self._names.candidate(line, findings)
        scorer = self._names.scorer(line, findings)
        if candidate is None or scorer is None:
            return None
        key = SheetKey(self._stage.id, candidate, scorer)
        reason = self._against(key) or (None if recusal else self._recused(key))
        if reason is None:
            return key
        note = findings.forbid if reason.forbidden else findings.refuse
        note(line.row, reason.column, reason.what, reason.mend)
        return None

    def _is_strangers(self, line: Line, findings: Findings) -> bool:
        """Tell whether a row of a handed-out book is another scorer's."""
        if self._holder is None or not line.text("scorer"):
            return False
        if called([self._holder]).get(line.text("scorer")) is not None:
            return False
        what = say("this book was handed to {holder} alone", holder=self._holder)
        findings.forbid(line.row, "scorer", what)
        return True

    def _against(self, key: SheetKey) -> _Reason | None:
        if key not in self._reasons:
            self._reasons[key] = self._reason(key)
        return self._reasons[key]

    def _reason(self, key: SheetKey) -> _Reason | None:
        category = self._book.candidates[key.candidate].category
        scorer = self._book.scorers[key.scorer]
        if not self._asked[category]:
            what = say(
                "the stage {stage} asks nothing about {category}",
                stage=key.stage,
                category=category,
            )
            return _Reason("candidate", what)
        if scorer.role not in self._stage.scorers:
            what = say("{scorer} is {role}, who does not score here", scorer=key.scorer,
                       role=ROLES[scorer.role])  # fmt: skip
            mend = say("here score: {roles}", roles=in_words(self._stage.scorers))
            return _Reason("scorer", what, mend)
        if not self._is_asked(key):
            what = say(
                "{scorer} is not assigned to {candidate}",
                scorer=key.scorer,
                candidate=key.candidate,
            )
            return _Reason("scorer", what, say("import the assignment first"))
        if key in self._book.closings:
            what = say("the sheet is submitted")
            return _Reason("", what, say("send it back first"), forbidden=True)
        return None

    def _is_asked(self, key: SheetKey) -> bool:
        if self._handed is not None:
            return key in self._handed
        return key.scorer in self._panels[key.candidate]

    def _recused(self, key: SheetKey) -> _Reason | None:
        if key not in self._book.sheets or not sheet(self._book, key).recused:
            return None
        what = say("a conflict of interest keeps {scorer} from {candidate}", scorer=key.scorer,
                   candidate=key.candidate)  # fmt: skip
        return _Reason("scorer", what, forbidden=True)
