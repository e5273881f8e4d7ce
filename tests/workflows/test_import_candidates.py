from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from import_desk import ImportDesk, rows
from ordinary_names import ordinary_names
from upakarti_tui.domain.book.deeds import Identified
from upakarti_tui.domain.people.candidate import Candidate, Identity
from upakarti_tui.errors import Exit, RefusedError
from upakarti_tui.storage.books.book import read
from upakarti_tui.storage.books.records import sealed
from upakarti_tui.workflows.deciding.finalize import finalize
from upakarti_tui.workflows.exchange.pack import pack
from xlsx_files import a_cell, a_sheet, an_xlsx

NIK = "3273014505800001"
OTHER_NIK = "5171010203900002"
NPWP = "01.000.013.1-901.000"


@pytest.fixture
def desk(tmp_path):
    return ImportDesk(tmp_path)


def test_a_candidate_is_kept_as_registered_and_the_numbers_apart(desk):
    report = desk.candidates(
        "Telepon;Nama;Kategori;NIK;NPWP;Provinsi;Kabupaten/Kota;Instansi;Tahun mulai;Mitra;Nomor\n"
        f"0812;Siti Aminah;Jasa Pengabdian;{NIK};{NPWP};Jawa Barat;Kota Bandung;Tenun;2015;12;A\n"
    )
    assert desk.proceedings.candidates == {
        "PG-001": Candidate(
            id="PG-001",
            category="pengabdian",
            name="Siti Aminah",
            organisation="Tenun",
            province="Jawa Barat",
            regency="Kota Bandung",
            start_year="2015",
            partners="12",
            notes=(("Nomor", "A"), ("Telepon", "0812")),
        )
    }
    assert desk.proceedings.identities == {"PG-001": Identity("PG-001", NIK, "010000131901000")}
    assert (report.added, report.unchanged, report.exit) == (1, 0, Exit.DONE)
    assert report.extra_columns == ("Nomor", "Telepon")
    assert report.given_ids == ((2, "PG-001"),)
    assert [str(line) for line in report.told()] == [
        f"{desk.folder / 'tabel.csv'}: new rows 1, known already 0",
        "Ids given: 1 (PG-001)",
        "Columns kept as notes: Nomor, Telepon",
    ]
    assert report.warnings == ()


def test_p28_a_number_cannot_be_guessed_from_the_hash_that_the_next_record_names(desk):
    desk.candidates(f"id,category,name,nik\nPG-001,pengabdian,Ani,{NIK}\nPG-002,pengabdian,Beni,\n")
    (kept,) = [x for x in read(desk.book).records if isinstance(x.deed, Identified)]
    guessed = replace(kept, deed=Identified(Identity("PG-001", NIK)))
    assert len(kept.deed.salt) == 32
    assert sealed(replace(kept, id=""))[0].id == kept.id
    assert sealed(replace(guessed, id=""))[0].id != kept.id


def test_ids_are_given_after_the_highest_used_in_the_order_of_the_file(desk):
    desk.candidates("id,category,name\npg-7,PG,Ani\nKEPELOPORAN-002,kepeloporan,Beni\n")
    table = "id,category,name\n,kepeloporan,Cici\n,pengabdian,Dodi\nPG-012,pengabdian,Edi\n"
    report = desk.candidates(table + ",pengabdian,Fifi\n")
    assert report.given_ids == ((2, "KEPELOPORAN-003"), (3, "PG-013"), (5, "PG-014"))
    many = "".join(f",pengabdian,Nama {at}\n" for at in range(9))
    report = desk.candidates(f"id,category,name\n{many}")
    assert "Ids given: 9 (PG-015, PG-016, PG-017, PG-018, PG-019, PG-020, PG-021, PG-022, …)" in [
        str(line) for line in report.told()
    ]


@pytest.mark.parametrize(
    "table",
    [
        f"id,category,name,nik,Telepon\nPG-001,pengabdian,Siti,{NIK},0812\n",
        f"id,category,name,nik,Telepon\n,pengabdian,Siti,{NIK},0812\n",
        "id,category,name\n,pengabdian,Siti\n",
        "id,category,name\nPG-001,pengabdian,Siti\n",
    ],
)
def test_a_row_that_says_what_the_book_says_changes_nothing(desk, table):
    desk.candidates(f"category,name,nik,Telepon\npengabdian,Siti,{NIK},0812\n")
    before = desk.book.read_bytes()
    report = desk.candidates(table)
    assert (report.added, report.unchanged, report.warnings) == (0, 1, ())
    assert desk.book.read_bytes() == before


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("PG-001,kepeloporan,Siti,,,", "category"),
        ("PG-001,pengabdian,Sitti,,,", "name"),
        ("PG-001,pengabdian,Siti,Bali,,", "province"),
        (f"PG-001,pengabdian,Siti,,{OTHER_NIK},", "nik"),
        (f"PG-001,pengabdian,Siti,,,{NPWP}", "npwp"),
    ],
)
def test_a_known_id_with_other_values_is_refused(desk, row, column):
    desk.candidates("id,category,name,province,nik,npwp\nPG-001,pengabdian,Siti,,,\n")
    table = f"id,category,name,province,nik,npwp\n{row}\n"
    assert desk.refused(desk.candidates, table) == (
        Exit.REFUSED,
        [
            (
                f"2:{column}: PG-001 is in the book with another {column} — "
                "give another id, or leave the row out"
            )
        ],
    )


def test_a_note_that_differs_is_another_value(desk):
    desk.candidates("id,category,name,Telepon\nPG-001,pengabdian,Siti,0812\n")
    _, said = desk.refused(
        desk.candidates, "id,category,name,Telepon\nPG-001,pengabdian,Siti,0813\n"
    )
    assert said[0].startswith("2:Telepon: PG-001 is in the book with another Telepon")


def test_every_problem_of_every_row_is_told_at_once(desk):
    desk.candidates(f"id,category,name,nik\nPG-001,pengabdian,Siti,{NIK}\n")
    table = (
        "nomor calon,kategori,nama,nik,npwp\n"
        "pg-001,pengabdian,Ani,,\n"
        f"PG-002,pengabdia,,{NIK},123\n"
        "PG-003,,Beni,3.17E+15,\n"
        f"PG-004,pengabdian,Cici,{OTHER_NIK},\n"
        "pg-004,pengabdian,Dodi,\n"
        f" PG-004 ,pengabdian,Dodi,{OTHER_NIK},\n"
        "../x,pengabdian,Edi,٣٢٧٣٠١٤٥٠٥٨٠٠٠٠١,\n"
    )
    assert desk.refused(desk.candidates, table) == (
        Exit.REFUSED,
        [
            "2:nomor calon: the id pg-001 is PG-001 in the book — give each candidate its own id",
            "3:kategori: there is no category “pengabdia” — did you mean pengabdian?",
            "3:nama: the cell is empty — fill it",
            "3:npwp: an NPWP has 15 or 16 digits; this cell does not",
            "4:kategori: the cell is empty — fill it",
            (
                "4:nik: a NIK has exactly 16 digits; this cell does not — "
                "Excel has shortened it; format the column as text and enter it again"
            ),
            (
                "6: the row has 4 cells, the header has 5 — "
                "put a text that holds the separator in quotes"
            ),
            (
                "7:nomor calon: the id PG-004 stands in row 5 already — "
                "give each candidate its own id"
            ),
            "7:nik: the NIK stands in row 5 already",
            (
                "8:nomor calon: “../x” cannot be an id: letters, digits, dot, dash and underscore, "
                "beginning with a letter or digit, at most 64"
            ),
            "8:nik: a NIK has exactly 16 digits; this cell does not",
        ],
    )


def test_a_nik_of_somebody_in_the_book_is_refused_with_its_owner(desk):
    desk.candidates(f"category,name,nik,npwp\npengabdian,Siti,{NIK},{NPWP}\n")
    table = f"category,name,nik,npwp\npengabdian,Ani,{NIK},0010000131901000\n"
    assert desk.refused(desk.candidates, table)[1] == [
        "2:nik: the NIK is that of PG-001 in the book",
        "2:npwp: the NPWP is that of PG-001 in the book",
    ]


def test_p28_no_message_repeats_a_digit_of_a_nik(desk):
    table = f"category,name,nik,province\npengabdian,Siti,{NIK}9,\npengabdian,Ani,{NIK},Bali\n"
    _, said = desk.refused(desk.candidates, table)
    assert not any(digits in "".join(said) for digits in (NIK, NIK[:6], "4505"))


@pytest.mark.parametrize("column", ["nik", "npwp"])
def test_a_number_that_excel_has_cut_is_refused_with_the_reason(desk, column):
    sheet = a_sheet(
        a_cell("A1", "category"),
        a_cell("B1", "name"),
        a_cell("C1", column),
        a_cell("A2", "pengabdian"),
        a_cell("B2", "Siti"),
        a_cell("C2", NIK, "n"),
    )
    assert desk.refused(desk.candidates, an_xlsx(sheet)) == (
        Exit.REFUSED,
        [
            (
                f"2:{column}: the cell is a number, and Excel keeps only 15 digits of one — "
                "format the column as text and enter it again"
            )
        ],
    )


def test_headings_below_a_title_are_found_and_told(desk):
    table = "DAFTAR CALON;;\n;;\nkategori;nama;Telepon\npengabdian;Siti;0812\n"
    assert desk.refused(desk.candidates, table)[1] == [
        "1: the headings stand in row 3, not in row 1 — remove the rows above them"
    ]
    assert len(desk.refused(desk.candidates, "a;b\nkategori;x\n")[1]) == 2


@pytest.mark.parametrize("text", [f"KTP {NIK}", NPWP])
@pytest.mark.parametrize("column", ["name", "organisation", "Keterangan"])
def test_p28_a_nik_never_enters_a_column_that_is_shown(desk, text, column):
    headings = ["category", "name", "organisation", "Keterangan"]
    row = ["pengabdian", "Siti", "", ""]
    row[headings.index(column)] = text
    _, said = desk.refused(desk.candidates, f"{','.join(headings)}\n{','.join(row)}\n")
    assert said == [
        (
            f"2:{column}: the cell holds what looks like a NIK or NPWP, and this column is shown — "
            "write it into the column nik or npwp, or remove it"
        )
    ]


def test_a_partial_import_takes_the_good_rows_and_names_the_others(desk):
    report = desk.candidates(
        "id,category,name\nPG-001,pengabdian,Siti\n,pengabdian,\nx\n,pengabdian,Ani\n",
        partial=True,
    )
    assert sorted(desk.proceedings.candidates) == ["PG-001", "PG-002"]
    assert report.left_out_rows == (3, 4)
    assert rows(report.left_out) == [
        "3:name: the cell is empty — fill it",
        "4: the row has 1 cells, the header has 3 — put a text that holds the separator in quotes",
    ]
    assert report.exit is Exit.OPEN
    assert "Rows left out: 2 (3-4)" in [str(line) for line in report.told()]


def test_a_trial_says_what_it_would_do_and_writes_nothing(desk):
    before = desk.book.read_bytes()
    report = desk.candidates("category,name\npengabdian,Siti\n", dry_run=True)
    assert (report.added, report.given_ids) == (1, ((2, "PG-001"),))
    assert str(report.told()[0]) == "Nothing was written: this was a trial."
    assert desk.book.read_bytes() == before


def test_a_name_has_an_end_and_may_be_a_number(desk):
    said = f"2:name: {201} characters are too many, at most 200"
    assert desk.refused(desk.candidates, f"category,name\npengabdian,{'x' * 201}\n")[1] == [said]
    cells = [a_cell("A1", "category"), a_cell("B1", "name"), a_cell("A2", "pengabdian")]
    desk.candidates(an_xlsx(a_sheet(*cells, a_cell("B2", "-7", "n"))))
    assert desk.proceedings.candidates["PG-001"].name == "-7"


def test_a_row_twice_without_an_id_is_refused(desk):
    _, said = desk.refused(
        desk.candidates, "category,name\npengabdian,Siti\npengabdian,Ani\npengabdian,Siti\n"
    )
    assert said == ["4: the row repeats row 2 — remove one of them"]


def test_p25_namesakes_and_look_alikes_are_pointed_out(desk):
    desk.candidates("category,name\npengabdian,Siti Aminah\n")
    report = desk.candidates(
        f"category,name,nik\npengabdian,siti  aminah,{NIK}\npengabdian,Sіti Aminah,\n"
        f"pengabdian,Ani,\npengabdian,ani,{OTHER_NIK}\npengabdian,=HYPERLINK(x),\n"
    )
    assert rows(report.warnings) == [
        "2:name: the same name stands in the book",
        "3:name: “Sіti Aminah” mixes letters of several scripts: CYRILLIC, LATIN",
        "3:name: the name looks like “Siti Aminah” in the book",
        "5:name: the same name stands in row 4",
        "6:name: “=HYPERLINK(x)” looks like a formula; it is kept as text",
    ]
    assert report.added == 5


def test_odd_numbers_are_pointed_out_and_kept(desk):
    report = desk.candidates(
        "category,name,nik,npwp,province\n"
        f"pengabdian,Siti,{NIK},,Bali\n"
        "pengabdian,Ani,9973013213800001,012345678901000,\n"
    )
    assert rows(report.warnings) == [
        "2:nik: the NIK was issued in another province than Bali",
        "3:nik: the NIK holds no possible date of birth",
        "3:nik: the NIK begins with no known province",
        "3:npwp: the check digit of the NPWP does not fit; was it mistyped?",
    ]


def test_p25_five_hundred_ordinary_names_are_taken_without_a_word(desk):
    table = "category,name\n" + "".join(
        f'pengabdian,"{name.replace(chr(34), chr(34) * 2)}"\n' for name in ordinary_names()
    )
    report = desk.candidates(table)
    assert report.added == 500
    assert report.warnings == ()


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("id,nama", ("1: the column category is missing — add it; category may also be called "
         "kategori, bidang penghargaan")),
        ("nama,kategry", ("1: the column category is missing — "
         'is “kategry” meant? Then add: --map "kategry=category"')),
        ("nama,category,kategori", ("1: a second column means category: “kategori” — "
         "keep one of them")),
        ("nama,category,Telepon,telepon ", ("1: the heading “telepon” stands twice — "
         "rename one of them")),
    ],
)  # fmt: skip
def test_a_header_that_lacks_or_repeats_a_column_is_refused(desk, header, said):
    row = "," * header.count(",")
    assert desk.refused(desk.candidates, f"{header}\n{row}\n") == (Exit.REFUSED, [said])


def test_who_comes_after_the_first_stage_is_final_is_pointed_out(desk):
    desk.filled()
    answers = "candidate,scorer,lima_tahun,berkas\n"
    answers += "".join(f"{c},s1,ya,ya\n" for c in ("PG-001", "PG-002", "KP-001"))
    desk.marks(answers, "administrasi", submitted=True)
    finalize(desk.book, "administrasi", "Rini", "Ketua")
    table = "category,name\npengabdian,Ani\npengabdian,Beni\n"
    assert rows(desk.candidates(table).warnings) == [
        "2: the stage administrasi is final; who is added now takes no part in it"
    ]
    assert desk.candidates(table).warnings == ()


def test_a_header_alone_is_refused(desk):
    exit_, said = desk.refused(desk.candidates, "category,name\n")
    assert exit_ is Exit.REFUSED
    assert said == [
        "1: the table holds no rows below its headings — is this the right file?",
    ]


def test_a_book_that_was_handed_out_takes_no_candidates(desk):
    desk.filled()
    part = pack(desk.book, "j1", desk.folder / "j1.jsonl")
    desk.book = part
    exit_, said = desk.refused(desk.candidates, "category,name\npengabdian,Siti\n")
    assert exit_ is Exit.NOT_ALLOWED
    assert said[0].endswith("is the book handed to j1. Import into the secretariat's own book.")
    assert desk.refused(desk.candidates, "category,name\npengabdian,Siti\n", dry_run=True)[0] == 7


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet='PG-01,;"\nsiti pengabdian=\u00a0\u0456\x1b', max_size=60))
def test_any_rows_are_taken_or_refused_and_the_book_stays_readable(desk, table):
    before = desk.book.read_bytes()
    try:
        desk.candidates(f"id,category,name,nik\n{table}")
    except RefusedError:
        assert desk.book.read_bytes() == before
    assert read(desk.book).notices == ()
