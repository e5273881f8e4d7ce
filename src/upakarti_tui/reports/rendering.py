"""The renderer: HTML in, PDF/A-3u out, in a process of its own that can reach nothing.

Run as a program. It reads one JSON request from standard input, takes limits of
memory and time upon itself, refuses every address that the page might name, and
writes the PDF to standard output. The fonts in the folder beside this module are
the only ones that it knows, and they are embedded whole: subsetting would draw
other bytes on other machines.
"""

from __future__ import annotations

import base64
import contextlib
import ctypes.util
import gc
import io
import json
import os
import sys
import zlib
from datetime import UTC, datetime
from types import FunctionType
from typing import Any, NoReturn

from upakarti_tui.reports import sealing
from upakarti_tui.reports.as_pdf import RENDERER

MEMORY = 1 << 30
"""Bytes of address space."""

SECONDS = 60
"""Seconds of processor time."""

ROOM = 9000
"""Places for values on the stack that the renderer takes at once."""

_LEVEL = b' pdfaid:part="3" pdfaid:conformance="U" />'
_PLAIN_LEVEL = (
    b"><pdfaid:part>3</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance></rdf:Description>"
)
"""Simple readers of metadata look for elements, and find no level in attributes."""

_VARIANT = {"pdf_variant": "pdf/a-3u", "pdf_tags": True, "full_fonts": True}


def limit() -> None:
    """Take the limits upon this process, where the system has them."""
    try:
        import resource  # noqa: PLC0415 -- Windows has none
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Loaded before, so that the compiled modules may be kept for the next time.
    with contextlib.suppress(ImportError):
        import weasyprint  # noqa: F401, PLC0415 -- slow import
    # A pipe is no file: what is written there is not limited.
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def signature() -> str:
    """Return what decides the bytes of a page beside its HTML: the libraries' versions."""
    import pydyf  # noqa: PLC0415 -- slow import
    from weasyprint import __version__  # noqa: PLC0415 -- slow import
    from weasyprint.text.ffi import harfbuzz, pango  # noqa: PLC0415 -- slow import

    shaper = harfbuzz.hb_version_atleast  # the library declares no way to ask for the number
    newest = max(major for major in range(1, 40) if shaper(major, 0, 0))
    return (
        f"WeasyPrint {__version__}, pydyf {pydyf.__version__}, "
        f"Pango {pango.pango_version()}, HarfBuzz {newest}, zlib {zlib.ZLIB_RUNTIME_VERSION}"
    )


def _no_library(_name: str) -> None:
    """Stand in for a search that would start a hundred compiler processes."""


def _fetcher() -> Any:  # noqa: ANN401 -- the library has no types
    from weasyprint.urls import FatalURLFetchingError, URLFetcher  # noqa: PLC0415 -- slow import

    class Refusing(URLFetcher):  # type: ignore[misc]  # the library has no types
        """Answers every address with a refusal that ends the rendering."""

        def fetch(self, url: str, headers: object = None) -> NoReturn:  # noqa: ARG002 -- its shape
            message = f"the page names an address: {url[:80]}"
            raise FatalURLFetchingError(message)

    return Refusing()


def _attachments(request: dict[str, Any], fetcher: Any) -> list[Any]:  # noqa: ANN401 -- WeasyPrint declares no types
    from weasyprint import Attachment  # noqa: PLC0415 -- slow import

    moment = datetime.fromtimestamp(request["epoch"], UTC)
    return [
        Attachment(
            file_obj=io.BytesIO(base64.b64decode(part["base64"])),
            url_fetcher=fetcher,
            name=part["name"],
            description=part["description"],
            created=moment,
            modified=moment,
            relationship="Source",
        )
        for part in request["attachments"]
    ]


class _Written:
    """An object of the PDF as its bytes, worked out once.

    The library works each one out again, compression and all, for an identifier
    whose place the seal takes.
    """

    def __init__(self, part: Any) -> None:  # noqa: ANN401 -- the library has no types
        self.number, self.generation, self.free = part.number, part.generation, part.free
        self.compressible = part.compressible
        self.offset = 0
        self.data: bytes = b"" if self.free == "f" else part.data

    @property
    def indirect(self) -> bytes:
        """What stands in the file."""
        return b"%d %d obj\n%b\nendobj" % (self.number, self.generation, self.data)


def _finish(_document: object, pdf: Any) -> None:  # noqa: ANN401 -- the library has no types
    """Say the level in elements, and list each attachment once: the library lists it twice."""
    for part in pdf.objects:
        if getattr(part, "extra", {}).get("Type") == "/Metadata":
            part.stream = [each.replace(_LEVEL, _PLAIN_LEVEL) for each in part.stream]
    listed = pdf.catalog.get("AF")
    if listed is not None:
        listed[:] = dict.fromkeys(listed)
    pdf.objects[:] = map(_Written, pdf.objects)


def render(request: dict[str, Any]) -> bytes:
    """Return the sealed PDF of a request: `html`, `epoch`, `identifier`, `attachments`."""
    from weasyprint import HTML  # noqa: PLC0415 -- slow import

    fetcher = _fetcher()
    # The first mention is the generator's, above everything that data could say.
    html = request["html"].replace(RENDERER, f"; {signature()}", 1)
    raw = HTML(string=html, url_fetcher=fetcher).write_pdf(
        finisher=_finish,
        pdf_identifier=request["identifier"].encode(),
        attachments=_attachments(request, fetcher),
        **_VARIANT,
    )
    return sealing.sealed(raw)


def answer() -> None:
    """Answer the one request on standard input."""
    output = sys.stdout.buffer
    sys.stdout = sys.stderr
    output.write(render(json.load(sys.stdin)))
    output.flush()


def main() -> None:
    """Answer in a process that does nothing else, and end it."""
    ctypes.util.find_library = _no_library  # type: ignore[assignment]
    # One page after the other is built and thrown away whole; collecting only costs time.
    gc.disable()
    limit()
    # Python takes its stack from the system in small pieces. Where laying out a line happens to
    # begin a piece, each call takes and returns one, twenty thousand times a document.
    FunctionType(answer.__code__.replace(co_stacksize=ROOM), globals())()
    # Taking the pages apart again would cost a tenth of all.
    os._exit(0)


if __name__ == "__main__":
    main()
