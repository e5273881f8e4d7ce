"""Every screen keeps the promises, at both sizes and in both languages."""

from __future__ import annotations

import math
import re
from dataclasses import replace

import pytest

import walks
from builders import Ledger, a_stage, a_template
from screens import (
    NARROW,
    WIDE,
    a_jury,
    an_award,
    keep_promises,
    nominate,
    rows,
    shown,
    six_criteria,
    text,
    written,
)
from upakarti_tui import locale
from upakarti_tui.tui.screens.help import HelpPage
from upakarti_tui.tui.screens.listing import ListingPage
from upakarti_tui.tui.screens.reading import ReadingPage

SIZES = [NARROW, WIDE]
WAYS = {
    "juror": (walks.juror, "J04"),
    "team": (walks.team, "T01"),
    "secretariat": (walks.secretariat, None),
}


def a_book(way, folder, **options):
    if way == "juror":
        return a_jury(folder, interests=True, **options)
    return an_award(folder, **options)


class Longer:
    """A language whose every text is 40 % longer than the Indonesian."""

    def __init__(self, known):
        self.known = known

    def gettext(self, text):
        said = self.known.gettext(text)
        more = math.ceil(0.4 * len(re.sub(r"\{\w+\}", "", said)))
        return said + "".join(" z" if n % 6 == 0 else "z" for n in range(more))[:more]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
@pytest.mark.parametrize("way", WAYS)
async def test_every_screen_is_whole(tmp_path, way, size, language):
    locale.choose(language)
    walk, scorer = WAYS[way]
    seen = {}
    async with shown(a_book(way, tmp_path), scorer, size) as (app, pilot):
        async for name in walk(pilot):
            keep_promises(app)
            assert not any(text(app) == other for other in seen.values()), name
            seen[name] = text(app)


@pytest.mark.parametrize("way", WAYS)
async def test_a_language_two_fifths_longer_still_fits(tmp_path, way, monkeypatch):
    known = locale._catalogue("id")
    monkeypatch.setattr(locale, "_catalogue", lambda _: Longer(known))
    walk, scorer = WAYS[way]
    async with shown(a_book(way, tmp_path), scorer) as (app, pilot):
        async for name in walk(pilot):
            drawn = rows(app)
            assert max(map(len, drawn)) <= 80, name
            assert "z" in drawn[-1].split()[-1], name


@pytest.mark.parametrize("way", WAYS)
async def test_no_english_is_left_on_an_indonesian_screen(tmp_path, way):
    english = r"\b(the|and|with|not|mark|sheet|press|nothing|done|back|help|enter your)\b"
    walk, scorer = WAYS[way]
    async with shown(a_book(way, tmp_path), scorer) as (app, pilot):
        async for name in walk(pilot):
            found = re.findall(english, text(app), re.IGNORECASE)
            assert not found, (name, found)


async def test_the_language_changes_while_the_program_runs(tmp_path):
    async with shown(a_jury(tmp_path)) as (app, pilot):
        assert "Siapa Anda?" in text(app)
        await pilot.press("l")
        assert "Who are you?" in text(app)
        assert rows(app)[-1].rstrip().endswith("? Help")


@pytest.mark.parametrize("size", [(59, 24), (80, 15), (20, 5)])
async def test_a_window_too_small_asks_for_a_larger_one_and_ignores_keys(tmp_path, size):
    async with shown(a_jury(tmp_path), "J04", size) as (app, pilot):
        assert "perbesar" in text(app)
        before = text(app)
        await pilot.press("enter", "4", "k", "a")
        assert text(app) == before
        assert app.desk._history.last is None
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        keep_promises(app)


@pytest.mark.parametrize("size", [(60, 16), (70, 20), (100, 30), (200, 60)])
async def test_other_sizes_keep_the_promises_too(tmp_path, size):
    async with shown(an_award(tmp_path), None, size) as (app, pilot):
        async for _ in walks.secretariat(pilot):
            keep_promises(app)


@pytest.mark.parametrize("way", WAYS)
async def test_the_cursor_is_in_view_in_the_smallest_window(tmp_path, way):
    walk, scorer = WAYS[way]
    async with shown(a_book(way, tmp_path), scorer, (60, 16)) as (app, pilot):
        async for name in walk(pilot):
            keep_promises(app)
            page = app.screen
            if isinstance(page, ReadingPage) or (
                isinstance(page, ListingPage) and not page.count()
            ):
                continue
            assert "►" in text(app), name


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("way", WAYS)
async def test_what_a_key_does_is_never_cut(tmp_path, way, language):
    locale.choose(language)
    walk, scorer = WAYS[way]
    async with shown(a_book(way, tmp_path), scorer) as (app, pilot):
        async for name in walk(pilot):
            for at, command in enumerate(app.screen.commands()):
                row = HelpPage([command], "").row(0, 80, here=at == 0).text
                assert "…" not in row, (name, row)


@pytest.mark.parametrize("size", SIZES)
async def test_a_name_too_long_for_the_heading_stands_in_full_on_its_sheet(tmp_path, size):
    name = "Paguyuban Penenun Tradisional " * 4 + "Sumba"
    async with shown(a_jury(tmp_path, names=(name,)), "J04", size) as (app, pilot):
        await pilot.press("enter")
        keep_promises(app)
        assert name in " ".join(row.strip() for row in rows(app)[2:5])


async def test_stages_without_room_for_their_names_are_told_by_the_first_word(tmp_path):
    names = ("Seleksi Administrasi Berkas", "Penilaian Substansi Usulan", "Peninjauan Lapangan")
    stages = [replace(a_stage(f"s{at}"), title=name) for at, name in enumerate(names)]
    ledger = Ledger(a_template(*stages, rubrics=[six_criteria()]))
    nominate(ledger, ["Satu"])
    async with shown(written(ledger, tmp_path)) as (app, pilot):
        await pilot.press("enter")
        assert rows(app)[2].startswith(
            " ►… Seleksi Administrasi Berkas  · Penilaian  · Peninjauan "
        )
