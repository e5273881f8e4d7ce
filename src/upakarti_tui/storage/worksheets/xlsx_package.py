"""The parts of an XLSX file, taken out only once their sizes are known to be harmless.

An XLSX is a zip archive. Its directory states what every part unpacks to, so a
bomb is refused before one byte is unpacked; and a part that unpacks to anything
else than its directory states is refused while that happens.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from upakarti_tui.domain.problems import Problem, say
from upakarti_tui.errors import RefusedError
from upakarti_tui.storage import limits

if TYPE_CHECKING:
    from upakarti_tui.domain.problems import Message

_END = b"PK\x05\x06"
_END_FORM = "<4s4H2LH"
_END_BYTES = struct.calcsize(_END_FORM)
_COMMENT_BYTES = 65_535
_ZIP64 = b"PK\x06\x07"
_ZIP64_BYTES = 20
_ENTRY_BYTES = 512
"""Of the directory, for one part at most; Excel needs under 100."""

_ENCRYPTED = 0x1
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, KeyError)


class Package:
    """An opened XLSX whose parts fit in memory."""

    def __init__(self, raw: bytes, file: str) -> None:
        """Open the archive; nothing is unpacked.

        Raises:
            RefusedError: it is damaged, protected, too large, or no XLSX.
        """
        self._file = file
        self._check_end(raw)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
        except (*_BROKEN, NotImplementedError) as error:
            raise self.refusal(say("the workbook is damaged")) from error
        self._names = self._checked()

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def part(self, name: str) -> bytes:
        """Return one part, unpacked.

        Raises:
            RefusedError: there is none, or it is not what the directory states.
        """
        try:
            return self._zip.read(name)
        except (*_BROKEN, NotImplementedError) as error:
            raise self.refusal(say("the workbook is damaged")) from error

    def refusal(self, what: Message, mend: Message | None = None) -> RefusedError:
        """Return the refusal of the whole file."""
        mend = mend or say("open it in Excel and save it as XLSX or CSV UTF-8 again")
        return RefusedError([Problem(what, mend, file=self._file)])

    def _check_end(self, raw: bytes) -> None:
        """Look at the directory's own size, so that listing it is harmless, too."""
        at = raw.rfind(_END, max(0, len(raw) - _END_BYTES - _COMMENT_BYTES))
        end = raw[at : at + _END_BYTES]
        if at < 0 or len(end) < _END_BYTES or raw[at - _ZIP64_BYTES : at].startswith(_ZIP64):
            raise self.refusal(say("the workbook is damaged"))
        size = struct.unpack(_END_FORM, end)[5]
        if size > limits.ZIP_PARTS * _ENTRY_BYTES:
            raise self.refusal(self._too_many_parts())

    def _checked(self) -> frozenset[str]:
        parts = self._zip.infolist()
        names = frozenset(part.filename for part in parts)
        if len(parts) > limits.ZIP_PARTS:
            raise self.refusal(self._too_many_parts())
        if len(names) < len(parts):
            raise self.refusal(say("the workbook is damaged"))
        if any(part.flag_bits & _ENCRYPTED for part in parts):
            raise self.refusal(
                say("the workbook is protected by a password"),
                say("save it without a password"),
            )
        if any(part.compress_type not in _METHODS for part in parts):
            raise self.refusal(say("the workbook is packed in an unknown way"))
        total = sum(part.file_size for part in parts)
        if total > limits.UNPACKED_BYTES:
            raise self.refusal(
                say(
                    "the workbook would unpack to {size} MB, at most {most} MB are read",
                    size=total // limits.MIB,
                    most=limits.UNPACKED_BYTES // limits.MIB,
                ),
                say("remove pictures and unused sheets, or save it as CSV UTF-8"),
            )
        if "xl/workbook.xml" not in names:
            raise self.refusal(say("the file is no Excel workbook (XLSX)"))
        return names

    @staticmethod
    def _too_many_parts() -> Message:
        return say("the workbook has more than {most} parts", most=limits.ZIP_PARTS)
