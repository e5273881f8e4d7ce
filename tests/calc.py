"""LibreOffice, asked to compute workbooks again from scratch."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
import python_calamine

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""

needs_calc = pytest.mark.skipif(
    not shutil.which("soffice"), reason="LibreOffice (soffice) is not installed"
)

Sheet = list[list[object]]


def recalculated(paths: Iterable[Path], folder: Path) -> list[dict[str, Sheet]]:
    """Return the sheets of each workbook as LibreOffice computes them."""
    paths = list(paths)
    user = folder / "profile" / "user"
    user.mkdir(parents=True, exist_ok=True)
    (user / "registrymodifications.xcu").write_text(_ALWAYS)
    output = folder / "recalculated"
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--convert-to", "xlsx", "--outdir", output),
            *paths,
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return [sheets(output / path.name) for path in paths]


def sheets(path: Path) -> dict[str, Sheet]:
    """Return the cells of a workbook as they are stored."""
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
