"""The renderer reaches nothing, and takes no more than its share."""

import json
import re
import shutil
import socket
import subprocess
import sys
import threading
import zlib

import pytest

from upakarti_tui.errors import Exit
from upakarti_tui.reports import as_pdf, rendering
from upakarti_tui.reports.as_pdf import NoPangoError, RenderingError, pdf
from upakarti_tui.reports.document import Document, Table

CANARY = "rahasia-burung-kenari"


def a_document() -> Document:
    return Document(
        kind="determination",
        stem="x",
        title="x",
        language="id",
        blocks=(),
        flat=Table("x", (), ()),
        fingerprint="0" * 64,
        source="x",
        at="2024-12-19T14:05:31+00:00",
        draft=False,
    )


def drawn(body: str, head: str = "") -> bytes:
    page = f"<html lang=id><head><title>x</title>{head}</head><body>{body}</body></html>"
    return pdf(page, a_document(), ())


@pytest.fixture
def listener():
    """Listen on a port; give it, and whoever came."""
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.2)
    came, stop = [], threading.Event()

    def wait() -> None:
        while not stop.is_set():
            try:
                connection, address = server.accept()
            except TimeoutError:
                continue
            came.append(address)
            connection.close()

    thread = threading.Thread(target=wait)
    thread.start()
    yield server.getsockname()[1], came
    stop.set()
    thread.join()
    server.close()


BODY = {
    "img file": '<img src="file://{file}">',
    "img http": '<img src="http://127.0.0.1:{port}/x.png">',
    "object": '<object data="file://{file}"></object>',
    "embed": '<embed src="http://127.0.0.1:{port}/x">',
    "svg image": (
        '<svg xmlns:xlink="http://www.w3.org/1999/xlink">'
        '<image xlink:href="file://{file}" width="9" height="9"/></svg>'
    ),
    "svg use": '<svg><use href="file://{file}#a"/></svg>',
    "css background": '<p style="background: url(file://{file})">x</p>',
    "css content": '<p style="content: url(http://127.0.0.1:{port}/x)">x</p>',
    "link attachment": '<a rel="attachment" href="file://{file}">x</a>',
}
HEAD = {
    "attachment": '<link rel="attachment" href="file://{file}">',
    "stylesheet": '<link rel="stylesheet" href="http://127.0.0.1:{port}/x.css">',
    "import": '<style>@import "file://{file}";</style>',
    "font": (
        '<style>@font-face {{font-family: x; src: url("file://{file}")}}'
        "body {{font-family: x}}</style>"
    ),
    "page": '<style>@page {{background: url("http://127.0.0.1:{port}/x")}}</style>',
}
VECTORS = [
    *((name, text, "") for name, text in BODY.items()),
    *((name, "", text) for name, text in HEAD.items()),
]


def test_there_are_at_least_twelve_vectors():
    assert len(VECTORS) >= 12


@pytest.mark.parametrize(("name", "body", "head"), VECTORS, ids=[v[0] for v in VECTORS])
def test_p27_no_address_is_opened(tmp_path, listener, name, body, head):
    port, came = listener
    file = tmp_path / "canary.svg"
    file.write_text(f"<svg xmlns='http://www.w3.org/2000/svg'><text>{CANARY}</text></svg>")
    fill = {"file": file, "port": port}
    try:
        raw = drawn(body.format(**fill), head.format(**fill))
    except RenderingError:
        raw = b""
    assert came == []
    assert CANARY.encode() not in laid_bare(raw)


def laid_bare(raw: bytes) -> bytes:
    """Return a PDF with every stream unpacked."""
    found = [raw]
    for match in re.finditer(rb"stream\r?\n(.*?)endstream", raw, re.DOTALL):
        try:
            found.append(zlib.decompressobj().decompress(match[1]))
        except zlib.error:
            continue
    return b"".join(found)


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
@pytest.mark.skipif(sys.platform != "linux", reason="strace is for Linux")
def test_p27_the_renderer_opens_programs_and_our_fonts_only(tmp_path):
    request = {
        "html": "<html lang=id><title>x</title><body style='font-family: Upakarti Serif'>halo",
        "epoch": 0,
        "identifier": "0",
        "attachments": [],
    }
    trace = tmp_path.with_suffix(".trace")
    (tmp_path / ".fonts").mkdir()
    shutil.copy(as_pdf.FONTS / "UpakartiSerif-Bold.ttf", tmp_path / ".fonts" / "other.ttf")
    subprocess.run(
        [
            *("strace", "-f", "-qq", "-o", trace, "-e", "trace=open,openat,connect,execve"),
            *(sys.executable, "-m", "upakarti_tui.reports.rendering"),
        ],
        input=json.dumps(request).encode(),
        check=True,
        capture_output=True,
        env={**as_pdf._surroundings("0"), "HOME": str(tmp_path)},
    )
    lines = trace.read_text().splitlines()
    opened = {
        match[1]
        for line in lines
        if "ENOENT" not in line and (match := re.search(r'open(?:at)?\([^"]*"([^"]+)"', line))
    }
    fonts = {path for path in opened if path.endswith((".ttf", ".otf", ".pfb", ".woff", ".woff2"))}
    assert fonts
    assert all(path.startswith(str(as_pdf.FONTS)) for path in fonts)
    assert not any(path.startswith(str(tmp_path)) for path in opened)
    assert not any("connect(" in line and "AF_INET" in line for line in lines)
    assert sum("execve(" in line for line in lines) == 1


@pytest.mark.parametrize(
    "body",
    [
        "<table><tr><td colspan=100000000>x</table>",
        "<p>" + "x" * 200_000,
        "<div>" * 3000,
        "<p style='width: 1e9mm; height: 1e9mm'>x",
        "<p>" + "\u0301" * 20_000,
    ],
    ids=["colspan", "word", "nesting", "size", "combining"],
)
def test_p27_long_and_hostile_pages_end(body):
    refused = None
    raw = b""
    try:
        raw = drawn(body)
    except RenderingError as error:
        refused = error
    assert raw.startswith(b"%PDF-") or "HTML" in str(refused)


def test_p27_memory_is_limited():
    code = "from upakarti_tui.reports import rendering; rendering.limit(); bytearray(2 << 30)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert b"MemoryError" in done.stderr
    assert rendering.MEMORY == 1 << 30


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_p27_time_is_limited():
    code = (
        "from upakarti_tui.reports import rendering; rendering.SECONDS = 1; rendering.limit()\n"
        "while True: pass"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=False, timeout=60
    )
    assert done.returncode < 0
    assert rendering.SECONDS == 60


def test_without_pango_the_way_out_is_told_in_one_line(monkeypatch):
    monkeypatch.setitem(as_pdf._PANGO, sys.platform, ("no-such-library.so",))
    assert not as_pdf.has_pango()
    with pytest.raises(NoPangoError) as missing:
        drawn("x")
    assert len(missing.value.messages) == 1
    assert "HTML" in str(missing.value)
    assert missing.value.exit is Exit.FILES


def test_asking_for_commands_loads_no_renderer():
    code = (
        "import sys, upakarti_tui.cli.app\n"
        "import upakarti_tui.workflows.papers.export, upakarti_tui.workflows.papers.verify\n"
        "heavy = {'weasyprint', 'jinja2', 'xlsxwriter', 'segno', 'pypdf'}\n"
        "print(sorted(heavy & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"
