"""Whether a record says something that its author could have said with this program."""

from __future__ import annotations

import re
from operator import contains
from typing import TYPE_CHECKING

from upakarti_tui.domain.book import deeds as d
from upakarti_tui.domain.book.entries import Answer, Entry, Part, State, Verdict
from upakarti_tui.domain.book.merging import Class, Finding
from upakarti_tui.domain.book.plain_marks import PlainMarks
from upakarti_tui.domain.book.records import SECRETARIAT, Record
from upakarti_tui.domain.problems import Message, say
from upakarti_tui.domain.programme.marks import plain, read_mark
from upakarti_tui.domain.text import check_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from upakarti_tui.domain.book.entries import SheetKey
    from upakarti_tui.domain.book.proceedings import Proceedings

_SPANS = re.compile(r"[0-9]{1,18}(?:-[0-9]{1,18})?(?:,[0-9]{1,18}(?:-[0-9]{1,18})?)*")
_OWN = (d.Filled, d.Submitted, d.Enrolled)
"""What a scorer may do; all else is the secretariat's."""


def inadmissible(proceedings: Proceedings, records: Iterable[Record]) -> Iterator[Finding]:
    """Yield a finding for each of the records that cannot have been written by its author.

    `proceedings` are those of the union: whoever is named may come from another file.
    """
    judge = _Judge(proceedings)
    for record in records:
        if record.author != SECRETARIAT and record.author not in proceedings.scorers:
            what = say("{author} is not in the roster.", author=record.author)
            yield _finding(Class.UNKNOWN_AUTHOR, record, what)
            continue
        wrong = judge.wrong(record)
        if wrong is not None:
            yield _finding(Class.IMPOSSIBLE, record, wrong)


def _finding(kind: Class, record: Record, what: Message) -> Finding:
    return Finding(kind, "/".join(map(str, record.place)), what, (record.id,))


def _spans(several: Iterable[str]) -> Message | None:
    """Say what is wrong with numbers such as `1-30,45`; None where nothing is."""
    wrong = next((said for said in several if not _SPANS.fullmatch(said)), None)
    return None if wrong is None else say("“{text}” is no list of numbers.", text=wrong)


class _Judge:
    """Knows the template, and remembers which cells it has seen."""

    def __init__(self, proceedings: Proceedings) -> None:
        self._proceedings = proceedings
        self._stages = {stage.id for stage in proceedings.template.stages}
        self._known: dict[tuple[str, str, Part, str, State, str], Message | None] = {}
        self._plain: dict[tuple[str, str, tuple[str, ...]], tuple[set[str], ...]] = {}

    def wrong(self, record: Record) -> Message | None:
        """Return what is wrong with a record; None where nothing is."""
        deed, author = record.deed, record.author
        if author != SECRETARIAT:
            if not isinstance(deed, _OWN):
                return say("{author} may not record this; the secretariat does.", author=author)
            owner = deed.sheet.scorer if isinstance(deed, d.Filled) else deed.scorer
            if owner != author:
                return say("{author} wrote on what is {owner}'s.", author=author, owner=owner)
        if isinstance(deed, d.Filled):
            return self._sheet(deed.sheet, deed.entries)
        if isinstance(deed, d.Nominated):
            return check_id(deed.candidate.id) or self._category(deed.candidate.category)
        if isinstance(deed, d.Appointed):
            return check_id(deed.scorer.id)
        if isinstance(deed, d.Ruled):
            return self._sheet(deed.sheet, (deed.entry,))
        if isinstance(deed, d.Submitted | d.Returned):
            return self._named(deed.stage, deed.scorer, deed.candidates)
        if isinstance(deed, d.Packed):
            return _spans(said for _, _, said in deed.handed)
        return None

    def _category(self, category: str) -> Message | None:
        if self._proceedings.template.category(category) is not None:
            return None
        return say("There is no category {name}.", name=category)

    def _sheet(self, sheet: SheetKey, entries: Sequence[Entry]) -> Message | None:
        wrong = self._named(sheet.stage, sheet.scorer, (sheet.candidate,))
        if wrong is not None:
            return wrong
        category = self._proceedings.candidates[sheet.candidate].category
        if isinstance(entries, PlainMarks):
            return self._marks(sheet.stage, category, entries)
        return self._entries(sheet.stage, category, entries)

    def _marks(self, stage: str, category: str, marks: PlainMarks) -> Message | None:
        """Look at those marks of an ordinary sheet that were never seen before."""
        key = (stage, category, marks.criteria)
        seen = self._plain.get(key)
        if seen is None:
            seen = self._plain[key] = tuple(set() for _ in marks.criteria)
        if all(map(contains, seen, marks.texts)):
            return None
        for at, text in enumerate(marks.texts):
            if text not in seen[at]:
                wrong = self._entry(stage, category, marks[at])
                if wrong is not None:
                    return wrong
                seen[at].add(text)
        return None

    def _entries(self, stage: str, category: str, entries: Sequence[Entry]) -> Message | None:
        if len({entry.cell for entry in entries}) < len(entries):
            return say("It puts two entries into one cell.")
        for entry in entries:
            key = (stage, category, entry.part, entry.item, entry.state, entry.value)
            if key not in self._known:
                self._known[key] = self._entry(stage, category, entry)
            if self._known[key] is not None:
                return self._known[key]
        return None

    def _named(self, stage: str, scorer: str, candidates: tuple[str, ...]) -> Message | None:
        if stage not in self._stages:
            return say("There is no stage {name}.", name=stage)
        if scorer not in self._proceedings.scorers:
            return say("{author} is not in the roster.", author=scorer)
        for candidate in candidates:
            if candidate not in self._proceedings.candidates:
                return say("There is no candidate {name}.", name=candidate)
        return None

    def _entry(self, stage_id: str, category: str, entry: Entry) -> Message | None:
        template = self._proceedings.template
        stage = template.stage(stage_id)
        assert stage is not None  # noqa: S101 -- `_named` came before
        match entry.part:
            case Part.MARK:
                return self._mark(stage_id, category, entry)
            case Part.GATE:
                items = {item.id for item in template.checklist_of(stage, category)}
                fits = not entry.value or entry.value in set(Answer)
            case Part.FACT:
                items = {fact.id for fact in template.facts_of(stage, category)}
                fits = True
            case Part.RECOMMENDATION:
                items = {""}
                fits = not entry.value or entry.value in set(Verdict)
            case _:
                return None
        if entry.item not in items:
            return say("The sheet does not ask for {item}.", item=entry.item or entry.part.value)
        if not fits:
            item = entry.item or entry.part.value
            return say("“{value}” is no answer to {item}.", value=entry.value, item=item)
        return None

    def _mark(self, stage_id: str, category: str, entry: Entry) -> Message | None:
        template = self._proceedings.template
        stage = template.stage(stage_id)
        rubric = template.rubric_of(stage, category) if stage is not None else None
        criterion = rubric.criterion(entry.item) if rubric is not None else None
        if criterion is None:
            return say("The sheet does not ask for {item}.", item=entry.item)
        if entry.state is State.NOT_APPLICABLE and not criterion.not_applicable:
            return say("{item} cannot be “not applicable”.", item=entry.item)
        if not entry.value and entry.state is not State.MARKED:
            return None
        mark = read_mark(entry.value, criterion.scale)
        if isinstance(mark, Message) or plain(mark) != entry.value:
            return say("“{value}” is no mark of {item}.", value=entry.value, item=entry.item)
        return None
