"""The determination list: a draft annex to a decree of the Minister.

It names people and nothing else: no score, no NIK. Number and date are the
Minister's to give and stay blank; so does everything that a person decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.locale import gettext
from upakarti_tui.reports.document import (
    Align,
    AnnexHead,
    Block,
    Column,
    Document,
    Heading,
    Number,
    Numbering,
    SignatureBlock,
    Signatures,
    Table,
    Title,
)
from upakarti_tui.reports.papers import heads
from upakarti_tui.reports.speech import BLANK, DOTS

if TYPE_CHECKING:
    from upakarti_tui.domain.places.determination import Determination, Proposal, Proposed
    from upakarti_tui.reports.document import Cell
    from upakarti_tui.reports.papers.source import Source

KIND = "determination"


def annex(source: Source) -> Document:
    """Return the determination list."""
    determination = source.determination
    about = determination.settings.about or determination.template.title
    return heads.framed(
        source,
        KIND,
        f"{gettext('Proposed recipients')}: {determination.template.title}",
        blocks=(
            AnnexHead(
                (
                    gettext("ANNEX"),
                    gettext("DECREE OF THE MINISTER OF INDUSTRY OF THE REPUBLIC OF INDONESIA"),
                    gettext("NUMBER {number} YEAR {year}").format(number=BLANK, year=BLANK),
                    gettext("ON"),
                    about.upper(),
                )
            ),
            Title(_title(determination, about)),
            *heads.standing_note(determination),
            *(block for proposal in determination.proposals for block in _category(proposal)),
            _minister(determination),
        ),
        flat=_flat(determination),
        numbering=Numbering.ANNEX,
    )


def _title(determination: Determination, about: str) -> tuple[str, ...]:
    edition = determination.template.edition
    lines = [gettext("PROPOSED RECIPIENTS (USULAN)"), about.upper()]
    if edition and edition not in about:
        lines.append(gettext("EDITION {edition}").format(edition=edition.upper()))
    return tuple(lines)


def _columns() -> tuple[Column, ...]:
    return (
        Column(gettext("No"), 9, Align.CENTRE),
        Column(gettext("Name"), 43),
        Column(gettext("Institution/Company"), 43),
        Column(gettext("Regency/City"), 36),
        Column(gettext("Province"), 34),
    )


def _category(proposal: Proposal) -> tuple[Block, ...]:
    return (
        Heading(proposal.category.title),
        Table(
            name=proposal.category.title,
            columns=_columns(),
            rows=tuple(map(_row, proposal.proposed)),
            empty=gettext("None"),
        ),
    )


def _row(proposed: Proposed) -> tuple[Cell, ...]:
    who = proposed.candidate
    return Number(str(proposed.number)), who.name, who.organisation, who.regency, who.province


def _minister(determination: Determination) -> Signatures:
    minister = determination.settings.minister
    office = minister.position.upper()
    return Signatures((SignatureBlock((f"{office},",), (minister.name.upper() or DOTS * 2,)),))


def _flat(determination: Determination) -> Table:
    """Return the list as one table, with what an office's own tables want to join on."""
    return Table(
        name=gettext("Determination list"),
        columns=(
            Column(gettext("Category"), 20),
            *_columns(),
            Column(gettext("Candidate ID"), 10),
            *heads.state_columns(),
        ),
        rows=tuple(
            (
                proposal.category.title,
                *_row(proposed),
                proposed.candidate.id,
                *heads.state_cells(determination),
            )
            for proposal in determination.proposals
            for proposed in proposal.proposed
        ),
    )
