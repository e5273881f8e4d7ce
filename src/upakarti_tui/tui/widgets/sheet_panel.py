"""What stands beside or below the rows of a sheet: words, totals, notes, as lines."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from upakarti_tui.domain.book.entries import Part
from upakarti_tui.domain.programme.template import Total
from upakarti_tui.domain.scoring.tally import tally
from upakarti_tui.locale import gettext
from upakarti_tui.tui.widgets import glyphs
from upakarti_tui.tui.widgets.bars import grade_bar
from upakarti_tui.tui.widgets.line import Ink, Line
from upakarti_tui.tui.widgets.sheet_rows import sheet_row_titles
from upakarti_tui.tui.widgets.words_of_marks import levels
from upakarti_tui.tui.words import score

if TYPE_CHECKING:
    from collections.abc import Iterable

    from upakarti_tui.domain.book.sheet import CellKey, Sheet

LABEL = 24


def note_on(sheet: Sheet, cell: CellKey) -> str:
    """Return the note on a cell; empty where there is none."""
    held = sheet.cells.get(cell)
    return held.entry.note if held is not None and held.entry is not None else ""


def words_of(sheet: Sheet, cell: CellKey, place: int, found: str, width: int) -> list[Line]:
    """Return what a row's marks mean, and its note; `found` stands at the end of the heading."""
    head = Line(" ").put(sheet_row_titles(sheet, cell, place), Ink.TITLE)
    if found:
        head.cut(width - len(found) - 3).end(found, width)
    lines = [head, *levels(sheet, cell, width)]
    note = note_on(sheet, cell)
    if note:
        label = gettext("Note")
        lines.append(Line(" ").put(f"{label}: ", Ink.FAINT).put(f"“{note}”").cut(width - 1))
    elif sheet.lacks_note(cell):
        lines.append(Line(" ").put(gettext("! This mark needs a note: press c."), Ink.BAD))
    else:
        lines.append(Line(" ").put(gettext("Note: (none yet, press c)"), Ink.FAINT))
    return lines


def sums(sheet: Sheet, grade: Fraction | None, width: int) -> list[Line]:
    """Return the totals so far, with a bar against the passing grade; nothing at a gate."""
    if sheet.rubric is None:
        return []
    so_far = tally(sheet)
    mean = score(so_far.mean) if so_far.mean is not None else "-"
    first = Line("  ").put(gettext("Weighted sum"), width=LABEL).right(score(so_far.total), 8)
    second = Line("  ").put(gettext("Mean of criteria filled"), width=LABEL).right(mean, 8)
    sign, words, ink = verdict(so_far.mean, grade)
    second.put(f"  {sign} {words}" if words else "", ink)
    if sheet.rubric.total is not Total.PERCENT:
        return [first.cut(width - 1), second.cut(width - 1)]
    weight = gettext("(weight filled {weight}%)").format(weight=score(so_far.weight, 0))
    first.put(f"  {weight}", Ink.FAINT)
    bar = grade_bar(so_far.mean, grade, Fraction(0), Fraction(100), width - 14)
    return [
        first.cut(width - 1),
        second.cut(width - 1),
        Line(),
        Line("  ").beside(bar, 2).put(f"  {mean}", Ink.STRONG),
        Line("  0").end("100", width - 11, Ink.FAINT),
    ]


def notes(sheet: Sheet, cells: Iterable[CellKey], width: int, most: int) -> list[Line]:
    """Return the notes on a sheet, the first so many; nothing where there are none."""
    lines = [Line("  ").put(gettext("Notes"), Ink.STRONG)]
    for at, cell in enumerate(cells, start=1):
        note = note_on(sheet, cell)
        if note:
            name = f"K{at}" if cell[0] is Part.MARK else str(at)
            lines.append(Line("  ").put(f"{name}  ", Ink.FAINT).put(note).cut(width - 1))
    return lines[: most + 1] if len(lines) > 1 else []


def verdict(mean: Fraction | None, grade: Fraction | None) -> tuple[str, str, Ink]:
    """Return where a sheet stands against the passing grade; empty while it cannot be said."""
    if mean is None or grade is None:
        return "", "", Ink.PLAIN
    if mean >= grade:
        return glyphs.ABOVE, gettext("so far at or above the passing grade"), Ink.GOOD
    return glyphs.BELOW, gettext("so far below the passing grade"), Ink.WARN
