"""What is wrong, or odd, about the header of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.problems import Problem, say
from upakarti_tui.storage.worksheets.headings import heading_key, names_of, nearest_heading
from upakarti_tui.workflows.importing.glossary import How

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from upakarti_tui.domain.problems import Message
    from upakarti_tui.storage.worksheets.headings import Column, Layout
    from upakarti_tui.storage.worksheets.spreadsheets import Table
    from upakarti_tui.workflows.importing.glossary import Glossary

_HEADER = 1
_HEADINGS = 2
"""So many names of columns make a row a header; one may be a word like any other."""


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
                   option=_quoted(f"{meant}={column.name}"))  # fmt: skip
    return say("is {heading} meant? Write {column}", heading=f"“{meant}”", column=column.name)


def lower_header(table: Table, columns: Iterable[Column]) -> Problem | None:
    """Return the problem of headings below a title; None where no row looks like a header."""
    names = names_of(columns)
    for row, texts in table.top:
        if len({names[key] for text in texts if (key := heading_key(text)) in names}) >= _HEADINGS:
            what = say("the headings stand in row {row}, not in row 1", row=row)
            return Problem(what, say("remove the rows above them"), table.file, _HEADER)
    return None


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
            say("say which one is meant: --map {option}", option=_quoted(f"{heading}=…")),
            file,
            _HEADER,
        )
        for heading, columns in disputed.items()
        if columns and heading not in meant
    )  # fmt: skip


def _quoted(option: str) -> str:
    """Return an option as it is typed in a shell, whichever it is."""
    return f"'{option}'" if '"' in option else f'"{option}"'


def _called(column: Column) -> Message:
    return say("add it; {column} may also be called {aliases}", column=column.name,
               aliases=", ".join(column.aliases))  # fmt: skip


def _twice(file: str, name: str, heading: str, meant: Mapping[str, tuple[str, How]]) -> Problem:
    what = say("a second column means {column}: {heading}", column=name, heading=f"“{heading}”")
    before = next((h for h, said in meant.items() if said == (name, How.REMEMBERED)), None)
    mend = say("keep one of them")
    if before is not None:
        mend = say("keep one of them, or add: --forget {option}", option=_quoted(before))
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
