"""What a PDF of ours prints and carries, read back without trusting it.

Nothing here decides whether the file is to be believed; it only says what is in it.
"""

from __future__ import annotations

import io
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pypdf import PdfReader

LARGEST = 64 * 1024 * 1024
"""Bytes of the largest file that is read."""

_CATALOG = frozenset(
    {
        *("/Type", "/Pages", "/Names", "/AF", "/Lang", "/Metadata", "/OutputIntents", "/MarkInfo"),
        *("/StructTreeRoot", "/ViewerPreferences", "/Extensions", "/Outlines", "/PageMode"),
    }
)
_NAMES = frozenset({"/EmbeddedFiles", "/Dests"})
_PAGE = frozenset(
    {
        *("/Type", "/Parent", "/MediaBox", "/TrimBox", "/BleedBox", "/CropBox", "/Contents"),
        *("/Resources", "/Group", "/StructParents", "/Tabs", "/Rotate"),
    }
)


class UnreadableError(ValueError):
    """The bytes are no PDF that can be read."""


@dataclass(frozen=True, slots=True)
class PrintedPdf:
    """What is in a PDF."""

    pages: tuple[str, ...]
    """The text of each page, in the order of drawing."""

    attached: tuple[tuple[str, bytes], ...]
    """Name and content of each file inside, by name."""

    creator: str
    """What made it: this program with the versions of what drew it."""

    about: tuple[tuple[str, str], ...]
    """What the document says about itself: kind, language, candidate, scorer."""

    odd: tuple[str, ...]
    """Parts that no document of ours has: scripts, forms, notes, actions."""


def read(raw: bytes) -> PrintedPdf:
    """Read a PDF.

    Raises:
        UnreadableError: it is none, or it cannot be read.
    """
    import pypdf  # noqa: PLC0415 -- slow import

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        return _read(pypdf.PdfReader(io.BytesIO(raw), strict=True))
    except (MemoryError, KeyboardInterrupt):
        raise
    except Exception as error:
        raise UnreadableError(f"{type(error).__name__}: {error}"[:200]) from error


def _read(reader: PdfReader) -> PrintedPdf:
    metadata: Mapping[str, object] = reader.metadata or {}
    catalog = reader.root_object
    odd = [key for key in catalog if key not in _CATALOG]
    names = catalog.get("/Names")
    odd += [key for key in names.get_object() if key not in _NAMES] if names else []
    for page in reader.pages:
        odd += [key for key in page if key not in _PAGE]
    return PrintedPdf(
        pages=tuple(page.extract_text() for page in reader.pages),
        attached=tuple(
            (name, content)
            for name in sorted(reader.attachments)
            for content in reader.attachments[name]
        ),
        creator=str(metadata.get("/Creator", "")),
        about=tuple(_pairs(str(metadata.get("/Keywords", "")))),
        odd=tuple(sorted(set(odd))),
    )


def _pairs(keywords: str) -> list[tuple[str, str]]:
    pairs = (keyword.partition("=") for keyword in keywords.split(", "))
    return [(name, value) for name, _, value in pairs if name]
