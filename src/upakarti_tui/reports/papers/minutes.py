"""Berita acara: the minutes of the plenary that a stage ends with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.programme.template import Kind
from upakarti_tui.domain.settings import Signatory
from upakarti_tui.locale import gettext, told
from upakarti_tui.reports import wording
from upakarti_tui.reports.document import (
    Align,
    Block,
    Column,
    Document,
    Heading,
    Listing,
    Number,
    Pairs,
    Paragraph,
    Role,
    Signatures,
    Table,
    Title,
)
from upakarti_tui.reports.papers import heads, standings
from upakarti_tui.reports.speech import DOTS, day_in_words, with_words

if TYPE_CHECKING:
    from upakarti_tui.domain.people.candidate import Candidate
    from upakarti_tui.domain.places.determination import Attendance, Determination
    from upakarti_tui.reports.papers.source import Source

KIND = "minutes"


def minutes(source: Source) -> Document:
    """Return the berita acara."""
    determination = source.determination
    return heads.framed(
        source,
        KIND,
        f"{gettext('Minutes')}: {determination.stage.title}",
        blocks=(
            *heads.head(determination),
            Title(_title(determination)),
            *heads.standing_note(determination),
            Paragraph(_opening(determination)),
            Heading(gettext("1. Attendance")),
            Paragraph(_present(determination)),
            _attendance(determination),
            Heading(gettext("2. Candidates")),
            _candidates(determination),
            Heading(gettext("3. Method")),
            *_method(determination),
            Heading(gettext("4. Ranking")),
            *standings.tables(determination),
            Heading(gettext("5. Departures from the ranking")),
            *_departures(determination),
            Heading(gettext("6. Recommended recipients")),
            *_recommended(determination),
            Paragraph(gettext("These minutes were drawn up truthfully, to be used as needed.")),
            _signatures(determination),
        ),
        flat=standings.flat(determination),
    )


def _title(determination: Determination) -> tuple[str, ...]:
    number = determination.settings.minutes_number or DOTS * 2
    return (
        gettext("MINUTES (BERITA ACARA)"),
        determination.stage.title.upper(),
        determination.template.title.upper(),
        gettext("NUMBER: {number}").format(number=number),
    )


def _opening(determination: Determination) -> str:
    chosen = determination.settings
    return gettext(
        "On this day, {day}, at {place}, the plenary of {stage} for {award} was held, "
        "with the following result."
    ).format(
        day=day_in_words(chosen.minutes_date),
        place=chosen.minutes_place or DOTS * 2,
        stage=determination.stage.title,
        award=determination.template.title,
    )


def _present(determination: Determination) -> str:
    everyone = determination.attendance
    present = sum(each.present for each in everyone)
    return gettext("Present: {present} of {all} scorers.").format(
        present=with_words(present), all=with_words(len(everyone))
    )


def _attendance(determination: Determination) -> Table:
    return Table(
        name=gettext("Attendance"),
        columns=(
            Column(gettext("No"), 6, Align.CENTRE),
            Column(gettext("Name"), 28),
            Column(gettext("Institution"), 24),
            Column(gettext("Attendance"), 13),
            Column(gettext("Sheets"), 10, Align.CENTRE),
            Column(gettext("Recused from"), 19),
        ),
        rows=tuple(
            (
                Number(str(at)),
                each.scorer.name,
                each.scorer.institution,
                gettext("present") if each.present else gettext("absent"),
                f"{each.submitted}/{each.asked}",
                _kept_from(each),
            )
            for at, each in enumerate(determination.attendance, 1)
        ),
        empty=gettext("None"),
    )


def _kept_from(each: Attendance) -> str:
    kept = [*each.recused_from]
    kept += [f"{c} ({gettext('abstained')})" for c in each.abstained_from]
    return ", ".join(kept)


def _candidates(determination: Determination) -> Pairs:
    return Pairs(
        tuple(
            (
                heads.category_title(determination, ranked.id),
                gettext("{all} candidates, {ranked} of them ranked").format(
                    all=with_words(len(ranked.standings) + len(ranked.unranked)),
                    ranked=with_words(len(ranked.standings)),
                ),
            )
            for ranked in determination.ranking.categories
        )
    )


def _method(determination: Determination) -> tuple[Block, ...]:
    template, stage = determination.template, determination.stage
    rules: list[str] = [
        gettext("Scoring template {id}, fingerprint {fingerprint}.").format(
            id=template.id, fingerprint=determination.fingerprint
        )
    ]
    if stage.kind is Kind.SCORE:
        rules += wording.method(template, stage, determination.ranking.categories)
    notice = [Paragraph(template.notice, Role.REMARK)] if template.notice else []
    return (Listing(tuple(rules)), *notice)


def _departures(determination: Determination) -> tuple[Block, ...]:
    said = [
        gettext("{category}: order {order}, decided by {by}, minutes {minutes}: {reason}").format(
            category=heads.category_title(determination, each.category),
            order=", ".join(each.order),
            by=each.by,
            minutes=each.minutes,
            reason=each.reason,
        )
        for each in determination.decided
    ]
    said += [
        f"{heads.named(determination, each.candidate)}: {told(each.detail)}"
        for ranked in determination.ranking.categories
        for each in ranked.unranked
    ]
    if not said:
        return (Paragraph(gettext("None. The recommendation follows the ranking.")),)
    return (Listing(tuple(said)),)


def _recommended(determination: Determination) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for proposal in determination.proposals:
        blocks += [
            Paragraph(
                gettext("{category}: {n} recommended.").format(
                    category=proposal.category.title, n=with_words(len(proposal.proposed))
                )
            ),
            Listing(tuple(_named(each.candidate) for each in proposal.proposed)),
        ]
    return tuple(blocks)


def _named(candidate: Candidate) -> str:
    """Return a candidate on one line; an institution that is the candidate is named once."""
    where = heads.where(candidate.regency, candidate.province)
    parts = dict.fromkeys((candidate.name, candidate.organisation, where))
    return ", ".join(filter(None, parts))


def _signatures(determination: Determination) -> Signatures:
    nips = dict(determination.settings.nips)
    return Signatures(
        tuple(
            heads.signature(
                Signatory(
                    each.scorer.position or gettext("Member"),
                    each.scorer.name,
                    nips.get(each.scorer.id, ""),
                )
            )
            for each in determination.attendance
        )
    )
