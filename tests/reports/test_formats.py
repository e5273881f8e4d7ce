"""The formats of the list, read back and compared cell by cell with the canonical data."""

import csv
import hashlib
import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser

import pypdf
import pytest

from awards import CANDIDATES, NOTICE, a_book, an_award
from calc import sheets
from upakarti_tui.domain.people.candidate import Candidate
from upakarti_tui.reports.document import Number
from upakarti_tui.workflows.papers.export import FORMATS, export

MANY = tuple(
    Candidate(
        f"PG-{n:03}",
        "pengabdian",
        f"Yayasan Bina Karya {n} Ñusa É",
        f"Sanggar {n}",
        "Daerah Istimewa Yogyakarta",
        "Kabupaten Gunungkidul",
    )
    for n in range(1, 41)
)


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Write a list of three pages in every format, and give what each holds."""
    folder = tmp_path_factory.mktemp("formats")
    folder.chmod(0o700)
    template = replace(an_award(), stages=without_lines(an_award()))
    book = a_book(folder, template=template, candidates=(*CANDIDATES[:2], *MANY))
    paths = export(book, "determination", FORMATS, folder / "exports")
    found = {path.suffix[1:]: path.read_bytes() for path in paths}
    found["rows"] = [
        [str(row["number"]), *(row[key] for key in ("name", "organisation", "regency", "province"))]
        for row in json.loads(found["json"])["proposed"]
    ]
    assert len(found["rows"]) == 42
    return found


def without_lines(template):
    """Return the stages with nobody failing and everybody selected."""
    visit, jury = template.stages
    return replace(visit, grade=()), replace(jury, grade=(), quota=())


def test_the_csv_says_what_the_json_says(written):
    text = written["csv"].decode("utf-8-sig")
    assert written["csv"].startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))[1:]
    assert [row[1:6] for row in rows] == written["rows"]
    assert all(NOTICE in row for row in rows)


def test_the_xlsx_says_what_the_json_says(written, tmp_path):
    path = tmp_path / "list.xlsx"
    path.write_bytes(written["xlsx"])
    rows = [
        [str(int(row[0])), *row[1:5]]
        for table in sheets(path).values()
        for row in table
        if isinstance(row[0], float)
    ]
    assert rows == written["rows"]


class Cells(HTMLParser):
    """The cells of all tables of a page."""

    def __init__(self):
        super().__init__()
        self.rows = []
        self._open = False

    def handle_starttag(self, tag, _attrs):
        if tag == "tr":
            self.rows.append([])
        elif tag == "td":
            self.rows[-1].append("")
            self._open = True

    def handle_endtag(self, tag):
        self._open = self._open and tag != "td"

    def handle_data(self, data):
        if self._open:
            self.rows[-1][-1] += data


def test_the_html_says_what_the_json_says(written):
    cells = Cells()
    cells.feed(written["html"].decode())
    assert [row for row in cells.rows if row] == written["rows"]


def test_the_pdf_says_what_the_json_says_in_reading_order(written):
    reader = pypdf.PdfReader(io.BytesIO(written["pdf"]))
    text = "".join("".join(page.extract_text().split()) for page in reader.pages)
    place = 0
    for row in written["rows"]:
        squeezed = "".join("".join(row).split())
        place = text.index(squeezed, place) + len(squeezed)
    assert len(reader.pages) > 1


def test_every_page_says_what_it_is(written):
    reader = pypdf.PdfReader(io.BytesIO(written["pdf"]))
    fingerprint = hashlib.sha256(written["json"]).hexdigest()
    for number, page in enumerate(reader.pages, 1):
        text = page.extract_text()
        assert fingerprint[:4] + "-" + fingerprint[4:8] in text
        assert NOTICE in text
        assert (f"-{number}-" in text) == (number > 1)


def test_the_pdf_carries_the_json(written):
    reader = pypdf.PdfReader(io.BytesIO(written["pdf"]))
    assert dict(reader.attachments) == {"determination.json": [written["json"]]}


def test_a_number_has_two_faces():
    number = Number("1234.50")
    assert (str(number), str(number.value)) == ("1.234,50", "1234.50")


SCRIPT = """
import sys
from pathlib import Path
from upakarti_tui.workflows.papers.export import FORMATS, export
export(Path(sys.argv[1]), sys.argv[2], FORMATS, Path(sys.argv[3]))
"""


@pytest.mark.parametrize("kind", ["determination", "recap"])
def test_another_locale_time_zone_and_hash_seed_give_the_same_bytes(tmp_path, kind):
    tmp_path.chmod(0o700)
    book = a_book(tmp_path)
    outputs = []
    for number, around in enumerate(
        (
            {"LC_ALL": "C", "TZ": "UTC", "PYTHONHASHSEED": "1"},
            {"LC_ALL": "id_ID.UTF-8", "TZ": "Asia/Jayapura", "PYTHONHASHSEED": "2"},
        )
    ):
        folder = tmp_path / str(number)
        folder.mkdir()
        subprocess.run(
            [sys.executable, "-c", SCRIPT, book, kind, folder / "exports"],
            check=True,
            cwd=folder,
            env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), **around},
        )
        outputs.append({p.name: p.read_bytes() for p in (folder / "exports").iterdir()})
    assert len(outputs[0]) == len(FORMATS)
    assert outputs[0] == outputs[1]
