"""Writing the documents of a book.

Every document of a stage comes from one determination, and that from the records
alone. Nothing is written before all of it can be.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from upakarti_tui.domain.book import handout
from upakarti_tui.domain.problems import say
from upakarti_tui.errors import NotAllowedError, OpenItemsError, UpakartiError, UsageError
from upakarti_tui.reports import papers
from upakarti_tui.reports.document import Document, Number
from upakarti_tui.reports.papers import sheets
from upakarti_tui.storage import whole_files
from upakarti_tui.storage.books import book as books
from upakarti_tui.storage.canonical import canonical_json
from upakarti_tui.workflows import named
from upakarti_tui.workflows.importing import entry_forms
from upakarti_tui.workflows.papers.determined import Asked, Determined, determined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from upakarti_tui.domain.book.proceedings import Proceedings

FORMATS = ("csv", "json", "html", "xlsx", "pdf")
"""In the order in which they are written; what may be missing on a machine comes last."""

KINDS = (*papers.KINDS, entry_forms.KIND)
_DECIDING = ("determination", "minutes", "recap")
"""Kinds that are not written while anything is open, except as a draft."""

Progress: TypeAlias = Callable[[int, int, str], None]
"""Files done, files in all, name of the file at hand."""


@dataclass(frozen=True, slots=True)
class _Output:
    path: Path
    document: Document
    format: str


def export(
    book: Path,
    kind: str,
    formats: Sequence[str],
    folder: Path,
    *,
    stage: str | None = None,
    category: str | None = None,
    candidate: str | None = None,
    draft: bool = False,
    force: bool = False,
    progress: Progress = lambda _done, _all, _name: None,
) -> tuple[Path, ...]:
    """Write documents of one kind and return their paths.

    Args:
        book: the book.
        kind: one of `KINDS`.
        formats: some of `FORMATS`.
        folder: where they are written; made if it is missing.
        stage: the stage; None: the last one that the kind has something to say about.
        category: only this category; None: all.
        candidate: only this candidate, where the kind is about single ones; None: all.
        draft: whether to write what is not settled yet, and say so on it.
        force: whether to replace files that are there.
        progress: told before each file.

    Raises:
        UsageError: there is no such kind, format, stage, category or candidate.
        OpenItemsError: something is open, and no draft is asked for.
        NotAllowedError: the book is a scorer's, or the stage is sealed.
        FileError: a file is there already, or cannot be written.
    """
    _check_words(kind, formats)
    if kind == entry_forms.KIND:
        return entry_forms.write(folder, formats, force=force)
    read = books.read(book)
    asked = _asked(read.proceedings, kind, stage, category, draft=draft)
    _check_allowed(read.proceedings, asked, kind)
    if candidate is not None:
        named.candidate(read.proceedings, candidate)
    result = determined(read.records, asked)
    _check_settled(result, kind)
    outputs = _outputs(result, kind, formats, folder, candidate)
    for output in outputs:
        whole_files.check_output(output.path, force=force)
    whole_files.make_folder(folder)
    _write(outputs, result, force=force, progress=progress)
    return tuple(output.path for output in outputs)


def _check_words(kind: str, formats: Sequence[str]) -> None:
    if kind not in KINDS:
        raise named.unknown(
            say("There is no document {name}", name=named.as_typed(kind)), kind, KINDS
        )
    for each in formats:
        if each not in FORMATS:
            raise named.unknown(
                say("There is no format {name}", name=named.as_typed(each)), each, FORMATS
            )
    if not formats:
        raise UsageError(say("Name at least one format."))


def _asked(
    proceedings: Proceedings, kind: str, stage: str | None, category: str | None, *, draft: bool
) -> Asked:
    template = proceedings.template
    if category is not None:
        named.category(template, category)
    if stage is not None:
        return Asked(named.stage(template, stage).id, category, draft)
    fitting = [s for s in template.stages if papers.fits(kind, s)] or template.stages
    return Asked(fitting[-1].id, category, draft)


def _check_allowed(proceedings: Proceedings, asked: Asked, kind: str) -> None:
    if handout.is_packed(proceedings) is not None:
        raise NotAllowedError(
            say("This book was handed to one scorer. Documents are made from the main book.")
        )
    template = proceedings.template
    for stage in (*template.before(asked.stage), named.stage(template, asked.stage)):
        if kind != sheets.BLANK and stage.sealed and not proceedings.stood("opened", stage.id):
            raise NotAllowedError(
                say(
                    "{stage} is sealed until it is opened (upakarti open-stage).",
                    stage=stage.title,
                )
            )


def _check_settled(result: Determined, kind: str) -> None:
    items = result.determination.ranking.open_items
    if kind in _DECIDING and items and not result.asked.draft:
        raise OpenItemsError(
            *(item.what for item in items), say("Settle this first, or ask for a draft (--draft).")
        )


def _outputs(
    result: Determined, kind: str, formats: Sequence[str], folder: Path, candidate: str | None
) -> tuple[_Output, ...]:
    documents = papers.KINDS[kind](result.source(candidate))
    if not documents:
        stage = result.determination.stage.title
        raise UsageError(say("There is nothing to write about {stage} yet.", stage=stage))
    return tuple(
        _Output(folder / f"{_stem(document, result.asked)}.{each}", document, each)
        for each in FORMATS
        if each in formats
        for document in documents
    )


def _stem(document: Document, asked: Asked) -> str:
    return f"{document.stem}-sementara" if asked.draft else document.stem


def _write(
    outputs: Sequence[_Output], result: Determined, *, force: bool, progress: Progress
) -> None:
    """Write every file that can be; a format that this machine cannot make is told at the end."""
    failed: UpakartiError | None = None
    for done, output in enumerate(outputs):
        progress(done, len(outputs), output.path.name)
        try:
            content = laid_out(output.document, output.format, result)
        except UpakartiError as error:
            failed = error
            continue
        whole_files.replace(output.path, content, force=force)
    progress(len(outputs), len(outputs), "")
    if failed is not None:
        raise failed


def laid_out(document: Document, form: str, result: Determined) -> bytes:
    """Return a document in one format."""
    match form:
        case "csv":
            from upakarti_tui.reports.as_csv import csv_text  # noqa: PLC0415 -- only when asked for

            return csv_text(document.flat).encode()
        case "json":
            return data(document, result)
        case "html":
            from upakarti_tui.reports.as_html import html  # noqa: PLC0415 -- slow import

            return html(document).encode()
        case "xlsx":
            return _xlsx(document, result)
        case _:
            return _pdf(document, result)


def _xlsx(document: Document, result: Determined) -> bytes:
    from upakarti_tui.reports import as_xlsx, workbook  # noqa: PLC0415 -- slow import

    if document.kind == papers.LIVING and any(c.scores for c in result.determination.worked_out):
        return workbook.workbook(document, result.determination)
    return as_xlsx.xlsx(document)


def _pdf(document: Document, result: Determined) -> bytes:
    from upakarti_tui.reports import as_html, as_pdf  # noqa: PLC0415 -- slow import

    page = as_html.html(document, as_pdf.RENDERER)
    attached = as_pdf.Attached(as_pdf.DATA, data(document, result), document.title)
    return as_pdf.pdf(page, document, (attached,))


def data(document: Document, result: Determined) -> bytes:
    """Return the JSON of a document: the canonical determination, or rows where none is named."""
    if document.kind not in papers.BARE:
        return result.document
    return canonical_json(rows(document)) + b"\n"


def rows(document: Document) -> dict[str, object]:
    """Return the rows of a document that must not carry the records."""
    return {
        "format": f"upakarti-{document.kind}/1",
        "determination": document.fingerprint,
        "template": document.source,
        "draft": document.draft,
        "notice": document.notice,
        "tables": [
            {
                "name": table.name,
                "columns": [column.title for column in table.columns],
                "rows": [
                    [cell.written if isinstance(cell, Number) else cell for cell in row]
                    for row in table.rows
                ],
            }
            for table in document.tabs
        ],
    }
