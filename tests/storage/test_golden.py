from __future__ import annotations

import json
import typing
from pathlib import Path

import pytest

from upakarti_tui.domain.book.deeds import Deed
from upakarti_tui.domain.book.handout import is_packed
from upakarti_tui.domain.book.merging import Class
from upakarti_tui.domain.places.ranking import rank
from upakarti_tui.domain.places.ranking_values import digest
from upakarti_tui.storage import whole_files
from upakarti_tui.storage.books import book
from upakarti_tui.storage.books.records import encode
from upakarti_tui.storage.programmes import template_form
from upakarti_tui.workflows.exchange.merge import merge
from upakarti_tui.workflows.papers.verify_book import verify_book

GOLDEN = Path(__file__).parent.parent / "golden"


@pytest.fixture(params=sorted(x.name for x in GOLDEN.iterdir() if x.is_dir()))
def version(request):
    return GOLDEN / request.param


def test_p17_an_old_book_opens_for_ever_and_says_what_it_always_said(version):
    expected = json.loads((version / "expected.json").read_text())
    read = book.read(version / "office.jsonl")
    proceedings = read.proceedings
    assert len(read.records) == expected["records"]
    assert proceedings.fingerprint == expected["fingerprint"]
    assert template_form.fingerprint(proceedings.template) == expected["fingerprint"]
    rankings = {s.id: digest(rank(proceedings, s.id)) for s in proceedings.template.stages}
    assert rankings == expected["rankings"]


def test_p17_everything_signed_in_an_old_book_is_still_good(version):
    expected = json.loads((version / "expected.json").read_text())
    report = verify_book(version / "office.jsonl")
    assert report.receipt == expected["receipt"]
    assert [list(slip) for slip in report.slips] == expected["slips"]


def test_p17_an_old_part_is_still_its_scorers(version):
    expected = json.loads((version / "expected.json").read_text())
    report = verify_book(version / "part.jsonl")
    assert report.receipt == expected["part"]
    assert report.packed_for == is_packed(book.read(version / "part.jsonl").proceedings) == "j1"
    assert [found.kind for found in report.findings] == [Class.CONFLICT]


def test_p17_the_torn_line_of_an_old_book_is_told(version):
    assert "cut off" in str(book.read(version / "torn.jsonl").notices[0])


def test_p17_old_records_are_written_as_the_same_bytes(version):
    read = book.read(version / "office.jsonl")
    assert [encode(x) for x in read.records] == [line.body for line in read.lines]


def test_p17_old_books_are_merged_and_written_to(version, tmp_path):
    target = tmp_path / "office.jsonl"
    whole_files.replace(target, (version / "office.jsonl").read_bytes())
    report = merge([version / "part.jsonl", version / "torn.jsonl"], target)
    assert [source.taken for source in report.sources] == [0, 0]
    with book.writing(target, "secretariat") as opened:
        assert opened.add(opened.records[2].deed)


def test_the_newest_golden_book_holds_every_kind_of_record():
    folders = (x for x in GOLDEN.iterdir() if x.is_dir())
    newest = max(folders, key=lambda x: int(x.name.removeprefix("book-")))
    kinds = {type(x.deed) for x in book.read(newest / "office.jsonl").records}
    assert kinds == set(typing.get_args(Deed))
