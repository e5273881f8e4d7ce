"""Reading the lines of ordinary sheets, which are nearly all lines of a large book.

Such lines differ in their marks and names only: those of one import have the same
criteria, those of keys pressed have one mark each. So, once `decode` has read some
of a form, one pattern reads the rest: it matches the very bytes that
`encode` writes for such a sheet and nothing else, which proves the line canonical
without writing it again. A line that it does not match is for `decode` to judge.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from upakarti_tui.domain.book.deeds import Filled
from upakarti_tui.domain.book.entries import Part, SheetKey, State
from upakarti_tui.domain.book.plain_marks import PlainMarks
from upakarti_tui.domain.book.records import Record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from upakarti_tui.domain.book.entries import Entry

WORTH_A_PATTERN = 20
"""Sheets with the same criteria, before a pattern is made for more of them."""

MOST_PATTERNS = 8
"""A line that none fits has been tried on all; a template has few rubrics."""

_PLAIN = rb"[ !#-\[\]-~]"
"""A character that JSON writes as itself."""

_ID = rb"([A-Za-z0-9][A-Za-z0-9._-]{0,63})"
_TEXT = rb'"(' + _PLAIN + rb'*)"'
_SAID = rb'"(' + _PLAIN + rb'+)"'
"""Left out where it is empty."""

_ENVELOPE = rb'\{"at":%b,"author":"%b","book":"%b","deed":\{"entries":\[' % (_TEXT, _ID, _ID)
_SHEET = rb'\],"sheet":\[%b,%b,%b\](?:,"typed_by":%b)?\}' % (_TEXT, _TEXT, _TEXT, _SAID)
_PLACE = (
    rb',"device":"%b","prev":"([0-9a-f]{64})","seq":([2-9]|[1-9][0-9]{1,17}),"t":"filled"\}' % _ID
)
_BEFORE = 3
"""Groups before the marks: at, author, book."""

_LINK = -2
"""The last groups: prev and number."""

_AFTER = 5
"""Those before them: the sheet's stage, candidate and scorer, typed by whom, device."""


_ANY_ONE: tuple[str, ...] = ()
"""The form of a line with one mark, as a key pressed makes it; else the form is its criteria."""


class PlainLines:
    """Reads the ordinary lines of one file, once it has been shown some."""

    def __init__(self) -> None:
        self._shown: Counter[tuple[str, ...]] = Counter()
        self._known: list[tuple[re.Pattern[bytes], tuple[str, ...]]] = []
        self._texts = _Texts()

    def show(self, record: Record) -> None:
        """Take note of a record read by `decode`: there may be many like it."""
        deed = record.deed
        if not isinstance(deed, Filled) or len(self._known) == MOST_PATTERNS:
            return
        criteria = _criteria(deed.entries)
        if criteria:
            form = criteria if len(criteria) > 1 else _ANY_ONE
            self._shown[form] += 1
            if self._shown[form] == WORTH_A_PATTERN:
                self._known.append((_pattern(form), form))

    def read(self, record_id: str, raw: bytes) -> Record | None:
        """Return the record that `decode` would; None where it is for `decode` to read."""
        for pattern, form in self._known:
            found = pattern.fullmatch(raw)
            if found is not None:
                return self._record(record_id, form, found.groups(b""))
        return None

    def _record(self, record_id: str, form: tuple[str, ...], said: Sequence[bytes]) -> Record:
        text = self._texts.__getitem__
        words = tuple(map(text, said[:_LINK]))
        at, author, book = words[:_BEFORE]
        *sheet, typed_by, device = words[-_AFTER:]
        prev, seq = said[_LINK:]
        marked = words[_BEFORE:-_AFTER]
        marks = PlainMarks(form, marked) if form else PlainMarks(marked[:1], marked[1:])
        deed = Filled(SheetKey(*sheet), marks, (), typed_by)
        return Record(record_id, book, author, device, int(seq), prev.decode(), at, deed)


class _Texts(dict[bytes, str]):
    """The text of bytes; the same text for the same bytes, because few differ."""

    def __missing__(self, raw: bytes) -> str:
        text = self[raw] = raw.decode("ascii")
        return text


def _criteria(entries: Sequence[Entry]) -> tuple[str, ...]:
    """Return the criteria of marks without notes, each once; none for anything else."""
    if any(
        (entry.part, entry.state, entry.note, entry.more) != (Part.MARK, State.MARKED, "", ())
        for entry in entries
    ):
        return ()
    criteria = tuple(entry.item for entry in entries)
    plain = re.compile(_PLAIN + rb"+")
    written = all(plain.fullmatch(item.encode()) for item in criteria)
    return criteria if written and len(set(criteria)) == len(criteria) else ()


def _pattern(form: Sequence[str]) -> re.Pattern[bytes]:
    marks = [
        rb'\{"item":"%b","part":"mark","state":"marked","value":%b\}'
        % (re.escape(criterion.encode()), _SAID)
        for criterion in form
    ] or [rb'\{"item":%b,"part":"mark","state":"marked","value":%b\}' % (_SAID, _SAID)]
    return re.compile(_ENVELOPE + b",".join(marks) + _SHEET + _PLACE)
