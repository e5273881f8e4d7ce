from __future__ import annotations

import pytest

from import_desk import ImportDesk
from upakarti_tui.domain.book.deeds import Disqualified
from upakarti_tui.errors import Exit
from upakarti_tui.workflows.deciding.finalize import finalize
from upakarti_tui.workflows.importing.disqualified import read_date

HEADER = "candidate,stage,date,reason\n"


@pytest.fixture
def desk(tmp_path):
    return ImportDesk(tmp_path).filled()


def test_a_drop_out_is_kept_with_date_and_reason(desk):
    report = desk.disqualified(
        "Calon;Tahap;Tanggal;Alasan;Surat\nPG-001;penjurian;26 Agustus 2024;menjadi tersangka;7\n"
    )
    assert desk.proceedings.stood("disqualified", "PG-001") == (
        Disqualified("PG-001", "penjurian", "2024-08-26", "menjadi tersangka"),
    )
    assert (report.added, report.ignored_columns) == (1, ("Surat",))


def test_a_known_drop_out_changes_nothing(desk):
    table = f"{HEADER}PG-001,penjurian,2024-08-26,meninggal\n"
    desk.disqualified(table)
    before = desk.book.read_bytes()
    report = desk.disqualified(table)
    assert (report.added, report.unchanged) == (0, 1)
    assert desk.book.read_bytes() == before


def test_every_problem_of_every_row_is_told_at_once(desk):
    desk.disqualified(f"{HEADER}PG-001,penjurian,2024-08-26,meninggal\n")
    exit_, said = desk.refused(
        desk.disqualified,
        f"{HEADER}PG-001,penjurian,2024-08-27,meninggal\n"
        "PG-009,lapang,kemarin,\n"
        "PG-002,penjurian,26/8/2024,x\n"
        "PG-002,penjurian,26/8/2024,x\n",
    )
    assert exit_ is Exit.REFUSED
    assert said == [
        "2:candidate: PG-001 has dropped out already, with other values — undo that first",
        "3:candidate: there is no candidate “PG-009” — did you mean PG-002, PG-001, KP-001?",
        "3:stage: there is no stage “lapang” — did you mean lapangan?",
        "3:date: “kemarin” is no day — write it as 2024-08-26 or 26/08/2024",
        "3:reason: the cell is empty — fill it",
        "5:candidate: PG-002 stands in row 4 already",
    ]


def test_nobody_drops_out_of_a_final_stage(desk):
    answers = "candidate,scorer,lima_tahun,berkas\n"
    answers += "".join(f"{c},s1,ya,ya\n" for c in ("PG-001", "PG-002", "KP-001"))
    desk.marks(answers, "administrasi", submitted=True)
    finalize(desk.book, "administrasi", "Rini", "Ketua")
    table = f"{HEADER}PG-001,administrasi,2024-08-26,meninggal\n"
    assert desk.refused(desk.disqualified, table) == (
        Exit.NOT_ALLOWED,
        ["2:stage: the stage administrasi is final"],
    )


@pytest.mark.parametrize(
    "text",
    ["2024-08-26", "26/08/2024", "26-8-2024", "26.08.2024", "26 agustus 2024", "26 Agustus 2024"],
)
def test_a_day_is_written_in_the_usual_ways(text):
    assert read_date(text) == "2024-08-26"


@pytest.mark.parametrize(
    "text",
    ["", "2024", "31/02/2024", "2024-13-01", "08/26/2024", "26 August 2024", "٢٦/٠٨/٢٠٢٤", "45530"],
)
def test_other_texts_are_no_day(text):
    assert str(read_date(text)).endswith("is no day")
