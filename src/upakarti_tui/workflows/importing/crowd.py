"""Who is in a book and who is in a file, held against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.people.candidate import Identity
from upakarti_tui.domain.people.person_numbers import one_npwp
from upakarti_tui.domain.problems import say
from upakarti_tui.domain.text import folded, skeleton
from upakarti_tui.workflows.importing.nominee import PLAIN_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from upakarti_tui.domain.book.proceedings import Proceedings
    from upakarti_tui.domain.people.candidate import Candidate
    from upakarti_tui.workflows.importing.findings import Findings
    from upakarti_tui.workflows.importing.nominee import Nominee

_IN_BOOK = 0
"""Row of what does not stand in the file."""


class Crowd:
    """Everybody in the book and, row by row, in the file."""

    def __init__(
        self, proceedings: Proceedings, columns: frozenset[str], findings: Findings
    ) -> None:
        """Begin with the book. `columns` are those of the file: only they are compared."""
        self._book = proceedings
        self._columns = columns
        self._findings = findings
        self._ids: dict[str, tuple[str, int]] = {}
        self._niks: dict[str, tuple[str, int]] = {}
        self._npwps: dict[str, tuple[str, int]] = {}
        self._looks: dict[str, tuple[str, int]] = {}
        self._nameless: dict[tuple[object, ...], int] = {}
        self._namesakes: dict[tuple[str, str], list[Candidate]] = {}
        for candidate in proceedings.candidates.values():
            self._ids[folded(candidate.id)] = (candidate.id, _IN_BOOK)
            self._looks.setdefault(skeleton(candidate.name), (candidate.name, _IN_BOOK))
            self._namesakes.setdefault((candidate.category, candidate.name), []).append(candidate)
        for identity in proceedings.identities.values():
            self._niks[identity.nik] = (identity.candidate, _IN_BOOK)
            self._npwps[one_npwp(identity.npwp)] = (identity.candidate, _IN_BOOK)

    def known_as(self, nominee: Nominee) -> str | None:
        """Return the id of the candidate in the book that a row names; None for a new one."""
        asked = nominee.candidate.id
        if asked:
            return asked if asked in self._book.candidates else None
        namesakes = self._namesakes.get((nominee.candidate.category, nominee.candidate.name), [])
        return next((c.id for c in namesakes if not self._differing(nominee, c)), None)

    def judge(self, nominees: Iterable[Nominee]) -> None:
        """Hold every row against the book and the rows before it."""
        for nominee in nominees:
            known = self.known_as(nominee)
            if known is None:
                self._judge_look(nominee)
            else:
                self._judge_known(nominee, self._book.candidates[known])
            if nominee.candidate.id:
                self._judge_id(nominee)
            else:
                self._judge_nameless(nominee)
            npwp = nominee.identity.npwp
            self._judge_number(nominee, known, "nik", self._niks, nominee.identity.nik)
            self._judge_number(nominee, known, "npwp", self._npwps, one_npwp(npwp))

    def _judge_known(self, nominee: Nominee, known: Candidate) -> None:
        differing = self._differing(nominee, known)
        if differing:
            what = say(
                "{id} is in the book with another {columns}",
                id=known.id,
                columns=", ".join(differing),
            )
            mend = say("give another id, or leave the row out")
            self._findings.refuse(nominee.row, differing[0], what, mend)

    def _judge_id(self, nominee: Nominee) -> None:
        asked, key = nominee.candidate.id, folded(nominee.candidate.id)
        used, row = self._ids.get(key, (asked, _IN_BOOK))
        if row == _IN_BOOK and used == asked:
            self._ids[key] = (asked, nominee.row)
            return
        what = (
            say("the id {id} is {other} in the book", id=asked, other=used)
            if row == _IN_BOOK
            else say("the id {id} stands in row {row} already", id=asked, row=row)
        )
        self._findings.refuse(nominee.row, "id", what, say("give each candidate its own id"))

    def _judge_nameless(self, nominee: Nominee) -> None:
        said = (nominee.candidate, nominee.identity)
        row = self._nameless.setdefault(said, nominee.row)
        if row != nominee.row:
            what = say("the row repeats row {row}", row=row)
            self._findings.refuse(nominee.row, "", what, say("remove one of them"))

    def _judge_number(
        self,
        nominee: Nominee,
        known: str | None,
        column: str,
        numbers: dict[str, tuple[str, int]],
        number: str,
    ) -> None:
        if not number.strip("0"):
            return
        owner, row = numbers.setdefault(number, (nominee.candidate.id, nominee.row))
        if row == nominee.row or (row == _IN_BOOK and owner == known):
            return
        heading = column.upper()
        what = (
            say("the {number} is that of {owner} in the book", number=heading, owner=owner)
            if row == _IN_BOOK
            else say("the {number} stands in row {row} already", number=heading, row=row)
        )
        self._findings.refuse(nominee.row, column, what)

    def _judge_look(self, nominee: Nominee) -> None:
        name = nominee.candidate.name
        other, row = self._looks.setdefault(skeleton(name), (name, nominee.row))
        if row == nominee.row or not name:
            return
        where = say("in the book") if row == _IN_BOOK else say("in row {row}", row=row)
        what = (
            say("the same name stands {where}", where=where)
            if folded(other) == folded(name)
            else say("the name looks like {other} {where}", other=f"“{other}”", where=where)
        )
        self._findings.warn(nominee.row, "name", what)

    def _differing(self, nominee: Nominee, known: Candidate) -> list[str]:
        """Return the columns of the file in which a row says something else than the book."""
        identity = self._book.identities.get(known.id, Identity(known.id))
        said = {
            x: (getattr(nominee.candidate, x), getattr(known, x))
            for x in ("category", "name", *PLAIN_COLUMNS)
        }
        said["nik"] = (nominee.identity.nik, identity.nik)
        said["npwp"] = (one_npwp(nominee.identity.npwp), one_npwp(identity.npwp))
        notes = dict(known.notes)
        return [x for x, (now, before) in said.items() if x in self._columns and now != before] + [
            heading for heading, text in nominee.candidate.notes if notes.get(heading) != text
        ]
