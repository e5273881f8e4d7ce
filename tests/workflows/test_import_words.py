from __future__ import annotations

import shutil

import pytest

from import_desk import ImportDesk
from upakarti_tui.errors import Exit, UsageError
from upakarti_tui.workflows.configure import configure, configured
from upakarti_tui.workflows.exchange.merge import merge
from upakarti_tui.workflows.importing.glossary import Readings


@pytest.fixture
def desk(tmp_path):
    return ImportDesk(tmp_path)


def told(report):
    return [str(line) for line in report.told()]


def usage(job, content, *given):
    with pytest.raises(UsageError) as refused:
        job(content, readings=Readings(given))
    return str(refused.value)


PEOPLE = "kategori;nama\nUpakarti  Pembina;Siti\nPG;Budi\nupakarti pembina;Cici\n"
PEMBINA = Readings((("kategori:Upakarti Pembina", "pengabdian"),))


def test_a_word_in_the_cells_means_the_id_that_somebody_says_and_is_remembered(desk):
    report = desk.candidates(PEOPLE, readings=PEMBINA)
    assert {c.category for c in desk.proceedings.candidates.values()} == {"pengabdian"}
    assert told(report)[2:] == [
        "“Upakarti  Pembina” under category is read as pengabdian (remembered from now on)",
        "“upakarti pembina” under category is read as pengabdian (remembered from now on)",
    ]
    assert configured(desk.book) == {"heading.candidates.category:Upakarti Pembina": "pengabdian"}
    again = desk.candidates("category,name\nUpakarti Pembina,Dedi\n")
    assert told(again)[2:] == [
        "“Upakarti Pembina” under category is read as pengabdian (remembered)"
    ]
    desk.candidates("category,name\nPG,Edi\n",
                    readings=Readings((), ("category:upakarti pembina",)))  # fmt: skip
    assert configured(desk.book) == {}


def test_an_id_or_title_is_never_overruled_by_what_is_remembered_of_a_word(desk):
    configure(desk.book, {"heading.candidates.category:Jasa Pengabdian": "kepeloporan"})
    report = desk.candidates("kategori;nama\nJasa Pengabdian;Siti\n")
    assert desk.proceedings.candidates["PG-001"].category == "pengabdian"
    assert report.words == ()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([("category:Jasa Pengabdian", "kepeloporan")],
         ("no cell under category needs to be told what “jasapengabdian” means — "
         "it is not there, or a name already")),
        ([("category:A", "pengabdian"), ("kategori:a", "kepeloporan")],
         "“category:a” is said to mean two things: pengabdian, kepeloporan — keep one of them"),
        ([("category:A", "../x")],
         ("“../x” cannot be an id: letters, digits, dot, dash and underscore, "
         "beginning with a letter or digit, at most 64")),
        ([("name:Siti", "Sitti")], "The table has no heading name:Siti"),
    ],
)  # fmt: skip
def test_what_is_said_of_words_must_fit_them(desk, given, said):
    assert usage(desk.candidates, "kategori;nama\nJasa Pengabdian;Siti\n", *given).startswith(said)
    assert configured(desk.book) == {}


def test_a_word_for_an_id_that_is_not_there_stays_unknown(desk):
    said = Readings((("category:Pembina", "pembinaan"),))
    exit_, problems = desk.refused(desk.candidates, "kategori,nama\nPembina,Siti\n", readings=said)
    assert exit_ is Exit.REFUSED
    assert problems[0].startswith("2:kategori: there is no category “Pembina”")


def test_a_word_said_anew_takes_the_place_of_the_old_one(desk):
    desk.candidates(PEOPLE, readings=PEMBINA)
    desk.candidates("kategori,nama\nUPAKARTI PEMBINA,PT Karya\n",
                    readings=Readings((("category:UPAKARTI pembina", "kepeloporan"),)))  # fmt: skip
    assert configured(desk.book) == {"heading.candidates.category:UPAKARTI pembina": "kepeloporan"}


def test_roles_stages_people_and_criteria_have_other_words_as_well(desk):
    desk.filled()
    desk.roster("id,nama,peran\nj9,Ani,Juri Utama\n",
                readings=Readings((("peran:juri utama", "juror"),)))  # fmt: skip
    assert desk.proceedings.scorers["j9"].role == "juror"
    desk.marks(
        "calon,penilai,kriteria,nilai\nPG-001,Bu Ani,Mutu,4\n",
        readings=Readings((("penilai:Bu Ani", "j9"), ("kriteria:Mutu", "a"))),
    )
    assert str(desk.sheet("PG-001", "j9").mark("a")) == "4"


def test_two_books_that_remember_different_ids_of_a_word_settle_nothing(desk, tmp_path):
    other = tmp_path / "lain.jsonl"
    shutil.copyfile(desk.book, other)
    other.chmod(0o600)
    word = "heading.candidates.category:Pembina"
    configure(desk.book, {word: "pengabdian"})
    configure(other, {word: "kepeloporan"})
    merge([other], into=desk.book)
    _, said = desk.refused(desk.candidates, "kategori,nama\nPembina,Siti\n")
    assert said[0].startswith("2:kategori: there is no category “Pembina”")


def test_punctuation_tells_words_apart_and_case_and_spaces_do_not(desk):
    table = "kategori;nama\nA-B;Siti\nAB;Budi\n"
    said = Readings((("kategori:A-B", "pengabdian"), ("kategori:AB", "kepeloporan")))
    desk.candidates(table, readings=said)
    again = desk.candidates("kategori;nama\na - b;Cici\nab;Dedi\n")
    assert [(word.word, word.meaning) for word in again.words] == [
        ("a - b", "pengabdian"),
        ("ab", "kepeloporan"),
    ]
    desk.candidates("kategori;nama\nPG;Edi\n", readings=Readings((), ("bidang penghargaan:ab",)))
    assert configured(desk.book) == {"heading.candidates.category:A-B": "pengabdian"}


def test_saying_again_what_is_remembered_of_a_word_changes_nothing(desk):
    desk.candidates(PEOPLE, readings=PEMBINA)
    before = desk.book.read_bytes()
    desk.candidates(PEOPLE, readings=PEMBINA)
    assert desk.book.read_bytes() == before
