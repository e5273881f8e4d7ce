"""What everyone in the example writes on their sheets.

Who passes where is cast beforehand, in the numbers of 2024; the sheets are
written to fit and go through the same rules as anybody's. The rules, not this
script, then decide: a sheet that did not fit would show in the numbers printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from upakarti_tui.domain.programme.template import FactType
from upakarti_tui.workflows.demo import chance, people

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from upakarti_tui.domain.book.entries import SheetKey
    from upakarti_tui.domain.programme.template import Criterion, Fact, Template

AFTER_GATE = {"kepeloporan": 15, "pengabdian": 60}
"""75 in 2024; how they fell to the categories is not published."""

AFTER_SUBSTANCE = {"kepeloporan": 4, "pengabdian": 24}
AFTER_VISIT = {"kepeloporan": 4, "pengabdian": 19}


class Row(NamedTuple):
    """One row of a table of marks."""

    candidate: str
    scorer: str
    criterion: str
    mark: str
    state: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is meant to get how far."""

    through_gate: frozenset[str]
    through_substance: frozenset[str]
    through_visit: frozenset[str]


def cast() -> Cast:
    """Choose who passes each stage, in the numbers of 2024."""
    everyone = [
        [p.id for p in people.candidates() if p.category == category]
        for category in people.PROPOSALS
    ]
    gate = [_first(ids, AFTER_GATE, "gate") for ids in everyone]
    substance = [_first(ids, AFTER_SUBSTANCE, "substance") for ids in gate]
    visit = [_first(ids, AFTER_VISIT, "visit") for ids in substance]
    return Cast(*(frozenset(i for ids in stage for i in ids) for stage in (gate, substance, visit)))


def _first(ids: Sequence[str], numbers: dict[str, int], stage: str) -> list[str]:
    category = next(name for name, code in people.CODES.items() if ids[0].startswith(code))
    return sorted(chance.shuffled(ids, stage, category)[: numbers[category]])


def gate_rows(template: Template, asked: Iterable[SheetKey], who: Cast) -> Iterator[Row]:
    """Answer the checklist: one question is answered no for those who do not pass."""
    stage = template.stages[0]
    categories = {p.id: p.category for p in people.candidates()}
    for _, candidate, scorer in sorted(asked):
        items = template.checklist_of(stage, categories[candidate])
        lacking = "" if candidate in who.through_gate else chance.pick(items, "no", candidate).id
        for item in items:
            no = item.id == lacking
            note = "Bukti tidak ada pada berkas." if no else ""
            yield Row(candidate, scorer, item.id, "tidak" if no else "ya", note=note)


def mark_rows(criteria: Iterable[Criterion], sheet: SheetKey, level: Decimal) -> Iterator[Row]:
    """Mark one sheet around a level from 0 (worst) to 1 (best), each scorer a little apart."""
    leaning = Decimal(chance.number(9, "leaning", sheet.scorer) - 4) / 100
    for criterion in criteria:
        spread = chance.number(31, "mark", *sheet, criterion.id) - 15
        share = min(max(level + leaning + Decimal(spread) / 100, Decimal(0)), Decimal(1))
        scale = criterion.scale
        step = scale.step or Decimal(1)
        steps = ((scale.max - scale.min) * share / step).to_integral_value()
        mark = scale.min + steps * step
        note = "Lihat dokumen usulan." if criterion.needs_note(mark) else ""
        yield Row(sheet.candidate, sheet.scorer, criterion.id, str(mark), note=note)


def level(stage: str, candidate: str, *, passes: bool) -> Decimal:
    """Return how good a candidate is in a stage, from 0 to 1."""
    shade = Decimal(chance.number(16, "level", stage, candidate)) / 100
    return (Decimal("0.72") if passes else Decimal("0.38")) + shade


def final_level(candidate: str) -> Decimal:
    """Return how well a candidate does before the jury: wide apart, most above the grade."""
    return Decimal(48 + chance.number(45, "final", candidate)) / 100


def visit_rows(facts: Iterable[Fact], sheet: SheetKey, *, worthy: bool) -> Iterator[Row]:
    """Write what a team found: the facts, three talks with partners, and how it ends."""
    for fact in facts:
        state = chance.pick(("confirmed", "confirmed", "partly"), "fact", *sheet, fact.id)
        yield Row(sheet.candidate, sheet.scorer, fact.id, _finding(fact, sheet), state)
    for number in range(1, 4):
        partner = f"UD {chance.pick(people.WORDS, 'partner', *sheet, number)} {number}"
        year = 2010 + chance.number(8, "since", *sheet, number)
        note = f"Dibina sejak {year} lewat pelatihan, pendampingan, dan pesanan."
        yield Row(sheet.candidate, sheet.scorer, f"interview:{number}", partner, note=note)
    verdict, reason = (
        ("layak", "Fakta sesuai dengan usulan.")
        if worthy
        else ("tidak layak", "Kegiatan pembinaan sudah berhenti saat dikunjungi.")
    )
    yield Row(sheet.candidate, sheet.scorer, "recommendation", verdict, note=reason)


def _finding(fact: Fact, sheet: SheetKey) -> str:
    if fact.id == "produk":
        return chance.pick(people.CRAFTS, "product", *sheet)
    if fact.type is FactType.TEXT:
        return chance.pick(people.REGIONS, "market", *sheet, fact.id).province
    return str(int(fact.at_least or 3) + chance.number(20, "found", *sheet, fact.id))
