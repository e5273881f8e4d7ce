"""The dossier of one candidate: every stage, every sheet, and the derivation of each place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.places.explaining import explain
from upakarti_tui.domain.programme.template import Kind
from upakarti_tui.domain.standing import Outcome
from upakarti_tui.locale import gettext
from upakarti_tui.reports import wording
from upakarti_tui.reports.document import (
    Align,
    Block,
    Column,
    Document,
    Heading,
    Number,
    Pairs,
    Paragraph,
    Role,
    Table,
    Title,
)
from upakarti_tui.reports.explanation_text import derivation
from upakarti_tui.reports.papers import entries, findings, heads, pictures, standings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from upakarti_tui.domain.people.candidate import Candidate
    from upakarti_tui.domain.places.determination import Determination
    from upakarti_tui.domain.places.explaining import ExplainedSheet, Explanation
    from upakarti_tui.reports.document import Cell
    from upakarti_tui.reports.papers.source import Source

KIND = "dossier"


def dossiers(source: Source) -> tuple[Document, ...]:
    """Return the dossier of every candidate of the stage; or of the one asked for, in it or not."""
    entered = [bench.candidate for bench in source.determination.benches]
    wanted = entered if source.only is None else [source.only]
    return tuple(_dossier(source, source.determination.candidates[each]) for each in wanted)


def _dossier(source: Source, candidate: Candidate) -> Document:
    determination = source.determination
    explained = [
        explain(
            source.proceedings,
            stage,
            candidate.id,
            draft=source.draft and stage == determination.stage.id,
        )
        for stage in determination.results
    ]
    return heads.framed(
        source,
        KIND,
        f"{gettext('Dossier')}: {candidate.id}",
        blocks=(
            *heads.head(determination),
            Title((gettext("DOSSIER OF THE CANDIDATE"), determination.template.title.upper())),
            *heads.standing_note(determination),
            _who(determination, candidate),
            *(block for each in explained for block in _stage(determination, each)),
        ),
        flat=_flat(determination, explained),
        about=(("candidate", candidate.id),),
    )


def _who(determination: Determination, candidate: Candidate) -> Pairs:
    pairs = (
        (gettext("Candidate ID"), candidate.id),
        (gettext("Name"), candidate.name),
        (gettext("Institution/Company"), candidate.organisation),
        (gettext("Regency/City and province"), heads.where(candidate.regency, candidate.province)),
        (gettext("Category"), heads.category_title(determination, candidate.category)),
        (gettext("First year of the work"), candidate.start_year),
        (gettext("Partner business units"), candidate.partners),
    )
    return Pairs(tuple((label, value) for label, value in pairs if value))


def _stage(determination: Determination, explanation: Explanation) -> Iterator[Block]:
    yield Heading(explanation.stage.title)
    if explanation.left_behind:
        yield Paragraph(gettext("Did not enter this stage."))
        return
    if explanation.stage.kind is Kind.GATE:
        yield from _gate(explanation)
        return
    if explanation.standing is not None:
        yield Paragraph(
            gettext("Place {place}: {outcome}.").format(
                place=explanation.standing.place, outcome=standings.said(explanation.standing)
            )
        )
    if explanation.rubric is not None:
        yield _marks(explanation)
        if explanation.standing is not None:
            yield from pictures.against_the_grade(
                determination, explanation.category, explanation.candidate.id
            )
    for each in explanation.sheets:
        yield from _field(each)
    for step in derivation(explanation):
        yield from (Paragraph(line.strip()) for line in step.split("\n") if line.strip())


def _gate(explanation: Explanation) -> Iterator[Block]:
    standing = explanation.standing
    if standing is not None:
        fails = standing.outcome is Outcome.FAILS
        yield Paragraph(standings.said(standing) if fails else gettext("passes"))
    for each in explanation.sheets:
        yield Paragraph(f"{gettext('Scorer')}: {each.seated.scorer}", Role.SMALL)
        yield entries.checklist(each.seated.sheet)


def _marks(explanation: Explanation) -> Table:
    criteria = explanation.rubric.criteria if explanation.rubric is not None else ()
    return Table(
        name=explanation.stage.title,
        columns=(
            Column(gettext("Scorer"), 11),
            *(Column(c.title, max(8, 78 // len(criteria)), Align.RIGHT) for c in criteria),
            Column(gettext("Total"), 9, Align.RIGHT),
        ),
        rows=tuple(
            (
                each.seated.scorer,
                *(entries.mark(each.seated.sheet, criterion) for criterion in criteria),
                _total(each),
            )
            for each in explanation.sheets
        ),
        empty=gettext("None"),
    )


def _total(each: ExplainedSheet) -> Cell:
    if each.total is None:
        return wording.seat(each.seated.seat)
    return Number(findings.exact(each.total, 2))


def _field(each: ExplainedSheet) -> Iterator[Block]:
    sheet = each.seated.sheet
    if sheet.facts or sheet.stage.interviews is not None:
        yield from findings.found(sheet, blank=False)


def _flat(determination: Determination, explained: list[Explanation]) -> Table:
    return entries.flat(determination, [each.seated for e in explained for each in e.sheets])
