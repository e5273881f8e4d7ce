"""What several papers have in common: their head, their frame, the names of things."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from upakarti_tui.locale import gettext, language
from upakarti_tui.reports.document import (
    Block,
    Column,
    Document,
    Letterhead,
    Paragraph,
    Role,
    SignatureBlock,
    Signatures,
)
from upakarti_tui.reports.speech import DOTS

if TYPE_CHECKING:
    from upakarti_tui.domain.places.determination import Determination
    from upakarti_tui.domain.settings import Signatory
    from upakarti_tui.reports.document import Table
    from upakarti_tui.reports.papers.source import Source


def framed(
    source: Source,
    kind: str,
    title: str,
    blocks: tuple[Block, ...],
    flat: Table,
    **more: Any,  # noqa: ANN401 -- fields of a document
) -> Document:
    """Return a document with what every document of a determination carries."""
    determination = source.determination
    return Document(
        kind=kind,
        stem=stem(determination, kind, *(value for _, value in more.get("about", ()))),
        title=title,
        language=language(),
        blocks=blocks,
        flat=flat,
        fingerprint=source.fingerprint,
        source=f"{determination.template.id} {determination.fingerprint[:12]}",
        at=determination.at,
        draft=determination.draft,
        notice=determination.template.notice,
        paper=determination.settings.paper,
        **more,
    )


def stem(determination: Determination, kind: str, *about: str) -> str:
    """Return the file name of a document: kind, stage, category if only one was asked, ..."""
    parts = [kind, determination.stage.id]
    ranked = [c.id for c in determination.ranking.categories]
    if len(ranked) < len(determination.template.categories):
        parts += ranked
    return "-".join([*parts, *about])


def head(determination: Determination) -> tuple[Block, ...]:
    """Return the letterhead of an internal document; nothing where none is set."""
    lines = determination.settings.letterhead
    return (Letterhead(lines),) if lines else ()


def standing_note(determination: Determination) -> tuple[Block, ...]:
    """Return the sentence that says how far the document may be relied on."""
    if determination.draft:
        said = gettext("DRAFT. The stage is not final; this is a proposal and no decision.")
    else:
        said = gettext("Proposal (usulan). The decision is the Minister's.")
    return (Paragraph(said, Role.REMARK),)


def signed(determination: Determination) -> tuple[Block, ...]:
    """Return the signature blocks of an internal document; nothing where no one is set."""
    people = determination.settings.signatories
    if not people:
        return ()
    place = f"{determination.settings.place or DOTS}, {DOTS}"
    return (
        Signatures(
            tuple(
                signature(person, (place,) if at == len(people) - 1 else ("\u00a0",))
                for at, person in enumerate(people)
            )
        ),
    )


def signature(person: Signatory, above: tuple[str, ...] = ()) -> SignatureBlock:
    """Return the room for one signature."""
    below = [person.name or DOTS * 2]
    if person.nip:
        below.append(f"NIP {person.nip}")
    return SignatureBlock((*above, f"{person.position},"), tuple(below))


def category_title(determination: Determination, category_id: str) -> str:
    """Return the title of a category."""
    return determination.category(category_id).title


def named(determination: Determination, candidate: str) -> str:
    """Return the name of a candidate."""
    return determination.candidates[candidate].name


def scorer(determination: Determination, scorer_id: str) -> str:
    """Return id and name of a scorer."""
    who = determination.scorers.get(scorer_id)
    return f"{scorer_id} – {who.name}" if who is not None else scorer_id


def state_columns() -> tuple[Column, ...]:
    """Return the last columns of every flat table: how far it may be relied on."""
    return Column(gettext("State"), 14), Column(gettext("Notice"), 20)


def state_cells(determination: Determination) -> tuple[str, str]:
    """Return what stands in the last columns."""
    standing = [gettext("DRAFT")] if determination.draft else []
    return " – ".join([*standing, gettext("proposal")]), determination.template.notice


def where(regency: str, province: str) -> str:
    """Return regency and province in one cell."""
    return ", ".join(filter(None, (regency, province)))
