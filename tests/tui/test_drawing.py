"""Lines, fields, pictures: cut, padded and compared by columns."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.events import Key

from upakarti_tui.tui.widgets import glyphs
from upakarti_tui.tui.widgets.bars import grade_bar, progress_bar, spread
from upakarti_tui.tui.widgets.canvas import changed_span
from upakarti_tui.tui.widgets.field import Field
from upakarti_tui.tui.widgets.line import Ink, Line, fitted, wrapped

words = st.text(max_size=60)
widths = st.integers(1, 40)


@given(words, widths)
def test_a_fitted_text_is_as_wide_as_asked(text, width):
    assert cell_len(Line().put(text, width=width).text) == width


@given(words, st.integers(2, 40))
@example("0000000 ⺀𠀀", 3)
def test_wrapping_keeps_every_word_and_no_row_is_too_wide(text, width):
    plain = Line(text).text
    rows = wrapped(plain, width)
    assert all(cell_len(row) <= width for row in rows)
    assert "".join("".join(rows).split()) == "".join(plain.split())


def test_a_cut_is_shown_by_an_ellipsis():
    assert fitted("Koperasi", 5) == "Kope…"
    assert Line("Koperasi").cut(5).text == "Kope…"
    assert Line("Kope").put("rasi", Ink.STRONG).cut(4).text == "Kop…"
    assert Line("Kope").cut(4).text == "Kope"


@given(st.lists(words, max_size=4), st.lists(words, max_size=4))
def test_the_changed_span_covers_every_column_that_differs(before, after):
    old, new = Line(), Line()
    for text in before:
        old.put(text)
    for text in after:
        new.put(text, Ink.STRONG if len(text) % 2 else Ink.PLAIN)
    old.cut(80), new.cut(80)
    span = changed_span(old, new, 80)
    one, two = (line.cells() + Line(" ").cells() * (80 - len(line.cells())) for line in (old, new))
    differing = [x for x in range(80) if one[x] != two[x]]
    if not differing:
        assert span is None
    else:
        assert span is not None
        assert span[0] <= differing[0] <= differing[-1] < span[1]


def keyed(field, *keys):
    for key in keys:
        field = field.keyed(Key(key, key if len(key) == 1 else None)) or field
    return field


def test_a_field_is_edited_at_its_caret():
    field = keyed(Field.of("ac"), "left", "b", "end", "d", "home", "delete")
    assert (field.text, field.caret) == ("bcd", 0)
    assert keyed(field, "backspace").text == "bcd"
    assert keyed(field, "end", "backspace").text == "bc"
    assert keyed(field, "end", "ctrl+u").text == ""


@given(st.text(max_size=300))
def test_what_is_pasted_is_printable_and_within_the_limit(text):
    field = Field(limit=50).typed(text)
    assert len(field.text) <= 50
    assert field.text.isprintable()


@given(st.text(max_size=120), st.integers(4, 30), st.data())
def test_the_caret_stands_on_exactly_one_row(text, width, data):
    field = Field(limit=500).typed(text)
    at = data.draw(st.integers(0, len(field.text)))
    rows = Field(field.text, at, 500).drawn(width, active=True)
    assert sum(ink is Ink.CURSOR for row in rows for _, ink in row.parts) == 1


def test_a_bar_is_full_only_when_all_is_done():
    assert progress_bar(11, 12, 4) == "■■■□"
    assert progress_bar(12, 12, 4) == "■■■■"
    assert progress_bar(0, 0, 4) == "□□□□"


def test_the_passing_grade_is_a_stroke_across_the_bar():
    bar = grade_bar(Fraction(84), Fraction(70), Fraction(0), Fraction(100), 10)
    assert bar.text == "■■■■■■■│□□"


def test_a_spread_shows_ends_and_middle():
    values = [Fraction(v) for v in (10, 50, 90)]
    assert spread(values, Fraction(0), Fraction(100), 11) == "·□───■───□·"


def test_without_the_signs_plain_ones_are_as_wide():
    glyphs.choose("ascii")
    try:
        for sign in glyphs.ALL:
            assert len(glyphs.drawable(sign)) == 1
            assert glyphs.drawable(sign).isascii()
        assert glyphs.drawable("日本") == "????"
    finally:
        glyphs.choose(None)
