"""What a field visit found: claims against findings, talks with partners, the verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.book.entries import Part, State
from upakarti_tui.domain.scoring.rounding import written
from upakarti_tui.domain.scoring.sheet_total import Sheets
from upakarti_tui.locale import gettext
from upakarti_tui.reports import wording
from upakarti_tui.reports.document import Align, Block, Column, Heading, Number, Table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from upakarti_tui.domain.book.entries import Entry
    from upakarti_tui.domain.book.sheet import Sheet
    from upakarti_tui.domain.programme.template import Fact
    from upakarti_tui.domain.scoring.counting import Seated


def total(seated: Seated) -> str:
    """Return the total of a counted sheet as decimal text, as its stage shows it."""
    sheet = seated.sheet
    if sheet.rubric is None or not seated.marks:
        return "0"
    sum_of = Sheets(sheet.rubric, sheet.stage).total(seated.marks)
    return exact(sum_of, 2 if sheet.stage.rounding.sheet is None else sheet.stage.rounding.sheet)


def exact(value: Fraction, decimals: int, most: int = 6) -> str:
    """Return a value with as many decimals as it has, from `decimals` on, to `most`."""
    for places in range(decimals, most + 1):
        if (value * 10**places).denominator == 1:
            return written(value, places)
    return written(value, most)


def found(sheet: Sheet, *, blank: bool) -> Iterator[Block]:
    """Yield the facts and the interviews of a sheet; nothing where it asks for none."""
    if sheet.facts:
        yield Heading(gettext("Field facts"))
        yield facts(sheet, blank=blank)
    if sheet.stage.interviews is not None:
        yield Heading(gettext("Interviews with partner businesses"))
        yield _interviews(sheet, blank=blank)


def facts(sheet: Sheet, *, blank: bool = False) -> Table:
    """Return claims and findings, a fact a row."""
    return Table(
        name=gettext("Field facts"),
        columns=(
            Column(gettext("No"), 6, Align.CENTRE),
            Column(gettext("Fact"), 28),
            Column(gettext("Claimed"), 15),
            Column(gettext("Found"), 15),
            Column(gettext("Verdict"), 16),
            Column(gettext("Source"), 20),
        ),
        rows=tuple(
            (
                Number(str(at)),
                _asked(fact),
                *(("", "", "", "") if blank else _finding(sheet, fact)),
            )
            for at, fact in enumerate(sheet.facts, 1)
        ),
        tall=blank,
    )


def _asked(fact: Fact) -> str:
    unit = f" ({fact.unit})" if fact.unit else ""
    if fact.at_least is None:
        return f"{fact.title}{unit}"
    least = gettext("at least {n}").format(n=wording.plain_number(format(fact.at_least, "f")))
    return f"{fact.title}{unit}, {least}"


def _entry(sheet: Sheet, part: Part, item: str) -> Entry | None:
    held = sheet.held(part, item)
    return held.entry if held is not None else None


def _finding(sheet: Sheet, fact: Fact) -> tuple[str, str, str, str]:
    entry = _entry(sheet, Part.FACT, fact.id)
    state = wording.state(sheet.state_of((Part.FACT, fact.id)))
    if entry is None:
        return "", "", state, ""
    more = dict(entry.more)
    source = "; ".join(filter(None, (more.get("source", ""), entry.note)))
    claimed = wording.plain_number(more.get("claimed", ""))
    return claimed, wording.plain_number(entry.value), state, source


def _interviews(sheet: Sheet, *, blank: bool) -> Table:
    asked = sheet.stage.interviews
    questions = asked.questions if asked is not None else ()
    least = asked.min if asked is not None else 0
    headings = questions or (gettext("Answer"),)
    empty = ("",) * (1 + len(headings))
    talks = () if blank else tuple(_talks(sheet, headings))
    rows = talks or tuple((Number(str(at)), *empty) for at in range(1, least + 1))
    return Table(
        name=gettext("Interviews"),
        columns=(
            Column(gettext("No"), 6, Align.CENTRE),
            Column(gettext("Partner"), 22),
            *(Column(question, 72 // len(headings)) for question in headings),
        ),
        rows=rows,
        tall=blank,
        empty=gettext("None"),
    )


def _talks(sheet: Sheet, columns: tuple[str, ...]) -> Iterator[tuple[Number | str, ...]]:
    held = sorted(
        (item for part, item in sheet.cells if part is Part.INTERVIEW),
        key=lambda item: (len(item), item),
    )
    for item in held:
        entry = _entry(sheet, Part.INTERVIEW, item)
        if entry is None or entry.state is State.BLANK:
            continue
        more = dict(entry.more)
        said = more.get("answers") or "; ".join(filter(None, (entry.value, entry.note)))
        answers = said.split("\n") if len(columns) > 1 else [" ".join(said.split("\n"))]
        answers = [*answers[: len(columns)], *[""] * (len(columns) - len(answers))]
        yield Number(item) if item.isdecimal() else item, more.get("partner", ""), *answers
