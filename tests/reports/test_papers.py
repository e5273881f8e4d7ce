"""What each paper says, before it has a form."""

import dataclasses

import pytest

from awards import NOTICE, a_book, an_award
from upakarti_tui.domain.programme.template import Combine, DecideOn, Method, Panel, Rounding
from upakarti_tui.reports import papers, wording
from upakarti_tui.reports.document import (
    AnnexHead,
    Chart,
    Listing,
    Mark,
    Number,
    Numbering,
    Paragraph,
    Signatures,
    Table,
    Title,
)
from upakarti_tui.reports.papers.anonymised import codes
from upakarti_tui.storage.books import book as books
from upakarti_tui.workflows.papers.determined import Asked, determined

SETTINGS = (
    ("letterhead.1", "KEMENTERIAN PERINDUSTRIAN"),
    ("minister.name", "Nama Menteri"),
    ("minutes.date", "2024-04-11"),
    ("minutes.place", "Jakarta"),
    ("nip.J1", "198001012005012001"),
    ("place", "Jakarta"),
    ("signatory.1.position", "Ketua"),
)


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    folder = tmp_path_factory.mktemp("papers")
    folder.chmod(0o700)
    book = a_book(folder, settings=SETTINGS)
    return determined(books.read(book).records, Asked("penjurian")).source()


@pytest.fixture(scope="module")
def visit(tmp_path_factory):
    folder = tmp_path_factory.mktemp("visit")
    folder.chmod(0o700)
    return determined(books.read(a_book(folder)).records, Asked("lapangan")).source()


def the(document, kind, at=0):
    return [block for block in document.blocks if isinstance(block, kind)][at]


def texts(document):
    said = []
    for block in document.blocks:
        if isinstance(block, Table):
            said += [str(cell) for row in block.rows for cell in row]
        else:
            said += block.texts
    return said


def one(kind, source):
    (document,) = papers.KINDS[kind](source)
    return document


def test_the_annex_has_the_head_of_a_decree_with_number_and_year_left_blank(source):
    head = the(one("determination", source), AnnexHead).lines
    assert head[0] == "LAMPIRAN"
    assert head[1] == "KEPUTUSAN MENTERI PERINDUSTRIAN REPUBLIK INDONESIA"
    assert not any(sign.isdigit() for sign in head[2])
    assert head[3:] == ("TENTANG", "PENGHARGAAN CONTOH TAHUN 2024")


def test_the_annex_ends_with_the_minister_in_capitals_and_without_nip(source):
    document = one("determination", source)
    (block,) = document.blocks[-1].blocks
    assert block.above == ("MENTERI PERINDUSTRIAN REPUBLIK INDONESIA,",)
    assert block.below == ("NAMA MENTERI",)
    assert document.numbering is Numbering.ANNEX


def test_the_annex_holds_no_score(source):
    document = one("determination", source)
    numbers = [
        c
        for b in document.blocks
        if isinstance(b, Table)
        for r in b.rows
        for c in r
        if isinstance(c, Number)
    ]
    assert [n.written for n in numbers] == ["1", "1", "2"]
    said = " ".join(texts(document))
    assert "usulan" in said.casefold()
    assert "90,67" not in said


def test_the_minutes_begin_with_the_day_in_words(source):
    document = one("minutes", source)
    assert the(document, Paragraph, 1).text.startswith(
        "Pada hari ini Kamis tanggal Sebelas bulan April tahun Dua Ribu Dua Puluh Empat "
        "bertempat di Jakarta"
    )


def test_the_minutes_name_everyone_and_leave_room_to_sign(source):
    document = one("minutes", source)
    signatures = the(document, Signatures).blocks
    assert [b.below for b in signatures] == [
        ("Siti Rahma", "NIP 198001012005012001"),
        ("Bambang S.",),
        ("Citra Lestari",),
    ]
    attendance = the(document, Table)
    assert [row[5] for row in attendance.rows] == ["", "", "PG-004"]


def test_the_minutes_tell_the_rules_with_numbers_in_words(source):
    rules = the(one("minutes", source), Listing).items
    assert source.determination.fingerprint in rules[0]
    assert any("60 (enam puluh)" in rule for rule in rules)
    assert any("2 (dua)" in rule for rule in rules)


def test_the_notice_of_the_template_stands_on_every_document(source):
    for kind, make in papers.KINDS.items():
        if kind != "facts":
            assert all(document.notice == NOTICE for document in make(source)), kind


def test_the_recapitulation_draws_grade_spread_and_strictness(source):
    charts = [b for b in one("recap", source).blocks if isinstance(b, Chart)]
    assert len(charts) == 6
    assert all(chart.svg.startswith("<svg") for chart in charts)
    assert "ambang 60,00" in charts[0].drawn


def test_the_recapitulation_says_every_mark_in_its_flat_table(source):
    rows = one("recap", source).flat.rows
    assert len(rows) == 6 * 3 * 3
    assert sum("konflik" in str(row) for row in rows) == 3


def test_each_scorer_gets_the_own_sheets_with_a_code_on_each(source):
    documents = papers.KINDS["sheets"](source)
    assert [dict(d.about)["scorer"] for d in documents] == ["J1", "J2", "J3"]
    codes = [b.code for b in documents[0].blocks if isinstance(b, Mark)]
    assert codes[0] == "penjurian/KP-001/J1"
    assert len(codes) == 6


def test_blank_sheets_ask_like_the_screen_and_hold_no_mark(source):
    filled, blank = (papers.KINDS[kind](source)[0] for kind in ("sheets", "blank"))
    rows = [the(document, Table).rows for document in (filled, blank)]
    assert [row[1] for row in rows[0]] == [row[1] for row in rows[1]]
    assert [str(row[4]) for row in rows[0]] == ["5", "4", "4"]
    assert [row[4] for row in rows[1]] == ["", "", ""]
    assert "5: sangat baik" in " ".join(texts(blank))


def test_fact_sheets_set_claims_beside_findings(visit):
    document = one("facts", visit)
    facts = next(b for b in document.blocks if isinstance(b, Table) and b.name == "Fakta lapangan")
    assert facts.rows[0][2:] == ("8", "7", "sesuai", "daftar mitra")
    said = texts(document)
    assert "LAYAK" in said
    assert "Ibu Sri" in said
    assert "omzet naik" in said


def test_a_dossier_derives_the_place_from_the_marks(source):
    dossiers = papers.KINDS["dossier"](source)
    assert [dict(d.about)["candidate"] for d in dossiers][2] == "PG-001"
    said = " ".join(texts(dossiers[2]))
    assert "272/3" in said
    assert "Peringkat 1" in said


def test_the_dossier_of_one_candidate_is_made_alone(source):
    only = dataclasses.replace(source, only="KP-002")
    assert [dict(d.about) for d in papers.KINDS["dossier"](only)] == [{"candidate": "KP-002"}]


def test_scorers_of_an_anonymised_document_have_codes_and_no_names(source):
    document = one("anonymised", source)
    said = " ".join(texts(document))
    for name in ("Siti", "Bambang", "Citra", "J1", "J2", "J3"):
        assert name not in said
    assert {"P01", "P02", "P03"} <= set(texts(document))


def test_codes_cannot_be_told_from_what_is_printed(source):
    others = {tuple(codes(dataclasses.replace(source, key=bytes([n]))).items()) for n in range(40)}
    assert len(others) == 6


def test_a_title_without_its_edition_gets_it(tmp_path):
    tmp_path.chmod(0o700)
    template = dataclasses.replace(an_award(), title="Penghargaan Contoh", edition="2024")
    book = a_book(tmp_path, template=template)
    document = one(
        "determination", determined(books.read(book).records, Asked("penjurian")).source()
    )
    assert the(document, Title).lines[-1] == "TAHUN 2024"


def test_every_panel_rule_has_words():
    template = an_award()
    stage = template.stages[1]
    for method in Method:
        changed = dataclasses.replace(
            stage,
            panel=Panel(Combine.CRITERIA, method),
            decide_on=DecideOn.ROUNDED,
            rounding=Rounding(),
            tie_break=(),
            weigh=(("lapangan", 40), ("penjurian", 60)),
        )
        said = list(wording.method(template, changed, ()))
        assert len(said) == 6
        assert "Lapangan berbobot 40%." in said
