"""Beginning a new book from a template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.book.deeds import Founded
from upakarti_tui.domain.problems import say
from upakarti_tui.errors import FileError
from upakarti_tui.storage import whole_files
from upakarti_tui.storage.books import book
from upakarti_tui.storage.programmes import templates
from upakarti_tui.storage.programmes.template_form import fingerprint
from upakarti_tui.workflows.preferences import BOOK_NAME

if TYPE_CHECKING:
    from pathlib import Path


def begin(folder: Path, template: str, *, name: str | None = None) -> Path:
    """Make a book in the folder and return its path.

    Args:
        folder: made if it is missing.
        template: an id or a file.
        name: the id that all copies and parts of the book carry; None: a random one.

    Raises:
        UsageError: there is no template of that id.
        RefusedError: the template cannot be used.
        FileError: there is a book already, or the folder cannot be written.
    """
    source = templates.find(template)
    founding = templates.load(source)
    path = folder / BOOK_NAME
    if path.exists() or path.is_symlink():
        raise FileError(
            say("There is a book in {folder} already: {path}.", folder=folder, path=path)
        )
    whole_files.make_folder(folder)
    book.create(path, Founded(founding, fingerprint(founding)), book=name)
    return path
