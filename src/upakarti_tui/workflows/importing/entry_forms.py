"""Handing out empty tables for everything that can be imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.problems import say
from upakarti_tui.errors import UsageError
from upakarti_tui.locale import gettext, language
from upakarti_tui.storage import whole_files
from upakarti_tui.storage.worksheets import headings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from upakarti_tui.reports.entry_forms import EntryForm

KIND = "forms"


def write(folder: Path, formats: Sequence[str], *, force: bool) -> tuple[Path, ...]:
    """Write one workbook of all tables, or a CSV file a table.

    Raises:
        UsageError: another format is asked for.
        FileError: a file is there already, or cannot be written.
    """
    from upakarti_tui.reports import entry_forms  # noqa: PLC0415 -- slow import

    forms = _forms()
    contents: dict[Path, bytes] = {}
    for each in formats:
        if each == "xlsx":
            contents[folder / "forms.xlsx"] = entry_forms.as_xlsx(tuple(forms.values()))
        elif each == "csv":
            for name, form in forms.items():
                contents[folder / f"forms-{name}.csv"] = entry_forms.as_csv(form)
        else:
            raise UsageError(say("Tables to fill in are written as XLSX or CSV."))
    for path in contents:
        whole_files.check_output(path, force=force)
    whole_files.make_folder(folder)
    for path, content in contents.items():
        whole_files.replace(path, content, force=force)
    return tuple(contents)


def _forms() -> dict[str, EntryForm]:
    from upakarti_tui.reports.entry_forms import EntryForm  # noqa: PLC0415 -- slow import

    titles = {
        "candidates": gettext("Candidates"),
        "roster": gettext("Scorers"),
        "assignments": gettext("Assignments"),
        "marks": gettext("Marks"),
        "disqualified": gettext("Disqualified"),
        "lots": gettext("Lots"),
    }
    return {
        name: EntryForm(titles[name], tuple((_heading(c), c.required) for c in columns))
        for name, columns in headings.TABLES.items()
    }


def _heading(column: headings.Column) -> str:
    known = column.aliases if language() == "id" else ()
    return next(iter(known), column.name)
