"""Books for the screens, and what is looked at on a screen.

book = a_jury(tmp_path)
async with shown(book, "J04") as (app, pilot):
    await pilot.press("enter", "5")
    assert "√ K1" in text(app)
"""

from __future__ import annotations

import asyncio
import contextlib
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from textual.events import Key

from builders import (
    CATEGORY,
    Ledger,
    a_criterion,
    a_gate,
    a_mark,
    a_rubric,
    a_stage,
    a_template,
    a_verdict,
    an_answer,
)
from upakarti_tui.domain.book import deeds as d
from upakarti_tui.domain.book.entries import Entry, Part, State
from upakarti_tui.domain.people.candidate import Candidate, Role, Scorer
from upakarti_tui.domain.programme.template import Fact, FactType, Interviews, Level
from upakarti_tui.tui.app import UpakartiApp
from upakarti_tui.tui.screens.opening import OpeningPage
from upakarti_tui.tui.widgets.canvas import Canvas

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable
    from pathlib import Path

    from textual.pilot import Pilot

NARROW, WIDE = (80, 24), (120, 40)
SIGNS = "√►▲▼■□○×…·│─"
NAMES = ("Yayasan Tenun Lestari", "Koperasi Rotan Cirebon", "Halimah (kopi Gayo)", "Dedi K.")
CRITERIA = (
    ("motivasi", "Motivasi dan latar belakang", 10),
    ("kegiatan", "Kegiatan pembinaan IKM", 25),
    ("tantangan", "Tantangan pembinaan", 15),
    ("hasil", "Hasil pembinaan", 30),
    ("wirausaha", "Wirausaha baru dan inovasi", 10),
    ("dampak", "Keberlanjutan dan dampak", 10),
)
WORDS = ("Tidak tampak", "Lemah", "Jelas", "Kuat", "Sangat kuat")


def six_criteria(**options: Any):
    levels = tuple(Level(Decimal(n), WORDS[n - 1]) for n in range(5, 0, -1))
    return a_rubric(
        *(_titled(name, title, weight, levels, options) for name, title, weight in CRITERIA)
    )


def _titled(name: str, title: str, weight: int, levels: tuple[Level, ...], options: Any):
    from dataclasses import replace  # noqa: PLC0415 -- one field of a frozen value

    return replace(a_criterion(name, weight, levels=levels, **options), title=title)


def a_jury(
    folder: Path,
    *,
    names: Iterable[str] = NAMES,
    scorers: Iterable[str] = ("J04", "J05"),
    rubric: Any = None,
    **options: Any,
) -> Path:
    """Write a book with one stage of jurors and six criteria from 1 to 5."""
    options = {"pass_at": 70} | options
    ledger = Ledger(a_template(a_stage(**options), rubrics=[rubric or six_criteria()]))
    nominate(ledger, names)
    for scorer in scorers:
        ledger.add(d.Appointed(Scorer(scorer, f"Dr. {scorer}", Role.JUROR, "Universitas")))
    return written(ledger, folder)


def nominate(ledger: Ledger, names: Iterable[str]) -> None:
    for at, name in enumerate(names, start=1):
        nominee = Candidate(f"PG-{at:03}", CATEGORY, name, "Yayasan", "Jawa Tengah", "Kab. Demak")
        ledger.add(d.Nominated(nominee))


def an_award(folder: Path, *, names: Iterable[str] = NAMES, fill: bool = True) -> Path:
    """Write the secretariat's book: a gate, a field visit and a jury, half done, one conflict."""
    facts = (
        Fact("mitra", "Unit usaha mitra", FactType.NUMBER, "unit", Decimal(5)),
        Fact("pasar", "Daerah pemasaran"),
    )
    template = a_template(
        a_gate(),
        a_stage(
            "lapangan",
            role=Role.TEAM,
            facts=((CATEGORY, "facts"),),
            interviews=Interviews(2, ("Sejak kapan dibina?", "Apa yang berubah?")),
            recommendation=True,
            pass_at=60,
        ),
        a_stage(quota=2, pass_at=70, panel={"quorum": 1}),
        rubrics=[six_criteria()],
        facts=facts,
        notice="CONTOH – bobot belum resmi",
    )
    ledger = Ledger(template)
    nominate(ledger, names)
    ledger.add(d.Appointed(Scorer("S01", "Sekretaris", Role.SECRETARIAT)))
    ledger.add(d.Appointed(Scorer("T01", "Tim Lapangan 1", Role.TEAM)))
    for scorer in ("J04", "J05", "J06"):
        ledger.add(d.Appointed(Scorer(scorer, f"Dr. {scorer}", Role.JUROR)))
    if fill:
        _fill(ledger)
    return written(ledger, folder)


def _fill(ledger: Ledger) -> None:
    for at in (1, 2, 3, 4):
        candidate = f"PG-{at:03}"
        ledger.fill("administrasi", candidate, "S01", an_answer("lima_tahun", "yes"))
        ledger.sheet(
            "lapangan",
            candidate,
            "T01",
            {name: 4 for name, _, _ in CRITERIA},
            Entry(Part.FACT, "mitra", State.CONFIRMED, "14", more=(("claimed", "15"),)),
            Entry(Part.FACT, "pasar", State.PARTLY, "tiga provinsi"),
            a_verdict("layak"),
            submitted=False,
        )
    for at in (1, 2, 3):
        for to, scorer in enumerate(("J04", "J05", "J06")):
            marks = {name: 1 + (at * 2 + to + i) % 5 for i, (name, _, _) in enumerate(CRITERIA)}
            ledger.sheet("penjurian", f"PG-{at:03}", scorer, marks, submitted=scorer != "J06")
    for device, mark in (("LAPTOP-04", 4), ("CADANGAN", 5)):
        ledger.fill("penjurian", "PG-004", "J04", a_mark("hasil", mark, "bukti"), device=device)


def written(ledger: Ledger, folder: Path) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return ledger.write(folder / "upakarti.jsonl")


@contextlib.asynccontextmanager
async def shown(
    book: Path, scorer: str | None = None, size: tuple[int, int] = NARROW
) -> AsyncIterator[tuple[UpakartiApp, Fingers]]:
    """Show a book at a size, and wait until the first page is drawn."""
    app = UpakartiApp(book, scorer)
    async with app.run_test(size=size) as pilot:
        while isinstance(app.screen, OpeningPage):
            trouble = app.failed or app._exception
            if trouble is not None:
                raise trouble
            await pilot.pause()
        await pilot.pause()
        yield app, Fingers(app, pilot)


class Fingers:
    """Presses keys and waits until each is dealt with, without sleeping in between."""

    def __init__(self, app: UpakartiApp, pilot: Pilot[int]) -> None:
        self._app = app
        self._pilot = pilot
        self.resize_terminal = pilot.resize_terminal
        self.pause = pilot.pause

    async def press(self, *keys: str) -> None:
        for key in keys:
            character = CHARACTERS.get(key, key if len(key) == 1 else None)
            self._app.post_message(Key(key, character))
            await self._settled()

    async def leave(self) -> None:
        """Press the key that ends the program, and wait until it ends."""
        self._app.post_message(Key("ctrl+q", None))
        async with asyncio.timeout(10):
            while not self._app._exit:  # noqa: ASYNC110 -- Textual has no event for it
                await asyncio.sleep(0.01)

    async def _settled(self) -> None:
        """Wait until the program has dealt with the key, and the page it leads to is up."""
        for _ in range(3):
            passed = asyncio.Event()
            self._app.call_later(passed.set)
            await asyncio.wait_for(passed.wait(), 10)
            await self._app.screen._mounted_event.wait()


CHARACTERS = {
    "slash": "/",
    "comma": ",",
    "full_stop": ".",
    "minus": "-",
    "plus": "+",
    "asterisk": "*",
    "question_mark": "?",
    "space": " ",
    "tab": "\t",
    "enter": "\r",
}


def text(app: UpakartiApp) -> str:
    """Return what stands on the screen."""
    return app.screen.query_one(Canvas).text


def rows(app: UpakartiApp) -> list[str]:
    return text(app).split("\n")


def keep_promises(app: UpakartiApp) -> None:
    """Hold the screen against what is promised of every screen."""
    from rich.cells import cell_len  # noqa: PLC0415 -- the ruler

    width, height = app.size
    drawn = rows(app)
    assert len(drawn) == height
    assert all(cell_len(row) <= width for row in drawn), max(drawn, key=cell_len)
    assert drawn[0].strip()
    assert drawn[-1].rstrip().endswith(("? Bantuan", "? Help", "F1 Bantuan", "F1 Help"))
    assert "…" not in drawn[-1]
    strange = {c for row in drawn for c in row if not c.isprintable()}
    assert not strange
