"""Records about one candidate, scorer or draw that contradict each other, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.book import deeds as d
from upakarti_tui.domain.book.contradictions import contradictions
from upakarti_tui.domain.problems import Message, say
from upakarti_tui.workflows.exchange.settle import DIGITS, SAID_AGAIN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from upakarti_tui.domain.book.deeds import Deed
    from upakarti_tui.domain.book.proceedings import Proceedings


def disagreeing(proceedings: Proceedings) -> tuple[Message, ...]:
    """Return each contradiction with the records that stand against each other, a line each.

    Numbers that identify a person are not among what is told.
    """
    return tuple(_told(proceedings))


def _told(proceedings: Proceedings) -> Iterator[Message]:
    for one in contradictions(proceedings):
        yield say("{where}: {what}", where=one.finding.where, what=one.finding.what)
        for head in one.heads:
            yield say(
                "  {id}  {words} — {author}, device {device}, {at}",
                id=head.id[:DIGITS],
                words=_words(head.deed),
                author=head.author,
                device=head.device,
                at=head.at,
            )
        if one.topic[0] in SAID_AGAIN:
            yield say("  Which of them stands: upakarti settle {id}", id=one.heads[0].id[:DIGITS])


def _words(deed: Deed) -> str:
    match deed:
        case d.Nominated():
            x = deed.candidate
            said = (x.name, x.category, x.organisation, x.regency, x.province)
        case d.Appointed():
            y = deed.scorer
            said = (y.name, y.role.value, y.position, y.institution, "")
        case d.Disqualified():
            said = (deed.stage, deed.date, deed.reason, "", "")
        case _:
            said = (type(deed).__name__.lower(), "", "", "", "")
    return ", ".join(filter(None, said))
