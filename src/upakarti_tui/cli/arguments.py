"""What commands have in common: the book, and the names of what they are about.

Numbers, ids and choices are read by our own rules, so that a slip is told in the
chosen language with what would be right.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from upakarti_tui.domain.problems import Message, Problem, say
from upakarti_tui.errors import UsageError
from upakarti_tui.workflows.named import as_typed


def an_id(typed: str) -> str:
    """Take an id as it must be written.

    Raises:
        UsageError: no id looks like this.
    """
    from upakarti_tui.domain.text import check_id

    wrong = check_id(typed)
    if wrong is not None:
        raise UsageError(wrong)
    return typed


def a_name(typed: str) -> str:
    """Take a name, an office, a number of minutes: one line that can be printed, not nothing.

    Raises:
        UsageError: it is empty, too long or holds what cannot be printed.
    """
    from upakarti_tui.domain.text import NAME_LIMIT

    return _printable(typed, NAME_LIMIT)


def a_text(typed: str) -> str:
    """Take a reason or a note: anything that can be printed, not nothing.

    Raises:
        UsageError: it is empty, too long or holds what cannot be printed.
    """
    from upakarti_tui.domain.text import NOTE_LIMIT

    return _printable(typed, NOTE_LIMIT)


def _printable(typed: str, limit: int) -> str:
    from upakarti_tui.domain.text import clean

    text = clean(typed, limit)
    if isinstance(text, Message):
        raise UsageError(Problem(text, file=as_typed(typed)))
    if not text:
        raise UsageError(say("A name or reason must not be empty."))
    return text


def a_date(typed: str) -> str:
    """Take a day, written `2024-10-31`.

    Raises:
        UsageError: there is no such day.
    """
    if not _is_day(typed):
        what = say("{text} is no date", text=as_typed(typed))
        raise UsageError(Problem(what, say("write it like 2024-10-31")))
    return typed


def _is_day(typed: str) -> bool:
    from datetime import date

    try:
        # Python also reads 20241031 and 2024-W44-4.
        return date.fromisoformat(typed).isoformat() == typed
    except ValueError:
        return False


def one_of(*choices: str) -> Callable[[str], str]:
    """Return a reader that takes one of the words and refuses every other."""

    def choice(typed: str) -> str:
        if typed not in choices:
            what = say("{text} is not to be had", text=as_typed(typed))
            raise UsageError(Problem(what, say("choose of {names}", names=", ".join(choices))))
        return typed

    return choice


def pairs(typed: list[str] | None, option: str) -> tuple[tuple[str, str], ...]:
    """Take several `NAME=TEXT` of one option.

    Raises:
        UsageError: one has no `=`, or nothing before it.
    """
    taken = []
    for one in typed or ():
        name, equals, text = one.partition("=")
        if not equals or not name:
            what = say("{option} {text} has no =", option=option, text=as_typed(one))
            raise UsageError(Problem(what, say("write {option} NAME=TEXT", option=option)))
        taken.append((name, text))
    return tuple(taken)


def the_book(given: str | None, option: str | None) -> Path:
    """Return the book meant: as argument, as `--book`, by UPAKARTI_BOOK, or the one here.

    Raises:
        UsageError: argument and option name different books, or one names nothing.
    """
    if "" in {given, option}:
        raise UsageError(say("The name of the book is empty."))
    if given is not None and option is not None and Path(given) != Path(option):
        raise UsageError(say("Two books are named; name one."))
    from upakarti_tui.workflows import preferences

    path = given or option
    return preferences.book(Path(path) if path else None)


BookArgument: TypeAlias = Annotated[
    str | None,
    typer.Argument(
        metavar="BOOK",
        help="The book; else --book, else UPAKARTI_BOOK, else upakarti.jsonl in this folder.",
    ),
]
BookOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--book",
        metavar="FILE",
        help="The book; else UPAKARTI_BOOK, else upakarti.jsonl in this folder.",
    ),
]
Stage: TypeAlias = Annotated[
    str, typer.Option("--stage", metavar="STAGE", parser=an_id, help="The stage.")
]
AnyStage: TypeAlias = Annotated[
    str | None,
    typer.Option("--stage", metavar="STAGE", parser=an_id, help="One stage only; else all."),
]
AnyCategory: TypeAlias = Annotated[
    str | None,
    typer.Option("--category", metavar="CATEGORY", parser=an_id, help="One category only."),
]
Category: TypeAlias = Annotated[
    str, typer.Option("--category", metavar="CATEGORY", parser=an_id, help="The category.")
]
CandidateArgument: TypeAlias = Annotated[
    str, typer.Argument(metavar="CANDIDATE", parser=an_id, help="The candidate's id.")
]
ScorerOption: TypeAlias = Annotated[
    str, typer.Option("--as", metavar="SCORER", parser=an_id, help="The scorer's id.")
]
By: TypeAlias = Annotated[
    str, typer.Option("--by", metavar="NAME", parser=a_name, help="Who decides.")
]
Position: TypeAlias = Annotated[
    str, typer.Option("--position", metavar="POSITION", parser=a_name, help="In which office.")
]
Minutes: TypeAlias = Annotated[
    str,
    typer.Option("--minutes", metavar="NUMBER", parser=a_name, help="Number of the minutes."),
]
Reason: TypeAlias = Annotated[
    str, typer.Option("--reason", metavar="REASON", parser=a_text, help="Why.")
]
Force: TypeAlias = Annotated[
    bool, typer.Option("--force", help="Replace files that are there already.")
]
DryRun: TypeAlias = Annotated[
    bool, typer.Option("--dry-run", help="Say what would be done and change nothing.")
]
Draft: TypeAlias = Annotated[
    bool, typer.Option("--draft", help="Take what there is, and say that it is a draft.")
]
