"""Where numbers of persons got to that should have stayed in the secretariat's book.

The numbers are those of every book that the tests left behind. What the program
writes is readable by its owner alone; that tells its files from the tables that
tests prepared for it.
"""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from typing import TYPE_CHECKING

from upakarti_tui.domain.book.handout import is_packed
from upakarti_tui.errors import UpakartiError
from upakarti_tui.storage.books import book as books
from upakarti_tui.workflows.demo.office import TYPED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_DIGITS = re.compile(rb"(?<![0-9])[0-9]{15,16}(?![0-9])")
_POINTED = re.compile(rb"[0-9]{2}\.[0-9]{3}\.[0-9]{3}\.[0-9]-[0-9]{3}\.[0-9]{3}")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_IDENTIFIED = re.compile(rb'"(?:nik|npwp)":"([0-9]{15,16})"')
_BOOK = re.compile(rb'"t":\s*"(?:identified|founded)"')
_OWNER_ALONE = 0o600
_LONGEST = 50_000_000


def leaks(folder: Path) -> list[Path]:
    """Return the files under a folder that the program wrote a person's number into."""
    written = [path for path in folder.rglob("*") if _is_ours(path)]
    known: set[bytes] = set()
    suspects: list[tuple[Path, set[bytes]]] = []
    for path in written:
        raw = path.read_bytes()
        if _is_the_secretariats(path, raw):
            known |= set(_IDENTIFIED.findall(raw))
        else:
            suspects.append((path, set(_numbers(raw, path))))
    known |= {b"0" + number for number in known if len(number) == 15}
    return [path for path, numbers in suspects if numbers & known]


def _is_ours(path: Path) -> bool:
    # What goes into the example's book is typed up by it, as a secretariat would.
    if path.is_symlink() or not path.is_file() or path.parent.name == TYPED:
        return False
    status = path.stat()
    return stat.S_IMODE(status.st_mode) == _OWNER_ALONE and status.st_size < _LONGEST


def _is_the_secretariats(path: Path, raw: bytes) -> bool:
    """Tell whether a file is a whole book, or what was one before a test damaged it."""
    if not _BOOK.search(raw) or not (_DIGITS.search(raw) or _POINTED.search(raw)):
        return False  # nor has it anything to tell or to hide
    try:
        return is_packed(books.read(path).proceedings) is None
    except (UpakartiError, ValueError):
        return True


def _numbers(raw: bytes, path: Path) -> Iterator[bytes]:
    for part in (raw, *_unpacked(raw, path)):
        yield from _DIGITS.findall(part)
        yield from (re.sub(rb"[.-]", b"", found) for found in _POINTED.findall(part))


def _unpacked(raw: bytes, path: Path) -> Iterator[bytes]:
    """Yield what is packed into a workbook or a PDF."""
    if raw.startswith(b"PK\x03\x04") and zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            yield from (archive.read(name) for name in archive.namelist())
    elif raw.startswith(b"%PDF-"):
        for stream in _STREAM.findall(raw):
            try:
                yield zlib.decompress(stream)
            except zlib.error:
                continue
