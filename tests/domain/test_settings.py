from datetime import date

import pytest

from upakarti_tui.domain.settings import (
    Paper,
    Settings,
    Signatory,
    allows,
    differing,
    is_key,
    settings,
    standing,
)


def test_nothing_set_leaves_everything_to_the_pen():
    assert settings(()) == Settings()
    assert settings(()).minister.position == "Menteri Perindustrian Republik Indonesia"


def test_every_setting_reaches_its_place():
    found = settings(
        (
            ("letterhead.2", "Direktorat Jenderal IKMA"),
            ("letterhead.1", "Kementerian Perindustrian"),
            ("paper", "F4"),
            ("place", "Jakarta"),
            ("minister.title", "Menteri"),
            ("minister.name", "Nama"),
            ("annex.about", "Penerima Penghargaan"),
            ("minutes.number", "12/BA"),
            ("minutes.date", "2024-12-19"),
            ("minutes.place", "Bogor"),
            ("signatory.2.position", "Anggota"),
            ("signatory.1.position", "Ketua"),
            ("signatory.1.name", "Dewi"),
            ("signatory.1.nip", "198001012005012001"),
            ("nip.J2", "2"),
            ("nip.J1", "1"),
        )
    )
    assert found == Settings(
        letterhead=("Kementerian Perindustrian", "Direktorat Jenderal IKMA"),
        paper=Paper.F4,
        place="Jakarta",
        minister=Signatory("Menteri", "Nama"),
        about="Penerima Penghargaan",
        minutes_number="12/BA",
        minutes_date=date(2024, 12, 19),
        minutes_place="Bogor",
        signatories=(Signatory("Ketua", "Dewi", "198001012005012001"), Signatory("Anggota")),
        nips=(("J1", "1"), ("J2", "2")),
    )


@pytest.mark.parametrize(("key", "value"), [("paper", "A3"), ("minutes.date", "19-12-2024")])
def test_a_value_that_cannot_be_used_is_passed_over(key, value):
    assert not allows(key, value)
    assert settings(((key, value),)) == Settings()


def test_keys_are_known_by_name():
    assert all(map(is_key, ("paper", "letterhead.1", "signatory.9.nip", "nip.J-1", "minutes.date")))
    assert all(map(is_key, ("heading.candidates.Nama Peserta", "heading.marks.a.b=c")))
    assert not any(map(is_key, ("heading.candidates.", "heading.Marks.x", "heading.marks.a\nb")))
    assert not any(map(is_key, ("heading.marks.a\x1b[2J", "heading.marks.a\u202eb")))
    assert not any(map(is_key, ("papers", "letterhead.0", "signatory.1", "nip.", "annex.number")))


def test_a_heading_means_a_column_and_nothing_else():
    assert all(allows("heading.marks.Mutu", column) for column in ("name", "a.b", "interview:1"))
    assert not any(allows("heading.marks.Mutu", column) for column in ("Nama Calon", "a=b", "-x"))


def test_what_records_do_not_agree_on_stands_for_none_whatever_their_order():
    one, two = [("place", "Jakarta"), ("paper", "F4")], [("place", "Bogor"), ("paper", "F4")]
    for stood in ([one, two], [two, one]):
        assert standing(stood) == {"paper": "F4"}
        assert differing(stood) == {"place": ("Bogor", "Jakarta")}
    assert standing([]) == differing([one]) == {}
