"""Books that lie beside a book, to be merged into it, and copies of it to carry away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.book import closing
from upakarti_tui.domain.problems import say
from upakarti_tui.errors import FileError
from upakarti_tui.storage import files, whole_files
from upakarti_tui.storage.books.book import read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DEPTH = 2
"""Folders below the book's own that are looked into."""

MOST = 500


def arrived(book: Path) -> tuple[Path, ...]:
    """Return the books in the folder of a book and just below, without itself, by name."""
    home = book.resolve().parent
    found = sorted(_books(home, DEPTH), key=lambda path: (len(path.parts), path.name))
    return tuple(path for path in found if path != book.resolve())[:MOST]


def _books(folder: Path, depth: int) -> Iterator[Path]:
    try:
        inside = sorted(folder.iterdir())
    except OSError:
        return
    for path in inside:
        if path.is_symlink() or path.name.startswith("."):
            continue
        if path.is_file() and path.suffix == ".jsonl":
            yield path
        elif depth and path.is_dir():
            yield from _books(path, depth - 1)


def copy(book: Path, folder: Path) -> Path:
    """Copy a book into a folder, checked before and after; return the copy.

    Its name carries the receipt of what it holds, so an older copy stays and the
    same content is not copied twice.

    Raises:
        DamagedError: the book is not what was written; it is not copied.
        FileError: the folder is missing, or cannot be written to.
    """
    if not folder.is_dir():
        raise FileError(say("There is no folder {folder}.", folder=folder))
    original = read(book)
    target = folder / f"{book.stem}-{closing.slip(original.records)}{book.suffix}"
    if not target.exists():
        whole_files.replace(target, files.read(book), force=False)
    if read(target).records != original.records:
        raise FileError(say("{path} does not hold what was copied.", path=target))
    return target
