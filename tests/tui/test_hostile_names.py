"""P24 and P25: a name is drawn, and does nothing else, on every screen."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len

import walks
from hostile import SEEDS, names
from screens import NAMES, NARROW, WIDE, a_jury, an_award, keep_promises, rows, shown, text
from upakarti_tui.storage.books import records
from upakarti_tui.tui.widgets.line import Line, wrapped


@pytest.fixture(autouse=True)
def a_reader_that_lets_everything_in(monkeypatch):
    """Whatever a reader refuses is drawn safely all the same."""
    monkeypatch.setattr(records, "_CONTROL", re.compile(rb"(?!)"))


WAYS = {
    "juror": (walks.juror, "J04"),
    "team": (walks.team, "T01"),
    "office": (walks.secretariat, None),
}

MARKUP = (
    *("[bold red]merah[/]", "[@click=app.quit]merah[/]", "{{ merah }}", "<script>merah</script>"),
    *("&merah;", "%(merah)s", "{merah}", "[/merah]"),
)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("part", range(2))
async def test_p24_hostile_names_show_literally_on_every_screen(tmp_path, way, part):
    made = names(2 * len(SEEDS))[part::2]
    walk, scorer = WAYS[way]
    book = (
        a_jury(tmp_path, names=made, interests=True)
        if way == "juror"
        else an_award(tmp_path, names=made)
    )
    async with shown(book, scorer) as (app, pilot):
        async for _ in walk(pilot):
            keep_promises(app)
        assert app.is_running


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", MARKUP)
async def test_p24_markup_shows_letter_by_letter_on_every_screen(tmp_path, way, name):
    walk, scorer = WAYS[way]
    made = [name] * len(NAMES)
    book = (
        a_jury(tmp_path, names=made, interests=True)
        if way == "juror"
        else an_award(tmp_path, names=made)
    )
    met = []
    async with shown(book, scorer, WIDE) as (app, pilot):
        async for screen in walk(pilot):
            drawn = text(app)
            assert drawn.count("merah") == drawn.count(name), (screen, drawn)
            met += [screen] * (name in drawn)
    assert len(met) > 3


async def test_p24_markup_in_a_name_is_no_link_and_no_style(tmp_path):
    async with shown(a_jury(tmp_path, names=["[@click=app.quit]klik[/]"]), "J04") as (app, _):
        assert "[@click=app.quit]klik[/]" in text(app)
        assert "@click" not in {str(part[1]) for part in app.screen.children[0].lines[3].parts}


async def test_a_name_of_wide_letters_keeps_the_columns_in_line(tmp_path):
    async with shown(a_jury(tmp_path, names=["日本語の名前" * 20, "x"]), "J04") as (app, _):
        wide, plain = rows(app)[3:5]
        assert cell_len(wide.split("·")[0]) == cell_len(plain.split("·")[0])


@pytest.mark.parametrize("width", [1, 2, 7, 80])
def test_no_text_grows_beyond_its_width(width):
    for name in names(70):
        assert cell_len(Line().put(name, width=width).text) == width
        if width > 1:
            assert all(cell_len(row) <= width for row in wrapped(name, width))
        assert Line(name).cut(width).width <= width


@pytest.mark.endurance
async def test_p24_five_thousand_hostile_names_on_every_screen(tmp_path):
    made = names(5_000)
    for way, (walk, scorer) in WAYS.items():
        folder = tmp_path / way
        for start in range(0, len(made), 250):
            some = made[start : start + 250]
            book = (
                a_jury(folder / str(start), names=some, interests=True)
                if way == "juror"
                else an_award(folder / str(start), names=some)
            )
            async with shown(book, scorer, NARROW) as (app, pilot):
                async for _ in walk(pilot):
                    keep_promises(app)
