from __future__ import annotations

import pytest

from import_desk import SCORERS, ImportDesk
from upakarti_tui.domain.people.candidate import Role, Scorer
from upakarti_tui.errors import Exit


@pytest.fixture
def desk(tmp_path):
    return ImportDesk(tmp_path)


def test_a_scorer_is_kept_with_role_institution_and_notes(desk):
    report = desk.roster(
        "Kode Penilai;Nama;Peran;Jabatan;Instansi;Surel\nj1;Ani, M.Si.;Juri;Dosen;ITB;a@b\n"
    )
    assert desk.proceedings.scorers == {
        "j1": Scorer("j1", "Ani, M.Si.", Role.JUROR, "ITB", "Dosen", (("Surel", "a@b"),))
    }
    assert (report.added, report.extra_columns) == (1, ("Surel",))


@pytest.mark.parametrize(
    ("word", "role"),
    [
        ("secretariat", Role.SECRETARIAT),
        ("Sekretariat", Role.SECRETARIAT),
        ("evaluator", Role.EVALUATOR),
        ("team", Role.TEAM),
        ("Tim Lapangan", Role.TEAM),
        ("juror", Role.JUROR),
        ("juri", Role.JUROR),
    ],
)
def test_roles_are_written_in_two_languages(desk, word, role):
    desk.roster(f"id,name,role\nx1,Ani,{word}\n")
    assert desk.proceedings.scorers["x1"].role is role


def test_a_scorer_known_already_changes_nothing(desk):
    desk.roster(SCORERS)
    report = desk.roster(SCORERS)
    assert (report.added, report.unchanged) == (0, 4)


def test_every_problem_of_every_row_is_told_at_once(desk):
    desk.roster("id,name,role,position,Surel\nj1,Ani,juror,Dosen,a@b\n")
    table = (
        "id,name,role,position,Surel\n"
        "j1,Ani,juror,Ketua,a@b\n"
        "J1,Beni,juror,,\n"
        "secretariat,Cici,secretariat,,\n"
        ",Dodi,juru,,\n"
        "j5,,,,\n"
        "j6,Fifi,juror,,3273014505800001\n"
        "j7,Gani,juror,,\n"
        "J7,Gani,juror,,\n"
        "j8,Hani,a role that nothing here resembles,,\n"
    )
    exit_, said = desk.refused(desk.roster, table)
    assert exit_ is Exit.REFUSED
    assert [line.partition(" — ")[0] for line in said] == [
        "2:position: j1 is in the book with another position",
        "3:id: the id J1 stands in row 2 already",
        "4:id: secretariat is the secretariat's own name",
        (
            "5:id: “” cannot be an id: letters, digits, dot, dash and underscore, "
            "beginning with a letter or digit, at most 64"
        ),
        "5:role: there is no role “juru”",
        "6:role: the cell is empty",
        "6:name: the cell is empty",
        "7:Surel: the cell holds what looks like a NIK or NPWP, and this column is shown",
        "9:id: the id J7 stands in row 8 already",
        "10:role: there is no role “a role that nothing here resembles”",
    ]
    assert said[-1].endswith("there are evaluator, juror, secretariat, team")


def test_an_id_that_differs_in_case_from_the_book_is_refused(desk):
    desk.roster("id,name,role\nj1,Ani,juror\n")
    _, said = desk.refused(desk.roster, "id,name,role\nJ1,Ani,juror\n")
    assert said == ["2:id: the id J1 is j1 in the book — give each scorer an id"]


def test_a_note_that_differs_is_another_value(desk):
    desk.roster("id,name,role,Surel\nj1,Ani,juror,a@b\n")
    _, said = desk.refused(desk.roster, "id,name,role,Surel\nj1,Ani,juror,c@d\n")
    assert said[0].startswith("2:Surel: j1 is in the book with another Surel")


def test_a_partial_import_takes_the_good_rows(desk):
    report = desk.roster("id,name,role\nj1,Ani,juror\nj2,,juror\n", partial=True)
    assert sorted(desk.proceedings.scorers) == ["j1"]
    assert (report.left_out_rows, report.exit) == ((3,), Exit.OPEN)
