from __future__ import annotations

import pytest

from import_desk import SCORERS, ImportDesk
from upakarti_tui.workflows.importing.glossary import Readings

NIK = "3273014505800001"
NPWP = "01.000.013.1-901.000"


@pytest.fixture
def desk(tmp_path):
    return ImportDesk(tmp_path)


def shown(job, content, *arguments, **options):
    """Return what a trial says, below its two first lines; the book is as before."""
    desk = job.__self__
    before = desk.book.read_bytes()
    report = job(content, *arguments, dry_run=True, **options)
    assert desk.book.read_bytes() == before
    first, second, *lines = (str(line) for line in report.told())
    assert first == "Nothing was written: this was a trial."
    assert second.startswith(str(desk.folder))
    return lines


def test_a_trial_shows_columns_counts_and_the_first_rows_as_they_would_be_taken(desk):
    table = (
        "Nama Peserta;kategori;NIK;NPWP;Telepon;Mitra\n"
        f"Siti  Aminah;Jasa Pengabdian;{NIK};{NPWP};0812;12\n"
        "PT Karya;kepeloporan;;;;\nBudi;PG;;;;\nCici;PG;;;;\n"
    )
    said = Readings((("Nama Peserta", "name"),))
    assert shown(desk.candidates, table, readings=said) == [
        "By category: kepeloporan 1, pengabdian 3",
        "Ids given: 4 (PG-001, KEPELOPORAN-001, PG-002, PG-003)",
        "Column “Nama Peserta” is read as name (remembered from now on)",
        "Column “kategori” is read as category",
        "Column “NIK” is read as nik",
        "Column “NPWP” is read as npwp",
        "Column “Mitra” is read as partners",
        "Columns kept as notes: Telepon",
        "Row 2 would be taken as:",
        "  id: PG-001",
        "  category: pengabdian",
        "  name: Siti  Aminah",
        "  partners: 12",
        "  nik: ****************",
        "  npwp: ****************",
        "  Telepon: 0812",
        "Row 3 would be taken as:",
        "  id: KEPELOPORAN-001",
        "  category: kepeloporan",
        "  name: PT Karya",
        "Row 4 would be taken as:",
        "  id: PG-002",
        "  category: pengabdian",
        "  name: Budi",
    ]


def test_a_row_that_is_known_shows_the_id_it_is_known_by(desk):
    desk.candidates("category,name\npengabdian,Ani\npengabdian,Siti\n")
    lines = shown(desk.candidates, "category,name\npengabdian,Siti\n")
    assert lines[-4:] == [
        "Row 2 would be taken as:",
        "  id: PG-002",
        "  category: pengabdian",
        "  name: Siti",
    ]


def test_rows_that_are_left_out_are_not_shown(desk):
    lines = shown(desk.candidates, "category,name\npengabdia,Ani\npengabdian,Siti\n", partial=True)
    assert lines[0] == "By category: pengabdian 1"
    assert [line for line in lines if line.startswith("Row")] == [
        "Rows left out: 1 (2)",
        "Row 3 would be taken as:",
    ]


def test_scorers_assignments_and_drop_outs_are_shown_as_well(desk):
    assert shown(desk.roster, SCORERS)[0] == "By role: juror 2, secretariat 1, team 1"
    assert shown(desk.roster, "id,nama,peran,Surel\nj1,Ani,Juri,a@b\n")[-5:] == [
        "Row 2 would be taken as:",
        "  id: j1",
        "  name: Ani",
        "  role: juror",
        "  Surel: a@b",
    ]
    desk.filled()
    table = "tahap,calon,penilai\nPenjurian,pg-001,J1\npenjurian,PG-002,j1\n"
    lines = shown(desk.assignments, table)
    assert (lines[0], lines[4:8]) == (
        "By stage: penjurian 2",
        [
            "Row 2 would be taken as:",
            "  stage: penjurian",
            "  candidate: PG-001",
            "  scorer: j1",
        ],
    )
    table = "calon,tahap,tanggal,alasan\nPG-001,penjurian,26 Agustus 2024,mundur\n"
    assert shown(desk.disqualified, table)[-3:] == [
        "  stage: penjurian",
        "  date: 2024-08-26",
        "  reason: mundur",
    ]


def test_marks_are_shown_sheet_by_sheet_with_state_and_note(desk):
    desk.filled()
    table = (
        "calon,penilai,kriteria,nilai,keadaan,catatan\n"
        'PG-001,j1,a,"4,0",,baik\nPG-001,j1,b,2,,\nPG-001,j2,a,,tidak berlaku,\n'
    )
    lines = shown(desk.marks, table)
    assert lines[0] == "By scorer: j1 2, j2 1"
    assert lines[7:] == [
        "Row 2 would be taken as:",
        "  candidate: PG-001",
        "  scorer: j1",
        "  a: 4 — baik",
        "Row 3 would be taken as:",
        "  candidate: PG-001",
        "  scorer: j1",
        "  b: 2",
        "Row 4 would be taken as:",
        "  candidate: PG-001",
        "  scorer: j2",
        "  a: not applicable",
    ]


def test_a_wide_row_shows_all_that_it_fills(desk):
    desk.filled()
    table = "candidate,scorer,a,b,state\nPG-001,j1,4,,\nPG-002,j1,4,3,recused\n"
    assert shown(desk.marks, table)[6:] == [
        "Row 2 would be taken as:",
        "  candidate: PG-001",
        "  scorer: j1",
        "  a: 4",
        "  b: empty",
        "Row 3 would be taken as:",
        "  candidate: PG-002",
        "  scorer: j1",
        "  a: 4 (recused)",
        "  state: recused",
        "  b: 3 (recused)",
    ]


def test_a_talk_shows_whom_was_asked(desk):
    desk.filled()
    table = "calon,penilai,kriteria,nilai,catatan\nPG-001,t1,wawancara:1,Bu Rini,dibina\n"
    assert shown(desk.marks, table, "lapangan")[-1] == "  interview:1: Bu Rini"
