"""Comments that seem to hold a line of the file.

Where the line end behind a comment is lost, the next line becomes a part of the
comment, and what it said is gone without a trace. It gives itself away: spaces,
as many as it was indented by, and then a key or a dash.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_HASH = re.compile(r"(?:^|(?<= ))#", re.MULTILINE)
_LINE = re.compile(r"\S {2,}(?=- |[a-z0-9][a-z0-9_.-]*:(?: |$))")


def lost_lines(text: str, scalars: Sequence[tuple[int, int]]) -> Iterator[int]:
    """Yield where in the text each line begins that stands in a comment.

    Args:
        text: of the whole file.
        scalars: where each begins and ends, rising: a `#` in one begins no comment.
    """
    starts = [start for start, _ in scalars]
    end = 0
    for found in _HASH.finditer(text):
        at = found.start()
        before = bisect_right(starts, at) - 1
        if at < end or (before >= 0 and at < scalars[before][1]):
            continue
        end = text.find("\n", at) % (len(text) + 1)
        # A line that was made a comment on purpose keeps its own indentation.
        comment = text[at:end].lstrip("# ")
        line = _LINE.search(comment)
        if line is not None:
            yield end - len(comment) + line.end()
