"""What stops a job, in words for the person at the keyboard.

Each class owns its wording and its exit code. A front end catches the base class
in one place; anything else is a bug and may crash.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, ClassVar

from upakarti_tui.domain.problems import Message, Problem, say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class Exit(IntEnum):
    """How a command ends, as scripts see it."""

    DONE = 0
    FAILURE = 1
    USAGE = 2
    REFUSED = 3
    DAMAGED = 4
    OPEN = 5
    FILES = 6
    NOT_ALLOWED = 7
    INTERRUPTED = 130


class UpakartiError(Exception):
    """A job that cannot go on. `messages` says why, a sentence each."""

    exit: ClassVar[Exit] = Exit.FAILURE

    def __init__(self, *messages: Message | Problem) -> None:
        super().__init__("\n".join(map(str, messages)))
        self.messages = messages


class UsageError(UpakartiError):
    """The command names something that there is not."""

    exit = Exit.USAGE


class RefusedError(UpakartiError):
    """A file was read, and what it says cannot be used."""

    exit = Exit.REFUSED

    def __init__(self, problems: Iterable[Problem | Message]) -> None:
        super().__init__(*problems)


class DamagedError(UpakartiError):
    """A book or a document is not what was written."""

    exit = Exit.DAMAGED


class OpenItemsError(UpakartiError):
    """Something must be settled first."""

    exit = Exit.OPEN


class FileError(UpakartiError):
    """The file system or a lock stands in the way."""

    exit = Exit.FILES


class NotAllowedError(UpakartiError):
    """The book, the stage or the sheet is not this person's to change or read."""

    exit = Exit.NOT_ALLOWED


class MissingFileError(FileError):
    """There is no such file."""

    def __init__(self, path: Path) -> None:
        super().__init__(say("There is no file {path}.", path=path))
