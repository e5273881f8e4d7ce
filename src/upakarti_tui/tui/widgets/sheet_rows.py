"""The rows of a sheet, and what was found in the field, drawn as lines."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from upakarti_tui.domain.book.entries import Answer, Part, State, Verdict
from upakarti_tui.locale import gettext, told
from upakarti_tui.tui.widgets import glyphs
from upakarti_tui.tui.widgets.line import Ink, Line, wrapped
from upakarti_tui.tui.words import ANSWERS, FINDINGS, NOT_CHECKED, VERDICTS, number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from upakarti_tui.domain.book.sheet import CellKey, Sheet

MARK_WIDTH, ANSWER_WIDTH = 12, 10


def cell_row(
    sheet: Sheet, cell: CellKey, place: int, width: int, *, here: bool, typing: str | None
) -> Line:
    """Return a row: whether it is filled, what it asks, its weight, and what stands there."""
    part, item = cell
    criterion = sheet.rubric.criterion(item) if sheet.rubric and part is Part.MARK else None
    sign, sign_ink = _sign(sheet, cell)
    line = Line(f" {glyphs.HERE} " if here else "   ", Ink.STRONG).put(f"{sign} ", sign_ink)
    weight = f"{number(format(criterion.weight, 'f'))}%" if criterion is not None else ""
    name = f"K{place}" if part is Part.MARK else f"{place}"
    # A checklist has no weights, and questions that need the room.
    names, weights, marks = (4, 7, MARK_WIDTH) if sheet.rubric is not None else (2, 0, ANSWER_WIDTH)
    title = width - line.width - names - 1 - weights - marks - 2
    ink = Ink.STRONG if here else Ink.PLAIN
    line.put(name, Ink.FAINT, names).put(" ").put(title_of(sheet, cell), ink, title)
    line.right(weight, weights, Ink.FAINT).put("  ")
    if typing is not None:
        return line.put(typing, Ink.STRONG).put(" ", Ink.CURSOR)
    text, mark_ink = standing(sheet, cell)
    return line.put(text, mark_ink, marks)


def title_of(sheet: Sheet, cell: CellKey) -> str:
    """Return what a row asks."""
    part, item = cell
    if part is Part.RECOMMENDATION:
        return gettext("Recommendation")
    titles = {c.id: c.title for c in (sheet.criteria if part is Part.MARK else sheet.checklist)}
    return titles.get(item, item)


def sheet_row_titles(sheet: Sheet, cell: CellKey, place: int) -> str:
    """Return the heading of a row's words: number, title, weight and scale."""
    part, item = cell
    title = title_of(sheet, cell)
    if part is not Part.MARK:
        return f"{place} {title}"
    criterion = sheet.rubric.criterion(item) if sheet.rubric else None
    if criterion is None:
        return title
    weight = gettext("weight {weight}%").format(weight=number(format(criterion.weight, "f")))
    return f"K{place} {title} · {weight}"


def _sign(sheet: Sheet, cell: CellKey) -> tuple[str, Ink]:
    state = sheet.state_of(cell)
    if state is None or sheet.lacks_note(cell):
        return "!", Ink.BAD
    if state is State.BLANK:
        return glyphs.NONE, Ink.PLAIN
    if state is State.NOT_APPLICABLE:
        return "-", Ink.FAINT
    return glyphs.DONE, Ink.GOOD


def standing(sheet: Sheet, cell: CellKey) -> tuple[str, Ink]:
    """Return what stands in a cell; empty, lowest, abstained and recused never look alike."""
    held = sheet.cells.get(cell)
    if held is None:
        return "_", Ink.PLAIN
    entry = held.entry
    if entry is None:
        both = " ! ".join(number(head.entry.value) or "_" for head in held.heads[:2])
        return both, Ink.BAD
    match entry.state:
        case State.BLANK:
            return "_", Ink.PLAIN
        case State.NOT_APPLICABLE:
            return gettext("n/a"), Ink.FAINT
        case State.ABSTAINED | State.RECUSED:
            return glyphs.NOT, Ink.WARN
    if entry.part is Part.GATE and entry.value in set(Answer):
        return told(ANSWERS[Answer(entry.value)]), Ink.STRONG
    if entry.part is Part.RECOMMENDATION and entry.value in set(Verdict):
        return told(VERDICTS[Verdict(entry.value)]), Ink.STRONG
    return number(entry.value), Ink.STRONG


def facts_found(sheets: Iterable[Sheet]) -> str:
    """Return how many facts were found to be so, in part, not so: `Facts: √5 !1 ×1 (f)`."""
    states = Counter(
        state
        for sheet in sheets
        for fact in sheet.facts
        if (state := sheet.state_of((Part.FACT, fact.id))) is not None
    )
    asked = sum(states.values())
    if not asked:
        return ""
    signs = [f"{sign}{states[state]}" for state, (sign, _, _) in FINDINGS.items() if states[state]]
    if not signs:
        signs = [f"0/{asked}"]
    return f"{gettext('Facts')}: {' '.join(signs)} (f)"


def found_rows(sheets: Iterable[Sheet], width: int) -> list[Line]:
    """Return what was found, a row a fact, for a wide window."""
    lines: list[Line] = []
    for sheet in sheets:
        lines.append(Line().put(gettext("Facts found in the field"), Ink.STRONG))
        for fact in sheet.facts:
            held = sheet.held(Part.FACT, fact.id)
            entry = held.entry if held is not None else None
            sign, word, ink = FINDINGS.get(
                entry.state if entry is not None else State.BLANK, NOT_CHECKED
            )
            value = number(entry.value) if entry is not None else ""
            found = f"{value} {fact.unit}".strip()
            words = f"{found} · {told(word)}" if value else told(word)
            lines += _found(fact.title, sign, words, ink, width)
    return lines


def _found(title: str, sign: str, words: str, ink: Ink, width: int) -> list[Line]:
    """Return a fact with what was found, on one row where there is room, else on two."""
    line = Line("  ").put(f"{sign} ", ink).put(title)
    if line.width + Line(words).width + 2 <= width:
        return [line.put("  ").put(words, ink)]
    return [line.cut(width), *(Line("     ").put(row, ink) for row in wrapped(words, width - 6))]
