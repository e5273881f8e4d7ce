"""Make the pictures of the screens in `docs/screens/`, from a book made for them.

    python scripts/screenshots.py [FOLDER] [--png]

Each picture is an SVG; with `--png` and where `rsvg-convert` is installed, a PNG
stands beside it. Names in the book are invented.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from upakarti_tui.domain.book.deeds import Appointed, Nominated
from upakarti_tui.domain.book.records import SECRETARIAT
from upakarti_tui.domain.people.candidate import Candidate, Role, Scorer
from upakarti_tui.storage.books.book import writing
from upakarti_tui.workflows.demo.play import play
from upakarti_tui.workflows.start import begin

ROOT = Path(__file__).absolute().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

SIZES = {"80x24": (80, 24), "120x40": (120, 40)}
PEOPLE = (
    ("Yayasan Tenun Lestari", "Nusa Tenggara Timur"), ("Koperasi Rotan Cirebon", "Jawa Barat"),
    ("Halimah (kopi Gayo)", "Aceh"), ("Yayasan Gerabah Kasongan", "DI Yogyakarta"),
    ("Rumah Sasirangan Banua", "Kalimantan Selatan"), ("Dedi K. (atsiri Garut)", "Jawa Barat"),
    ("Koperasi Logam Tegal", "Jawa Tengah"), ("Yayasan Kakao Luwu", "Sulawesi Selatan"),
    ("Abdul R. (perahu Bira)", "Sulawesi Selatan"), ("Paguyuban Batik Lasem", "Jawa Tengah"),
    ("Rumah Ulos Toba", "Sumatera Utara"), ("Yayasan Mutiara Lombok", "Nusa Tenggara Barat"),
)  # fmt: skip


def keep(svg: str, target: Path) -> None:
    """Write a picture, and a PNG where one is asked for and can be made."""
    # The id of a picture is made of chance, and would differ at every run.
    svg = re.sub(r"terminal-\d+", f"terminal-{target.stem}", svg)
    # So is the time of day.
    svg = re.sub(r"(tersimpan&#160;)\d\d\.\d\d\.\d\d", r"\g<1>14.05.31", svg)
    svg = svg.replace("<text ", '<text xml:space="preserve" ')
    target.write_text(svg, encoding="utf-8")
    converter = shutil.which("rsvg-convert")
    if "--png" in sys.argv and converter is not None:
        png = target.with_suffix(".png")
        subprocess.run([converter, "-o", str(png), str(target)], check=True)  # noqa: S603 -- ours
    sys.stdout.write(f"{target}\n")


def a_juror(folder: Path) -> Path:
    """Make a book with the shipped template, twelve candidates and one juror."""
    path = begin(folder, "upakarti-2024")
    with writing(path, SECRETARIAT) as book:
        for at, (name, province) in enumerate(PEOPLE, start=1):
            nominee = Candidate(f"PG-{at:03}", "pengabdian", name, "", province, "", "2016", "15")
            book.add(Nominated(nominee))
        book.add(Appointed(Scorer("JURI-04", "Dr. Siti Rahma", Role.JUROR)))
    return path


async def of_a_juror(folder: Path, book: Path, size: str) -> None:
    """Take a sheet that is half filled, and the list."""
    from screens import shown  # noqa: PLC0415 -- the tests' own, found above

    async with shown(book, "JURI-04", SIZES[size]) as (app, pilot):
        if app.desk is not None and app.desk.undeclared("penjurian"):
            await pilot.press("enter", *"445343", "n", *"455455", "n", *"354444", "n")
        else:
            await pilot.press("n", "enter")
        await pilot.press(*"453", "c", *"Omzet 2023 lengkap, bukti dok. 7", "escape")
        keep(app.export_screenshot(title="upakarti"), folder / f"scoring-{size}.svg")
        await pilot.press("escape")
        keep(app.export_screenshot(title="upakarti"), folder / f"list-{size}.svg")


async def of_the_office(folder: Path, book: Path, size: str) -> None:
    """Take the overview, the places, how one came about, and the panel."""
    from screens import shown  # noqa: PLC0415 -- the tests' own, found above

    async with shown(book, None, SIZES[size]) as (app, pilot):
        for name, keys in (
            ("start", ()),
            ("overview", ("enter",)),
            ("ranking", ("r", "tab", "down", "down")),
            ("derivation", ("j",)),
            ("panel", ("escape", "y")),
        ):
            await pilot.press(*keys)
            keep(app.export_screenshot(title="upakarti"), folder / f"{name}-{size}.svg")


def main() -> None:
    """Make all pictures."""
    named = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    folder = Path(named[0]).absolute() if named else ROOT / "docs" / "screens"
    folder.mkdir(parents=True, exist_ok=True)
    home = Path(tempfile.mkdtemp(prefix="upakarti-"))
    os.environ["XDG_DATA_HOME"] = str(home / "data")
    os.environ["XDG_CONFIG_HOME"] = str(home / "config")
    play(home / "demo", lambda _: None)
    # Read where it lies, the book shows no path of whoever takes the pictures.
    os.chdir(home / "demo")
    for size in SIZES:
        asyncio.run(of_a_juror(folder, a_juror(home / size), size))
        asyncio.run(of_the_office(folder, Path("upakarti.jsonl"), size))
    shutil.rmtree(home)


if __name__ == "__main__":
    main()
