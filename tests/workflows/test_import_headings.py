from __future__ import annotations

import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from import_desk import ImportDesk, rows
from upakarti_tui.errors import Exit, RefusedError, UsageError
from upakarti_tui.storage.books import book as books
from upakarti_tui.storage.worksheets.headings import CANDIDATES, heading_key, names_of
from upakarti_tui.workflows.configure import configure, configured
from upakarti_tui.workflows.exchange.merge import merge
from upakarti_tui.workflows.exchange.pack import pack
from upakarti_tui.workflows.importing.glossary import Readings

WEB = "Nama Peserta;Jenis Penghargaan;Telepon\nSiti Aminah;Jasa Pengabdian;0812\n"
SAID = Readings((("Nama Peserta", "name"), ("jenis penghargaan", "Kategori")))
NAME = "heading.candidates.Nama Peserta"
KIND = "heading.candidates.Jenis Penghargaan"


@pytest.fixture
def desk(tmp_path):
    return ImportDesk(tmp_path)


def told(report):
    return [str(line) for line in report.told()]


def usage(job, content, *given, forget=()):
    with pytest.raises(UsageError) as refused:
        job(content, readings=Readings(given, forget))
    return str(refused.value)


def test_a_heading_is_read_as_the_column_that_somebody_says_it_means(desk):
    report = desk.candidates(WEB, readings=SAID)
    [candidate] = desk.proceedings.candidates.values()
    assert (candidate.name, candidate.category) == ("Siti Aminah", "pengabdian")
    assert candidate.notes == (("Telepon", "0812"),)
    assert told(report)[2:] == [
        "Column “Nama Peserta” is read as name (remembered from now on)",
        "Column “Jenis Penghargaan” is read as category (remembered from now on)",
        "Columns kept as notes: Telepon",
    ]


def test_the_next_file_of_the_same_office_needs_no_word_and_says_how_it_was_read(desk):
    desk.candidates(WEB, readings=SAID)
    report = desk.candidates("JENIS penghargaan,nama  peserta\npengabdian,Budi\n")
    assert report.added == 1
    assert told(report)[2:] == [
        "Column “JENIS penghargaan” is read as category (remembered)",
        "Column “nama  peserta” is read as name (remembered)",
    ]


def test_what_is_remembered_is_a_setting_of_the_book_and_can_be_taken_away_as_one(desk):
    desk.candidates(WEB, readings=SAID)
    assert configured(desk.book) == {NAME: "name", KIND: "category"}
    assert configure(desk.book, {NAME: ""}) == {KIND: "category"}
    assert desk.refused(desk.candidates, WEB)[1] == [
        (
            "1: the column name is missing — is “Nama Peserta” meant? "
            'Then add: --map "Nama Peserta=name"'
        )
    ]


def test_other_settings_stay_as_they_are(desk):
    configure(desk.book, {"place": "Bogor"})
    desk.candidates(WEB, readings=SAID)
    assert configured(desk.book)["place"] == "Bogor"


def test_a_meaning_is_forgotten_when_the_import_is_told_so(desk):
    desk.candidates(WEB, readings=SAID)
    other = WEB.replace("Nama Peserta", "Nama Pengusul").replace("Siti", "Sari")
    report = desk.candidates(
        other, readings=Readings((("Nama Pengusul", "name"),), ("nama peserta",))
    )
    assert report.added == 1
    assert set(configured(desk.book)) == {"heading.candidates.Nama Pengusul", KIND}


def test_a_meaning_said_anew_takes_the_place_of_the_old_one(desk):
    desk.candidates(WEB, readings=SAID)
    desk.candidates(
        "nama,kategori,NAMA PESERTA\nBudi,pengabdian,PT Karya\n",
        readings=Readings((("NAMA PESERTA", "instansi"),)),
    )
    assert configured(desk.book) == {"heading.candidates.NAMA PESERTA": "organisation",
                                     KIND: "category"}  # fmt: skip
    assert desk.proceedings.candidates["PG-002"].organisation == "PT Karya"


def test_saying_again_what_is_remembered_changes_nothing(desk):
    desk.candidates(WEB, readings=SAID)
    before = desk.book.read_bytes()
    desk.candidates(WEB, readings=SAID)
    assert desk.book.read_bytes() == before


def test_each_kind_of_table_remembers_its_own(desk):
    desk.candidates(WEB, readings=SAID)
    table = "Nama Peserta,id,role\nAni,j1,juror\n"
    assert desk.refused(desk.roster, table)[1][0].startswith("1: the column name is missing")
    desk.roster(table, readings=Readings((("Nama Peserta", "name"),)))
    assert desk.proceedings.scorers["j1"].name == "Ani"
    assert configured(desk.book)["heading.roster.Nama Peserta"] == "name"


def test_nothing_is_remembered_of_a_file_that_was_refused_or_only_tried(desk):
    desk.candidates(WEB, readings=SAID, dry_run=True)
    desk.refused(desk.candidates, WEB.replace("Jasa", "Kerja"), readings=SAID)
    assert configured(desk.book) == {}


# --- what a heading means by itself -----------------------------------------------------


def test_a_name_of_a_column_is_never_overruled_by_what_is_remembered(desk):
    configure(desk.book, {"heading.candidates.Nama": "organisation"})
    report = desk.candidates("Nama,kategori\nSiti,pengabdian\n")
    assert desk.proceedings.candidates["PG-001"].name == "Siti"
    assert "Nama" not in "".join(told(report)[2:])


def test_a_name_of_a_column_cannot_be_said_to_mean_another(desk):
    said = usage(desk.candidates, "Nama,kategori\nSiti,pengabdian\n", ("nama", "organisation"))
    assert said == "“Nama” means name already — call it something else in the file"
    desk.candidates("Nama,kategori\nSiti,pengabdian\n", readings=Readings((("nama", "name"),)))
    assert configured(desk.book) == {}


def test_two_columns_for_one_are_refused_and_the_remembered_one_can_be_forgotten(desk):
    desk.candidates(WEB, readings=SAID)
    table = "Nama,Nama Peserta,kategori\nSiti,Sari,pengabdian\n"
    assert desk.refused(desk.candidates, table)[1] == [
        (
            "1: a second column means name: “Nama Peserta” — "
            'keep one of them, or add: --forget "Nama Peserta"'
        )
    ]
    desk.candidates(table, readings=Readings((), ("Nama Peserta",)))
    assert desk.proceedings.candidates["PG-002"].notes == (("Nama Peserta", "Sari"),)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([("Nama Pesrta", "name")],
         "The table has no heading Nama Pesrta — did you mean Nama Peserta?"),
        ([("Telepon", "organsation")],
         "There is no column organsation — did you mean organisation?"),
        ([("Telepon", "nik"), ("telepon", "npwp")],
         "“Telepon” is said to mean two columns: nik, npwp — keep one of them"),
    ],
)  # fmt: skip
def test_what_does_not_fit_the_file_is_a_slip_of_the_command(desk, given, said):
    before = desk.book.read_bytes()
    assert usage(desk.candidates, WEB, *given) == said
    assert desk.book.read_bytes() == before


def test_what_is_not_remembered_cannot_be_forgotten(desk):
    desk.candidates(WEB, readings=SAID)
    assert usage(desk.candidates, WEB, forget=("Nama Pesertta",)) == (
        "Nothing is remembered of the heading Nama Pesertta — did you mean Nama Peserta?"
    )


# --- other books ------------------------------------------------------------------------


def test_two_books_that_remember_different_columns_settle_nothing(desk, tmp_path):
    other = tmp_path / "lain.jsonl"
    shutil.copyfile(desk.book, other)
    other.chmod(0o600)
    configure(desk.book, {NAME: "name"})
    configure(other, {NAME: "organisation"})
    merge([other], into=desk.book)
    table = "Nama Peserta,nama,kategori\nSiti,Sari,pengabdian\n"
    report = desk.candidates(table)
    assert report.extra_columns == ("Nama Peserta",)
    assert rows(report.warnings) == [
        (
            "1: two books remember different columns for “Nama Peserta”: name, organisation — "
            'say which one is meant: --map "Nama Peserta=…"'
        )
    ]
    said = Readings((("Nama Peserta", "organisation"),))
    settled = desk.candidates(table.replace("Sari", "Sri"), readings=said)
    assert settled.warnings == ()
    assert configured(desk.book) == {NAME: "organisation"}


def test_a_handed_out_book_takes_a_meaning_for_this_once(desk):
    desk.filled()
    desk.book = pack(desk.book, "j1", desk.folder / "j1.jsonl")
    table = "Peserta,penilai,a,b\nPG-001,j1,4,5\n"
    said = Readings((("Peserta", "calon"),))
    report = desk.marks(table, readings=said)
    assert told(report)[1:] == ["Column “Peserta” is read as candidate (this time only)"]
    assert desk.refused(desk.marks, table)[0] is Exit.REFUSED


# --- marks ------------------------------------------------------------------------------


def test_a_criterion_may_have_another_heading_in_a_wide_table(desk):
    desk.filled()
    said = Readings((("Hasil (60%)", "a"), ("Mutu", "b")))
    desk.marks("calon,penilai,Hasil (60%),Mutu\nPG-001,j1,4,5\n", readings=said)
    assert str(desk.sheet("PG-001", "j1").mark("a")) == "4"
    report = desk.marks("calon,penilai,Hasil (60%),Mutu\nPG-001,j2,3,6\n", partial=True)
    assert rows(report.left_out) == ["2:Mutu: 6 is not on the scale: 1 to 5 in steps of 1"]


def test_a_meaning_makes_a_table_one_of_a_row_a_mark(desk):
    desk.filled()
    said = Readings((("Aspek", "criterion"), ("Angka", "nilai")))
    desk.marks("calon,penilai,Aspek,Angka\nPG-001,j1,a,4\n", readings=said)
    desk.marks("calon,penilai,Aspek,Angka\nPG-001,j1,b,2\n")
    assert str(desk.sheet("PG-001", "j1").mark("b")) == "2"


def test_a_criterion_of_another_stage_is_no_column_here(desk):
    desk.filled()
    table = "calon,penilai,a,b,Mutu\nPG-001,j1,4,5,baik\n"
    configure(desk.book, {"heading.marks.Mutu": "lima_tahun"})
    assert desk.marks(table).extra_columns == ("Mutu",)


# --- laws -------------------------------------------------------------------------------

headings = st.text(st.characters(categories=("L", "N", "P", "Zs")), min_size=1, max_size=12)


@settings(max_examples=40, deadline=None)
@given(headings.filter(lambda h: h.strip() and heading_key(h) not in names_of(CANDIDATES)))
def test_any_foreign_heading_can_be_said_remembered_and_forgotten(tmp_path_factory, heading):
    desk = ImportDesk(tmp_path_factory.mktemp("meja"))
    quoted = heading.replace('"', '""')
    table = f'"{quoted}",kategori,nama\nPT Karya,pengabdian,Siti\n'
    desk.candidates(table, readings=Readings(((heading, "instansi"),)))
    assert [c.organisation for c in desk.proceedings.candidates.values()] == ["PT Karya"]
    assert desk.candidates(table).unchanged == 1
    desk.candidates("kategori,nama\npengabdian,Budi\n", readings=Readings((), (heading,)))
    assert configured(desk.book) == {}
    assert books.read(desk.book).notices == ()


meanings = st.lists(
    st.tuples(
        st.sampled_from(["Nama", "Peserta", "a", "b", "Catatan", "category:x", "kriteria:a", ""]),
        st.sampled_from(["name", "kategori", "a", "b", "mark", "criterion", "pengabdian", "?"]),
    ),
    max_size=3,
)
header = st.lists(
    st.sampled_from(["Nama", "Peserta", "kategori", "calon", "penilai", "a", "b", "Catatan"]),
    min_size=1,
    max_size=5,
)


@settings(max_examples=40, deadline=None)
@given(header, meanings, meanings, st.booleans())
def test_whatever_is_said_of_headings_is_taken_or_refused_and_told(
    tmp_path_factory, header, given, forget, of_marks
):
    desk = ImportDesk(tmp_path_factory.mktemp("meja")).filled()
    job = desk.marks if of_marks else desk.candidates
    readings = Readings(tuple(given), tuple(heading for heading, _ in forget))
    before = desk.book.read_bytes()
    cells = {"calon": "PG-001", "penilai": "j1", "kategori": "x"}
    table = ";".join(header) + "\n" + ";".join(cells.get(h, "4") for h in header) + "\n"
    try:
        report = job(table, readings=readings)
    except (UsageError, RefusedError):
        assert desk.book.read_bytes() == before
    else:
        foreign = {column.heading for column in report.columns if column.how == "given"}
        assert foreign <= {heading for heading, _ in given}
        assert {*header} == {c.heading for c in report.columns} | {*report.extra_columns}
    assert books.read(desk.book).notices == ()
