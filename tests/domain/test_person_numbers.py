from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upakarti_tui.domain.people.person_numbers import (
    MASK,
    PROVINCES,
    betrays_number,
    masked,
    nik_remarks,
    npwp_remarks,
    one_npwp,
    read_nik,
    read_npwp,
)
from upakarti_tui.domain.problems import Message

NIK = "3273014505800001"


def said(remarks: tuple[Message, ...]) -> list[str]:
    return [str(remark) for remark in remarks]


def test_a_nik_is_sixteen_digits_and_nothing_else():
    assert read_nik(NIK) == NIK
    others = (NIK[1:], f"{NIK}1", f" {NIK}", "3273 0145 0580 0001", "٣" * 16, "１" * 16, "3.2E+15")
    assert all(isinstance(read_nik(text), Message) for text in others)


def test_an_npwp_is_its_digits_however_it_is_pointed():
    assert read_npwp("01.000.013.1-901.000") == "010000131901000"
    assert read_npwp("0010000131901000") == "0010000131901000"
    others = ("", "01.000.013.1-901.00", "1" * 17, "0100001319O1000", "٣" * 15)
    assert all(isinstance(read_npwp(text), Message) for text in others)


def test_old_and_new_npwp_are_compared_in_one_form():
    assert one_npwp("010000131901000") == one_npwp("0010000131901000")


def test_a_mask_betrays_not_even_the_length():
    assert masked(NIK) == masked("1") == MASK
    assert masked("") == ""


def test_there_are_thirty_eight_provinces():
    assert len(PROVINCES) == len(set(PROVINCES.values())) == 38


@pytest.mark.parametrize(
    "province", ["Jawa Barat", "jawa  barat", "Provinsi Jawa Barat", "", "Cibeureum"]
)
def test_a_nik_of_the_province_said_is_not_remarked(province):
    assert nik_remarks(NIK, province) == ()


def test_short_names_of_provinces_are_known():
    assert nik_remarks("3101010101800001", "Jakarta") == ()
    assert nik_remarks("3401010101800001", "Yogyakarta") == ()


def test_a_nik_of_another_province_is_remarked():
    assert said(nik_remarks(NIK, "Bali")) == ["the NIK was issued in another province than Bali"]


def test_papua_has_been_divided_since():
    assert nik_remarks("9101010101800001", "Papua Selatan") == ()


def test_an_impossible_birth_and_an_unknown_province_are_remarked():
    assert said(nik_remarks("9901017213800001", "")) == [
        "the NIK holds no possible date of birth",
        "the NIK begins with no known province",
    ]


@pytest.mark.parametrize("birth", ["010100", "311299", "410100", "711299"])
def test_women_are_born_on_days_beyond_forty(birth):
    assert nik_remarks(f"327301{birth}0001", "") == ()


@pytest.mark.parametrize("birth", ["000100", "320100", "400100", "720100", "010000", "011300"])
def test_days_and_months_that_are_none_are_remarked(birth):
    assert len(nik_remarks(f"327301{birth}0001", "")) == 1


def test_the_check_digit_of_an_old_npwp_is_held_against_it():
    assert npwp_remarks("010000131901000") == ()
    assert npwp_remarks("0010000131901000") == ()
    assert npwp_remarks(NIK) == ()
    assert said(npwp_remarks("010000132901000")) == [
        "the check digit of the NPWP does not fit; was it mistyped?"
    ]


@pytest.mark.parametrize(
    "text", [NIK, f"KTP: {NIK}.", "NPWP 01.000.013.1-901.000", f"a{NIK}b {NIK}"]
)
def test_a_number_within_a_text_is_seen(text):
    assert betrays_number(text)


@pytest.mark.parametrize(
    "text", ["", "Siti", "0812345678901234", "3273019905800001", f"{NIK}1", "+62 812 3456 7890"]
)
def test_telephones_and_accounts_are_no_niks(text):
    assert not betrays_number(text)


@given(st.text(alphabet="0123456789", min_size=16, max_size=16))
def test_no_remark_repeats_a_digit(nik):
    assert not any(c.isdigit() for remark in nik_remarks(nik, "Bali") for c in str(remark))
