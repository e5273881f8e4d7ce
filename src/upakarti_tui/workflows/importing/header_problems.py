"""What is wrong, or odd, about the header of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.problems import Problem, say
from upakarti_tui.storage.worksheets.headings import heading_key, nearest_heading
from upakarti_tui.workflows.importing.glossary import How

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from upakarti_tui.domain.problems import Message
    from upakarti_tui.storage.worksheets.headings import Column, Layout
    from upakarti_tui.workflows.importing.glossary import Glossary

_HEADER = 1


def against(
    file: str, found: Layout, meant: Mapping[str, tuple[str, How]], *, mapping: bool
) -> list[Problem]:
    """Return why the columns that were found cannot be used.

    `mapping` tells whether a heading may be said to mean a column.
    """
    problems = [
        Problem(
            say("the column {column} is missing", column=column.name),
            missing(column, found.extra, mapping=mapping) or _called(column),
            file,
            _HEADER,
        )
        for column in found.missing
    ]
    problems += [_twice(file, name, heading, meant) for name, heading in found.twice]
    problems += _same_heading(file, [heading for heading, _ in found.extra])
    return problems


def missing(
    column: Column, extra: Iterable[tuple[str, int]], *, mapping: bool = True
) -> Message | None:
    """Return what to do about a column that is missing; None where no heading is like it."""
    meant = nearest_heading(column, extra)
    if meant is None:
        return None
    if mapping:
        return say("is {heading} meant? Then add: --map {option}", heading=f"“{meant}”",
                   option=f'"{meant}={column.name}"')  # fmt: skip
    return say("is {heading} meant? Write {column}", heading=f"“{meant}”", column=column.name)


def no_rows(file: str) -> Problem:
    """Return the problem of a table that is only a header."""
    what = say("the table holds no rows below its headings")
    return Problem(what, say("is this the right file?"), file, _HEADER)


def odd(
    file: str,
    own: Mapping[str, str | None],
    meant: Mapping[str, tuple[str, How]],
    glossary: Glossary | None,
) -> tuple[Problem, ...]:
    """Return the headings about which two merged books disagree, so that nothing is remembered."""
    if glossary is None:
        return ()
    disputed = {h: glossary.torn(h) for h, itself in own.items() if itself is None}
    return tuple(
        Problem(
            say("two books remember different columns for {heading}: {columns}",
                heading=f"“{heading}”", columns=", ".join(columns)),
            say("say which one is meant: --map {option}", option=f'"{heading}=…"'),
            file,
            _HEADER,
        )
        for heading, columns in disputed.items()
        if columns and heading not in meant
    )  # fmt: skip


def _called(column: Column) -> Message | None:
    if not column.aliases:
        return None
    return say("add it; {column} may also be called {aliases}", column=column.name,
               aliases=", ".join(column.aliases))  # fmt: skip


def _twice(file: str, name: str, heading: str, meant: Mapping[str, tuple[str, How]]) -> Problem:
    what = say("a second column means {column}: {heading}", column=name, heading=f"“{heading}”")
    remembered = [
        h for h, (column, how) in meant.items() if column == name and how is How.REMEMBERED
    ]
    mend = (
        say("keep one of them, or add: --forget {option}", option=f'"{remembered[0]}"')
        if remembered
        else say("keep one of them")
    )
    return Problem(what, mend, file, _HEADER)


def _same_heading(file: str, headings: Iterable[str]) -> list[Problem]:
    seen: set[str] = set()
    same: list[Problem] = []
    for heading in headings:
        key = heading_key(heading)
        if key in seen:
            what = say("the heading {heading} stands twice", heading=f"“{heading}”")
            same.append(Problem(what, say("rename one of them"), file, _HEADER))
        seen.add(key)
    return same
