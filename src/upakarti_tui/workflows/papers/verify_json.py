"""Computing a canonical determination again from the records it carries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from upakarti_tui.domain.problems import say
from upakarti_tui.reports.marks_of_page import grouped
from upakarti_tui.storage.canonical import read_json
from upakarti_tui.workflows.papers import verify_book
from upakarti_tui.workflows.papers.determined import FORMAT, Determined, reread
from upakarti_tui.workflows.papers.verdict import Answer, Verdict, differs, short, unchecked

if TYPE_CHECKING:
    from collections.abc import Iterator


def verify_json(raw: bytes) -> Verdict:
    """Check a determination that was exported as JSON."""
    found = computed_again(raw)
    return found if isinstance(found, Verdict) else agrees(found)


def agrees(result: Determined) -> Verdict:
    """Return the answer that all is as its records say."""
    return Verdict(
        Answer.AGREES,
        say(
            "Agrees: {stage}, {count} proposed, computed again from {records} records; {state}; "
            "fingerprint {fingerprint}.",
            stage=result.determination.stage.title,
            count=sum(len(p.proposed) for p in result.determination.proposals),
            records=len(result.records),
            state=say("final") if not result.determination.draft else say("draft"),
            fingerprint=grouped(result.fingerprint),
        ),
    )


def computed_again(raw: bytes) -> Determined | Verdict:
    """Return what a canonical determination holds, or why it is not to be believed."""
    try:
        claimed = read_json(raw)
    except ValueError:
        return unchecked(say("it is no JSON of upakarti, or damaged."))
    if not isinstance(claimed, dict) or claimed.get("format") != FORMAT:
        return unchecked(say("it carries no records to compute it from again."))
    try:
        result = reread(raw)
    except (ValueError, KeyError, StopIteration, IndexError, ArithmeticError):
        return differs(say("its records cannot be read."))
    if result.document != raw:
        return _first_difference(claimed, read_json(result.document))
    known = {record.id for record in result.records}
    for finding in verify_book.wrong(result.proceedings):
        if known.issuperset(finding.records):
            return differs(say("{where}: {what}", where=finding.where, what=finding.what))
    return result


def _first_difference(claimed: object, computed: object) -> Verdict:
    for where, said, due in _differences(claimed, computed, ""):
        return differs(
            say("{where} says {said}, and should say {due}.", where=where, said=said, due=due)
        )
    return differs(say("it is not written in canonical form."))


def _differences(said: Any, due: Any, where: str) -> Iterator[tuple[str, str, str]]:  # noqa: ANN401 -- JSON holds any kind
    """Yield each place where two JSON values part."""
    if isinstance(said, dict) and isinstance(due, dict):
        for key in sorted(said.keys() | due.keys()):
            at = f"{where}.{key}".lstrip(".")
            yield from _differences(said.get(key), due.get(key), at)
    elif isinstance(said, list) and isinstance(due, list) and len(said) == len(due):
        for place, (one, other) in enumerate(zip(said, due, strict=True)):
            yield from _differences(one, other, f"{where}[{place}]")
    elif said != due:
        yield where, _brief(said), _brief(due)


def _brief(value: object) -> str:
    if isinstance(value, list):
        return f"[{len(value)}]"
    said = f"“{value}”" if isinstance(value, str) else str(value)
    return short(said)[:80]
