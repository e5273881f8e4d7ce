"""What a trial of an import shows: the first rows as they would be taken, and a count."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Final

from upakarti_tui.domain.problems import Message, say
from upakarti_tui.workflows.importing.report import Preview, Sample

if TYPE_CHECKING:
    from collections.abc import Iterable

FIRST: Final = 3
"""So many rows are shown."""


def preview(
    rows: Iterable[tuple[int, Iterable[tuple[str, str | Message]]]],
    by: Message,
    kinds: Iterable[str],
) -> Preview:
    """Return the preview of rows, each with its number and what its columns would say.

    `kinds` names the kind of every row; `by` is the sentence that tells their numbers
    as `counts`. Columns that say nothing are left out.
    """
    samples = tuple(
        Sample(row, tuple((column, text) for column, text in cells if text))
        for row, cells in islice(rows, FIRST)
    )
    numbers = Counter(kinds)
    counts = ", ".join(f"{kind} {numbers[kind]}" for kind in sorted(numbers))
    return Preview(samples, say(by.text, **dict(by.values), counts=counts))
