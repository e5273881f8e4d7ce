from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordinary_names import ordinary_names
from upakarti_tui.domain.problems import Message
from upakarti_tui.domain.text import (
    COMBINING_LIMIT,
    NAME_LIMIT,
    REPLACEMENT,
    check_id,
    clean,
    folded,
    remarks,
    shown,
    skeleton,
)


def test_p25_five_hundred_ordinary_names_are_accepted_without_a_word():
    names = ordinary_names()
    assert len(set(names)) == 500
    assert [clean(name) for name in names] == list(names)
    assert [remarks(name) for name in names] == [()] * 500


def test_ordinary_names_are_never_taken_for_each_other():
    curly = "\N{RIGHT SINGLE QUOTATION MARK}"
    names = [name for name in ordinary_names() if curly not in name]
    assert len({skeleton(name) for name in names}) == len(names)


@pytest.mark.parametrize(
    "hidden",
    [
        "\x00", "\x07", "\n", "\r", "\t", "\x1b[2J", "\x7f", "\x85", "\x9b31m", "\u00ad", "\u034f",
        "\u061c", "\u115f", "\u1160", "\u17b4", "\u180e", "\u200b", "\u200d", "\u200e", "\u2028",
        "\u2029", "\u202e", "\u2060", "\u2066", "\u2800", "\u3164", "\ufe0f", "\ufeff", "\uffa0",
        "\ufff9", "\ud800", "\ue000", "\uffff", "\U000e0041", "\U000e0101", "\U0001d173",
    ],
)  # fmt: skip
def test_p25_what_cannot_be_seen_is_refused_with_its_code(hidden):
    said = str(clean(f"Bu{hidden}di"))
    assert said.startswith(f"the character U+{ord(hidden[0]):04X}")
    assert "at position 3" in said
    assert clean(hidden) != ""
    assert isinstance(clean(hidden), Message)


def test_spaces_of_every_width_become_ordinary_and_are_trimmed():
    assert clean("\u00a0 Siti\u3000Aminah\u2003") == "Siti Aminah"
    assert clean(" \u00a0\u3000 ") == ""


def test_text_is_kept_composed():
    assert clean("Zoe\u0308") == "Zo\u00eb"


def test_a_text_is_as_long_as_its_field_allows():
    assert clean("a" * NAME_LIMIT) == "a" * NAME_LIMIT
    said = "201 characters are too many, at most 200"
    assert str(clean("a" * (NAME_LIMIT + 1))) == said
    assert str(clean("a" * 10_000)) == "10000 characters are too many, at most 200"
    assert clean("a" * 300, limit=300) == "a" * 300


def test_marks_piled_on_one_letter_are_refused():
    assert isinstance(clean("q" + "\u0323" * COMBINING_LIMIT), str)
    said = "more than 4 marks are piled on one letter"
    assert str(clean("q" + "\u0323" * (COMBINING_LIMIT + 1))) == said
    assert isinstance(clean("q" + "\u0323" * 2000), Message)


@given(st.text())
def test_what_is_kept_may_be_drawn_and_is_kept_again(text):
    kept = clean(text)
    if isinstance(kept, str):
        assert kept.isprintable()
        assert unicodedata.is_normalized("NFC", kept)
        assert clean(kept) == kept
        assert shown(kept) == kept


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_p25_nothing_drawn_can_move_a_cursor(text):
    drawn = shown(text)
    assert drawn.isprintable()
    assert shown(drawn) == drawn


def test_what_may_not_be_drawn_is_replaced():
    assert shown("Budi") == "Budi"
    assert shown("a\nb\tc\u00a0d") == "a b c d"
    assert shown("\x1b]52;c;x\x07") == f"{REPLACEMENT}]52;c;x{REPLACEMENT}"
    assert shown("a\u202eb\ud800") == f"a{REPLACEMENT}b{REPLACEMENT}"
    assert shown("q" + "\u0323" * 2000) == "q" + "\u0323" * COMBINING_LIMIT


@pytest.mark.parametrize("good", ["A", "PG-001", "9", "a.b_c-d", "x" * 64])
def test_ordinary_ids_are_ids(good):
    assert check_id(good) is None


@pytest.mark.parametrize(
    "bad",
    [
        "", ".", "..", "../x", "-x", "_x", "a/b", "a\\b", "a b", "a;b", "a\nb", "a\n", "é", "١",
        "Ａ", "a\x00", "x" * 65, "a:b", "*", "~", "$(x)", "a\u200b",
    ],
)  # fmt: skip
def test_p23_no_other_text_is_an_id(bad):
    assert isinstance(check_id(bad), Message)


def test_p23_three_hundred_hostile_texts_are_no_ids():
    bad = (
        *(
            "../",
            "/",
            "\\",
            "\0",
            "\n",
            "\r",
            "\t",
            "\x1b",
            "%2e%2e%2f",
            "~",
            "$(id)",
            ";",
            "|",
            "*",
        ),
        *(
            "*",
            "?",
            "C:",
            "\u2215",
            "\uff0f",
            "\u202e",
            "\u200b",
            "é",
            "١",
            " ",
            "'",
            '"',
            "&",
            "`",
        ),
    )
    around = ("{}", "PG{}", "{}PG", "PG{}001", "-{}", ".{}", "_{}", "..{}", "{}etc/passwd",
              "{0}{0}", "{}.jsonl", "x" * 63 + "{}")  # fmt: skip
    made = {pattern.format(part) for pattern in around for part in bad}
    assert len(made) >= 300
    assert [text for text in made if check_id(text) is None] == []


@given(st.text())
def test_p23_an_id_never_leaves_its_folder(text):
    if check_id(text) is None:
        assert text.isascii()
        assert "/" not in text
        assert not text.startswith(".")


def test_ids_clash_by_case_spaces_and_form():
    assert folded(" pg-\u00a0001 ") == folded("PG-001")
    assert folded("ＰＧ-001") == folded("PG-001")
    assert folded("PG-001") != folded("PG-010")


@pytest.mark.parametrize(
    "twin",
    [
        "Budi Ѕantoso",
        "Βudi Santoso",
        "Budi Sаntоsо",
        "BUDI SANTOSO",
        "Budi  Santoso",
        "Budi Sant0so",
    ],
)
def test_look_alikes_have_one_skeleton(twin):
    assert skeleton(twin) == skeleton("Budi Santoso")


def test_different_names_have_different_skeletons():
    assert skeleton("Lia") != skeleton("Ila")


def test_letters_of_several_scripts_are_remarked():
    said = "“Budі” mixes letters of several scripts: CYRILLIC, LATIN"
    assert [str(m) for m in remarks("Budі")] == [said]
    assert remarks("Иван") == ()
    assert remarks("東京タワー") == ()
    assert remarks("100 µm ʻAin ª") == ()


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "@SUM(1)", "+cmd|' /C calc'!A0", "-x"])
def test_what_looks_like_a_formula_is_remarked(text):
    assert [str(m) for m in remarks(text)] == [f"“{text}” looks like a formula; it is kept as text"]


@pytest.mark.parametrize("text", ["-", "+62 812 3456", "-5", "= ", "a=b", "- catatan"])
def test_dashes_and_telephone_numbers_are_no_formulas(text):
    assert remarks(text) == ()


@pytest.mark.parametrize("meant", ["Karyé", "Siti’s Batik", "Ñawi – Ōe"])
def test_utf_8_that_was_read_as_something_else_is_pointed_out(meant):
    text = meant.encode().decode("cp1252")
    said = f"“{text}” looks like “{meant}”, opened and saved with the wrong encoding"
    assert [str(m) for m in remarks(text)] == [said]
    assert remarks(meant) == ()
